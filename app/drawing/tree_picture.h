// SPDX-License-Identifier: GPL-3.0-or-later
// A whole tree as a picture: SVG, PNG or PDF, with the same painting as on the canvas. Needs a
// QGuiApplication, for fonts; its platform may be "offscreen". Its thread.
#pragma once

#include "domain/pool.h"
#include "domain/result.h"
#include "drawing/palette.h"
#include "drawing/tree_content.h"
#include "drawing/tree_layout.h"

#include <QByteArray>

namespace evol {

struct PictureOptions {
    Theme theme = Theme::Light;
    Orientation orientation = Orientation::LeftToRight;
    int longestSide = 16000;          ///< of a PNG, in pixels; a larger tree is scaled down to it
    double mostPixels = 120'000'000;  ///< of a PNG
    int mostVectorNodes = 20'000;     ///< of an SVG or PDF; a larger tree is refused
};

Result<QByteArray> treeAsSvg(const Pool &pool, NodeIndex root, const TreeContent &content,
                             const PictureOptions &options = {});
Result<QByteArray> treeAsPng(const Pool &pool, NodeIndex root, const TreeContent &content,
                             const PictureOptions &options = {});
Result<QByteArray> treeAsPdf(const Pool &pool, NodeIndex root, const TreeContent &content,
                             const PictureOptions &options = {});

} // namespace evol
