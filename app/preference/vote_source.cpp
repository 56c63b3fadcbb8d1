// SPDX-License-Identifier: GPL-3.0-or-later
// One thread.
#include "preference/vote_source.h"

#include "preference/contender_alias.h"

#include <algorithm>

namespace evol {

namespace {

constexpr std::size_t mostItemsHeld = 2048;

} // namespace

Result<VoteSource> VoteSource::open(StudyReader &reader, StudyId id)
{
    VoteSource source(reader);
    auto study = reader.study(id);
    auto sessions = study ? reader.sessions(id) : tl::unexpected<Error>(study.error());
    const auto all = sessions ? reader.studies() : tl::unexpected<Error>(sessions.error());
    if (!all)
        return tl::unexpected<Error>(all.error());
    const auto summary = std::find_if(all->begin(), all->end(), [&](const StudySummary &s) { return s.id == id; });
    source.m_showsNames = summary != all->end() && summary->showsNames();
    source.m_names = contenderNames(*study, source.m_showsNames ? Names::Shown : Names::Hidden);
    source.m_study = std::move(*study);
    source.m_sessions = std::move(*sessions);
    return source;
}

Result<> VoteSource::eachComparison(const Visit &visit)
{
    for (std::size_t s = 0; s < m_sessions.size(); ++s) {
        const auto session = m_reader->session(m_sessions[s].id);
        if (!session)
            return tl::unexpected<Error>(session.error());
        for (std::size_t number = 0; number < session->comparisons.size(); ++number) {
            const Comparison &comparison = session->comparisons[number];
            if (!comparison.vote || !comparison.vote->isDone())
                continue;
            if (auto visited = visit(s, static_cast<int>(number), comparison); !visited)
                return visited;
        }
    }
    return {};
}

Result<const StudyItem *> VoteSource::item(int number)
{
    static const StudyItem none;
    if (number == 0)
        return &none;
    auto found = m_items.find(number);
    if (found == m_items.end()) {
        auto read = m_reader->studyItem(m_study.id, number);
        if (!read)
            return tl::unexpected<Error>(read.error());
        if (m_items.size() == mostItemsHeld)
            m_items.clear();
        found = m_items.emplace(number, std::move(*read)).first;
    }
    return &found->second;
}

std::string promptOf(const StudyItem &item)
{
    return item.context.empty() ? item.text : item.text + "\n\n" + item.context;
}

const std::string &answerOf(const StudyItem &item, int contender)
{
    static const std::string none;
    const auto found = std::find_if(item.answers.begin(), item.answers.end(), [&](const StudyAnswer &a) { return a.contender == contender; });
    return found == item.answers.end() ? none : found->text;
}

} // namespace evol
