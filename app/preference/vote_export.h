// SPDX-License-Identifier: GPL-3.0-or-later
// One way to write the votes of a study. A new format is a file pair of its own and a line in vote_exports.cpp.
// Formats have no state; any thread.
#pragma once

#include "domain/result.h"
#include "domain/study.h"
#include "preference/vote_source.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace evol {

/// How votes of several raters on the same two answers become preference pairs.
enum class PairRows {
    Majority, ///< one row for two answers that more raters ordered in one way than in the other, or not at all
    EachVote, ///< one row for each vote that preferred one
};

struct VoteExportOptions {
    /// Key of the one that pairs of answers are compared by; empty: the one the study shows first, see mainCriterion().
    /// Tables that name the criterion hold all of them.
    std::string criterion;
    PairRows pairRows = PairRows::Majority;
};

/// Whatever is left out is counted.
struct VoteExportReport {
    std::int64_t written = 0;     ///< rows
    std::int64_t ties = 0;        ///< left out: neither answer was preferred
    std::int64_t gold = 0;        ///< left out: judgements of items that test the raters
    std::int64_t withoutText = 0; ///< left out: the words are not there, or do not fit the labels
};

/// Takes the next piece of the file; an error ends the export.
using WriteText = std::function<Result<>(std::string_view text)>;

class VoteExport
{
public:
    virtual ~VoteExport() = default;

    /// What scripts call it, e.g. "arena". Never change one.
    virtual std::string_view key() const = 0;
    /// What people read, e.g. "Chatbot Arena battles (JSON)".
    virtual std::string_view title() const = 0;
    /// With its dot, e.g. ".json".
    virtual std::string_view fileSuffix() const = 0;
    virtual bool takes(JudgementKind kind) const = 0;
    /// Of a study whose kind it takes. UTF-8.
    virtual Result<VoteExportReport> write(VoteSource &source, const VoteExportOptions &options, const WriteText &text) const = 0;
};

} // namespace evol
