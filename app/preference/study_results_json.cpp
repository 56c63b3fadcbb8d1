// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/study_results_json.h"

#include "preference/csv.h"
#include "preference/judgement_words.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::ordered_json;

template <class T>
ordered_json orNull(const std::optional<T> &value)
{
    return value ? ordered_json(*value) : ordered_json();
}

ordered_json inPercent(const Proportion &share)
{
    return share.of > 0 ? ordered_json(100 * *share.value()) : ordered_json();
}

ordered_json rateJson(const WinRate &rate)
{
    return {{"wins", rate.wins}, {"losses", rate.losses}, {"ties", rate.ties}, {"win_rate", orNull(rate.rate)}, {"win_rate_se", orNull(rate.error)}};
}

ordered_json contenderJson(const ContenderFigures &c)
{
    ordered_json json = {{"name", c.name}};
    json.update(rateJson(c.rate));
    const auto &rating = c.bradleyTerry;
    json["rating"] = orNull(rating.rating);
    json["rating_low"] = rating.interval ? ordered_json(rating.interval->low) : ordered_json();
    json["rating_high"] = rating.interval ? ordered_json(rating.interval->high) : ordered_json();
    json["elo"] = orNull(c.elo);
    json["mean"] = orNull(c.mean);
    return json;
}

ordered_json pairsJson(const std::vector<PairFigures> &pairs, const CriterionResults &criterion)
{
    ordered_json list = ordered_json::array();
    for (const PairFigures &pair : pairs) {
        ordered_json json = {{"a", criterion.contenders[static_cast<std::size_t>(pair.first)].name},
                             {"b", criterion.contenders[static_cast<std::size_t>(pair.second)].name},
                             {"n", pair.rate.count()}};
        json.update(rateJson(pair.rate));
        json["both_bad"] = pair.bothBad;
        list.push_back(std::move(json));
    }
    return list;
}

ordered_json figureJson(const AgreementFigure &figure)
{
    return {{"value", orNull(figure.value)},
            {"low", figure.interval ? ordered_json(figure.interval->low) : ordered_json()},
            {"high", figure.interval ? ordered_json(figure.interval->high) : ordered_json()}};
}

/// Alpha for the kind of value that the judgements are.
const AgreementFigure &fittingAlpha(const Agreement &a, JudgementKind kind)
{
    return kind == JudgementKind::Rating || kind == JudgementKind::Steps ? a.ordinalAlpha : a.nominalAlpha;
}

ordered_json agreementJson(const Agreement &a, JudgementKind kind)
{
    const std::pair<const char *, const AgreementFigure *> all[] = {
        {"percent", &a.percent}, {"cohen_kappa", &a.cohenKappa}, {"linear_weighted_kappa", &a.linearKappa},
        {"quadratic_weighted_kappa", &a.quadraticKappa}, {"fleiss_kappa", &a.fleissKappa},
        {"krippendorff_alpha", &fittingAlpha(a, kind)}, {"krippendorff_alpha_nominal", &a.nominalAlpha},
        {"krippendorff_alpha_ordinal", &a.ordinalAlpha}, {"krippendorff_alpha_interval", &a.intervalAlpha}};
    ordered_json json = {{"units", a.units}, {"raters", a.raters}}, intervals = ordered_json::object();
    for (const auto &[key, figure] : all) {
        json[key] = orNull(figure->value);
        intervals[key] = figureJson(*figure);
    }
    json["intervals"] = std::move(intervals);
    return json;
}

ordered_json biasJson(const Bias &bias, const char *toward, const char *away)
{
    const Interval interval = bias.interval();
    const bool known = bias.toward.of > 0;
    return {{toward, bias.toward.part}, {away, bias.toward.of - bias.toward.part}, {"share", inPercent(bias.toward)},
            {"low", known ? ordered_json(100 * interval.low) : ordered_json()}, {"high", known ? ordered_json(100 * interval.high) : ordered_json()},
            {"p", orNull(bias.probability)}, {"found", bias.isFound()}};
}

ordered_json breakdownJson(const CriterionResults &criterion)
{
    ordered_json all = ordered_json::object();
    for (const GroupFigures &group : criterion.groups) {
        ordered_json contenders = ordered_json::array();
        for (std::size_t c = 0; c < group.contenders.size(); ++c) {
            ordered_json json = {{"name", criterion.contenders[c].name}};
            json.update(rateJson(group.contenders[c]));
            contenders.push_back(std::move(json));
        }
        all[group.by][group.key] = {{"contenders", std::move(contenders)}, {"pairs", pairsJson(group.pairs, criterion)}};
    }
    return all;
}

ordered_json criterionJson(const CriterionResults &criterion, JudgementKind kind)
{
    ordered_json contenders = ordered_json::array();
    for (const ContenderFigures &contender : criterion.contenders)
        contenders.push_back(contenderJson(contender));
    ordered_json position = biasJson(criterion.position, "first", "second");
    position["ties"] = criterion.ties;
    return {{"criterion", criterion.key}, {"title", criterion.title}, {"judgements", criterion.judgements}, {"ties", criterion.ties},
            {"both_bad", criterion.bothBad}, {"contenders", std::move(contenders)}, {"pairs", pairsJson(criterion.pairs, criterion)},
            {"agreement", agreementJson(criterion.agreement, kind)}, {"position_bias", std::move(position)},
            {"length_bias", biasJson(criterion.length, "longer", "shorter")}, {"breakdown", breakdownJson(criterion)}};
}

ordered_json ratersJson(const StudyResults &results)
{
    ordered_json list = ordered_json::array();
    for (const RaterFigures &rater : results.raters) {
        list.push_back({{"name", rater.name}, {"comparisons", rater.comparisons}, {"judged", rater.judged}, {"skipped", rater.skipped},
                        {"flagged", rater.flagged}, {"agreement_with_others", inPercent(rater.withOthers)}, {"gold", rater.gold.of},
                        {"gold_accuracy", inPercent(rater.gold)}, {"position_bias", biasJson(rater.position, "first", "second")},
                        {"median_seconds", orNull(rater.medianSeconds)}});
    }
    return list;
}

void addRow(std::string &csv, const CriterionResults &criterion, const std::string &by, const std::string &key, const std::string &contender,
            const std::string &against, const WinRate &rate, const ContenderFigures *whole)
{
    const auto number = [](const std::optional<double> &value) { return value ? ordered_json(*value).dump() : std::string(); };
    static const RatingInterval none;
    const RatingInterval &rating = whole ? whole->bradleyTerry : none;
    csv += csvRow({criterion.key, by, key, contender, against, std::to_string(rate.count()), std::to_string(rate.wins), std::to_string(rate.ties),
                   std::to_string(rate.losses), number(rate.rate), number(rate.error), number(rating.rating),
                   rating.interval ? number(rating.interval->low) : "", rating.interval ? number(rating.interval->high) : "",
                   whole ? number(whole->elo) : "", whole ? number(whole->mean) : ""});
}

} // namespace

ordered_json toJson(const StudyResults &results)
{
    ordered_json json = {{"study", results.study}, {"name", results.name}, {"kind", judgementKindKey(results.design.kind)}, {"closed", results.closed},
                         {"names_shown", results.namesShown}, {"items", results.items}, {"gold_items", results.goldItems},
                         {"stratified_by", stratumKey(results.design.stratum)}, {"overlap", results.design.overlap}, {"seed", results.design.seed}, {"comparisons", results.comparisons},
                         {"judged", results.judged}, {"skipped", results.skipped}, {"flagged", results.flagged}};
    json.update(criterionJson(results.mainCriterion(), results.design.kind));
    json["raters"] = ratersJson(results);
    ordered_json criteria = ordered_json::array();
    for (const CriterionResults &criterion : results.criteria)
        criteria.push_back(criterionJson(criterion, results.design.kind));
    json["criteria"] = std::move(criteria);
    return json;
}

std::string toCsv(const StudyResults &results)
{
    std::string csv = csvRow({"criterion", "group", "key", "contender", "against", "n", "wins", "ties", "losses", "win_rate", "win_rate_se",
                              "rating", "rating_low", "rating_high", "elo", "mean"});
    for (const CriterionResults &criterion : results.criteria) {
        const auto name = [&](int contender) { return criterion.contenders[static_cast<std::size_t>(contender)].name; };
        for (const ContenderFigures &c : criterion.contenders)
            addRow(csv, criterion, "", "", c.name, "", c.rate, &c);
        for (const PairFigures &pair : criterion.pairs)
            addRow(csv, criterion, "", "", name(pair.first), name(pair.second), pair.rate, nullptr);
        for (const GroupFigures &group : criterion.groups) {
            for (std::size_t c = 0; c < group.contenders.size(); ++c)
                addRow(csv, criterion, group.by, group.key, name(static_cast<int>(c)), "", group.contenders[c], nullptr);
            for (const PairFigures &pair : group.pairs)
                addRow(csv, criterion, group.by, group.key, name(pair.first), name(pair.second), pair.rate, nullptr);
        }
    }
    return csv;
}

} // namespace evol
