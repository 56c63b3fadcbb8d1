// SPDX-License-Identifier: GPL-3.0-or-later
// The look of every widget: Fusion with the colours of drawing/palette.h, and the few measures all screens share.
// GUI thread.
#pragma once

#include "drawing/palette.h"

#include <QFont>
#include <QPalette>

namespace evol {

enum class ThemeChoice { System, Light, Dark };

/// The grid of the screens, in pixels.
namespace space {
constexpr int grid = 4;
constexpr int inside = 8;  ///< inside controls and between neighbours
constexpr int groups = 12; ///< between groups
constexpr int panel = 16;  ///< around panels
} // namespace space

Theme resolvedTheme(ThemeChoice choice);
/// The one that is shown now.
Theme currentTheme();
const Palette &currentPalette();
/// Of the whole program; windows that are open change at once.
void applyTheme(Theme theme);

QFont readingFont();   ///< instructions and responses
QFont monospaceFont(); ///< ids, code, raw replies

} // namespace evol
