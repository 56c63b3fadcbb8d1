// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/study_tables.h"

#include "storage/study_codec.h"
#include "storage/text_table.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

std::string dumped(const json &value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class... Values>
void run(Connection &connection, const char *sql, const Values &...values)
{
    Query(connection.statement(sql)).bind(values...).run();
}

void addItem(Connection &connection, StudyId study, int number, const StudyItem &item)
{
    run(connection, "INSERT INTO study_item VALUES (?, ?, ?, nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, ?)", study, number,
        item.instruction, storeText(connection, item.text).id, storeText(connection, item.context).id, item.skill,
        item.difficulty, item.epoch, item.operatorKey, item.gold.empty() ? std::string() : dumped(item.gold));
    for (const StudyAnswer &answer : item.answers) {
        run(connection, "INSERT INTO study_answer VALUES (?, ?, ?, ?, nullif(?, 0), ?)", study, number, answer.contender,
            answer.response, storeText(connection, answer.text).id, answer.length);
    }
}

/// Puts down what was said; an empty vote: nothing.
void setVote(Connection &connection, SessionId session, int number, int item, std::int64_t shown, const std::optional<Vote> &vote)
{
    const Vote said = vote.value_or(Vote());
    const int judgements = vote ? static_cast<int>(said.judgements.size()) : -1;
    run(connection, "INSERT OR REPLACE INTO comparison VALUES (?, ?, ?, ?, nullif(?, -1), ?, ?, ?, ?, ?)", session, number, item,
        shown, judgements, said.skipped, said.note, said.flagged ? 1 : 0, said.milliseconds, said.time);
    for (const Judgement &judgement : said.judgements) {
        const std::vector<int> &values = judgement.values;
        const std::string more = values.size() > 1 ? dumped(std::vector<int>(values.begin() + 1, values.end())) : std::string();
        run(connection, "INSERT INTO vote VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), ?)", session, number, judgement.criterion, item,
            shown, values.empty() ? 0 : values.front(), more, said.milliseconds);
    }
}

} // namespace

std::int64_t packedContenders(const std::vector<int> &shown)
{
    std::int64_t packed = 0;
    for (std::size_t position = shown.size(); position-- > 0;)
        packed = packed << 8 | (shown[position] & 0xFF);
    return packed;
}

std::vector<int> unpackedContenders(std::int64_t shown)
{
    std::vector<int> contenders;
    for (; shown != 0; shown >>= 8)
        contenders.push_back(static_cast<int>(shown & 0xFF));
    return contenders;
}

void projectStudy(Connection &connection, const AddStudy &change)
{
    const Study &s = change.study;
    run(connection, "INSERT INTO study VALUES (?, ?, ?, ?, ?, ?, ?)", s.id, s.uid, s.settings.name, dumped(s.settings.masked),
        s.settings.closed ? 1 : 0, dumped(designToJson(s.design)), dumped(s.contenders));
    for (std::size_t i = 0; i < s.items.size(); ++i)
        addItem(connection, s.id, static_cast<int>(i) + 1, s.items[i]);
}

void projectStudy(Connection &connection, const RemoveStudy &change)
{
    for (const char *sql : {"DELETE FROM study_answer WHERE study = ?", "DELETE FROM study_item WHERE study = ?", "DELETE FROM study WHERE id = ?"})
        run(connection, sql, change.study.id);
}

void projectStudy(Connection &connection, const EditStudy &change)
{
    run(connection, "UPDATE study SET name = ?, masked = ?, closed = ? WHERE id = ?", change.to.name, dumped(change.to.masked),
        change.to.closed ? 1 : 0, change.study);
}

void projectStudy(Connection &connection, const AddSession &change)
{
    const Session &s = change.session;
    run(connection, "INSERT INTO session VALUES (?, ?, ?)", s.id, s.study, s.rater);
    for (std::size_t i = 0; i < s.comparisons.size(); ++i) {
        const Comparison &c = s.comparisons[i];
        setVote(connection, s.id, static_cast<int>(i), c.item, packedContenders(c.shown), c.vote);
    }
}

void projectStudy(Connection &connection, const RemoveSession &change)
{
    for (const char *sql : {"DELETE FROM vote WHERE session = ?", "DELETE FROM comparison WHERE session = ?", "DELETE FROM session WHERE id = ?"})
        run(connection, sql, change.session.id);
}

void projectStudy(Connection &connection, const CastVote &change)
{
    int item = 0;
    std::int64_t shown = 0;
    {
        Query q(connection.statement("SELECT item, shown FROM comparison WHERE session = ? AND number = ?"));
        if (q.bind(change.session, change.comparison).next()) {
            item = q.small(0);
            shown = q.integer(1);
        }
    }
    run(connection, "DELETE FROM vote WHERE session = ? AND comparison = ?", change.session, change.comparison);
    setVote(connection, change.session, change.comparison, item, shown, change.to);
}

} // namespace evol
