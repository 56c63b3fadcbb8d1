// SPDX-License-Identifier: GPL-3.0-or-later
// What a person types into a search line, as an expression of FTS5's. Any thread.
#pragma once

#include <string>

namespace evol {

/// Both empty: there is no word in the query.
struct SearchExpression {
    std::string words;     ///< the last word as a whole, too
    std::string beginning; ///< the last word as the beginning of one; equal to `words` where it is in quotes
};

SearchExpression searchExpression(const std::string &query);

} // namespace evol
