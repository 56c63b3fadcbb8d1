// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/assignment.h"

#include "preference/assignment_units.h"
#include "preference/item_distance.h"
#include "preference/side_balance.h"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

namespace evol {

namespace {

struct Rater {
    std::string name;
    std::uint64_t own = 0; ///< of the name: raters who come later have other orders than those before them
    std::int64_t load = 0;
    std::map<std::size_t, std::int64_t> ofStratum; ///< of sessions there were before
    std::map<std::size_t, std::int64_t> ofBlock;
    std::unordered_map<int, std::int64_t> ofItem;
    std::map<std::size_t, unsigned> turned; ///< by block: the turns it has had in this round, a bit each
    std::vector<std::tuple<Unit, Comparison>> given;
};

/// Of the units of one block: the raters, and where each is among what its rater was given.
struct Shared {
    std::vector<std::vector<std::size_t>> raters, places;
};

std::uint64_t numberOf(const std::string &name)
{
    std::uint64_t bits = name.size();
    for (const char c : name)
        bits = randomBits({bits, static_cast<unsigned char>(c)});
    return bits;
}

class Assigner
{
public:
    Assigner(const Study &study, const AssignmentRequest &request, std::vector<Block> blocks)
        : m_study(study), m_request(request), m_blocks(std::move(blocks)), m_units(unitsOf(study, m_blocks, request.blocksPerItem))
    {
        for (std::size_t b = 0; b < m_blocks.size(); ++b)
            m_blockOf[m_blocks[b]] = b;
        for (const std::string &name : request.raters)
            m_raters.push_back({name, numberOf(name), 0, {}, {}, {}, {}, {}});
        m_together.resize(m_raters.size() * m_raters.size());
        for (std::size_t i = 0; i < study.items.size(); ++i) {
            if (!study.items[i].gold.empty())
                m_gold.push_back(static_cast<int>(i) + 1);
        }
        countExisting();
        for (Unit &unit : m_units) {
            const auto judged = m_judged.find({unit.item, unit.block});
            const std::int64_t there = judged == m_judged.end() ? 0 : static_cast<std::int64_t>(judged->second.size());
            unit.wanted = std::max<std::int64_t>(0, study.design.overlap - there);
        }
    }

    Assignment run()
    {
        Assignment assignment;
        assignment.units = static_cast<std::int64_t>(m_units.size());
        if (m_request.mostPerRater > 0) {
            std::int64_t places = 0;
            for (const Rater &rater : m_raters)
                places += std::max<std::int64_t>(0, most() - rater.load);
            assignment.open = giveUpUnits(m_units, places, m_study.design.overlap);
        }
        for (auto unit = m_units.begin(); unit != m_units.end();) {
            const auto end = std::find_if(unit, m_units.end(), [&](const Unit &other) { return other.stratum != unit->stratum; });
            enterStratum(unit, end);
            for (; unit != end; ++unit)
                assignment.open += giveOut(*unit);
        }
        turnPairs();
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

    void countExisting()
    {
        std::unordered_map<int, std::size_t> strata;
        for (const Unit &unit : m_request.existing.empty() ? std::vector<Unit>() : m_units)
            strata.emplace(unit.item, unit.stratum);
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
                ++known->ofItem[comparison.item];
                if (const auto unit = strata.find(comparison.item); unit != strata.end())
                    ++known->ofStratum[unit->second];
            }
        }
    }

    /// What a rater may have beside gold items; only where the request limits it.
    std::int64_t most() const { return std::max<std::int64_t>(0, m_request.mostPerRater - static_cast<std::int64_t>(m_gold.size())); }

    void enterStratum(std::vector<Unit>::const_iterator begin, std::vector<Unit>::const_iterator end)
    {
        std::int64_t all = std::accumulate(begin, end, std::int64_t{0}, [](std::int64_t sum, const Unit &unit) { return sum + unit.wanted; });
        m_inStratum.assign(m_raters.size(), 0);
        for (std::size_t r = 0; r < m_raters.size(); ++r) {
            if (const auto had = m_raters[r].ofStratum.find(begin->stratum); had != m_raters[r].ofStratum.end())
                all += m_inStratum[r] = had->second;
        }
        m_each = all / static_cast<std::int64_t>(m_raters.size());
    }

    /// Returns for how many judgements nobody was left.
    std::int64_t giveOut(const Unit &unit)
    {
        if (unit.wanted == 0)
            return 0;
        const auto judged = m_judged.find({unit.item, unit.block});
        const std::set<std::string> nobody, &there = judged == m_judged.end() ? nobody : judged->second;
        std::int64_t needed = unit.wanted;
        std::vector<std::size_t> chosen, places;
        unsigned turns = 0; // that raters of this unit see
        for (; needed > 0; --needed) {
            const auto rater = leastLoaded(unit, there, chosen);
            if (!rater)
                break;
            for (const std::size_t other : chosen)
                ++together(other, *rater);
            chosen.push_back(*rater);
            places.push_back(m_raters[*rater].given.size());
            turns |= 1u << give(unit, *rater, turns);
        }
        Shared &shared = m_shared[unit.block];
        shared.raters.push_back(std::move(chosen));
        shared.places.push_back(std::move(places));
        return needed;
    }

    std::optional<std::size_t> leastLoaded(const Unit &unit, const std::set<std::string> &there, const std::vector<std::size_t> &chosen)
    {
        std::optional<std::size_t> best;
        std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t> lowest;
        for (std::size_t r = 0; r < m_raters.size(); ++r) {
            Rater &rater = m_raters[r];
            const bool isFull = m_request.mostPerRater > 0 && rater.load >= most();
            const std::int64_t count = m_inStratum[r];
            // Most raters are out by this alone, which costs nothing to see.
            if (isFull || (best && count > std::get<0>(lowest)))
                continue;
            if (there.contains(rater.name) || std::find(chosen.begin(), chosen.end(), r) != chosen.end())
                continue;
            // By as much as the sum of the counts' squares grows.
            std::int64_t growth = rater.ofBlock[unit.block];
            for (const std::size_t other : chosen)
                growth += together(other, r);
            const auto item = rater.ofItem.find(unit.item);
            // Loads are evened out by what is left when everybody has as much of the stratum.
            const std::tuple rank{count, count < m_each ? 0 : rater.load, item == rater.ofItem.end() ? 0 : item->second, growth};
            if (!best || rank < lowest || (rank == lowest && draw(DrawRater, unit.draw, r) < draw(DrawRater, unit.draw, *best))) {
                best = r;
                lowest = rank;
            }
        }
        return best;
    }

    std::int64_t &together(std::size_t one, std::size_t other)
    {
        const auto [low, high] = std::minmax(one, other);
        return m_together[low * m_raters.size() + high];
    }

    /// Returns the turn in which the rater sees it.
    unsigned give(const Unit &unit, std::size_t number, unsigned seenByOthers)
    {
        Rater &rater = m_raters[number];
        const Block &block = m_blocks[unit.block];
        const unsigned turn = block.size() == 2 ? 0 : nextTurn(unit, number, seenByOthers);
        ++rater.load;
        ++m_inStratum[number];
        ++rater.ofBlock[unit.block];
        ++rater.ofItem[unit.item];
        rater.given.push_back({unit, {unit.item, turnedBlock(block, turn), {}}});
        return turn;
    }

    /// More than two answers are moved round by a number of places, and each such order comes forward and backward in
    /// turn: so no contender is before another more than once oftener. A rater gets all orders before one comes again.
    unsigned nextTurn(const Unit &unit, std::size_t number, unsigned seenByOthers)
    {
        const auto turns = static_cast<unsigned>(turnsOf(m_blocks[unit.block]));
        unsigned &turned = m_raters[number].turned[unit.block];
        if (turned == (1u << turns) - 1)
            turned = 0;
        const bool isOpen = std::popcount(turned) % 2 == 1;
        std::vector<std::int64_t> &overall = m_turns[unit.block];
        overall.resize(turns);
        unsigned best = turns;
        std::tuple<int, std::int64_t, std::uint64_t> lowest;
        for (unsigned turn = 0; turn < turns; ++turn) {
            if ((turned >> turn & 1) || (isOpen && !(turned >> (turn ^ 1) & 1)))
                continue;
            const int likeness = (seenByOthers >> turn & 1) ? 2 : (seenByOthers >> (turn ^ 1) & 1) ? 0 : 1;
            const std::tuple rank{likeness, overall[turn], draw(DrawSide, unit.draw, number, turn)};
            if (best == turns || rank < lowest) {
                best = turn;
                lowest = rank;
            }
        }
        turned |= 1u << best;
        ++overall[best];
        return best;
    }

    /// Pairs are turned when it is known who judges them.
    void turnPairs()
    {
        for (const auto &[block, shared] : m_shared) {
            if (m_blocks[block].size() != 2)
                continue;
            const auto sides = evenSides(shared.raters, m_raters.size());
            const bool first = draw(DrawSide, block) & 1;
            for (std::size_t unit = 0; unit < sides.size(); ++unit) {
                for (std::size_t i = 0; i < sides[unit].size(); ++i) {
                    auto &given = m_raters[shared.raters[unit][i]].given[shared.places[unit][i]];
                    std::get<Comparison>(given).shown = turnedBlock(m_blocks[block], sides[unit][i] != first);
                }
            }
        }
    }

    static std::size_t turnsOf(const Block &block) { return block.size() < 3 ? block.size() : 2 * block.size(); }

    static std::vector<int> turnedBlock(Block block, unsigned turn)
    {
        const bool backward = block.size() > 2 && turn % 2 == 1;
        std::rotate(block.begin(), block.begin() + (block.size() > 2 ? turn / 2 : turn), block.end());
        if (backward)
            std::reverse(block.begin(), block.end());
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
            order.push_back({again ? std::get<0>(order.back()) + 1 : 0, draw(DrawOrder, m_raters[number].own, static_cast<std::uint64_t>(itemNumber)), i});
        }
        std::sort(order.begin(), order.end());
        std::vector<Comparison> comparisons;
        for (const auto &[round, draw, place] : order)
            comparisons.push_back(std::move(std::get<Comparison>(given[place])));
        separateItems(comparisons);
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
            const std::uint64_t bits = draw(DrawGold, static_cast<std::uint64_t>(itemNumber), m_raters[number].own);
            const Block &block = m_blocks[telling[boundedRandom(bits, telling.size())]];
            gold.push_back({itemNumber, turnedBlock(block, static_cast<unsigned>(bits % turnsOf(block))), {}});
        }
        std::sort(gold.begin(), gold.end(), [&](const Comparison &a, const Comparison &b) {
            return draw(DrawGoldPlace, m_raters[number].own, static_cast<std::uint64_t>(a.item)) < draw(DrawGoldPlace, m_raters[number].own, static_cast<std::uint64_t>(b.item));
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
    std::vector<std::int64_t> m_inStratum; ///< by rater: what they have of the stratum that is given out
    std::int64_t m_each = 0;               ///< so much of it everybody gets, before what is left over
    std::map<std::pair<int, std::size_t>, std::set<std::string>> m_judged; ///< by item and block: who has it already
    std::vector<std::int64_t> m_together; ///< units that two raters share
    std::map<std::size_t, Shared> m_shared; ///< by block
    std::map<std::size_t, std::vector<std::int64_t>> m_turns;              ///< by block
};

Result<> checkRequest(const Study &study, const AssignmentRequest &request)
{
    if (request.raters.empty())
        return fail(ErrorKind::InvalidInput, "Name at least one rater.");
    const auto gold = std::count_if(study.items.begin(), study.items.end(), [](const StudyItem &item) { return !item.gold.empty(); });
    if (request.mostPerRater > 0 && gold >= request.mostPerRater) {
        return fail(ErrorKind::InvalidInput, "The study's gold items, which every rater gets, are " + std::to_string(gold) + "; a rater with " +
                                                 std::to_string(request.mostPerRater) + " comparisons has no room for others. Give them more.");
    }
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
