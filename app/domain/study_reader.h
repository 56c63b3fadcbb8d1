// SPDX-License-Identifier: GPL-3.0-or-later
// What a project knows of its preference studies. A reader is used by one thread at a time.
#pragma once

#include "domain/result.h"
#include "domain/study.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace evol {

struct SessionSummary {
    SessionId id = 0;
    StudyId study = 0;
    std::string rater;
    int comparisons = 0, done = 0; ///< done: judged or skipped
    int judged = 0, flagged = 0;
};

struct StudySummary {
    StudyId id = 0;
    std::string uid;
    std::string name;
    JudgementKind kind = JudgementKind::Pairwise;
    bool closed = false;
    int contenders = 0, items = 0, sessions = 0;
    std::int64_t comparisons = 0, done = 0;

    /// Whether names of contenders may be seen: it is closed, or nothing is left to judge.
    bool showsNames() const { return closed || (comparisons > 0 && done == comparisons); }
};

/// One judgement in the flat form that figures are made of.
struct VoteRow {
    SessionId session = 0;
    int comparison = 0, criterion = 0;
    int item = 0;                  ///< 0: none
    std::uint64_t shown = 0;       ///< contenders by position, eight bits each, the first lowest; see contenderAt()
    std::span<const int> values;   ///< see Judgement; valid during the call
    std::int64_t milliseconds = 0; ///< spent on the comparison; 0: unknown
};

constexpr int contenderAt(std::uint64_t shown, int position)
{
    return static_cast<int>((shown >> (8 * position)) & 0xFF);
}

class StudyReader
{
public:
    virtual ~StudyReader() = default;

    virtual Result<std::vector<StudySummary>> studies() = 0; ///< in order of id
    /// Without the texts of items and answers.
    virtual Result<Study> study(StudyId id) = 0;
    /// With its texts. number: 1, 2, …
    virtual Result<StudyItem> studyItem(StudyId id, int number) = 0;
    virtual Result<std::vector<SessionSummary>> sessions(StudyId id) = 0; ///< in order of id
    virtual Result<Session> session(SessionId id) = 0;
    /// All judgements of the study, in order of session, comparison and criterion.
    virtual Result<> eachVote(StudyId id, const std::function<void(const VoteRow &)> &visit) = 0;
};

} // namespace evol
