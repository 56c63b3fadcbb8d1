// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/assignment_units.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace evol {

namespace {

constexpr std::size_t mostBlocks = 20'000;

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

} // namespace

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

std::vector<Unit> unitsOf(const Study &study, const std::vector<Block> &blocks, int perItem)
{
    std::vector<Unit> units;
    std::map<std::string, std::size_t> strata;
    std::vector<std::int64_t> used(blocks.size());
    for (int number = 1; number <= static_cast<int>(study.items.size()); ++number) {
        const StudyItem &item = study.items[static_cast<std::size_t>(number) - 1];
        const auto draw = [&](std::size_t b) { return randomBits({study.design.seed, DrawUnit, static_cast<std::uint64_t>(number), b}); };
        if (!item.gold.empty())
            continue;
        std::vector<std::size_t> open;
        for (std::size_t b = 0; b < blocks.size(); ++b) {
            if (hasAnswers(item, blocks[b]))
                open.push_back(b);
        }
        const auto wanted = static_cast<std::size_t>(perItem);
        if (wanted > 0 && wanted < open.size()) {
            // Those that were used least, so that every set is used as often.
            const auto rank = [&](std::size_t b) { return std::pair(used[b], draw(b)); };
            std::partial_sort(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(wanted), open.end(),
                              [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
            open.resize(wanted);
        }
        const std::size_t stratum = strata.emplace(stratumOf(item, study.design.stratum), strata.size()).first->second;
        for (const std::size_t b : open) {
            ++used[b];
            units.push_back({number, b, stratum, draw(b), 0});
        }
    }
    // One stratum after the other, and in it one set after the other: then whoever has least at any moment makes all
    // loads even, not only the whole.
    std::sort(units.begin(), units.end(), [](const Unit &a, const Unit &b) {
        return std::tie(a.stratum, a.block, a.draw, a.item) < std::tie(b.stratum, b.block, b.draw, b.item);
    });
    return units;
}

std::int64_t giveUpUnits(std::vector<Unit> &units, std::int64_t places, std::int64_t overlap)
{
    std::map<std::pair<std::size_t, std::size_t>, std::int64_t> size, before;
    for (const Unit &unit : units)
        ++size[{unit.stratum, unit.block}];
    // The place in its group as a share of it: taking units by it takes as much of each group.
    std::vector<std::tuple<bool, std::int64_t, std::uint64_t, std::size_t>> order;
    for (std::size_t u = 0; u < units.size(); ++u) {
        const std::pair group{units[u].stratum, units[u].block};
        order.emplace_back(units[u].wanted == overlap, (2 * before[group]++ + 1) * (std::int64_t{1} << 31) / size[group], units[u].draw, u);
    }
    std::sort(order.begin(), order.end());
    std::int64_t givenUp = 0;
    for (const auto &[isNew, share, draw, u] : order) {
        if (units[u].wanted <= places) {
            places -= units[u].wanted;
        } else {
            givenUp += units[u].wanted - places;
            units[u].wanted = places;
            places = 0;
        }
    }
    return givenUp;
}

} // namespace evol
