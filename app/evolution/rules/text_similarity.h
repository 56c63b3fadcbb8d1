// SPDX-License-Identifier: GPL-3.0-or-later
// How much two texts have the same words in the same order. Any thread.
#pragma once

#include <string_view>

namespace evol {

/// From 0, nothing in common, to 1, the same words: the resemblance of the two texts, which is the Jaccard
/// coefficient of their sets of shingles (Broder 1997, "On the resemblance and containment of documents", section 2),
/// each of three words side by side; of fewer where the shorter text has fewer. Symmetric.
/// Words are those of words(), with A-Z in any case; so that 1+1 is not 1-1, mathematical signs count as words too,
/// of the signs - * / ^ % those after a digit. Texts without any are similar only if they are the same.
double textSimilarity(std::string_view a, std::string_view b);

} // namespace evol
