// SPDX-License-Identifier: GPL-3.0-or-later
// On which side two answers stand, for raters who share comparisons. Any thread.
#pragma once

#include <cstddef>
#include <vector>

namespace evol {

/// ratersOf: for each comparison of the same two contenders its raters, each once, numbered below `raters`. Returns for each
/// of them whether they see it the other way round. For every rater, and over all, either way is as often as the other, give
/// or take one; and of a comparison's raters half see either way. It is an Eulerian orientation: two raters of a comparison
/// are an edge, and whoever a closed trail leaves sees it one way, whoever it enters the other. Linear in the judgements.
std::vector<std::vector<bool>> evenSides(const std::vector<std::vector<std::size_t>> &ratersOf, std::size_t raters);

} // namespace evol
