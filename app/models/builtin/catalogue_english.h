// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of the English catalogue, in a file of its own to keep each readable. Any thread.
#pragma once

#include "models/builtin/arithmetic_catalogue.h"

namespace evol::builtin {

/// Fills in steps, follow-up questions, requirements and the words of the solution.
void addEnglishAdditions(Catalogue& catalogue);

} // namespace evol::builtin
