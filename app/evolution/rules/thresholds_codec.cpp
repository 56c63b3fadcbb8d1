// SPDX-License-Identifier: GPL-3.0-or-later
// Field names are stored: never rename one; one that is not there has its default. Any thread.
#include "evolution/rules/thresholds_codec.h"

#include "evolution/rules/leak_phrases.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace evol {
namespace {

using nlohmann::json;

constexpr int mostRefusalWords = 1'000'000;

using Problem = std::optional<std::string>; ///< a sentence

Problem readRefusalWords(const json &value, RuleThresholds &thresholds)
{
    // Read as a number with a fraction: any integer fits, also one that is no int.
    if (!value.is_number_integer() || value.get<double>() < 0 || value.get<double>() > mostRefusalWords)
        return "refusal_words must be a whole number from 0 to " + std::to_string(mostRefusalWords) + ".";
    thresholds.refusalWords = value.get<std::size_t>();
    return std::nullopt;
}

Problem readDuplicateSimilarity(const json &value, RuleThresholds &thresholds)
{
    if (!value.is_number() || !(value.get<double>() >= 0 && value.get<double>() <= 1))
        return "duplicate_similarity must be a number from 0 (the rule is off) to 1.";
    thresholds.duplicateSimilarity = value.get<double>();
    return std::nullopt;
}

Problem readLeakPhrases(const json &value, RuleThresholds &thresholds)
{
    if (!value.is_array())
        return "leak_phrases must be a list of texts.";
    thresholds.leakPhrases.clear();
    for (const json &phrase : value) {
        if (!phrase.is_string() || !isLeakPhrase(phrase.get_ref<const std::string &>()))
            return "each of leak_phrases must be a text with a word in it.";
        thresholds.leakPhrases.push_back(phrase.get<std::string>());
    }
    return std::nullopt;
}

Problem readMember(const std::string &name, const json &value, RuleThresholds &thresholds)
{
    if (name == "refusal_words")
        return readRefusalWords(value, thresholds);
    if (name == "duplicate_similarity")
        return readDuplicateSimilarity(value, thresholds);
    if (name == "leak_phrases")
        return readLeakPhrases(value, thresholds);
    return "\"" + name + "\" is not among refusal_words, duplicate_similarity and leak_phrases.";
}

} // namespace

std::string encodeThresholds(const RuleThresholds &thresholds)
{
    const RuleThresholds defaults;
    json object = json::object();
    if (thresholds.refusalWords != defaults.refusalWords)
        object["refusal_words"] = thresholds.refusalWords;
    if (thresholds.duplicateSimilarity != defaults.duplicateSimilarity)
        object["duplicate_similarity"] = thresholds.duplicateSimilarity;
    if (thresholds.leakPhrases != defaults.leakPhrases)
        object["leak_phrases"] = thresholds.leakPhrases;
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<RuleThresholds> decodeThresholds(const std::string &text)
{
    RuleThresholds thresholds;
    if (text.empty())
        return thresholds;
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object())
        return fail(ErrorKind::InvalidInput, "The thresholds of the rules must be a JSON object.");
    for (const auto &[name, value] : object.items()) {
        if (const Problem problem = readMember(name, value, thresholds))
            return fail(ErrorKind::InvalidInput, "The thresholds of the rules cannot be used: " + *problem);
    }
    return thresholds;
}

} // namespace evol
