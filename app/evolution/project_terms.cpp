// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "evolution/project_terms.h"

#include "evolution/operators.h"
#include "evolution/rules/thresholds_codec.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

using nlohmann::json;

constexpr const char *directionNames[] = {"in_depth", "in_breadth", "downward"};

Error unreadable(const std::string &setting)
{
    return {ErrorKind::Corrupt, "The project's setting \"" + setting + "\" cannot be read."};
}

/// Calls `take` with what follows `prefix` in the key, and the value, of all settings that begin so.
template <class Take>
Result<> eachSetting(ProjectReader &reader, const std::string &prefix, const Take &take)
{
    const auto settings = reader.settings(prefix);
    if (!settings)
        return tl::unexpected<Error>(settings.error());
    for (const auto &[key, value] : *settings) {
        const json parsed = json::parse(value, nullptr, false);
        if (parsed.is_discarded() || !take(key.substr(prefix.size()), parsed))
            return tl::unexpected<Error>(unreadable(key));
    }
    return {};
}

std::optional<EvolutionOperator> operatorFrom(const std::string &key, const json &value)
{
    if (!value.is_object() || !value.contains("title") || !value["title"].is_string())
        return std::nullopt;
    EvolutionOperator own{key, value["title"], Direction::InDepth, 1};
    const std::string direction = value.value("direction", "");
    for (int i = 0; i < 3; ++i) {
        if (direction == directionNames[i])
            own.direction = static_cast<Direction>(i);
    }
    own.weight = value.value("weight", 1.0);
    return own;
}

SetSetting setting(const std::string &key, const json &value)
{
    return {key, {}, value.dump(-1, ' ', false, json::error_handler_t::replace)};
}

} // namespace

Result<std::string> storedThresholds(ProjectReader &reader)
{
    const auto settings = reader.settings(thresholdsSetting);
    if (!settings)
        return tl::unexpected<Error>(settings.error());
    // Another setting may begin with the same letters.
    for (const auto &[key, value] : *settings) {
        if (key == thresholdsSetting)
            return value;
    }
    return std::string();
}

Result<RuleThresholds> projectThresholds(ProjectReader &reader)
{
    const auto stored = storedThresholds(reader);
    if (!stored)
        return tl::unexpected<Error>(stored.error());
    return decodeThresholds(*stored);
}

Result<PromptLibrary::Texts> projectPrompts(ProjectReader &reader)
{
    PromptLibrary::Texts texts;
    const auto read = eachSetting(reader, promptSetting, [&](const std::string &key, const json &value) {
        if (!value.is_string())
            return false;
        texts.emplace(key, value.get<std::string>());
        return true;
    });
    return read ? Result<PromptLibrary::Texts>(std::move(texts)) : tl::unexpected<Error>(read.error());
}

Result<std::vector<EvolutionOperator>> projectOperators(ProjectReader &reader)
{
    std::vector<EvolutionOperator> own;
    const auto read = eachSetting(reader, operatorSetting, [&](const std::string &key, const json &value) {
        auto each = operatorFrom(key, value);
        if (each)
            own.push_back(std::move(*each));
        return each.has_value();
    });
    return read ? Result<std::vector<EvolutionOperator>>(std::move(own)) : tl::unexpected<Error>(read.error());
}

Result<> takeProjectTerms(ProjectReader &reader, RunSettings &settings)
{
    if (settings.thresholds.empty()) {
        auto stored = storedThresholds(reader);
        if (!stored)
            return tl::unexpected<Error>(stored.error());
        settings.thresholds = std::move(*stored);
    }
    auto prompts = projectPrompts(reader);
    if (!prompts)
        return tl::unexpected<Error>(prompts.error());
    auto own = projectOperators(reader);
    if (!own)
        return tl::unexpected<Error>(own.error());
    settings.prompts = std::move(*prompts);
    settings.ownOperators = std::move(*own);
    return {};
}

Result<SetSetting> promptChange(ProjectReader &reader, const std::string &key, const std::optional<std::string> &text)
{
    const auto texts = projectPrompts(reader);
    if (!texts)
        return tl::unexpected<Error>(texts.error());
    if (auto known = PromptLibrary(*texts).prompt(key); !known && known.error().kind == ErrorKind::NotFound)
        return tl::unexpected<Error>(known.error());
    if (!text && !PromptLibrary::builtInPrompt(key))
        return fail(ErrorKind::Refused, "The prompt \"" + key + "\" is the project's own; there is no built-in one to go back to.");
    if (!text)
        return SetSetting{promptSetting + key, {}, std::nullopt};
    const Prompt prompt = makePrompt(key, *text);
    if (auto usable = checkPrompt(prompt); !usable)
        return tl::unexpected<Error>(usable.error());
    return setting(promptSetting + key, prompt.text);
}

Result<std::vector<Change>> operatorChanges(const EvolutionOperator &own, const std::string &prompt)
{
    const auto isPlain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (own.key.empty() || own.key.size() > 60 || !std::all_of(own.key.begin(), own.key.end(), isPlain))
        return fail(ErrorKind::InvalidInput, "\"" + own.key + "\" is no key for an operator; use small letters, digits and underscores.");
    if (findOperator(own.key))
        return fail(ErrorKind::InvalidInput, own.key + " is a built-in operator; choose another key.");
    if (own.title.empty())
        return fail(ErrorKind::InvalidInput, "The operator " + own.key + " has no title; say what people should call it.");
    if (!(own.weight >= 0) || own.weight > 1e6)
        return fail(ErrorKind::InvalidInput, "The weight of " + own.key + " is no number from 0 to 1,000,000.");
    const Prompt usual = makePrompt("own/" + own.key, prompt);
    if (auto usable = checkPrompt(usual); !usable)
        return tl::unexpected<Error>(usable.error());
    return std::vector<Change>{
        setting(operatorSetting + own.key, {{"title", own.title}, {"direction", directionNames[static_cast<int>(own.direction)]}, {"weight", own.weight}}),
        setting(promptSetting + usual.key, usual.text)};
}

Result<std::vector<Change>> removeOperatorChanges(ProjectReader &reader, const std::string &key)
{
    const auto own = projectOperators(reader);
    if (!own)
        return tl::unexpected<Error>(own.error());
    if (std::none_of(own->begin(), own->end(), [&](const EvolutionOperator &each) { return each.key == key; }))
        return fail(ErrorKind::NotFound, "The project has no operator " + key + " of its own.");
    return std::vector<Change>{SetSetting{operatorSetting + key, {}, std::nullopt}, SetSetting{promptSetting + ("own/" + key), {}, std::nullopt}};
}

} // namespace evol
