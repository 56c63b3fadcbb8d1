// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "storage/study_codec.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

json criterionToJson(const Criterion &c)
{
    return {{"key", c.key}, {"title", c.title}, {"description", c.description}, {"anchors", c.anchors}};
}

Criterion criterionFromJson(const json &j)
{
    return {j.at("key"), j.at("title"), j.at("description"), j.at("anchors")};
}

json itemToJson(const StudyItem &item, const TextToJson &text)
{
    json answers = json::array();
    for (const StudyAnswer &answer : item.answers)
        answers.push_back({answer.contender, answer.response, text(answer.text), answer.length});
    return {{"instruction", item.instruction}, {"text", text(item.text)}, {"context", text(item.context)}, {"skill", item.skill},
            {"difficulty", item.difficulty}, {"epoch", item.epoch}, {"operator", item.operatorKey}, {"answers", std::move(answers)},
            {"gold", item.gold}};
}

StudyItem itemFromJson(const json &j, const TextFromJson &text)
{
    StudyItem item{j.at("instruction"), text(j.at("text")), text(j.at("context")), j.at("skill"), j.at("difficulty"),
                   j.at("epoch"), j.at("operator"), {}, j.at("gold")};
    for (const json &answer : j.at("answers"))
        item.answers.push_back({answer.at(0), answer.at(1), text(answer.at(2)), answer.at(3)});
    return item;
}

} // namespace

json designToJson(const StudyDesign &design)
{
    json criteria = json::array();
    for (const Criterion &criterion : design.criteria)
        criteria.push_back(criterionToJson(criterion));
    return {{"kind", static_cast<int>(design.kind)}, {"criteria", std::move(criteria)}, {"strength", design.asksStrength},
            {"shown", design.shown}, {"overlap", design.overlap}, {"stratum", static_cast<int>(design.stratum)}, {"seed", design.seed}};
}

StudyDesign designFromJson(const json &j)
{
    StudyDesign design;
    design.kind = static_cast<JudgementKind>(j.at("kind").get<int>());
    for (const json &criterion : j.at("criteria"))
        design.criteria.push_back(criterionFromJson(criterion));
    design.asksStrength = j.at("strength");
    design.shown = j.at("shown");
    design.overlap = j.at("overlap");
    design.stratum = static_cast<Stratum>(j.at("stratum").get<int>());
    design.seed = j.at("seed");
    return design;
}

json settingsToJson(const StudySettings &settings)
{
    return {{"name", settings.name}, {"masked", settings.masked}, {"closed", settings.closed}};
}

StudySettings settingsFromJson(const json &j)
{
    return {j.at("name"), j.at("masked"), j.at("closed")};
}

json studyToJson(const Study &study, const TextToJson &text)
{
    json items = json::array();
    for (const StudyItem &item : study.items)
        items.push_back(itemToJson(item, text));
    return {{"id", study.id}, {"uid", study.uid}, {"settings", settingsToJson(study.settings)}, {"design", designToJson(study.design)},
            {"contenders", study.contenders}, {"items", std::move(items)}};
}

Study studyFromJson(const json &j, const TextFromJson &text)
{
    Study study{j.at("id"), j.at("uid"), settingsFromJson(j.at("settings")), designFromJson(j.at("design")), j.at("contenders"), {}};
    for (const json &item : j.at("items"))
        study.items.push_back(itemFromJson(item, text));
    return study;
}

json voteToJson(const Vote &vote)
{
    json judgements = json::array();
    for (const Judgement &judgement : vote.judgements)
        judgements.push_back({judgement.criterion, judgement.values});
    json object = {{"judgements", std::move(judgements)}};
    // A study has a vote for every comparison: what is usual is left out.
    if (!vote.skipped.empty())
        object["skipped"] = vote.skipped;
    if (!vote.note.empty())
        object["note"] = vote.note;
    if (vote.flagged)
        object["flagged"] = true;
    if (vote.milliseconds != 0)
        object["milliseconds"] = vote.milliseconds;
    if (vote.time != 0)
        object["time"] = vote.time;
    return object;
}

Vote voteFromJson(const json &j)
{
    Vote vote;
    for (const json &judgement : j.at("judgements"))
        vote.judgements.push_back({judgement.at(0), judgement.at(1)});
    vote.skipped = j.value("skipped", "");
    vote.note = j.value("note", "");
    vote.flagged = j.value("flagged", false);
    vote.milliseconds = j.value("milliseconds", std::int64_t{0});
    vote.time = j.value("time", std::int64_t{0});
    return vote;
}

json sessionToJson(const Session &session)
{
    json comparisons = json::array();
    for (const Comparison &comparison : session.comparisons) {
        comparisons.push_back({comparison.item, comparison.shown});
        if (comparison.vote)
            comparisons.back().push_back(voteToJson(*comparison.vote));
    }
    return {{"id", session.id}, {"study", session.study}, {"rater", session.rater}, {"comparisons", std::move(comparisons)}};
}

Session sessionFromJson(const json &j)
{
    Session session{j.at("id"), j.at("study"), j.at("rater"), {}};
    for (const json &each : j.at("comparisons")) {
        Comparison comparison{each.at(0), each.at(1), {}};
        if (each.size() > 2)
            comparison.vote = voteFromJson(each.at(2));
        session.comparisons.push_back(std::move(comparison));
    }
    return session;
}

} // namespace evol
