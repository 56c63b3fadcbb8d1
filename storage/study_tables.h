// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of preference studies, kept as the changes say. One thread at a time.
#pragma once

#include "domain/change.h"
#include "storage/connection.h"

#include <cstdint>

namespace evol {

/// Take a change in; its `from` must be filled in. Throw SQLite::Exception.
void projectStudy(Connection &connection, const AddStudy &change);
void projectStudy(Connection &connection, const RemoveStudy &change);
void projectStudy(Connection &connection, const EditStudy &change);
void projectStudy(Connection &connection, const AddSession &change);
void projectStudy(Connection &connection, const RemoveSession &change);
void projectStudy(Connection &connection, const CastVote &change);

/// As the column `shown` has them, and back.
std::int64_t packedContenders(const std::vector<int> &shown);
std::vector<int> unpackedContenders(std::int64_t shown);

} // namespace evol
