// SPDX-License-Identifier: GPL-3.0-or-later
// One thread.
#include "editing/vote_studies.h"

#include "domain/study_check.h"
#include "preference/criteria.h"
#include "preference/judgement_words.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <set>

namespace evol {

namespace {

/// A session is one change; longer ones would make a change that is hard to hold.
constexpr std::size_t longestSession = 10'000;

Result<std::string> digestOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(ErrorKind::Io, path + " cannot be read: " + file.errorString().toStdString() + ".");
    return hash.result().toHex().toStdString();
}

/// Whether the answers can be the item's, which may lack some of them.
bool fits(const StudyItem &item, const ImportedVote &vote, const std::vector<int> &shown)
{
    for (std::size_t i = 0; i < shown.size(); ++i) {
        for (const StudyAnswer &answer : item.answers) {
            if (answer.contender == shown[i] && !vote.answers[i].text.empty() && answer.text != vote.answers[i].text)
                return false;
        }
    }
    return true;
}

void addAnswers(StudyItem &item, ImportedVote &vote, const std::vector<int> &shown)
{
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto place = std::lower_bound(item.answers.begin(), item.answers.end(), shown[i],
                                            [](const StudyAnswer &answer, int contender) { return answer.contender < contender; });
        if (place == item.answers.end() || place->contender != shown[i])
            item.answers.insert(place, {shown[i], 0, std::move(vote.answers[i].text), 0});
    }
}

/// The facts of the project's instructions that have the items' texts.
Result<> matchInstructions(ProjectReader &reader, Study &study)
{
    std::unordered_map<InstructionDigest, std::vector<StudyItem *>, InstructionDigestHash> wanted;
    for (StudyItem &item : study.items)
        wanted[instructionDigest(item.text, item.context)].push_back(&item);
    std::vector<StudyItem *> matched;
    const auto read = reader.eachInstruction([&](const Instruction &instruction) {
        const auto found = wanted.find(instructionDigest(instruction.text, instruction.context));
        for (StudyItem *item : found == wanted.end() ? std::vector<StudyItem *>() : found->second) {
            if (item->instruction != 0)
                continue;
            item->instruction = instruction.id;
            item->epoch = instruction.epoch;
            item->operatorKey = instruction.operatorKey;
            if (item->skill.empty())
                item->skill = instruction.skill;
            matched.push_back(item);
        }
        return true;
    });
    if (!read || matched.empty())
        return read;
    const auto pool = reader.pool();
    for (StudyItem *item : pool ? matched : std::vector<StudyItem *>()) {
        if (item->difficulty == 0)
            item->difficulty = pool->difficulty(pool->indexOf(item->instruction));
    }
    return {};
}

} // namespace

VoteStudies::VoteStudies(std::string name, std::string path) : m_name(std::move(name)), m_path(std::move(path)) {}

VoteStudies::Draft &VoteStudies::draftOf(const ImportedVote &vote)
{
    const auto [place, isNew] = m_drafts.try_emplace({vote.study, vote.kind});
    Draft &draft = place->second;
    if (isNew) {
        draft.study.settings = {vote.study.empty() ? m_name : vote.study, {}, true};
        draft.study.design.kind = vote.kind;
        draft.study.design.shown = static_cast<int>(vote.answers.size());
    }
    return draft;
}

Result<std::vector<int>> VoteStudies::contendersOf(Draft &draft, const ImportedVote &vote)
{
    std::vector<int> shown;
    if (vote.answers.size() > mostShown)
        return fail(ErrorKind::InvalidInput, "It compares " + std::to_string(vote.answers.size()) + " answers; " + std::to_string(mostShown) + " are the most.");
    for (const ImportedAnswer &answer : vote.answers) {
        const auto known = draft.contenders.find(answer.contender);
        if (known == draft.contenders.end() && static_cast<int>(draft.contenders.size()) == mostContenders)
            return fail(ErrorKind::InvalidInput, "\"" + answer.contender + "\" is one contender more than the " + std::to_string(mostContenders) + " of a study.");
        const int number = draft.contenders.emplace(answer.contender, static_cast<int>(draft.contenders.size()) + 1).first->second;
        if (number > static_cast<int>(draft.study.contenders.size()))
            draft.study.contenders.push_back(answer.contender);
        if (std::find(shown.begin(), shown.end(), number) != shown.end())
            return fail(ErrorKind::InvalidInput, "It compares \"" + answer.contender + "\" with itself.");
        shown.push_back(number);
    }
    return shown;
}

int VoteStudies::criterionOf(Draft &draft, const std::string &written)
{
    const std::string key = written.empty() ? "overall" : written;
    auto &criteria = draft.study.design.criteria;
    const auto found = std::find_if(criteria.begin(), criteria.end(), [&](const Criterion &c) { return c.key == key; });
    if (found != criteria.end())
        return static_cast<int>(found - criteria.begin());
    criteria.push_back(builtinCriterion(key).value_or(Criterion{key, key, {}, {}}));
    return static_cast<int>(criteria.size()) - 1;
}

int VoteStudies::itemOf(Draft &draft, ImportedVote &vote, const std::vector<int> &shown)
{
    const bool hasTexts = std::any_of(vote.answers.begin(), vote.answers.end(), [](const ImportedAnswer &a) { return !a.text.empty(); });
    if (vote.instruction.empty() && !hasTexts)
        return 0;
    std::vector<int> &known = draft.items[instructionDigest(vote.instruction, vote.context)];
    auto &items = draft.study.items;
    const auto found = std::find_if(known.begin(), known.end(), [&](int number) { return fits(items[static_cast<std::size_t>(number) - 1], vote, shown); });
    int number = found == known.end() ? 0 : *found;
    if (number == 0) {
        items.push_back({0, std::move(vote.instruction), std::move(vote.context), std::move(vote.skill), vote.difficulty.value_or(0), 0, {}, {}, {}});
        number = static_cast<int>(items.size());
        known.push_back(number);
    }
    addAnswers(items[static_cast<std::size_t>(number) - 1], vote, shown);
    return number;
}

Comparison &VoteStudies::comparisonOf(Draft &draft, const ImportedVote &vote, int item, const std::vector<int> &shown)
{
    if (!vote.comparison.empty()) {
        const auto known = draft.comparisons.find({vote.rater, vote.comparison});
        if (known != draft.comparisons.end()) {
            Comparison &comparison = draft.sessions[known->second.first].comparisons[known->second.second];
            if (comparison.item == item && comparison.shown == shown)
                return comparison;
        }
    }
    const auto [place, isNew] = draft.sessionOf.try_emplace(vote.rater, draft.sessions.size());
    if (isNew || draft.sessions[place->second].comparisons.size() == longestSession) {
        place->second = draft.sessions.size();
        draft.sessions.push_back({0, 0, vote.rater.empty() ? std::string("unknown") : vote.rater, {}});
    }
    auto &comparisons = draft.sessions[place->second].comparisons;
    comparisons.push_back({item, shown, Vote{{}, vote.skipped, vote.note, vote.flagged, vote.milliseconds, vote.time}});
    if (!vote.comparison.empty())
        draft.comparisons[{vote.rater, vote.comparison}] = {place->second, comparisons.size() - 1};
    return comparisons.back();
}

Result<> VoteStudies::take(ImportedVote vote)
{
    Draft &draft = draftOf(vote);
    const auto shown = contendersOf(draft, vote);
    if (!shown)
        return tl::unexpected<Error>(shown.error());
    draft.study.design.shown = std::max(draft.study.design.shown, static_cast<int>(shown->size()));
    const int criterion = criterionOf(draft, vote.criterion);
    const int item = itemOf(draft, vote, *shown);
    auto &judgements = comparisonOf(draft, vote, item, *shown).vote->judgements;
    if (std::any_of(judgements.begin(), judgements.end(), [&](const Judgement &j) { return j.criterion == criterion; }))
        return fail(ErrorKind::InvalidInput, "It judges a comparison by the same criterion as a row before it.");
    if (!vote.values.empty()) {
        judgements.push_back({criterion, std::move(vote.values)});
        std::sort(judgements.begin(), judgements.end(), [](const Judgement &a, const Judgement &b) { return a.criterion < b.criterion; });
    }
    ++draft.votes;
    return {};
}

Result<std::vector<Change>> VoteStudies::changes(ProjectReader &reader)
{
    const auto digest = digestOf(m_path);
    const auto there = reader.studies().studies();
    if (!digest || !there)
        return tl::unexpected<Error>(!digest ? digest.error() : there.error());
    std::set<std::string> known;
    for (const StudySummary &study : *there)
        known.insert(study.uid);
    std::vector<Change> changes;
    for (auto &[key, draft] : m_drafts) {
        draft.study.uid = *digest + '/' + judgementKindKey(key.second) + '/' + key.first;
        m_uids.push_back(draft.study.uid);
        if (draft.votes == 0 || known.contains(draft.study.uid)) {
            m_votesThere += draft.votes;
            continue;
        }
        if (m_drafts.size() > 1 && key.first.empty())
            draft.study.settings.name += std::string(" (") + judgementKindKey(key.second) + ')';
        if (auto matched = matchInstructions(reader, draft.study); !matched)
            return tl::unexpected<Error>(matched.error());
        changes.push_back(AddStudy{std::move(draft.study)});
        for (Session &session : draft.sessions)
            changes.push_back(AddSession{std::move(session)});
    }
    return changes;
}

} // namespace evol
