// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "domain/study_check.h"

#include <algorithm>
#include <set>

namespace evol {

namespace {

tl::unexpected<Error> invalid(const std::string &sentence)
{
    return fail(ErrorKind::InvalidInput, sentence);
}

Result<> checkItem(const StudyItem &item, int contenders, std::size_t number)
{
    const std::string which = "Item " + std::to_string(number) + " of the study";
    std::set<int> seen;
    for (const StudyAnswer &answer : item.answers) {
        if (answer.contender < 1 || answer.contender > contenders)
            return invalid(which + " has an answer of contender " + std::to_string(answer.contender) + ", which there is not.");
        if (!seen.insert(answer.contender).second)
            return invalid(which + " has two answers of contender " + std::to_string(answer.contender) + '.');
    }
    if (!item.gold.empty() && static_cast<int>(item.gold.size()) != contenders)
        return invalid(which + " has " + std::to_string(item.gold.size()) + " gold numbers for " + std::to_string(contenders) + " contenders.");
    return {};
}

} // namespace

Result<> checkStudy(const Study &study)
{
    if (study.settings.name.empty())
        return invalid("A study needs a name.");
    if (study.design.criteria.empty())
        return invalid("The study \"" + study.settings.name + "\" has no criterion to judge by.");
    const int contenders = static_cast<int>(study.contenders.size());
    if (contenders < 1 || contenders > mostContenders) {
        return invalid("A study has 1 to " + std::to_string(mostContenders) + " contenders; \"" + study.settings.name + "\" has " +
                       std::to_string(contenders) + '.');
    }
    std::set<std::string> names;
    for (const std::string &name : study.contenders) {
        if (name.empty() || !names.insert(name).second)
            return invalid(name.empty() ? "A contender needs a name." : "The contender \"" + name + "\" is there twice.");
    }
    for (std::size_t i = 0; i < study.items.size(); ++i) {
        if (auto good = checkItem(study.items[i], contenders, i + 1); !good)
            return good;
    }
    return {};
}

Result<> checkSession(const Study &study, const Session &session)
{
    if (session.rater.empty())
        return invalid("A session needs the name of its rater.");
    const int contenders = static_cast<int>(study.contenders.size());
    const auto isContender = [&](int number) { return number >= 1 && number <= contenders; };
    for (const Comparison &comparison : session.comparisons) {
        const std::vector<int> &shown = comparison.shown;
        if (shown.empty() || shown.size() > mostShown || !std::all_of(shown.begin(), shown.end(), isContender))
            return invalid("A comparison for " + session.rater + " does not show contenders of the study \"" + study.settings.name + "\".");
        if (comparison.item < 0 || comparison.item > static_cast<int>(study.items.size())) {
            return invalid("A comparison for " + session.rater + " is about item " + std::to_string(comparison.item) +
                           ", which the study \"" + study.settings.name + "\" does not have.");
        }
    }
    return {};
}

} // namespace evol
