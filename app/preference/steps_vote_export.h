// SPDX-License-Identifier: GPL-3.0-or-later
// Records for process supervision: a question, the steps of a solution, and a label for each (1 right, 0 neutral,
// -1 wrong, as in PRM800K, Lightman et al., arXiv 2305.20050). No state; any thread.
#pragma once

#include "preference/vote_export.h"

namespace evol {

class StepsVoteExport final : public VoteExport
{
public:
    std::string_view key() const override { return "steps"; }
    std::string_view title() const override { return "Step labels (JSON Lines)"; }
    std::string_view fileSuffix() const override { return ".jsonl"; }
    bool takes(JudgementKind kind) const override { return kind == JudgementKind::Steps; }
    Result<VoteExportReport> write(VoteSource &source, const VoteExportOptions &options, const WriteText &text) const override;
};

} // namespace evol
