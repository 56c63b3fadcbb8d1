// SPDX-License-Identifier: GPL-3.0-or-later
// Chatbot Arena's battles: model_a, model_b, the winner, and what was said. No state; any thread.
#pragma once

#include "preference/vote_export.h"

namespace evol {

class ArenaVoteExport final : public VoteExport
{
public:
    std::string_view key() const override { return "arena"; }
    std::string_view title() const override { return "Chatbot Arena battles (JSON)"; }
    std::string_view fileSuffix() const override { return ".json"; }
    bool takes(JudgementKind kind) const override { return kind != JudgementKind::Steps; }
    Result<VoteExportReport> write(VoteSource &source, const VoteExportOptions &options, const WriteText &text) const override;
};

} // namespace evol
