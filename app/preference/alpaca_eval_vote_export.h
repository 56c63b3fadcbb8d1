// SPDX-License-Identifier: GPL-3.0-or-later
// AlpacaEval's annotations: both outputs with their generators, and preference 1 or 2 for the one preferred, 0 for a
// draw. No state; any thread.
#pragma once

#include "preference/vote_export.h"

namespace evol {

class AlpacaEvalVoteExport final : public VoteExport
{
public:
    std::string_view key() const override { return "alpaca_eval"; }
    std::string_view title() const override { return "AlpacaEval annotations (JSON)"; }
    std::string_view fileSuffix() const override { return ".json"; }
    bool takes(JudgementKind kind) const override { return kind != JudgementKind::Steps; }
    Result<VoteExportReport> write(VoteSource &source, const VoteExportOptions &options, const WriteText &text) const override;
};

} // namespace evol
