// SPDX-License-Identifier: GPL-3.0-or-later
// What a change replaces, as only the store knows it at the moment of writing, and whether the change fits.
// One thread at a time.
#pragma once

#include "domain/change.h"
#include "storage/sqlite_reader.h"

namespace evol {

/// Fills in what the store fills in. Errors: NotFound, InvalidInput, Refused. `path` is for their sentences.
Result<> fillInReplaced(Change &change, SqliteReader &reader, const std::string &path);

} // namespace evol
