// SPDX-License-Identifier: GPL-3.0-or-later
// The texts sent to models: files under resources/prompts, which a project can override, and the filling in of
// their placeholders {instruction}, {context} and {child}. A prompt is versioned by the hash of its text.
// Any thread.
#pragma once

#include "domain/prompt_text.h"
#include "domain/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

struct Prompt {
    std::string key;     ///< file under resources/prompts without ".txt", e.g. "general/deepen" or "judge_equal"
    std::string text;    ///< without white space at its end
    std::string version; ///< the first 12 hexadecimal digits of the SHA-256 of `text`
};

class PromptLibrary
{
public:
    using Texts = std::map<std::string, std::string>; ///< by key

    /// `overrides` replace the built-in texts of their keys, or add prompts of the project's own.
    explicit PromptLibrary(const Texts &overrides = {});

    /// ErrorKind::NotFound for an unknown key, ErrorKind::InvalidInput for a prompt that checkPrompt() refuses.
    Result<Prompt> prompt(std::string_view key) const;

    /// The prompt that comes with the program, whatever the overrides.
    static Result<Prompt> builtInPrompt(std::string_view key);
    /// The keys of the prompts that come with the program, sorted.
    static std::vector<std::string> builtInKeys();

private:
    std::map<std::string, Prompt, std::less<>> m_overrides;
};

/// A prompt of this text, with its version.
Prompt makePrompt(std::string key, std::string_view text);

/// Refuses, by name, a prompt that lacks a placeholder it needs: {instruction} and {context}, {child} for
/// "judge_equal", {steps} and {step} for "label_step". Other words in braces are plain text.
Result<> checkPrompt(const Prompt &prompt);

/// fillIn() for a prompt that checkPrompt() accepts.
Result<std::string> render(const Prompt &prompt, const PromptValues &values);

} // namespace evol
