// SPDX-License-Identifier: GPL-3.0-or-later
// Preference pairs to train on: prompt, chosen, rejected and the margin between them, one JSON object a line. A tie is
// never written as a win: it is left out. No state; any thread.
#pragma once

#include "preference/vote_export.h"

namespace evol {

class PairsVoteExport final : public VoteExport
{
public:
    std::string_view key() const override { return "pairs"; }
    std::string_view title() const override { return "Preference pairs (JSON Lines)"; }
    std::string_view fileSuffix() const override { return ".jsonl"; }
    bool takes(JudgementKind kind) const override { return kind != JudgementKind::Steps; }
    Result<VoteExportReport> write(VoteSource &source, const VoteExportOptions &options, const WriteText &text) const override;
};

} // namespace evol
