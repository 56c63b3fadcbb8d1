// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/contender_alias.h"

#include "domain/random.h"

#include <algorithm>

namespace evol {

namespace {

constexpr std::uint64_t aliasStream = 0xA11A5;

std::uint64_t drawOf(const Study &study, int contender)
{
    return randomBits({study.design.seed, aliasStream, static_cast<std::uint64_t>(contender)});
}

} // namespace

std::string contenderAlias(const Study &study, int contender)
{
    int before = 0;
    for (int other = 1; other <= static_cast<int>(study.contenders.size()); ++other)
        before += std::pair(drawOf(study, other), other) < std::pair(drawOf(study, contender), contender);
    std::string letters;
    for (int n = before; n >= 0; n = n / 26 - 1)
        letters.insert(letters.begin(), static_cast<char>('A' + n % 26));
    return "Contender " + letters;
}

std::vector<std::string> contenderNames(const Study &study, Names names)
{
    if (names == Names::Shown)
        return study.contenders;
    std::vector<std::string> aliases;
    for (int contender = 1; contender <= static_cast<int>(study.contenders.size()); ++contender)
        aliases.push_back(contenderAlias(study, contender));
    return aliases;
}

} // namespace evol
