// SPDX-License-Identifier: GPL-3.0-or-later
// A project file in a folder of its own that goes with the test, and short ways to fill it and to describe it whole.
// One thread at a time.
#pragma once

#include "domain/clock.h"
#include "domain/project_store.h"
#include "storage/project_file.h"

#include <QByteArray>
#include <QTemporaryDir>
#include <QtGlobal>

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace evol::test {

/// The value of a result that must be there; ends the test program with its message where it is not.
template <class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("unexpected error: %s", result.error().message.c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A clock that moves only when told.
class SetClock : public Clock
{
public:
    std::int64_t now() const override { return time; }
    std::atomic<std::int64_t> time = 1'700'000'000'000;
};

class TemporaryProject
{
public:
    explicit TemporaryProject(const std::string &title = "Sums")
    {
        must(createProject(path(), title, SetClock()));
    }
    std::string path() const { return m_folder.filePath(QStringLiteral("project.evol")).toStdString(); }
    std::string folder() const { return m_folder.path().toStdString(); }
    std::unique_ptr<ProjectStore> open() const { return must(openProject(path())); }
    std::unique_ptr<ProjectReader> openReadOnly() const { return must(openProjectReadOnly(path())); }

private:
    QTemporaryDir m_folder;
};

inline Instruction seed(std::string text, std::string context = {})
{
    Instruction instruction;
    instruction.text = std::move(text);
    instruction.context = std::move(context);
    return instruction;
}

inline Instruction childOf(InstructionId parent, std::string text, int epoch = 1, std::string key = "deepen")
{
    Instruction instruction = seed(std::move(text));
    instruction.parent = parent;
    instruction.epoch = epoch;
    instruction.operatorKey = std::move(key);
    return instruction;
}

inline Response answer(InstructionId instruction, std::string text, std::string source = "builtin")
{
    return {0, instruction, std::move(text), std::move(source), {}, 0, {}};
}

inline Verdict eliminatedBy(const std::string &rule)
{
    return {{{rule, "evidence", EvidencePlace::Response, 3, 8}}, 0};
}

/// One action of these changes.
inline Result<std::vector<Change>> act(ProjectStore &store, std::vector<Change> changes,
                                       const std::string &label = "Edit", const std::string &by = "Ada")
{
    Action action{0, label, by};
    return store.append(action, std::move(changes), 1'700'000'000'001);
}

inline InstructionId addSeed(ProjectStore &store, const std::string &text)
{
    return std::get<AddInstruction>(must(act(store, {AddInstruction{seed(text)}}, "Add")).front()).instruction.id;
}

inline ResponseId addResponse(ProjectStore &store, InstructionId instruction, const std::string &text)
{
    return std::get<AddResponse>(must(act(store, {AddResponse{answer(instruction, text)}}, "Answer")).front()).response.id;
}

/// All that the pool knows but times, by id: equal texts mean equal pools, whatever the order of arrival.
inline std::string describe(const Pool &pool)
{
    std::string all;
    for (const NodeIndex n : pool.preorder()) {
        std::map<std::string, int> rules;
        for (std::size_t rule = 0; rule < pool.ruleKeys().size(); ++rule) {
            if (pool.firedRules(n) & (1u << rule))
                ++rules[pool.ruleKeys()[rule]];
        }
        const NodeIndex parent = pool.parent(n);
        all += std::to_string(pool.id(n)) + " of " + std::to_string(parent == noNode ? 0 : pool.id(parent)) +
               " epoch " + std::to_string(pool.epoch(n)) + " by '" + pool.operatorKey(n) + "' difficulty " +
               std::to_string(pool.difficulty(n)) + (pool.state(n) == State::Kept ? " kept" : " eliminated") +
               (pool.isOverridden(n) ? " overridden" : "") + " responses " + std::to_string(pool.responses(n)) +
               " rating " + std::to_string(pool.rating(n)) + " children " + std::to_string(pool.childCount(n));
        for (const auto &[rule, count] : rules)
            all += " " + rule;
        all += " model '" + pool.model(n) + "' decided by '" +
               pool.overriddenBy(n) + "'" + (pool.isEdited(n) ? " edited" : "") + (pool.isFlagged(n) ? " flagged" : "") +
               (pool.isNoted(n) ? " noted" : "");
        std::map<std::string, bool> tags;
        for (std::size_t tag = 0; tag < pool.tagKeys().size(); ++tag) {
            if (pool.hasTag(n, static_cast<int>(tag)))
                tags[pool.tagKeys()[tag]] = true;
        }
        for (const auto &[tag, is] : tags)
            all += " #" + tag;
        all += '\n';
    }
    all += "count " + std::to_string(pool.count()) + " last epoch " + std::to_string(pool.lastEpoch()) + " next";
    for (const InstructionId id : pool.nextEpoch())
        all += ' ' + std::to_string(id);
    return all;
}

/// When each instruction was added, the last time: that is not what it was after an undo.
inline std::string describeTimes(const Pool &pool)
{
    std::string all;
    for (const NodeIndex n : pool.preorder())
        all += std::to_string(pool.id(n)) + " at " + std::to_string(pool.created(n)) + '\n';
    return all;
}

inline std::string describe(const Vote &vote)
{
    std::string all = vote.skipped + " | " + vote.note + (vote.flagged ? " | flagged " : " | ") + std::to_string(vote.milliseconds) +
                      " at " + std::to_string(vote.time);
    for (const Judgement &judgement : vote.judgements) {
        all += " | " + std::to_string(judgement.criterion) + ':';
        for (const int value : judgement.values)
            all += ' ' + std::to_string(value);
    }
    return all;
}

/// All studies with their sessions and votes.
inline std::string describeStudies(StudyReader &reader)
{
    std::string all;
    for (const StudySummary &summary : must(reader.studies())) {
        const Study study = must(reader.study(summary.id));
        all += "study " + std::to_string(study.id) + ' ' + study.uid + ' ' + study.settings.name + (study.settings.closed ? " closed" : " open");
        for (const std::string &phrase : study.settings.masked)
            all += " | " + phrase;
        for (const std::string &contender : study.contenders)
            all += " | " + contender;
        all += '\n';
        for (int number = 1; number <= summary.items; ++number) {
            const StudyItem item = must(reader.studyItem(study.id, number));
            all += "  item " + std::to_string(item.instruction) + ' ' + item.text + " | " + item.context + " | " + item.skill;
            for (const StudyAnswer &given : item.answers)
                all += " | " + std::to_string(given.contender) + ' ' + std::to_string(given.response) + ' ' + given.text;
            for (const int gold : item.gold)
                all += " gold " + std::to_string(gold);
            all += '\n';
        }
        for (const SessionSummary &opened : must(reader.sessions(study.id))) {
            all += "  session " + std::to_string(opened.id) + ' ' + opened.rater + ' ' + std::to_string(opened.done) + " done\n";
            for (const Comparison &comparison : must(reader.session(opened.id)).comparisons) {
                all += "    item " + std::to_string(comparison.item);
                for (const int contender : comparison.shown)
                    all += ' ' + std::to_string(contender);
                all += (comparison.vote ? " said " + describe(*comparison.vote) : std::string()) + '\n';
            }
        }
    }
    return all;
}

/// All that a reader tells of the project's instructions, texts included. Exchanges stand as their keys, for their
/// numbers depend on the order in which replies came.
inline std::string describe(ProjectReader &reader)
{
    std::string all = must(reader.title()) + '\n' + describe(must(reader.pool())) + '\n';
    std::vector<Instruction> instructions;
    must(reader.eachInstruction([&](const Instruction &instruction) {
        instructions.push_back(instruction);
        return true;
    }));
    for (const Instruction &i : instructions) {
        std::map<ExchangeId, std::string> keys{{0, "none"}};
        for (const Exchange &exchange : must(reader.exchanges(i.id)))
            keys[exchange.id] = QByteArray::fromStdString(exchange.key).toHex().toStdString();
        all += std::to_string(i.id) + ": " + i.text + " | " + i.context + " | " + i.skill + " | " + i.origin + " | " +
               i.model + " | " + i.promptVersion + " | " + keys[i.exchange] + " | " + i.editor + " | " + must(reader.note(i.id));
        for (const std::string &tag : must(reader.tags(i.id)))
            all += " #" + tag;
        all += '\n';
        for (const Response &r : must(reader.responses(i.id))) {
            all += "  response " + std::to_string(r.id) + ": " + r.text + " | " + r.source + " | " + r.promptVersion +
                   " | " + keys[r.exchange] + " | " + r.editor;
            if (const auto rating = must(reader.rating(r.id)))
                all += " | " + std::to_string(rating->stars) + ' ' + rating->note;
            all += '\n';
        }
        if (const auto verdict = must(reader.verdict(i.id))) {
            all += "  verdict " + keys[verdict->judgeExchange];
            for (const FiredRule &f : verdict->fired)
                all += " | " + f.rule + ' ' + f.evidence + ' ' + std::to_string(static_cast<int>(f.place)) + ' ' +
                       std::to_string(f.offset) + '+' + std::to_string(f.length);
            all += '\n';
        }
        if (const auto decided = must(reader.override(i.id)))
            all += "  override " + std::to_string(static_cast<int>(decided->decision)) + ' ' + decided->reason + ' ' +
                   decided->by + '\n';
    }
    for (const auto &[key, value] : must(reader.settings({})))
        all += key + " = " + value + '\n';
    return all + describeStudies(reader.studies());
}

} // namespace evol::test
