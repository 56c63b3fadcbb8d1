// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a person reads to judge what the eliminator said of one instruction, read at once and compared with its
// parent. Any thread, but for the page, which is made on the GUI thread.
#pragma once

#include "domain/project_store.h"
#include "evolution/word_diff.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace evol {

struct ReviewItem {
    Instruction instruction;
    std::vector<DiffPiece> pieces;    ///< against the parent's text; one that is the same where there is none
    std::optional<Response> response; ///< the first, the one that was judged
    std::size_t responseWords = 0;
    std::optional<Verdict> verdict;
    std::optional<Override> decided;
};

/// A few point queries.
Result<ReviewItem> readReviewItem(ProjectReader &reader, InstructionId id);

/// A part of a text and how it is marked. Pieces in order make the text.
struct MarkedPiece {
    std::string text;
    DiffKind kind = DiffKind::Same;
    bool isEvidence = false;

    bool operator==(const MarkedPiece &) const = default;
};

/// The pieces of a difference that are not removed, with what the rules saw in `place` marked where it still stands.
std::vector<MarkedPiece> markEvidence(const std::vector<DiffPiece> &pieces, const std::optional<Verdict> &verdict,
                                      EvidencePlace place);

/// What one reads, as HTML: what was decided, the rules, the instruction, the response.
QString reviewHtml(const ReviewItem &item);

} // namespace evol
