// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "evolution/prompt_versions.h"

#include "domain/solution_steps.h"
#include "evolution/item_evolution.h"
#include "evolution/project_terms.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

constexpr int mostVersions = 100'000;

/// The index of SetSetting in Change.
const std::size_t settingKind = Change(SetSetting{}).index();

void take(std::vector<PromptVersion> &versions, PromptVersion version)
{
    const auto same = std::find_if(versions.begin(), versions.end(), [&](const PromptVersion &each) { return each.prompt.version == version.prompt.version; });
    if (same != versions.end()) {
        version.isBuiltIn = same->isBuiltIn;
        if (version.isBuiltIn)
            return;
        versions.erase(same);
    }
    versions.push_back(std::move(version));
}

/// The last step of the first response, and those before it.
Result<> fillInSteps(ProjectReader &reader, InstructionId id, PromptValues &values)
{
    const auto responses = reader.responses(id);
    if (!responses)
        return tl::unexpected<Error>(responses.error());
    const auto steps = responses->empty() ? std::vector<std::string_view>() : solutionSteps(responses->front().text);
    if (steps.empty())
        return fail(ErrorKind::Refused, "Instruction " + std::to_string(id) + " has no response; this prompt is about one step of a response.");
    for (std::size_t i = 0; i + 1 < steps.size(); ++i)
        values.steps += (i == 0 ? "" : "\n") + std::string(steps[i]);
    values.step = steps.back();
    return {};
}

} // namespace

Result<std::vector<PromptVersion>> promptVersions(ProjectReader &reader, const std::string &key)
{
    std::vector<PromptVersion> versions;
    if (const auto usual = PromptLibrary::builtInPrompt(key))
        versions.push_back({*usual, true, false, 0, {}});
    HistoryFilter filter;
    filter.kind = settingKind;
    filter.limit = mostVersions;
    auto history = reader.history(filter);
    if (!history)
        return tl::unexpected<Error>(history.error());
    std::reverse(history->begin(), history->end());
    for (const HistoryEntry &entry : *history) {
        const auto *change = std::get_if<SetSetting>(&entry.change);
        if (!change || change->key != promptSetting + key || !change->to)
            continue;
        const auto text = nlohmann::json::parse(*change->to, nullptr, false);
        if (text.is_string())
            take(versions, {makePrompt(key, text.get<std::string>()), false, false, entry.time, entry.by});
    }
    const auto texts = projectPrompts(reader);
    if (!texts)
        return tl::unexpected<Error>(texts.error());
    const auto current = PromptLibrary(*texts).prompt(key);
    if (!current && versions.empty())
        return tl::unexpected<Error>(current.error());
    for (PromptVersion &each : versions)
        each.isCurrent = current && each.prompt.version == current->version;
    return versions;
}

Result<PromptValues> promptValuesOf(ProjectReader &reader, const std::string &promptKey, InstructionId id)
{
    auto instruction = reader.instruction(id);
    if (!instruction)
        return tl::unexpected<Error>(instruction.error());
    PromptValues values;
    if (promptKey == "judge_equal") {
        if (instruction->parent == 0)
            return fail(ErrorKind::Refused, "Instruction " + std::to_string(id) + " is a seed; this prompt compares a rewrite with its parent.");
        values.child = fullText(*instruction);
        instruction = reader.instruction(instruction->parent);
        if (!instruction)
            return tl::unexpected<Error>(instruction.error());
    }
    values.instruction = instruction->text;
    values.context = instruction->context;
    if (promptKey == "label_step") {
        if (auto filled = fillInSteps(reader, id, values); !filled)
            return tl::unexpected<Error>(filled.error());
    }
    return values;
}

} // namespace evol
