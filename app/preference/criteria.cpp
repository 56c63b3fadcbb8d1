// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/criteria.h"

#include <algorithm>
#include <set>

namespace evol {

namespace {
constexpr std::size_t mostCriteria = 16;
constexpr std::size_t points = 5;
} // namespace

const std::vector<Criterion> &builtinCriteria()
{
    static const std::vector<Criterion> all{
        {"overall", "Overall", "Which answer would you rather have been given?", {}},
        {"relevance", "Relevance", "It answers what was asked, with the context and the limits that were given.", {}},
        {"knowledgeable", "Knowledgeable", "What it says is true, detailed and to the point.", {}},
        {"reasoning", "Reasoning", "Its steps follow from one another and lead to the conclusion.", {}},
        {"calculation", "Calculation", "Its numbers and formulas are right.", {}},
        {"accuracy", "Accuracy", "It says what is meant without errors of fact or of wording.", {}},
        {"definition", "Definition", "The instruction says clearly what is asked.", {}},
        {"precision", "Precision", "The instruction's terms and numbers can be understood in one way only.", {}},
        {"integrity", "Integrity", "The instruction has everything that is needed to answer it, and nothing contradictory.", {}},
    };
    return all;
}

Result<Criterion> builtinCriterion(std::string_view key)
{
    std::string keys;
    for (const Criterion &criterion : builtinCriteria()) {
        if (criterion.key == key)
            return criterion;
        keys += (keys.empty() ? "" : ", ") + criterion.key;
    }
    return fail(ErrorKind::NotFound, "There is no built-in criterion \"" + std::string(key) + "\"; choose one of " + keys + ".");
}

Result<> checkCriteria(const std::vector<Criterion> &criteria)
{
    if (criteria.empty() || criteria.size() > mostCriteria)
        return fail(ErrorKind::InvalidInput, "A study has 1 to 16 criteria, not " + std::to_string(criteria.size()) + ".");
    std::set<std::string> keys;
    for (const Criterion &criterion : criteria) {
        if (criterion.key.empty() || criterion.title.empty())
            return fail(ErrorKind::InvalidInput, "A criterion needs a key and a title.");
        if (!keys.insert(criterion.key).second)
            return fail(ErrorKind::InvalidInput, "The criterion \"" + criterion.key + "\" is there twice.");
        if (!criterion.anchors.empty() && criterion.anchors.size() != points)
            return fail(ErrorKind::InvalidInput, "The criterion \"" + criterion.key + "\" needs an anchor for each of the 5 points, or none.");
    }
    return {};
}

std::size_t mainCriterion(const std::vector<Criterion> &criteria)
{
    const auto overall = std::find_if(criteria.begin(), criteria.end(), [](const Criterion &c) { return c.key == "overall"; });
    return overall == criteria.end() ? 0 : static_cast<std::size_t>(overall - criteria.begin());
}

Result<std::size_t> criterionOf(const StudyDesign &design, std::string_view key)
{
    const auto &criteria = design.criteria;
    if (key.empty())
        return mainCriterion(criteria);
    std::string keys;
    for (std::size_t i = 0; i < criteria.size(); ++i) {
        if (criteria[i].key == key)
            return i;
        keys += (keys.empty() ? "" : ", ") + criteria[i].key;
    }
    return fail(ErrorKind::NotFound, "The study has no criterion \"" + std::string(key) + "\"; choose one of " + keys + ".");
}

} // namespace evol
