// SPDX-License-Identifier: GPL-3.0-or-later
// A study in memory, with its sessions, as a reader shows it. One thread.
#pragma once

#include "domain/study_reader.h"

#include <algorithm>
#include <utility>

namespace evol::test {

class MemoryStudyReader : public StudyReader
{
public:
    explicit MemoryStudyReader(Study study, std::vector<Session> sessions = {}) : whole(std::move(study)), all(std::move(sessions))
    {
        whole.id = 1;
        for (StudyItem &item : whole.items) {
            for (StudyAnswer &answer : item.answers)
                answer.length = static_cast<std::int64_t>(answer.text.size());
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].id = static_cast<SessionId>(i) + 1;
            all[i].study = 1;
        }
    }

    Result<std::vector<StudySummary>> studies() override
    {
        StudySummary summary{1, whole.uid, whole.settings.name, whole.design.kind, whole.settings.closed, int(whole.contenders.size()),
                             int(whole.items.size()), int(all.size()), 0, 0};
        const auto opened = sessions(1);
        for (const SessionSummary &session : *opened) {
            summary.comparisons += session.comparisons;
            summary.done += session.done;
        }
        return std::vector{summary};
    }
    Result<Study> study(StudyId) override
    {
        Study bare = whole;
        for (StudyItem &item : bare.items) {
            item.text.clear();
            item.context.clear();
            for (StudyAnswer &answer : item.answers)
                answer.text.clear();
        }
        return bare;
    }
    Result<StudyItem> studyItem(StudyId, int number) override { return whole.items.at(static_cast<std::size_t>(number) - 1); }
    Result<std::vector<SessionSummary>> sessions(StudyId) override
    {
        std::vector<SessionSummary> summaries;
        for (const Session &session : all) {
            SessionSummary summary{session.id, 1, session.rater, int(session.comparisons.size()), 0, 0, 0};
            for (const Comparison &comparison : session.comparisons) {
                summary.done += comparison.vote && comparison.vote->isDone();
                summary.judged += comparison.vote && !comparison.vote->judgements.empty();
                summary.flagged += comparison.vote && comparison.vote->flagged;
            }
            summaries.push_back(summary);
        }
        return summaries;
    }
    Result<Session> session(SessionId id) override { return all.at(static_cast<std::size_t>(id) - 1); }
    Result<> eachVote(StudyId, const std::function<void(const VoteRow &)> &visit) override
    {
        for (const Session &session : all) {
            for (std::size_t i = 0; i < session.comparisons.size(); ++i) {
                const Comparison &comparison = session.comparisons[i];
                std::uint64_t shown = 0;
                for (std::size_t position = comparison.shown.size(); position-- > 0;)
                    shown = shown << 8 | static_cast<std::uint64_t>(comparison.shown[position]);
                for (const Judgement &judgement : comparison.vote ? comparison.vote->judgements : std::vector<Judgement>())
                    visit({session.id, int(i), judgement.criterion, comparison.item, shown, judgement.values, comparison.vote->milliseconds});
            }
        }
        return {};
    }

    Study whole;
    std::vector<Session> all;
};

} // namespace evol::test
