// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/replay.h"

#include "storage/change_codec.h"
#include "storage/study_codec.h"
#include "storage/study_reading.h"
#include "storage/study_tables.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

/// Fields with their lengths, so that no two rows have the same line.
std::string line(std::initializer_list<std::string> fields)
{
    std::string joined;
    for (const std::string &field : fields)
        joined += std::to_string(field.size()) + ':' + field + ' ';
    return joined;
}

std::string number(std::int64_t n)
{
    return std::to_string(n);
}

template <class Key>
void set(Rows<Key> &rows, const Key &key, const std::optional<std::string> &row)
{
    if (row)
        rows[key] = *row;
    else
        rows.erase(key);
}

std::string named(std::int64_t key)
{
    return std::to_string(key);
}

std::string named(const std::string &key)
{
    return key;
}

std::string named(const std::pair<std::int64_t, std::string> &key)
{
    return key.second + " of instruction " + std::to_string(key.first);
}

std::string named(const std::pair<std::int64_t, std::int64_t> &key)
{
    return std::to_string(key.second) + " of number " + std::to_string(key.first);
}

std::string studyLine(const Study &s)
{
    return line({s.uid, settingsToJson(s.settings).dump(), designToJson(s.design).dump(), nlohmann::json(s.contenders).dump()});
}

/// Texts stand for themselves by their number, "" where there is none.
std::string itemLine(const StudyItem &item)
{
    std::string joined = line({number(item.instruction), item.text, item.context, item.skill, number(item.difficulty),
                               number(item.epoch), item.operatorKey, item.gold.empty() ? "" : nlohmann::json(item.gold).dump()});
    for (const StudyAnswer &answer : item.answers)
        joined += line({number(answer.contender), number(answer.response), answer.text, number(answer.length)});
    return joined;
}

std::string comparisonLine(const Comparison &comparison)
{
    return line({number(comparison.item), number(packedContenders(comparison.shown)),
                 comparison.vote ? voteToJson(*comparison.vote).dump() : ""});
}

template <class Key>
void compare(const char *what, const Rows<Key> &expected, const Rows<Key> &stored, std::vector<std::string> &problems)
{
    const auto tell = [&](const Key &key, const char *sentence) {
        problems.push_back(std::string(what) + ' ' + named(key) + sentence);
    };
    for (const auto &[key, row] : expected) {
        const auto found = stored.find(key);
        if (found == stored.end())
            tell(key, " is missing, though the changes made it.");
        else if (found->second != row)
            tell(key, " is not what the changes say.");
    }
    for (const auto &[key, row] : stored) {
        if (!expected.contains(key))
            tell(key, " is there, though no change made it.");
    }
}

} // namespace

struct ReplayVisitor {
    Replay &replay;
    std::int64_t time;
    ProjectedRows &rows = replay.m_others;

    void operator()(const AddInstruction &c) const { replay.m_instructions[c.instruction.id] = {c.instruction, time}; }
    void operator()(const RemoveInstruction &c) const
    {
        // What hung on it went before, by changes of its own; only what is part of its row goes with it.
        replay.m_instructions.erase(c.instruction.id);
        for (auto *ofRow : {&rows.difficulties, &rows.notes, &rows.flags})
            ofRow->erase(c.instruction.id);
    }
    void operator()(const AddResponse &c) const { replay.m_responses[c.response.id] = c.response; }
    void operator()(const RemoveResponse &c) const { replay.m_responses.erase(c.response.id); }
    void operator()(const SetVerdict &c) const
    {
        set(rows.verdicts, c.instruction,
            c.to ? std::optional(line({number(c.to->judgeExchange), encodeFiredRules(c.to->fired)})) : std::nullopt);
    }
    void operator()(const SetOverride &c) const
    {
        set(rows.overrides, c.instruction,
            c.to ? std::optional(line({number(static_cast<int>(c.to->decision)), c.to->reason, c.to->by})) : std::nullopt);
    }
    void operator()(const SetDifficulty &c) const
    {
        set(rows.difficulties, c.instruction, c.to ? std::optional(line({number(*c.to)})) : std::nullopt);
    }
    void operator()(const RateResponse &c) const
    {
        set(rows.ratings, c.response, c.to ? std::optional(line({number(c.to->stars), c.to->note})) : std::nullopt);
    }
    void operator()(const SetQuality &c) const
    {
        set(rows.qualities, c.instruction,
            c.to ? std::optional(line({number(c.to->definition), number(c.to->precision), number(c.to->integrity)})) : std::nullopt);
    }
    void operator()(const LabelStep &c) const
    {
        set(rows.stepMarks, {c.response, c.step},
            c.to ? std::optional(line({number(static_cast<int>(c.to->label)), c.to->by, number(c.to->exchange)})) : std::nullopt);
    }
    void operator()(const SetTitle &c) const { rows.title = c.to; }
    void operator()(const EditInstruction &c) const
    {
        Instruction &edited = replay.m_instructions[c.instruction].instruction;
        edited.text = c.to.text;
        edited.context = c.to.context;
        edited.editor = c.to.editor;
    }
    void operator()(const EditResponse &c) const
    {
        Response &edited = replay.m_responses[c.response];
        edited.text = c.to.text;
        edited.editor = c.to.editor;
    }
    void operator()(const MoveInstruction &c) const { replay.m_instructions[c.instruction].instruction.parent = c.to; }
    void operator()(const SetTag &c) const
    {
        set(rows.tags, {c.instruction, c.tag}, c.to ? std::optional(std::string()) : std::nullopt);
    }
    void operator()(const SetNote &c) const
    {
        set(rows.notes, c.instruction, c.to.empty() ? std::nullopt : std::optional(line({c.to})));
    }
    void operator()(const SetFlag &c) const
    {
        set(rows.flags, c.instruction, c.to ? std::optional(line({number(1)})) : std::nullopt);
    }
    void operator()(const SetSetting &c) const
    {
        set(rows.settings, c.key, c.to ? std::optional(line({*c.to})) : std::nullopt);
    }
    void operator()(const AddStudy &c) const
    {
        Study frame = c.study;
        frame.items.clear();
        replay.m_studies[c.study.id] = std::move(frame);
        for (std::size_t i = 0; i < c.study.items.size(); ++i)
            rows.items[{c.study.id, static_cast<std::int64_t>(i) + 1}] = itemLine(c.study.items[i]);
    }
    void operator()(const RemoveStudy &c) const
    {
        replay.m_studies.erase(c.study.id);
        eraseOf(rows.items, c.study.id);
    }
    void operator()(const EditStudy &c) const { replay.m_studies[c.study].settings = c.to; }
    void operator()(const AddSession &c) const
    {
        const Session &s = c.session;
        rows.sessions[s.id] = line({number(s.study), s.rater});
        auto &sessionOf = replay.m_comparisons[s.id];
        sessionOf = s.comparisons;
        for (std::size_t i = 0; i < s.comparisons.size(); ++i)
            rows.comparisons[{s.id, static_cast<std::int64_t>(i)}] = comparisonLine(s.comparisons[i]);
    }
    void operator()(const RemoveSession &c) const
    {
        rows.sessions.erase(c.session.id);
        replay.m_comparisons.erase(c.session.id);
        eraseOf(rows.comparisons, c.session.id);
    }
    void operator()(const CastVote &c) const
    {
        auto &comparisons = replay.m_comparisons[c.session];
        const auto at = static_cast<std::size_t>(c.comparison);
        if (at >= comparisons.size())
            comparisons.resize(at + 1);
        comparisons[at].vote = c.to;
        rows.comparisons[{c.session, c.comparison}] = comparisonLine(comparisons[at]);
    }
    static void eraseOf(Rows<std::pair<std::int64_t, std::int64_t>> &rows, std::int64_t owner)
    {
        rows.erase(rows.lower_bound({owner, 0}), rows.lower_bound({owner + 1, 0}));
    }
};

void Replay::apply(const Change &change, std::int64_t time)
{
    std::visit(ReplayVisitor{*this, time}, change);
}

ProjectedRows Replay::rows() const
{
    ProjectedRows rows = m_others;
    for (const auto &[id, added] : m_instructions) {
        const Instruction &i = added.instruction;
        rows.instructions[id] = line({number(i.parent), number(i.epoch), i.operatorKey, i.text, i.context, i.skill, i.origin,
                                      i.model, i.promptVersion, number(i.exchange), i.editor, number(added.time)});
    }
    for (const auto &[id, r] : m_responses)
        rows.responses[id] = line({number(r.instruction), r.text, r.source, r.promptVersion, number(r.exchange), r.editor});
    for (const auto &[id, study] : m_studies)
        rows.studies[id] = studyLine(study);
    return rows;
}

namespace {

/// What the tables of studies hold, read as the studies are; texts stand for themselves by their number.
void storeStudies(Connection &connection, ProjectedRows &p)
{
    static const std::string path = "the project";
    SqliteStudyReader reader(path, connection);
    const auto studies = reader.studies();
    for (const StudySummary &summary : studies ? *studies : std::vector<StudySummary>()) {
        const auto study = reader.studyWithoutItems(summary.id);
        p.studies[summary.id] = study ? studyLine(*study) : study.error().message;
        for (int number = 1; number <= summary.items; ++number) {
            const auto item = reader.itemWithTextNumbers(summary.id, number);
            p.items[{summary.id, number}] = item ? itemLine(*item) : item.error().message;
        }
    }
    Query sessions(connection.statement("SELECT id, study, rater FROM session"));
    while (sessions.next()) {
        p.sessions[sessions.integer(0)] = line({sessions.text(1), sessions.text(2)});
        const auto session = reader.session(sessions.integer(0));
        std::int64_t number = 0;
        for (const Comparison &comparison : session ? session->comparisons : std::vector<Comparison>())
            p.comparisons[{sessions.integer(0), number++}] = comparisonLine(comparison);
    }
}

} // namespace

ProjectedRows storedRows(Connection &connection)
{
    ProjectedRows p;
    const auto load = [&](Rows<std::int64_t> &rows, const char *sql, int fields) {
        Query q(connection.statement(sql));
        while (q.next()) {
            std::string row;
            for (int field = 1; field <= fields; ++field)
                row += line({q.text(field)});
            rows[q.integer(0)] = row;
        }
    };
    load(p.instructions, "SELECT id, ifnull(parent, 0), epoch, operator, text, ifnull(context, ''), skill, origin, model, "
                         "prompt_version, exchange, editor, created FROM instruction", 12);
    load(p.responses, "SELECT id, instruction, ifnull(text, ''), source, prompt_version, exchange, editor FROM response", 6);
    load(p.verdicts, "SELECT instruction, judge_exchange, fired FROM verdict", 2);
    load(p.overrides, "SELECT instruction, decision, reason, by FROM override", 3);
    load(p.ratings, "SELECT response, stars, note FROM rating", 2);
    load(p.difficulties, "SELECT id, difficulty FROM instruction WHERE difficulty IS NOT NULL", 1);
    load(p.notes, "SELECT id, note FROM instruction WHERE note IS NOT NULL", 1);
    load(p.flags, "SELECT id, flagged FROM instruction WHERE flagged <> 0", 1);
    load(p.qualities, "SELECT instruction, definition, precision, integrity FROM quality", 3);
    Query marks(connection.statement("SELECT response, step, label, by, exchange FROM step_mark"));
    while (marks.next())
        p.stepMarks[{marks.integer(0), marks.integer(1)}] = line({marks.text(2), marks.text(3), marks.text(4)});
    Query tags(connection.statement("SELECT instruction, tag FROM tag"));
    while (tags.next())
        p.tags[{tags.integer(0), tags.text(1)}] = {};
    Query settings(connection.statement("SELECT key, value FROM setting"));
    while (settings.next())
        p.settings[settings.text(0)] = line({settings.text(1)});
    storeStudies(connection, p);
    Query title(connection.statement("SELECT value FROM property WHERE key = 'title'"));
    p.title = title.next() ? title.text(0) : std::string();
    return p;
}

std::vector<std::string> compare(const ProjectedRows &expected, const ProjectedRows &stored)
{
    std::vector<std::string> problems;
    compare("Instruction", expected.instructions, stored.instructions, problems);
    compare("The difficulty of instruction", expected.difficulties, stored.difficulties, problems);
    compare("Response", expected.responses, stored.responses, problems);
    compare("The verdict on instruction", expected.verdicts, stored.verdicts, problems);
    compare("The override of instruction", expected.overrides, stored.overrides, problems);
    compare("The rating of response", expected.ratings, stored.ratings, problems);
    compare("The quality of instruction", expected.qualities, stored.qualities, problems);
    compare("The mark of step", expected.stepMarks, stored.stepMarks, problems);
    compare("The note on instruction", expected.notes, stored.notes, problems);
    compare("The flag of instruction", expected.flags, stored.flags, problems);
    compare("The tag", expected.tags, stored.tags, problems);
    compare("The setting", expected.settings, stored.settings, problems);
    compare("The study", expected.studies, stored.studies, problems);
    compare("Item", expected.items, stored.items, problems);
    compare("The session", expected.sessions, stored.sessions, problems);
    compare("Comparison", expected.comparisons, stored.comparisons, problems);
    if (expected.title && stored.title != expected.title)
        problems.push_back("The title is not what the changes say.");
    return problems;
}

} // namespace evol
