// SPDX-License-Identifier: GPL-3.0-or-later
// The table of judgements: every one of them, gold items' too, and every comparison skipped, in rows of comma-separated
// values with the columns of domain/vote_table.h. No state; any thread.
#pragma once

#include "preference/vote_export.h"

namespace evol {

class RatingsVoteExport final : public VoteExport
{
public:
    std::string_view key() const override { return "ratings"; }
    std::string_view title() const override { return "Table of judgements (CSV)"; }
    std::string_view fileSuffix() const override { return ".csv"; }
    bool takes(JudgementKind) const override { return true; }
    Result<VoteExportReport> write(VoteSource &source, const VoteExportOptions &options, const WriteText &text) const override;
};

} // namespace evol
