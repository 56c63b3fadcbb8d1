// SPDX-License-Identifier: GPL-3.0-or-later
// What changed from one text to another, word by word, in any script; nothing of either text is lost, white space
// included. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evol {

enum class DiffKind { Same, Added, Removed };

struct DiffPiece {
    DiffKind kind = DiffKind::Same;
    std::string text;

    bool operator==(const DiffPiece &) const = default;
};

/// The pieces that are not Removed make `to`, those that are not Added make `from`. Texts too long to compare
/// quickly come back as one piece that is the same.
std::vector<DiffPiece> wordDiff(std::string_view from, std::string_view to);

} // namespace evol
