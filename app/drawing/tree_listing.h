// SPDX-License-Identifier: GPL-3.0-or-later
// A tree as lines of text for a terminal, drawn with box characters and cut by display columns, in which
// Chinese and Japanese characters are two wide. Any thread.
#pragma once

#include "domain/pool.h"
#include "drawing/tree_content.h"

#include <string>
#include <string_view>

namespace evol {

enum class Colouring { None, Ansi };

struct ListingOptions {
    int columns = 80; ///< 0: lines are not cut
    Colouring colouring = Colouring::None;
};

/// The tree of `root`, or with noNode all trees; every line ends in a newline.
std::string treeAsText(const Pool &pool, NodeIndex root, const TreeContent &content,
                       const ListingOptions &options = {});

/// Columns a terminal takes for UTF-8 text without control characters.
int displayColumns(std::string_view text);

/// The beginning of `text` that fits, ending in … where something is cut. White space becomes one space.
std::string cutToColumns(std::string_view text, int columns);

} // namespace evol
