// SPDX-License-Identifier: GPL-3.0-or-later
// One rater's session as they see it: the answers by position, masked, and nothing that tells who made them. Lives on the
// document's thread; reads are of one item at a time.
#pragma once

#include "editing/document.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace evol {

/// What a rater sees of one comparison.
struct ShownComparison {
    std::string instruction, context;
    std::vector<std::string> answers; ///< by position, masked
};

class RatingSession
{
public:
    /// The document must outlive it.
    static Result<std::unique_ptr<RatingSession>> open(Document &document, SessionId id);
    RatingSession(const RatingSession &) = delete;
    RatingSession &operator=(const RatingSession &) = delete;

    SessionId id() const { return m_session->id; }
    const std::string &rater() const { return m_session->rater; }
    const std::string &studyName() const { return m_name; }
    const StudyDesign &design() const { return m_design; }
    bool isClosed() const { return m_closed; }
    int size() const { return static_cast<int>(m_session->comparisons.size()); }
    int done() const; ///< judged or skipped
    const std::optional<Vote> &vote(int number) const { return m_session->comparisons[static_cast<std::size_t>(number)].vote; }
    int answers(int number) const { return static_cast<int>(m_session->comparisons[static_cast<std::size_t>(number)].shown.size()); }
    /// The first from `from` on, and then from the start, that is neither judged nor skipped; -1: none.
    int nextOpen(int from) const;
    Result<ShownComparison> shown(int number);
    /// On disk when `done` is called, with the document's time. The vote is checked; a refused one changes nothing.
    void cast(int number, Vote vote, Document::Done done); ///< `done` is called later, also where this is gone by then

private:
    RatingSession(Document &document, const Study &study, Session session);

    Document &m_document;
    std::string m_name;
    StudyDesign m_design;
    StudyId m_study = 0;
    std::vector<std::string> m_masked;
    bool m_closed = false;
    std::shared_ptr<Session> m_session; ///< shared with the votes on their way
};

/// The session of that rater with something left to do, else their last; empty: they have none.
Result<std::optional<SessionId>> sessionOf(StudyReader &reader, StudyId study, const std::string &rater);

} // namespace evol
