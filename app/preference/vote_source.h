// SPDX-License-Identifier: GPL-3.0-or-later
// What exports read of a study: its facts, the names that may be seen, finished comparisons and texts. One thread.
#pragma once

#include "domain/study_reader.h"

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace evol {

class VoteSource
{
public:
    /// reader: must outlive it.
    static Result<VoteSource> open(StudyReader &reader, StudyId id);

    const Study &study() const { return m_study; } ///< without texts
    bool showsNames() const { return m_showsNames; }
    /// Or the alias, as long as names are hidden. contender: 1, 2, …
    const std::string &name(int contender) const { return m_names[static_cast<std::size_t>(contender) - 1]; }
    const std::vector<SessionSummary> &sessions() const { return m_sessions; }
    bool isGold(int item) const { return item > 0 && !m_study.items[static_cast<std::size_t>(item) - 1].gold.empty(); }

    /// session: position in sessions(). The comparison has a vote that is done.
    using Visit = std::function<Result<>(std::size_t session, int number, const Comparison &comparison)>;
    /// In order of session and comparison; the first error of `visit` ends it.
    Result<> eachComparison(const Visit &visit);

    /// With its texts; an empty one for 0. Valid until the next call.
    Result<const StudyItem *> item(int number);

private:
    explicit VoteSource(StudyReader &reader) : m_reader(&reader) {}

    StudyReader *m_reader;
    Study m_study;
    bool m_showsNames = false;
    std::vector<std::string> m_names;
    std::vector<SessionSummary> m_sessions;
    std::unordered_map<int, StudyItem> m_items; ///< read lately: raters see the same ones in different orders
};

/// Text and context of the item as one prompt.
std::string promptOf(const StudyItem &item);

/// Of the contender's answer; empty where there is none.
const std::string &answerOf(const StudyItem &item, int contender);

} // namespace evol
