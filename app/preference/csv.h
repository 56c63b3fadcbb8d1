// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of comma-separated values as RFC 4180 has them. Any thread.
#pragma once

#include <string>
#include <vector>

namespace evol {

/// With its line end. A field that begins as a formula would in a spreadsheet (=, +, -, @) and is no number is led by an
/// apostrophe, so that a text never runs; so is one that begins so after apostrophes, so that taking the first one away
/// gives back what was written.
std::string csvRow(const std::vector<std::string> &fields);

} // namespace evol
