// SPDX-License-Identifier: GPL-3.0-or-later
// The tables that say how a project is now, kept in step with its changes. One thread at a time.
#pragma once

#include "domain/change.h"
#include "storage/connection.h"

namespace evol {

/// Takes a change in; its `from` must be filled in. time: when it was made. Throws SQLite::Exception, also where the
/// change does not fit.
void project(Connection &connection, const Change &change, std::int64_t time);

} // namespace evol
