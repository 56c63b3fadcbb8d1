// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/judgement_words.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace evol {

namespace {

constexpr const char *kinds[] = {"pairwise", "ranking", "rating", "steps"};
constexpr const char *strata[] = {"none", "difficulty", "epoch", "operator", "skill"};
constexpr const char *outcomes[] = {"tie", "a", "b", "both-bad"}; // in order of Outcome

Result<int> placeOf(std::string_view key, std::span<const char *const> keys, const char *what)
{
    const auto found = std::find(keys.begin(), keys.end(), key);
    if (found != keys.end())
        return static_cast<int>(found - keys.begin());
    std::string list;
    for (const char *each : keys)
        list += (list.empty() ? "" : ", ") + std::string(each);
    return fail(ErrorKind::InvalidInput, "There is no " + std::string(what) + " \"" + std::string(key) + "\"; choose one of " + list + '.');
}

Result<int> number(std::string_view word)
{
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size())
        return fail(ErrorKind::InvalidInput, "\"" + std::string(word) + "\" is no whole number.");
    return value;
}

} // namespace

const char *judgementKindKey(JudgementKind kind)
{
    return kinds[static_cast<int>(kind)];
}

Result<JudgementKind> judgementKind(std::string_view key)
{
    return placeOf(key, kinds, "kind of judgement").map([](int place) { return static_cast<JudgementKind>(place); });
}

const char *stratumKey(Stratum stratum)
{
    return strata[static_cast<int>(stratum)];
}

Result<Stratum> stratum(std::string_view key)
{
    return placeOf(key, strata, "stratum").map([](int place) { return static_cast<Stratum>(place); });
}

std::string judgementWord(JudgementKind kind, const std::vector<int> &values)
{
    if (kind == JudgementKind::Pairwise && !values.empty())
        return outcomes[std::clamp(values[0], 0, 3)] + (values.size() > 1 ? '/' + std::to_string(values[1]) : std::string());
    std::string word;
    for (const int value : values)
        word += (word.empty() ? "" : ",") + std::to_string(value);
    return word;
}

Result<std::vector<int>> judgementValues(JudgementKind kind, std::string_view word)
{
    std::vector<int> values;
    char separator = ',';
    if (kind == JudgementKind::Pairwise) {
        separator = '/';
        const auto outcome = placeOf(word.substr(0, word.find(separator)), outcomes, "judgement");
        if (!outcome)
            return tl::unexpected<Error>(outcome.error());
        values.push_back(*outcome);
        word = word.find(separator) == std::string_view::npos ? std::string_view() : word.substr(word.find(separator) + 1);
        if (word.empty())
            return values;
    }
    for (std::size_t start = 0; start <= word.size();) {
        const std::size_t end = std::min(word.find(separator, start), word.size());
        const auto value = number(word.substr(start, end - start));
        if (!value)
            return tl::unexpected<Error>(value.error());
        values.push_back(*value);
        start = end + 1;
    }
    return values;
}

} // namespace evol
