// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/interval_plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace evol {

namespace {

constexpr double width = 720, nameWidth = 200, rowHeight = 28, footHeight = 28, margin = 24;

std::string number(double value, int digits = 1)
{
    char text[48];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

/// 1, 2 or 5 times a power of ten: about six steps.
double stepOf(double range)
{
    const double raw = range / 6, power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw)
            return factor * power;
    }
    return 10 * power;
}

std::string line(double x1, double y1, double x2, double y2, const char *style)
{
    return "<line x1='" + number(x1) + "' y1='" + number(y1) + "' x2='" + number(x2) + "' y2='" + number(y2) + "' style='" + style + "'/>";
}

std::string label(double x, double y, const char *anchor, const std::string &text, const char *fill)
{
    return "<text x='" + number(x) + "' y='" + number(y) + "' text-anchor='" + anchor + "' style='fill:var(" + fill + ")'>" + htmlEscaped(text) + "</text>";
}

} // namespace

std::string htmlEscaped(const std::string &text)
{
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '&': escaped += "&amp;"; break;
        case '<': escaped += "&lt;"; break;
        case '>': escaped += "&gt;"; break;
        case '"': escaped += "&quot;"; break;
        case '\'': escaped += "&#39;"; break;
        default: escaped += c;
        }
    }
    return escaped;
}

std::string intervalPlot(const std::vector<PlottedInterval> &rows, std::optional<double> reference, const std::string &unit)
{
    if (rows.empty())
        return {};
    double low = reference.value_or(rows.front().low), high = reference.value_or(rows.front().high);
    for (const PlottedInterval &row : rows) {
        low = std::min(low, row.low);
        high = std::max(high, row.high);
    }
    const double step = stepOf(std::max(high - low, 1e-9) * 1.1);
    const double first = std::floor(low / step) * step, last = std::ceil(high / step) * step;
    const auto at = [&](double value) { return nameWidth + (value - first) / std::max(last - first, step) * (width - nameWidth - margin); };
    const double bottom = rowHeight * static_cast<double>(rows.size());
    std::string svg = "<svg role='img' viewBox='0 0 " + number(width, 0) + ' ' + number(bottom + footHeight, 0) + "' width='100%'>";
    for (double tick = first; tick <= last + step / 2; tick += step) {
        svg += line(at(tick), 0, at(tick), bottom, "stroke:var(--line)");
        svg += label(at(tick), bottom + 18, "middle", number(tick, step < 1 ? 1 : 0) + unit, "--quiet");
    }
    if (reference)
        svg += line(at(*reference), 0, at(*reference), bottom, "stroke:var(--quiet);stroke-dasharray:4 3");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PlottedInterval &row = rows[i];
        const double y = (static_cast<double>(i) + 0.5) * rowHeight;
        constexpr const char *style = "stroke:var(--accent);stroke-width:2";
        svg += label(nameWidth - 10, y + 4, "end", row.name, "--text");
        svg += line(at(row.low), y, at(row.high), y, style) + line(at(row.low), y - 4, at(row.low), y + 4, style) + line(at(row.high), y - 4, at(row.high), y + 4, style);
        svg += "<circle cx='" + number(at(row.value)) + "' cy='" + number(y) + "' r='4' style='fill:var(--accent)'/>";
    }
    return svg + "</svg>";
}

} // namespace evol
