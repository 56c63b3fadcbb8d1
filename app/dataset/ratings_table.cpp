// SPDX-License-Identifier: GPL-3.0-or-later
// No state; any thread.
#include "dataset/ratings_table.h"

#include "dataset/json_fields.h"
#include "dataset/vote_fields.h"
#include "domain/vote_table.h"

#include <QDateTime>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

using nlohmann::json;

/// Kinds as scripts name them, in order of JudgementKind.
constexpr const char *kinds[] = {"pairwise", "ranking", "rating", "steps"};

template <class T>
std::vector<T> listIn(const std::string &text, const char *column, VoteFields &fields)
{
    const json list = json::parse(text, nullptr, false);
    const auto fits = [](const json &each) { return std::is_same_v<T, int> ? each.is_number_integer() : each.is_string(); };
    if (!list.is_array() || !std::all_of(list.begin(), list.end(), fits)) {
        fields.refuse("\"" + std::string(column) + "\" is not a JSON list of " + (std::is_same_v<T, int> ? "whole numbers." : "names."));
        return {};
    }
    return list.get<std::vector<T>>();
}

JudgementKind kindOf(const std::string &word, VoteFields &fields)
{
    const auto found = std::find(std::begin(kinds), std::end(kinds), word);
    if (found == std::end(kinds))
        fields.refuse("\"kind\" is none of pairwise, ranking, rating and steps.");
    return static_cast<JudgementKind>(found == std::end(kinds) ? 0 : found - std::begin(kinds));
}

/// Without the apostrophe that keeps a spreadsheet from running a text as a formula.
std::string unguarded(std::string text)
{
    const std::size_t first = text.find_first_not_of('\'');
    if (first != 0 && first != std::string::npos && std::string("=+-@").find(text[first]) != std::string::npos)
        text.erase(0, 1);
    return text;
}

std::int64_t timeIn(const std::string &text)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODateWithMs);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

} // namespace

bool RatingsTable::recognises(const FileSample &sample) const
{
    return std::all_of(std::begin(voteTableColumns), std::end(voteTableColumns),
                       [&](const char *column) { return hasText(sample.record, column); });
}

Result<ImportedVote> RatingsTable::read(const nlohmann::json &record) const
{
    VoteFields fields(record);
    const auto text = [&](const char *column) { return unguarded(fields.optional(column)); };
    ImportedVote vote;
    vote.study = text("study");
    vote.kind = kindOf(fields.optional("kind"), fields);
    vote.comparison = fields.optional("session") + '/' + fields.optional("comparison");
    vote.rater = text("rater");
    vote.instruction = text("instruction");
    vote.criterion = text("criterion");
    for (std::string &name : listIn<std::string>(fields.optional("contenders"), "contenders", fields))
        vote.answers.push_back({std::move(name), {}});
    if (vote.answers.empty() || std::any_of(vote.answers.begin(), vote.answers.end(), [](const ImportedAnswer &a) { return a.contender.empty(); }))
        fields.refuse("\"contenders\" names none, or one without a name.");
    if (const std::string values = fields.optional("values"); !values.empty())
        vote.values = listIn<int>(values, "values", fields);
    vote.skipped = text("skipped");
    if (vote.values.empty() && vote.skipped.empty())
        fields.refuse("It has neither \"values\" nor a reason why it was skipped.");
    vote.flagged = fields.optional("flagged") == "true";
    vote.note = text("note");
    vote.milliseconds = fields.milliseconds("seconds");
    vote.time = timeIn(fields.optional("time"));
    return fields.finish(std::move(vote));
}

} // namespace evol
