// SPDX-License-Identifier: GPL-3.0-or-later
// The two palettes. Any thread.
#include "drawing/palette.h"

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

const Palette light{
    .ground = QColor(0xFA, 0xFA, 0xF9),
    .panel = QColor(0xFF, 0xFF, 0xFF),
    .text = QColor(0x1B, 0x1C, 0x1E),
    .quietText = QColor(0x63, 0x66, 0x6B),
    .line = QColor(0xE3, 0xE3, 0xE0),
    .strongLine = QColor(0x8A, 0x8D, 0x91),
    .accent = QColor(0x2F, 0x6F, 0xDE),
    .onAccent = QColor(0xFF, 0xFF, 0xFF),
    .accentTint = QColor(0xE6, 0xEE, 0xFB),
    .inDepth = QColor(0x2F, 0x6F, 0xDE),
    .inBreadth = QColor(0xC8, 0x44, 0x2B),
    .kept = QColor(0x1F, 0x8A, 0x5B),
    .eliminated = QColor(0x8A, 0x8D, 0x91),
    .overridden = QColor(0x7A, 0x4F, 0xD0),
    .warning = QColor(0xB7, 0x79, 0x1F),
};

const Palette dark{
    .ground = QColor(0x17, 0x18, 0x1A),
    .panel = QColor(0x1F, 0x21, 0x23),
    .text = QColor(0xE8, 0xE8, 0xE6),
    .quietText = QColor(0x9A, 0x9D, 0xA2),
    .line = QColor(0x33, 0x36, 0x3A),
    .strongLine = QColor(0x73, 0x76, 0x7B),
    .accent = QColor(0x6F, 0xA0, 0xFF),
    .onAccent = QColor(0x10, 0x14, 0x1C),
    .accentTint = QColor(0x24, 0x30, 0x48),
    .inDepth = QColor(0x6F, 0xA0, 0xFF),
    .inBreadth = QColor(0xFF, 0x8A, 0x70),
    .kept = QColor(0x5C, 0xC6, 0x96),
    .eliminated = QColor(0x8A, 0x8D, 0x91),
    .overridden = QColor(0xB7, 0x9B, 0xFF),
    .warning = QColor(0xE5, 0xB5, 0x67),
};

double luminance(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Palette &paletteOf(Theme theme)
{
    return theme == Theme::Dark ? dark : light;
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace evol
