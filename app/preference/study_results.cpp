// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/study_results.h"

#include "preference/contender_alias.h"
#include "preference/criteria.h"
#include "preference/elo.h"
#include "preference/vote_tally.h"

#include <algorithm>
#include <map>

namespace evol {

namespace {

constexpr int hardFrom = 8; ///< WizardLM, arXiv 2304.12244, section 4.3

using Outcomes = std::vector<PairOutcome>;

std::vector<PairFigures> pairFigures(int contenders, const Outcomes &outcomes, const CriterionTally *tally)
{
    std::map<std::pair<int, int>, Outcomes> byPair;
    for (const PairOutcome &o : outcomes)
        byPair[{std::min(o.first, o.second), std::max(o.first, o.second)}].push_back(o);
    std::vector<PairFigures> pairs;
    for (const auto &[pair, own] : byPair) {
        const auto bad = tally ? tally->bothBad.find(pair) : decltype(tally->bothBad.end())();
        pairs.push_back({pair.first, pair.second, winRates(contenders, own)[static_cast<std::size_t>(pair.first)],
                         tally && bad != tally->bothBad.end() ? bad->second : 0});
    }
    return pairs;
}

/// In the order in which they are to be shown.
using Groups = std::map<std::pair<int, std::string>, Outcomes>;

GroupFigures figuresOf(const std::string &by, const std::string &key, int contenders, const Outcomes &outcomes)
{
    return {by, key, winRates(contenders, outcomes), pairFigures(contenders, outcomes, nullptr)};
}

void addGroups(std::vector<GroupFigures> &all, const std::string &by, int contenders, const Groups &groups)
{
    for (const auto &[key, outcomes] : groups)
        all.push_back(figuresOf(by, key.second, contenders, outcomes));
}

std::vector<GroupFigures> groupFigures(const Study &study, const Outcomes &outcomes)
{
    Groups skills, difficulties, epochs, operators;
    Outcomes hard;
    for (const PairOutcome &o : outcomes) {
        if (o.cluster == 0 || o.cluster > study.items.size())
            continue;
        const StudyItem &item = study.items[o.cluster - 1];
        if (!item.skill.empty())
            skills[{0, item.skill}].push_back(o);
        if (item.difficulty > 0)
            difficulties[{item.difficulty, std::to_string(item.difficulty)}].push_back(o);
        if (item.difficulty >= hardFrom)
            hard.push_back(o);
        if (item.instruction != 0) {
            epochs[{item.epoch, std::to_string(item.epoch)}].push_back(o);
            operators[{0, item.operatorKey.empty() ? "seed" : item.operatorKey}].push_back(o);
        }
    }
    const int contenders = static_cast<int>(study.contenders.size());
    std::vector<GroupFigures> groups;
    addGroups(groups, "skill", contenders, skills);
    addGroups(groups, "difficulty", contenders, difficulties);
    if (!hard.empty())
        groups.push_back(figuresOf("difficulty", "8-10", contenders, hard));
    addGroups(groups, "epoch", contenders, epochs);
    addGroups(groups, "operator", contenders, operators);
    return groups;
}

CriterionResults resultsOf(const Study &study, const Criterion &criterion, const CriterionTally &tally,
                           const std::vector<std::string> &names, const ResultOptions &options)
{
    const int contenders = static_cast<int>(study.contenders.size());
    CriterionResults r;
    r.key = criterion.key;
    r.title = criterion.title;
    r.judgements = tally.judgements;
    r.ties = tally.ties;
    for (const auto &[pair, count] : tally.bothBad)
        r.bothBad += count;
    const auto rates = winRates(contenders, tally.outcomes);
    const auto ratings = bootstrapRatings(countPairs(contenders, tally.outcomes), tally.outcomes, {options.rounds, options.seed, options.confidence});
    const auto elo = eloRatings(contenders, tally.outcomes, options.seed);
    for (std::size_t c = 0; c < names.size(); ++c) {
        const std::int64_t judged = tally.judged[c];
        const auto mean = judged > 0 ? std::optional(tally.sums[c] / static_cast<double>(judged)) : std::nullopt;
        r.contenders.push_back({names[c], rates[c], ratings[c], elo[c], mean, judged});
    }
    r.pairs = pairFigures(contenders, tally.outcomes, &tally);
    r.groups = groupFigures(study, tally.outcomes);
    r.agreement = agreement(tally.coded, {options.rounds, options.seed, options.confidence});
    r.position = positionBias(tally.decided);
    r.length = biasOf(tally.longerWins, tally.longerWins + tally.shorterWins);
    return r;
}

/// Adds, for each rater, the pairs of their values with others' of the same unit, and those that are equal.
void compareWithOthers(const std::vector<CodedValue> &coded, std::vector<RaterFigures> &raters)
{
    for (std::size_t start = 0; start < coded.size();) {
        std::size_t end = start;
        while (end < coded.size() && coded[end].unit == coded[start].unit)
            ++end;
        for (std::size_t i = start; i < end; ++i) {
            Proportion &own = raters[coded[i].rater].withOthers;
            own.of += static_cast<std::int64_t>(end - start) - 1;
            for (std::size_t j = start; j < end; ++j)
                own.part += i != j && coded[i].value == coded[j].value;
        }
        start = end;
    }
}

std::optional<double> median(std::vector<double> values)
{
    if (values.empty())
        return {};
    const std::size_t middle = values.size() / 2;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle), values.end());
    if (values.size() % 2 == 1)
        return values[middle];
    return (values[middle] + *std::max_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle))) / 2;
}

void addSession(StudyResults &results, RaterFigures &rater, const SessionSummary &session)
{
    results.comparisons += session.comparisons;
    results.judged += session.judged;
    results.skipped += session.done - session.judged;
    results.flagged += session.flagged;
    rater.comparisons += session.comparisons;
    rater.judged += session.judged;
    rater.skipped += session.done - session.judged;
    rater.flagged += session.flagged;
}

StudyResults frameOf(const Study &study)
{
    StudyResults results;
    results.study = study.id;
    results.name = study.settings.name;
    results.design = study.design;
    results.closed = study.settings.closed;
    results.items = static_cast<int>(study.items.size());
    results.goldItems = static_cast<int>(std::count_if(study.items.begin(), study.items.end(), [](const StudyItem &i) { return !i.gold.empty(); }));
    results.main = mainCriterion(study.design.criteria);
    return results;
}

/// The contenders' numbers as long as nobody may know them: those of their aliases in order.
std::vector<int> aliasOrder(const std::vector<std::string> &aliases)
{
    std::vector<int> order(aliases.size());
    for (std::size_t c = 0; c < aliases.size(); ++c) {
        order[c] = static_cast<int>(std::count_if(aliases.begin(), aliases.end(), [&](const std::string &other) {
            return std::pair(other.size(), other) < std::pair(aliases[c].size(), aliases[c]);
        }));
    }
    return order;
}

void renumber(std::vector<PairFigures> &pairs, const std::vector<int> &order)
{
    for (PairFigures &pair : pairs) {
        pair.first = order[static_cast<std::size_t>(pair.first)];
        pair.second = order[static_cast<std::size_t>(pair.second)];
        if (pair.first > pair.second) {
            std::swap(pair.first, pair.second);
            std::swap(pair.rate.wins, pair.rate.losses);
            pair.rate.rate = pair.rate.rate ? std::optional(100 - *pair.rate.rate) : std::nullopt;
        }
    }
    std::sort(pairs.begin(), pairs.end(), [](const PairFigures &a, const PairFigures &b) { return std::pair(a.first, a.second) < std::pair(b.first, b.second); });
}

template <class T>
void reorder(std::vector<T> &values, const std::vector<int> &order)
{
    std::vector<T> placed(values.size());
    for (std::size_t c = 0; c < values.size(); ++c)
        placed[static_cast<std::size_t>(order[c])] = std::move(values[c]);
    values = std::move(placed);
}

/// The order of a list must not tell what its names hide.
void hideOrder(CriterionResults &criterion, const std::vector<int> &order)
{
    reorder(criterion.contenders, order);
    renumber(criterion.pairs, order);
    for (GroupFigures &group : criterion.groups) {
        reorder(group.contenders, order);
        renumber(group.pairs, order);
    }
}

} // namespace

Result<StudyResults> studyResults(StudyReader &reader, StudyId id, const ResultOptions &options)
{
    const auto study = reader.study(id);
    const auto sessions = study ? reader.sessions(id) : tl::unexpected<Error>(study.error());
    if (!sessions)
        return tl::unexpected<Error>(sessions.error());
    StudyResults results = frameOf(*study);
    std::map<std::string, std::uint32_t> raters;
    for (const SessionSummary &session : *sessions)
        raters[session.rater];
    for (auto &[name, number] : raters) {
        number = static_cast<std::uint32_t>(results.raters.size());
        results.raters.push_back({});
        results.raters.back().name = name;
    }
    std::unordered_map<SessionId, std::uint32_t> raterOf;
    for (const SessionSummary &session : *sessions) {
        raterOf[session.id] = raters[session.rater];
        addSession(results, results.raters[raters[session.rater]], session);
    }
    results.namesShown = results.closed || (results.comparisons > 0 && results.judged + results.skipped == results.comparisons);

    VoteTally tally(*study, std::move(raterOf), results.raters.size());
    if (auto read = reader.eachVote(id, [&](const VoteRow &row) { tally.take(row); }); !read)
        return tl::unexpected<Error>(read.error());
    tally.finish();
    const auto names = contenderNames(*study, results.namesShown ? Names::Shown : Names::Hidden);
    for (std::size_t c = 0; c < study->design.criteria.size(); ++c) {
        results.criteria.push_back(resultsOf(*study, study->design.criteria[c], tally.criteria()[c], names, options));
        if (!results.namesShown)
            hideOrder(results.criteria.back(), aliasOrder(names));
        compareWithOthers(tally.criteria()[c].coded, results.raters);
    }
    for (std::size_t r = 0; r < results.raters.size(); ++r) {
        const RaterTally &own = tally.raters()[r];
        results.raters[r].gold = own.gold;
        results.raters[r].position = positionBias(own.decided);
        results.raters[r].medianSeconds = median(own.seconds);
    }
    return results;
}

} // namespace evol
