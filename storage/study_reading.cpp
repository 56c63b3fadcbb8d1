// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/study_reading.h"

#include "storage/study_codec.h"
#include "storage/study_tables.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

/// As guarded(), for work that also reads JSON of the file.
template <class Work>
auto guardedJson(const std::string &path, Work &&work) -> decltype(work())
{
    return guarded(path, [&]() -> decltype(work()) {
        try {
            return work();
        } catch (const json::exception &e) {
            return fail(ErrorKind::Corrupt, "A study in " + path + " cannot be read: " + e.what() + ". Run: evol check " + path);
        }
    });
}

StudyItem itemOf(const Query &q)
{
    StudyItem item;
    item.instruction = q.integer(1);
    item.skill = q.text(2);
    item.difficulty = q.small(3);
    item.epoch = q.small(4);
    item.operatorKey = q.text(5);
    if (const std::string gold = q.text(6); !gold.empty())
        item.gold = json::parse(gold).get<std::vector<int>>();
    return item;
}

constexpr const char *comparisonColumns = "SELECT item, shown, judgements IS NULL, skipped, note, flagged, milliseconds, time FROM comparison ";

/// Without its judgements.
Comparison comparisonOf(const Query &q)
{
    Comparison comparison{q.small(0), unpackedContenders(q.integer(1)), {}};
    if (q.small(2) == 0)
        comparison.vote = Vote{{}, q.text(3), q.text(4), q.small(5) != 0, q.integer(6), q.integer(7)};
    return comparison;
}

void appendValues(const std::string &more, std::vector<int> &values)
{
    for (const json &value : json::parse(more))
        values.push_back(value);
}

/// column: where its criterion is; its values follow.
Judgement judgementOf(const Query &q, int column)
{
    Judgement judgement{q.small(column), {q.small(column + 1)}};
    if (const std::string more = q.text(column + 2); !more.empty())
        appendValues(more, judgement.values);
    return judgement;
}

} // namespace

std::string SqliteStudyReader::body(const std::string &number)
{
    auto q = query("SELECT body FROM text WHERE id = CAST(? AS INTEGER)");
    return q.bind(number).next() ? q.text(0) : std::string();
}

Result<std::vector<StudySummary>> SqliteStudyReader::studies()
{
    return guardedJson(m_path, [&]() -> Result<std::vector<StudySummary>> {
        std::vector<StudySummary> summaries;
        auto q = query("SELECT id, name, design, closed, json_array_length(contenders), uid, "
                       "(SELECT count(*) FROM study_item i WHERE i.study = study.id) FROM study ORDER BY id");
        while (q.next()) {
            const auto kind = static_cast<JudgementKind>(json::parse(q.text(2)).at("kind").get<int>());
            summaries.push_back({q.integer(0), q.text(5), q.text(1), kind, q.small(3) != 0, q.small(4), q.small(6), 0, 0, 0});
        }
        for (StudySummary &summary : summaries) {
            const auto all = sessions(summary.id);
            if (!all)
                return tl::unexpected<Error>(all.error());
            summary.sessions = static_cast<int>(all->size());
            for (const SessionSummary &session : *all) {
                summary.comparisons += session.comparisons;
                summary.done += session.done;
            }
        }
        return summaries;
    });
}

Result<Study> SqliteStudyReader::studyWithoutItems(StudyId id)
{
    return guardedJson(m_path, [&]() -> Result<Study> {
        auto q = query("SELECT uid, name, masked, closed, design, contenders FROM study WHERE id = ?");
        if (!q.bind(id).next())
            return fail(ErrorKind::NotFound, "There is no study " + std::to_string(id) + " in " + m_path + ". See: evol study list " + m_path);
        return Study{id, q.text(0), {q.text(1), json::parse(q.text(2)), q.small(3) != 0}, designFromJson(json::parse(q.text(4))),
                     json::parse(q.text(5)), {}};
    });
}

Result<Study> SqliteStudyReader::study(StudyId id)
{
    return guardedJson(m_path, [&]() -> Result<Study> {
        auto study = studyWithoutItems(id);
        if (!study)
            return study;
        auto items = query("SELECT number, instruction, skill, difficulty, epoch, operator, gold FROM study_item WHERE study = ? ORDER BY number");
        items.bind(id);
        while (items.next())
            study->items.push_back(itemOf(items));
        auto answers = query("SELECT item, contender, response, length FROM study_answer WHERE study = ? ORDER BY item, contender");
        answers.bind(id);
        while (answers.next()) {
            const auto item = static_cast<std::size_t>(answers.small(0));
            if (item >= 1 && item <= study->items.size())
                study->items[item - 1].answers.push_back({answers.small(1), answers.integer(2), {}, answers.integer(3)});
        }
        return study;
    });
}

Result<StudyItem> SqliteStudyReader::itemWithTextNumbers(StudyId id, int number)
{
    return guardedJson(m_path, [&]() -> Result<StudyItem> {
        auto q = query("SELECT number, instruction, skill, difficulty, epoch, operator, gold, ifnull(text, ''), ifnull(context, '') "
                       "FROM study_item WHERE study = ? AND number = ?");
        if (!q.bind(id, number).next())
            return fail(ErrorKind::NotFound, "Study " + std::to_string(id) + " in " + m_path + " has no item " + std::to_string(number) + '.');
        StudyItem item = itemOf(q);
        item.text = q.text(7);
        item.context = q.text(8);
        auto answers = query("SELECT contender, response, ifnull(text, ''), length FROM study_answer WHERE study = ? AND item = ? ORDER BY contender");
        answers.bind(id, number);
        while (answers.next())
            item.answers.push_back({answers.small(0), answers.integer(1), answers.text(2), answers.integer(3)});
        return item;
    });
}

Result<StudyItem> SqliteStudyReader::studyItem(StudyId id, int number)
{
    auto item = itemWithTextNumbers(id, number);
    if (!item)
        return item;
    return guarded(m_path, [&]() -> Result<StudyItem> {
        item->text = body(item->text);
        item->context = body(item->context);
        for (StudyAnswer &answer : item->answers)
            answer.text = body(answer.text);
        return std::move(*item);
    });
}

Result<std::vector<SessionSummary>> SqliteStudyReader::sessions(StudyId id)
{
    return guarded(m_path, [&]() -> Result<std::vector<SessionSummary>> {
        auto q = query("SELECT s.id, s.rater, count(c.number), ifnull(sum(c.judgements > 0 OR c.skipped <> ''), 0), "
                       "ifnull(sum(c.judgements > 0), 0), ifnull(sum(c.flagged), 0) "
                       "FROM session s LEFT JOIN comparison c ON c.session = s.id WHERE s.study = ? GROUP BY s.id ORDER BY s.id");
        q.bind(id);
        std::vector<SessionSummary> summaries;
        while (q.next())
            summaries.push_back({q.integer(0), id, q.text(1), q.small(2), q.small(3), q.small(4), q.small(5)});
        return summaries;
    });
}

Result<Session> SqliteStudyReader::session(SessionId id)
{
    return guardedJson(m_path, [&]() -> Result<Session> {
        Session session;
        {
            auto q = query("SELECT study, rater FROM session WHERE id = ?");
            if (!q.bind(id).next())
                return fail(ErrorKind::NotFound, "There is no session " + std::to_string(id) + " in " + m_path + '.');
            session = {id, q.integer(0), q.text(1), {}};
        }
        static const std::string sql = std::string(comparisonColumns) + "WHERE session = ? ORDER BY number";
        auto q = query(sql.c_str());
        q.bind(id);
        while (q.next())
            session.comparisons.push_back(comparisonOf(q));
        auto votes = query("SELECT comparison, criterion, value, ifnull(more, '') FROM vote WHERE session = ? ORDER BY comparison, criterion");
        votes.bind(id);
        while (votes.next()) {
            const auto number = static_cast<std::size_t>(votes.small(0));
            if (number >= session.comparisons.size() || !session.comparisons[number].vote)
                continue;
            session.comparisons[number].vote->judgements.push_back(judgementOf(votes, 1));
        }
        return session;
    });
}

Result<Comparison> SqliteStudyReader::comparison(SessionId session, int number)
{
    return guardedJson(m_path, [&]() -> Result<Comparison> {
        static const std::string sql = std::string(comparisonColumns) + "WHERE session = ? AND number = ?";
        auto q = query(sql.c_str());
        if (!q.bind(session, number).next())
            return fail(ErrorKind::NotFound, "Session " + std::to_string(session) + " in " + m_path + " has no comparison " + std::to_string(number) + '.');
        Comparison comparison = comparisonOf(q);
        auto votes = query("SELECT criterion, value, ifnull(more, '') FROM vote WHERE session = ? AND comparison = ? ORDER BY criterion");
        votes.bind(session, number);
        while (comparison.vote && votes.next())
            comparison.vote->judgements.push_back(judgementOf(votes, 0));
        return comparison;
    });
}

Result<> SqliteStudyReader::eachVote(StudyId id, const std::function<void(const VoteRow &)> &visit)
{
    return guardedJson(m_path, [&]() -> Result<> {
        std::vector<SessionId> ids;
        {
            auto q = query("SELECT id FROM session WHERE study = ? ORDER BY id");
            q.bind(id);
            while (q.next())
                ids.push_back(q.integer(0));
        }
        std::vector<int> values;
        for (const SessionId session : ids) {
            auto q = query("SELECT comparison, criterion, item, shown, value, more, milliseconds FROM vote WHERE session = ?");
            q.bind(session);
            while (q.next()) {
                values.assign(1, q.small(4));
                if (!q.isNull(5))
                    appendValues(q.text(5), values);
                visit({session, q.small(0), q.small(1), q.small(2), static_cast<std::uint64_t>(q.integer(3)), values, q.integer(6)});
            }
        }
        return {};
    });
}

Result<Study> SqliteStudyReader::wholeStudy(StudyId id)
{
    auto study = this->study(id);
    if (!study)
        return study;
    for (std::size_t i = 0; i < study->items.size(); ++i) {
        auto item = studyItem(id, static_cast<int>(i) + 1);
        if (!item)
            return tl::unexpected<Error>(item.error());
        study->items[i] = std::move(*item);
    }
    return study;
}

StudyId SqliteStudyReader::studyOf(SessionId id)
{
    auto q = query("SELECT study FROM session WHERE id = ?");
    return q.bind(id).next() ? q.integer(0) : 0;
}

} // namespace evol
