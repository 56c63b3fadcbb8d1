// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "preference/vote_tally.h"

#include "preference/gold.h"
#include "preference/judgement_pairs.h"

#include <algorithm>

namespace evol {

VoteTally::VoteTally(const Study &study, std::unordered_map<SessionId, std::uint32_t> raterOf, std::size_t raters)
    : m_study(study), m_raterOf(std::move(raterOf)), m_criteria(study.design.criteria.size()), m_raters(raters),
      m_nextCluster(static_cast<std::uint32_t>(study.items.size()))
{
    const std::size_t contenders = study.contenders.size();
    m_lengths.resize(study.items.size() * contenders);
    for (std::size_t i = 0; i < study.items.size(); ++i) {
        for (const StudyAnswer &answer : study.items[i].answers)
            m_lengths[i * contenders + static_cast<std::size_t>(answer.contender) - 1] = answer.length;
    }
    for (CriterionTally &tally : m_criteria) {
        tally.sums.resize(contenders);
        tally.judged.resize(contenders);
    }
}

void VoteTally::take(const VoteRow &row)
{
    const std::uint32_t rater = m_raterOf.at(row.session);
    if (row.session != m_lastSession || row.comparison != m_lastComparison) {
        m_lastSession = row.session;
        m_lastComparison = row.comparison;
        m_lastCluster = row.item > 0 ? static_cast<std::uint32_t>(row.item) : ++m_nextCluster;
        if (row.milliseconds > 0)
            m_raters[rater].seconds.push_back(static_cast<double>(row.milliseconds) / 1000);
    }
    CriterionTally &tally = m_criteria[static_cast<std::size_t>(row.criterion)];
    if (row.values.empty() || takeGold(row, rater))
        return;
    ++tally.judgements;
    if (m_study.design.kind == JudgementKind::Pairwise || m_study.design.kind == JudgementKind::Ranking)
        takePairs(tally, row, rater, m_lastCluster);
    else
        takeAnswer(tally, row, rater);
}

bool VoteTally::takeGold(const VoteRow &row, std::uint32_t rater)
{
    if (row.item <= 0 || m_study.items[static_cast<std::size_t>(row.item) - 1].gold.empty())
        return false;
    std::vector<int> shown;
    for (int position = 0; contenderAt(row.shown, position) != 0; ++position)
        shown.push_back(contenderAt(row.shown, position));
    const StudyItem &item = m_study.items[static_cast<std::size_t>(row.item) - 1];
    Proportion &gold = m_raters[rater].gold;
    ++gold.of;
    gold.part += *isRight(item, shown, m_study.design.kind, row.values);
    return true;
}

void VoteTally::takePairs(CriterionTally &tally, const VoteRow &row, std::uint32_t rater, std::uint32_t cluster)
{
    const JudgementKind kind = m_study.design.kind;
    const bool pairwise = kind == JudgementKind::Pairwise;
    eachPair(kind, row.values, [&](int one, int other, PairScore score) {
        const int first = contenderAt(row.shown, one), second = contenderAt(row.shown, other);
        tally.outcomes.push_back({cluster, static_cast<std::uint16_t>(first - 1), static_cast<std::uint16_t>(second - 1), score});
        tally.ties += score == PairScore::Tie;
        const PairScore ofSmaller = first < second ? score : mirrored(score);
        code(tally, rater, row.item, std::min(first, second), std::max(first, second), static_cast<int>(ofSmaller));
        if (pairwise)
            takePair(tally, row, rater, score);
    });
    for (std::size_t position = 0; !pairwise && position < row.values.size(); ++position) {
        const auto contender = static_cast<std::size_t>(contenderAt(row.shown, static_cast<int>(position))) - 1;
        tally.sums[contender] += row.values[position];
        ++tally.judged[contender];
    }
}

void VoteTally::takePair(CriterionTally &tally, const VoteRow &row, std::uint32_t rater, PairScore score)
{
    const int first = contenderAt(row.shown, 0), second = contenderAt(row.shown, 1);
    if (row.values.front() == static_cast<int>(Outcome::BothBad))
        ++tally.bothBad[{std::min(first, second) - 1, std::max(first, second) - 1}];
    if (score == PairScore::Tie)
        return;
    const PositionVote vote{static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(second), score == PairScore::Win};
    tally.decided.push_back(vote);
    m_raters[rater].decided.push_back(vote);
    const std::int64_t one = lengthOf(row.item, first), other = lengthOf(row.item, second);
    if (one != other && one > 0 && other > 0)
        ++((one > other) == (score == PairScore::Win) ? tally.longerWins : tally.shorterWins);
}

void VoteTally::takeAnswer(CriterionTally &tally, const VoteRow &row, std::uint32_t rater)
{
    const int contender = contenderAt(row.shown, 0);
    const auto place = static_cast<std::size_t>(contender) - 1;
    ++tally.judged[place];
    if (m_study.design.kind == JudgementKind::Steps) {
        const bool wrong = std::find(row.values.begin(), row.values.end(), static_cast<int>(StepLabel::Wrong)) != row.values.end();
        tally.sums[place] += wrong ? 0 : 1;
        for (std::size_t step = 0; step < row.values.size(); ++step)
            code(tally, rater, row.item, contender, static_cast<int>(step), row.values[step]);
        return;
    }
    tally.sums[place] += row.values.front();
    code(tally, rater, row.item, contender, 0, row.values.front());
    if (row.item > 0)
        m_rated.push_back({static_cast<std::uint32_t>(row.criterion), rater, row.item, contender, row.values.front()});
}

void VoteTally::code(CriterionTally &tally, std::uint32_t rater, int item, int a, int b, int value)
{
    // Votes of a file without instructions are never known to be about the same.
    if (item <= 0)
        return;
    const std::uint64_t key = std::uint64_t(static_cast<std::uint32_t>(item)) << 32 | std::uint64_t(a & 0xFF) << 24 | std::uint64_t(b & 0xFFFFFF);
    const auto unit = m_units.emplace(key, static_cast<std::uint32_t>(m_units.size())).first->second;
    tally.coded.push_back({unit, rater, value});
}

std::int64_t VoteTally::lengthOf(int item, int contender) const
{
    return item > 0 ? m_lengths[(static_cast<std::size_t>(item) - 1) * m_study.contenders.size() + static_cast<std::size_t>(contender) - 1] : 0;
}

void VoteTally::finish()
{
    const auto group = [](const Rated &r) { return std::tuple(r.criterion, r.rater, r.item); };
    std::stable_sort(m_rated.begin(), m_rated.end(), [&](const Rated &a, const Rated &b) { return group(a) < group(b); });
    for (std::size_t i = 0; i < m_rated.size(); ++i) {
        CriterionTally &tally = m_criteria[m_rated[i].criterion];
        for (std::size_t j = i + 1; j < m_rated.size() && group(m_rated[j]) == group(m_rated[i]); ++j) {
            const Rated &one = m_rated[i], &other = m_rated[j];
            if (one.contender == other.contender)
                continue;
            const PairScore score = one.points > other.points ? PairScore::Win : one.points < other.points ? PairScore::Loss : PairScore::Tie;
            tally.outcomes.push_back({static_cast<std::uint32_t>(one.item), static_cast<std::uint16_t>(one.contender - 1),
                                      static_cast<std::uint16_t>(other.contender - 1), score});
            tally.ties += score == PairScore::Tie;
        }
    }
    for (CriterionTally &tally : m_criteria) {
        const auto byCluster = [](const PairOutcome &a, const PairOutcome &b) { return a.cluster < b.cluster; };
        if (!std::is_sorted(tally.outcomes.begin(), tally.outcomes.end(), byCluster))
            std::stable_sort(tally.outcomes.begin(), tally.outcomes.end(), byCluster);
        // Who judged the same twice is heard once: what was said first.
        const auto place = [](const CodedValue &v) { return std::pair(v.unit, v.rater); };
        std::stable_sort(tally.coded.begin(), tally.coded.end(), [&](const auto &a, const auto &b) { return place(a) < place(b); });
        const auto end = std::unique(tally.coded.begin(), tally.coded.end(), [&](const auto &a, const auto &b) { return place(a) == place(b); });
        tally.coded.erase(end, tally.coded.end());
    }
}

} // namespace evol
