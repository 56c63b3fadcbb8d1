// SPDX-License-Identifier: GPL-3.0-or-later
// Estimates with their intervals as an SVG to stand in a page. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace evol {

struct PlottedInterval {
    std::string name;
    double value = 0, low = 0, high = 0;
};

/// `unit` stands behind the numbers of the axis. Colours are the page's variables --accent, --line, --text and --quiet.
/// Empty: nothing to draw.
std::string intervalPlot(const std::vector<PlottedInterval> &rows, std::optional<double> reference, const std::string &unit);

/// With what has a meaning in HTML written as text.
std::string htmlEscaped(const std::string &text);

} // namespace evol
