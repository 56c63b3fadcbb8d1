// SPDX-License-Identifier: GPL-3.0-or-later
// The document's thread.
#include "editing/rating_session.h"

#include "domain/vote_check.h"
#include "preference/masking.h"
#include "domain/solution_steps.h"

#include <algorithm>

namespace evol {

RatingSession::RatingSession(Document &document, const Study &study, Session session)
    : m_document(document), m_name(study.settings.name), m_design(study.design), m_study(study.id), m_masked(maskedPhrases(study)),
      m_closed(study.settings.closed), m_session(std::make_shared<Session>(std::move(session)))
{
}

Result<std::unique_ptr<RatingSession>> RatingSession::open(Document &document, SessionId id)
{
    StudyReader &reader = document.reader().studies();
    auto session = reader.session(id);
    const auto study = session ? reader.study(session->study) : tl::unexpected<Error>(session.error());
    if (!study)
        return tl::unexpected<Error>(study.error());
    return std::unique_ptr<RatingSession>(new RatingSession(document, *study, std::move(*session)));
}

int RatingSession::done() const
{
    return static_cast<int>(std::count_if(m_session->comparisons.begin(), m_session->comparisons.end(),
                                          [](const Comparison &c) { return c.vote && c.vote->isDone(); }));
}

int RatingSession::nextOpen(int from) const
{
    for (int i = 0; i < size(); ++i) {
        const int number = (from + i) % size();
        const auto &said = vote(number);
        if (!said || !said->isDone())
            return number;
    }
    return -1;
}

Result<ShownComparison> RatingSession::shown(int number)
{
    if (number < 0 || number >= size())
        return fail(ErrorKind::NotFound, "The session has no comparison " + std::to_string(number + 1) + '.');
    const Comparison &comparison = m_session->comparisons[static_cast<std::size_t>(number)];
    if (comparison.item == 0)
        return fail(ErrorKind::NotFound, "Comparison " + std::to_string(number + 1) + " came without its texts and cannot be shown.");
    auto item = m_document.reader().studies().studyItem(m_study, comparison.item);
    if (!item)
        return tl::unexpected<Error>(item.error());
    ShownComparison shown{std::move(item->text), std::move(item->context), {}};
    for (const int contender : comparison.shown) {
        const auto answer = std::find_if(item->answers.begin(), item->answers.end(), [&](const StudyAnswer &each) { return each.contender == contender; });
        shown.answers.push_back(answer == item->answers.end() ? std::string() : mask(answer->text, m_masked).text);
    }
    return shown;
}

void RatingSession::cast(int number, Vote vote, Document::Done done)
{
    vote.time = m_document.clock().now();
    int steps = unknownSteps;
    if (m_design.kind == JudgementKind::Steps) {
        if (const auto seen = shown(number))
            steps = static_cast<int>(solutionSteps(seen->answers.front()).size());
    }
    if (const auto good = number < 0 || number >= size() ? Result<>(fail(ErrorKind::NotFound, "The session has no comparison " + std::to_string(number + 1) + '.'))
                                                         : checkVote(m_design, answers(number), steps, vote);
        !good)
        return done(good);
    const CastVote change{m_study, m_session->id, number, {}, vote};
    m_document.apply("Vote", {change}, [session = m_session, number, vote, done = std::move(done)](const Result<> &written) {
        if (written)
            session->comparisons[static_cast<std::size_t>(number)].vote = vote;
        done(written);
    });
}

Result<std::optional<SessionId>> sessionOf(StudyReader &reader, StudyId study, const std::string &rater)
{
    const auto sessions = reader.sessions(study);
    if (!sessions)
        return tl::unexpected<Error>(sessions.error());
    std::optional<SessionId> found;
    for (const SessionSummary &session : *sessions) {
        if (session.rater != rater)
            continue;
        found = session.id;
        if (session.done < session.comparisons)
            break;
    }
    return found;
}

} // namespace evol
