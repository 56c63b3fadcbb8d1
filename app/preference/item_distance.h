// SPDX-License-Identifier: GPL-3.0-or-later
// The same item does not come twice in a row. Any thread.
#pragma once

#include "domain/study.h"

#include <vector>

namespace evol {

/// Moves a comparison whose item is that of the one before to the next place between two others, so that none is left
/// where no item has more than half of all. Few have to be moved where items were shuffled.
void separateItems(std::vector<Comparison> &comparisons);

} // namespace evol
