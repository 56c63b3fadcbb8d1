// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the preference studies of a project file. One thread at a time, as the connection it reads from.
#pragma once

#include "domain/study_reader.h"
#include "storage/connection.h"

namespace evol {

class SqliteStudyReader : public StudyReader
{
public:
    SqliteStudyReader(const std::string &path, Connection &connection) : m_path(path), m_connection(connection) {}

    Result<std::vector<StudySummary>> studies() override;
    Result<Study> study(StudyId id) override;
    Result<StudyItem> studyItem(StudyId id, int number) override;
    Result<std::vector<SessionSummary>> sessions(StudyId id) override;
    Result<Session> session(SessionId id) override;
    Result<> eachVote(StudyId id, const std::function<void(const VoteRow &)> &visit) override;

    /// With the texts of all items.
    Result<Study> wholeStudy(StudyId id);
    /// Each text is its number in the table of texts, "" where there is none.
    Result<StudyItem> itemWithTextNumbers(StudyId id, int number);
    Result<Study> studyWithoutItems(StudyId id);
    Result<Comparison> comparison(SessionId session, int number);
    StudyId studyOf(SessionId id); ///< 0 where there is no such session

private:
    Query query(const char *sql) { return Query(m_connection.statement(sql)); }
    std::string body(const std::string &number);

    const std::string &m_path;
    Connection &m_connection;
};

} // namespace evol
