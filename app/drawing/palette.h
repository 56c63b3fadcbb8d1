// SPDX-License-Identifier: GPL-3.0-or-later
// Every colour of the program, light and dark: the one place. The canvas and the charts paint with these,
// and the window builds its QPalette from them.
// Values only; any thread.
#pragma once

#include <QColor>

#include <array>

namespace evol {

enum class Theme { Light, Dark };

struct Palette {
    QColor ground;     ///< behind everything
    QColor panel;      ///< cards, lists, editors
    QColor text;
    QColor quietText;  ///< second-rank text; AA on ground and panel
    QColor line;       ///< hairlines
    QColor strongLine; ///< outlines that carry meaning; 3 : 1 on ground and panel
    QColor accent;     ///< selection, focus, the default button
    QColor onAccent;   ///< text on accent
    QColor accentTint; ///< ground of selected rows
    QColor inDepth;
    QColor inBreadth;
    QColor kept;
    QColor eliminated; ///< for shapes; text of eliminated things is quietText
    QColor overridden;
    QColor warning;
    std::array<QColor, 8> categories; ///< of things with no order; 3 : 1 on ground and panel
    std::array<QColor, 3> ramp;       ///< from low to high; 3 : 1 on ground and panel
};

/// A colour of the ramp; share: 0 to 1.
QColor rampColour(const Palette &palette, double share);

const Palette &paletteOf(Theme theme);

/// The contrast ratio of WCAG 2, from 1 to 21. Text needs 4.5, shapes that carry meaning 3.
double contrast(const QColor &one, const QColor &other);

} // namespace evol
