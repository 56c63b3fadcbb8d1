// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/assignment.h"

#include "domain/random.h"
#include "preference/judgement_words.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace evol {

namespace {

/// What random numbers are for.
enum Draw : std::uint64_t { DrawUnit = 1, DrawRater, DrawSide, DrawOrder, DrawGold, DrawGoldPlace };

constexpr std::size_t mostBlocks = 20'000;

using Block = std::vector<int>; ///< contenders, ascending

struct Unit {
    int item = 0;
    std::size_t block = 0;
    std::size_t stratum = 0;
    std::uint64_t draw = 0;
};

struct Rater {
    std::string name;
    std::int64_t load = 0;
    std::map<std::size_t, std::int64_t> ofStratum, ofBlock;
    std::map<std::size_t, unsigned> turned; ///< by block: the turns it has had in this round, a bit each
    std::vector<std::tuple<Unit, Comparison>> given;
};

/// All subsets of `size` of 1 to `contenders`; an error where there are too many to go through.
Result<std::vector<Block>> allBlocks(int contenders, int size)
{
    std::vector<Block> blocks;
    std::vector<bool> chosen(static_cast<std::size_t>(contenders));
    std::fill_n(chosen.begin(), std::min(size, contenders), true);
    do {
        Block block;
        for (int c = 0; c < contenders; ++c) {
            if (chosen[static_cast<std::size_t>(c)])
                block.push_back(c + 1);
        }
        blocks.push_back(std::move(block));
        if (blocks.size() > mostBlocks)
            return fail(ErrorKind::InvalidInput, std::to_string(contenders) + " contenders make too many sets of " + std::to_string(size) + ". Show fewer at once.");
    } while (std::prev_permutation(chosen.begin(), chosen.end()));
    return blocks;
}

bool hasAnswers(const StudyItem &item, const Block &block)
{
    return std::all_of(block.begin(), block.end(), [&](int contender) {
        return std::any_of(item.answers.begin(), item.answers.end(), [&](const StudyAnswer &answer) { return answer.contender == contender; });
    });
}

std::string stratumOf(const StudyItem &item, Stratum stratum)
{
    switch (stratum) {
    case Stratum::Difficulty:
        return std::to_string(item.difficulty);
    case Stratum::Epoch:
        return std::to_string(item.epoch);
    case Stratum::Operator:
        return item.operatorKey;
    case Stratum::Skill:
        return item.skill;
    case Stratum::None:
        break;
    }
    return {};
}

class Assigner
{
public:
    Assigner(const Study &study, const AssignmentRequest &request, std::vector<Block> blocks)
        : m_study(study), m_request(request), m_blocks(std::move(blocks))
    {
        for (std::size_t b = 0; b < m_blocks.size(); ++b)
            m_blockOf[m_blocks[b]] = b;
        for (const std::string &name : request.raters)
            m_raters.push_back({name, 0, {}, {}, {}, {}});
        for (std::size_t i = 0; i < study.items.size(); ++i) {
            if (!study.items[i].gold.empty())
                m_gold.push_back(static_cast<int>(i) + 1);
        }
        makeUnits();
        countExisting();
    }

    Assignment run()
    {
        Assignment assignment;
        assignment.units = static_cast<std::int64_t>(m_units.size());
        for (const Unit &unit : m_units)
            assignment.open += giveOut(unit);
        for (std::size_t r = 0; r < m_raters.size(); ++r) {
            Session session{0, m_study.id, m_raters[r].name, inOrder(r)};
            if (!session.comparisons.empty())
                assignment.sessions.push_back(std::move(session));
        }
        return assignment;
    }

private:
    std::uint64_t draw(Draw what, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) const
    {
        return randomBits({m_study.design.seed, what, a, b, c});
    }
    const StudyItem &item(int number) const { return m_study.items[static_cast<std::size_t>(number) - 1]; }

    void makeUnits()
    {
        std::map<std::string, std::size_t> strata;
        std::vector<std::int64_t> used(m_blocks.size());
        for (int number = 1; number <= static_cast<int>(m_study.items.size()); ++number) {
            if (!item(number).gold.empty())
                continue;
            std::vector<std::size_t> open;
            for (std::size_t b = 0; b < m_blocks.size(); ++b) {
                if (hasAnswers(item(number), m_blocks[b]))
                    open.push_back(b);
            }
            const auto wanted = static_cast<std::size_t>(m_request.blocksPerItem);
            if (wanted > 0 && wanted < open.size()) {
                // Those that were used least, so that every set is used as often.
                const auto rank = [&](std::size_t b) { return std::pair(used[b], draw(DrawUnit, static_cast<std::uint64_t>(number), b)); };
                std::partial_sort(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(wanted), open.end(),
                                  [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
                open.resize(wanted);
            }
            const std::size_t stratum = strata.emplace(stratumOf(item(number), m_study.design.stratum), strata.size()).first->second;
            for (const std::size_t b : open) {
                ++used[b];
                m_units.push_back({number, b, stratum, draw(DrawUnit, static_cast<std::uint64_t>(number), b)});
            }
        }
        // One stratum after the other, and in it one set after the other: then whoever has least at any moment makes all
        // loads even, not only the whole.
        std::sort(m_units.begin(), m_units.end(), [](const Unit &a, const Unit &b) {
            return std::tie(a.stratum, a.block, a.draw, a.item) < std::tie(b.stratum, b.block, b.draw, b.item);
        });
    }

    void countExisting()
    {
        for (const Session &session : m_request.existing) {
            const auto known = std::find_if(m_raters.begin(), m_raters.end(), [&](const Rater &r) { return r.name == session.rater; });
            for (const Comparison &comparison : session.comparisons) {
                Block block = comparison.shown;
                std::sort(block.begin(), block.end());
                const auto place = m_blockOf.find(block);
                if (place == m_blockOf.end())
                    continue;
                m_judged[{comparison.item, place->second}].insert(session.rater);
                if (known == m_raters.end())
                    continue;
                ++known->load;
                ++known->ofBlock[place->second];
            }
        }
    }

    /// Returns for how many judgements nobody was left.
    std::int64_t giveOut(const Unit &unit)
    {
        const auto judged = m_judged.find({unit.item, unit.block});
        const std::set<std::string> nobody, &there = judged == m_judged.end() ? nobody : judged->second;
        auto needed = static_cast<std::int64_t>(m_study.design.overlap) - static_cast<std::int64_t>(there.size());
        std::vector<std::size_t> chosen;
        unsigned turns = 0; // that raters of this unit see
        for (; needed > 0; --needed) {
            const auto rater = leastLoaded(unit, there, chosen);
            if (!rater)
                break;
            for (const std::size_t other : chosen)
                ++m_together[std::minmax(other, *rater)];
            chosen.push_back(*rater);
            turns |= 1u << give(unit, *rater, turns);
        }
        return std::max<std::int64_t>(needed, 0);
    }

    std::optional<std::size_t> leastLoaded(const Unit &unit, const std::set<std::string> &there, const std::vector<std::size_t> &chosen)
    {
        using Rank = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::uint64_t>;
        std::optional<std::size_t> best;
        Rank lowest;
        const std::int64_t most = m_request.mostPerRater > 0 ? std::max<std::int64_t>(0, m_request.mostPerRater - static_cast<std::int64_t>(m_gold.size())) : 0;
        for (std::size_t r = 0; r < m_raters.size(); ++r) {
            Rater &rater = m_raters[r];
            const bool isFull = m_request.mostPerRater > 0 && rater.load >= most;
            // Most raters are out by their load alone, which costs nothing to see.
            if (isFull || (best && rater.load > std::get<0>(lowest)))
                continue;
            if (there.contains(rater.name) || std::find(chosen.begin(), chosen.end(), r) != chosen.end())
                continue;
            std::int64_t together = 0;
            for (const std::size_t other : chosen)
                together += m_together[std::minmax(other, r)];
            const Rank rank{rater.load, rater.ofStratum[unit.stratum], rater.ofBlock[unit.block], together, draw(DrawRater, unit.draw, r)};
            if (!best || rank < lowest) {
                best = r;
                lowest = rank;
            }
        }
        return best;
    }

    /// A set of answers is turned by a number of places: for each rater and set all turns come up before one comes again,
    /// so no contender stands on one side more than once oftener. Returns the turn.
    unsigned give(const Unit &unit, std::size_t number, unsigned seenByOthers)
    {
        Rater &rater = m_raters[number];
        const Block &block = m_blocks[unit.block];
        const auto size = static_cast<unsigned>(block.size());
        unsigned &turned = rater.turned[unit.block];
        if (turned == (1u << size) - 1)
            turned = 0;
        std::vector<std::int64_t> &overall = m_turns[unit.block];
        overall.resize(size);
        unsigned best = size;
        std::tuple<bool, std::int64_t, std::uint64_t> lowest;
        for (unsigned turn = 0; turn < size; ++turn) {
            if (turned >> turn & 1)
                continue;
            const std::tuple rank{(seenByOthers >> turn & 1) != 0, overall[turn], draw(DrawSide, unit.draw, number, turn)};
            if (best == size || rank < lowest) {
                best = turn;
                lowest = rank;
            }
        }
        turned |= 1u << best;
        ++overall[best];
        ++rater.load;
        ++rater.ofStratum[unit.stratum];
        ++rater.ofBlock[unit.block];
        rater.given.push_back({unit, {unit.item, turnedBlock(block, best), {}}});
        return best;
    }

    static std::vector<int> turnedBlock(Block block, unsigned turn)
    {
        std::rotate(block.begin(), block.begin() + turn, block.end());
        return block;
    }

    /// An item's first sets come before any item's second ones, and the items in the same order: so the same item is as
    /// far from itself as there are others.
    std::vector<Comparison> inOrder(std::size_t number)
    {
        auto &given = m_raters[number].given;
        std::sort(given.begin(), given.end(), [](const auto &a, const auto &b) {
            const Unit &one = std::get<Unit>(a), &other = std::get<Unit>(b);
            return std::tie(one.item, one.draw) < std::tie(other.item, other.draw);
        });
        std::vector<std::tuple<int, std::uint64_t, std::size_t>> order; // round, draw, place in given
        for (std::size_t i = 0; i < given.size(); ++i) {
            const int itemNumber = std::get<Unit>(given[i]).item;
            const bool again = i > 0 && std::get<Unit>(given[i - 1]).item == itemNumber;
            order.push_back({again ? std::get<0>(order.back()) + 1 : 0, draw(DrawOrder, number, static_cast<std::uint64_t>(itemNumber)), i});
        }
        std::sort(order.begin(), order.end());
        std::vector<Comparison> comparisons;
        for (const auto &[round, draw, place] : order)
            comparisons.push_back(std::move(std::get<Comparison>(given[place])));
        return withGold(std::move(comparisons), number);
    }

    std::vector<Comparison> withGold(std::vector<Comparison> comparisons, std::size_t number)
    {
        std::vector<Comparison> gold;
        for (const int itemNumber : m_gold) {
            std::vector<std::size_t> telling;
            for (std::size_t b = 0; b < m_blocks.size(); ++b) {
                if (hasAnswers(item(itemNumber), m_blocks[b]) && tells(itemNumber, m_blocks[b]))
                    telling.push_back(b);
            }
            if (telling.empty() || hasJudged(itemNumber, m_raters[number].name))
                continue;
            const std::uint64_t bits = draw(DrawGold, static_cast<std::uint64_t>(itemNumber), number);
            const Block &block = m_blocks[telling[boundedRandom(bits, telling.size())]];
            gold.push_back({itemNumber, turnedBlock(block, static_cast<unsigned>(bits % block.size())), {}});
        }
        std::sort(gold.begin(), gold.end(), [&](const Comparison &a, const Comparison &b) {
            return draw(DrawGoldPlace, number, static_cast<std::uint64_t>(a.item)) < draw(DrawGoldPlace, number, static_cast<std::uint64_t>(b.item));
        });
        // In the middle of as many stretches as there are gold items.
        std::vector<Comparison> all;
        std::size_t next = 0;
        for (std::size_t i = 0; i <= comparisons.size(); ++i) {
            while (next < gold.size() && (i == comparisons.size() || i >= std::max<std::size_t>(1, (2 * next + 1) * comparisons.size() / (2 * gold.size()))))
                all.push_back(std::move(gold[next++]));
            if (i < comparisons.size())
                all.push_back(std::move(comparisons[i]));
        }
        return all;
    }

    /// Whether one of the answers is known to be better; a single answer always tells.
    bool tells(int itemNumber, const Block &block) const
    {
        const auto goldOf = [&](int contender) { return item(itemNumber).gold[static_cast<std::size_t>(contender) - 1]; };
        return block.size() == 1 || std::any_of(block.begin(), block.end(), [&](int contender) { return goldOf(contender) != goldOf(block.front()); });
    }
    bool hasJudged(int itemNumber, const std::string &rater) const
    {
        const auto from = m_judged.lower_bound({itemNumber, 0});
        return std::any_of(from, m_judged.lower_bound({itemNumber + 1, 0}), [&](const auto &each) { return each.second.contains(rater); });
    }

    const Study &m_study;
    const AssignmentRequest &m_request;
    std::vector<Block> m_blocks;
    std::map<Block, std::size_t> m_blockOf;
    std::vector<Unit> m_units;
    std::vector<Rater> m_raters;
    std::vector<int> m_gold;
    std::map<std::pair<int, std::size_t>, std::set<std::string>> m_judged; ///< by item and block: who has it already
    std::map<std::pair<std::size_t, std::size_t>, std::int64_t> m_together; ///< units that two raters share
    std::map<std::size_t, std::vector<std::int64_t>> m_turns;              ///< by block
};

Result<> checkRequest(const Study &study, const AssignmentRequest &request)
{
    if (request.raters.empty())
        return fail(ErrorKind::InvalidInput, "Name at least one rater.");
    const std::set<std::string> names(request.raters.begin(), request.raters.end());
    if (names.size() != request.raters.size() || names.contains(""))
        return fail(ErrorKind::InvalidInput, "A rater is named twice, or has no name.");
    std::set<std::string> all = names;
    for (const Session &session : request.existing)
        all.insert(session.rater);
    if (static_cast<int>(all.size()) < study.design.overlap) {
        return fail(ErrorKind::InvalidInput, "Every comparison is to be judged by " + std::to_string(study.design.overlap) + " raters, and there are " +
                                                 std::to_string(all.size()) + ". Name more raters, or make a study with a smaller overlap.");
    }
    if (static_cast<int>(study.contenders.size()) < study.design.shown)
        return fail(ErrorKind::InvalidInput, "The study has fewer contenders than a comparison shows.");
    return {};
}

} // namespace

Result<Assignment> assign(const Study &study, const AssignmentRequest &request)
{
    if (auto good = checkRequest(study, request); !good)
        return tl::unexpected<Error>(good.error());
    auto blocks = allBlocks(static_cast<int>(study.contenders.size()), study.design.shown);
    if (!blocks)
        return tl::unexpected<Error>(blocks.error());
    Assignment assignment = Assigner(study, request, std::move(*blocks)).run();
    if (assignment.sessions.empty())
        return fail(ErrorKind::Refused, "There is nothing left to judge in the study \"" + study.settings.name + "\" for these raters.");
    return assignment;
}

} // namespace evol
