// SPDX-License-Identifier: GPL-3.0-or-later
// The narrow table from which a project's pool is read, and its upkeep. One thread at a time.
#pragma once

#include "domain/change.h"
#include "domain/pool.h"
#include "domain/result.h"
#include "storage/connection.h"

#include <string>

namespace evol {

/// Takes a change in; its `from` must be filled in. time: milliseconds since 1970. Throws SQLite::Exception.
void applyToSkeleton(Connection &connection, const Change &change, std::int64_t time);

/// The pool that the skeleton and the tags say. `path` is for the error's sentence. Throws SQLite::Exception.
Result<Pool> readPool(Connection &connection, const std::string &path);

/// Rows that do not say what the other tables say, a sentence each.
std::vector<std::string> checkSkeleton(Connection &connection);

} // namespace evol
