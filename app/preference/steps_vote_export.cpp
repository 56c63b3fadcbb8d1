// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "preference/steps_vote_export.h"

#include "preference/record_writer.h"
#include "domain/solution_steps.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

using nlohmann::ordered_json;

/// From 1; null: none is wrong.
ordered_json firstWrongStep(const std::vector<int> &labels)
{
    const auto wrong = std::find(labels.begin(), labels.end(), static_cast<int>(StepLabel::Wrong));
    return wrong == labels.end() ? ordered_json() : ordered_json(wrong - labels.begin() + 1);
}

} // namespace

Result<VoteExportReport> StepsVoteExport::write(VoteSource &source, const VoteExportOptions &, const WriteText &text) const
{
    RecordWriter records(RecordWriter::Form::Lines, text);
    VoteExportReport report;
    const auto add = [&](const StudyItem &item, int contender, const std::string &rater, const Judgement &judgement) -> Result<> {
        const auto steps = solutionSteps(answerOf(item, contender));
        if (item.text.empty() || steps.empty() || steps.size() != judgement.values.size()) {
            ++report.withoutText;
            return {};
        }
        return records.add({{"question", promptOf(item)}, {"steps", steps}, {"labels", judgement.values},
                            {"first_wrong_step", firstWrongStep(judgement.values)}, {"model", source.name(contender)}, {"rater", rater},
                            {"criterion", source.study().design.criteria[static_cast<std::size_t>(judgement.criterion)].key}});
    };
    const auto read = source.eachComparison([&](std::size_t session, int, const Comparison &comparison) -> Result<> {
        if (source.isGold(comparison.item)) {
            report.gold += static_cast<std::int64_t>(comparison.vote->judgements.size());
            return {};
        }
        const auto item = source.item(comparison.item);
        if (!item)
            return tl::unexpected<Error>(item.error());
        for (const Judgement &judgement : comparison.vote->judgements) {
            if (auto added = add(**item, comparison.shown.front(), source.sessions()[session].rater, judgement); !added)
                return added;
        }
        return {};
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    report.written = records.written();
    return report;
}

} // namespace evol
