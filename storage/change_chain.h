// SPDX-License-Identifier: GPL-3.0-or-later
// The chain that binds every row of the audit trail to the one before by SHA-256, so that a later alteration
// shows. One thread at a time.
#pragma once

#include "storage/connection.h"

#include <cstdint>
#include <string>

namespace evol {

struct ChainLink {
    std::int64_t number = 0;
    std::string hash; ///< 32 bytes; empty before the first row
};

/// Everything of a row that its hash covers.
struct ChainedRow {
    std::int64_t number = 0;
    std::int64_t action = 0;
    std::string label;
    std::string by;
    int kind = 0;
    std::int64_t time = 0;
    std::string payload;
};

ChainLink lastLink(Connection &connection);

/// hash = SHA-256(previous hash, then each field of the row as its length in decimal, ':', and its text).
ChainLink nextLink(const ChainLink &previous, const ChainedRow &row);

} // namespace evol
