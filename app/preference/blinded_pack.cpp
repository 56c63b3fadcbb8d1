// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/blinded_pack.h"

#include "preference/masking.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

using nlohmann::json;

constexpr int packVersion = 1;

/// Contenders by position: who was where stays with the project.
std::vector<std::string> positions(int shown)
{
    std::vector<std::string> names;
    for (int position = 0; position < shown; ++position)
        names.push_back(std::string(1, static_cast<char>('A' + position)));
    return names;
}

Result<StudyItem> blindedItem(StudyReader &reader, StudyId study, const Comparison &comparison, const std::vector<std::string> &phrases)
{
    auto item = reader.studyItem(study, comparison.item);
    if (!item)
        return item;
    StudyItem blinded;
    blinded.text = std::move(item->text);
    blinded.context = std::move(item->context);
    for (std::size_t position = 0; position < comparison.shown.size(); ++position) {
        const auto answer = std::find_if(item->answers.begin(), item->answers.end(),
                                         [&](const StudyAnswer &each) { return each.contender == comparison.shown[position]; });
        const std::string text = answer == item->answers.end() ? std::string() : mask(answer->text, phrases).text;
        blinded.answers.push_back({static_cast<int>(position) + 1, 0, text, static_cast<std::int64_t>(text.size())});
    }
    return blinded;
}

/// A total order of votes; times come first.
std::string orderOf(const Vote &vote)
{
    json judgements = json::array();
    for (const Judgement &judgement : vote.judgements)
        judgements.push_back({judgement.criterion, judgement.values});
    return json{judgements, vote.skipped, vote.note, vote.flagged, vote.milliseconds}.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool isLater(const Vote &one, const Vote &other)
{
    return one.time != other.time ? one.time > other.time : orderOf(one) > orderOf(other);
}

} // namespace

Result<BlindedPack> blindedPack(StudyReader &reader, SessionId id)
{
    auto session = reader.session(id);
    const auto study = session ? reader.study(session->study) : tl::unexpected<Error>(session.error());
    if (!study)
        return tl::unexpected<Error>(study.error());
    BlindedPack pack;
    pack.study.uid = study->uid + "#" + std::to_string(id);
    pack.study.settings.name = study->settings.name;
    pack.study.design = study->design;
    pack.study.design.seed = 0;
    pack.study.design.stratum = Stratum::None;
    pack.session.rater = session->rater;
    const std::vector<std::string> phrases = maskedPhrases(*study);
    std::size_t most = 1;
    for (Comparison &comparison : session->comparisons) {
        auto item = blindedItem(reader, study->id, comparison, phrases);
        if (!item)
            return tl::unexpected<Error>(item.error());
        pack.study.items.push_back(std::move(*item));
        most = std::max(most, comparison.shown.size());
        std::vector<int> shown;
        for (std::size_t position = 0; position < comparison.shown.size(); ++position)
            shown.push_back(static_cast<int>(position) + 1);
        pack.session.comparisons.push_back({static_cast<int>(pack.study.items.size()), std::move(shown), std::move(comparison.vote)});
    }
    pack.study.contenders = positions(static_cast<int>(most));
    return pack;
}

std::string encodePackOrigin(const PackOrigin &origin)
{
    return json{{"version", packVersion}, {"study", origin.study}, {"session", origin.session}, {"rater", origin.rater}}.dump();
}

Result<PackOrigin> decodePackOrigin(const std::string &text)
{
    const json j = json::parse(text, nullptr, false);
    const bool whole = j.is_object() && j.contains("version") && j["version"].is_number_integer() && j.contains("study") && j["study"].is_string() &&
                       j.contains("session") && j["session"].is_number_integer() && j.contains("rater") && j["rater"].is_string();
    if (!whole)
        return fail(ErrorKind::Corrupt, "What the file says of where it belongs cannot be read.");
    if (j["version"] > packVersion)
        return fail(ErrorKind::NewerVersion, "The file was made by a newer version of Evol Studio. Update this one, then try again.");
    return PackOrigin{j["study"], j["session"], j["rater"]};
}

Result<std::vector<std::pair<int, Vote>>> votesToMerge(const Session &stored, const Session &returned)
{
    if (stored.rater != returned.rater)
        return fail(ErrorKind::Refused, "It is for " + returned.rater + "; the session in the project is for " + stored.rater + ".");
    if (stored.comparisons.size() != returned.comparisons.size()) {
        return fail(ErrorKind::Refused, "It has " + std::to_string(returned.comparisons.size()) + " comparisons; the session in the project has " +
                                            std::to_string(stored.comparisons.size()) + ".");
    }
    std::vector<std::pair<int, Vote>> votes;
    for (std::size_t i = 0; i < stored.comparisons.size(); ++i) {
        const auto &before = stored.comparisons[i].vote, &now = returned.comparisons[i].vote;
        if (stored.comparisons[i].shown.size() != returned.comparisons[i].shown.size())
            return fail(ErrorKind::Refused, "Its comparison " + std::to_string(i + 1) + " shows another number of answers than the project's.");
        if (now && (!before || isLater(*now, *before)))
            votes.emplace_back(static_cast<int>(i), *now);
    }
    return votes;
}

} // namespace evol
