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
    .categories = {QColor(0x2F, 0x6F, 0xDE), QColor(0xB8, 0x6E, 0x00), QColor(0x1F, 0x8A, 0x5B), QColor(0xB0, 0x3A, 0x8C),
                   QColor(0x00, 0x83, 0x9B), QColor(0xC8, 0x44, 0x2B), QColor(0x6B, 0x5B, 0x2E), QColor(0x7A, 0x4F, 0xD0)},
    .ramp = {QColor(0x2A, 0x93, 0xA8), QColor(0x6B, 0x56, 0xC4), QColor(0xA8, 0x1E, 0x3C)},
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
    .categories = {QColor(0x6F, 0xA0, 0xFF), QColor(0xE5, 0xB5, 0x67), QColor(0x5C, 0xC6, 0x96), QColor(0xF0, 0x8B, 0xD0),
                   QColor(0x53, 0xC4, 0xDC), QColor(0xFF, 0x8A, 0x70), QColor(0xC9, 0xBC, 0x8A), QColor(0xB7, 0x9B, 0xFF)},
    .ramp = {QColor(0x4F, 0x8A, 0x93), QColor(0x9C, 0x92, 0xF0), QColor(0xFF, 0xB0, 0xA8)},
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

QColor rampColour(const Palette &palette, double share)
{
    const double place = std::clamp(share, 0.0, 1.0) * 2;
    const auto &[low, middle, high] = palette.ramp;
    const QColor &from = place < 1 ? low : middle, &to = place < 1 ? middle : high;
    const double part = place < 1 ? place : place - 1;
    const auto mix = [part](int a, int b) { return int(std::lround(a + (b - a) * part)); };
    return QColor(mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue()));
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace evol
