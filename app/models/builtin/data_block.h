// SPDX-License-Identifier: GPL-3.0-or-later
// The blocks that numbers can be moved into: tables, JSON and so on, as patterns that are written and
// read like any sentence (phrase.h). Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_catalogue.h"

#include <string>
#include <vector>

namespace evol::builtin {

/// A pattern with one entry a label, in the order given; the n-th entry holds slot a, b, c, …, and the
/// one under `distractorLabel`, where there is one, slot h. The column headings of tables are the catalogue's words for them.
std::string blockPattern(const Catalogue& catalogue, BlockFormat format, const std::vector<std::string>& labels, const std::string& distractorLabel);

} // namespace evol::builtin
