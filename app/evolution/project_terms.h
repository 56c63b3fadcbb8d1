// SPDX-License-Identifier: GPL-3.0-or-later
// What a project says of its runs, in its settings: the thresholds it judges by, prompts in its own words, operators of
// its own. Lives where its reader lives.
#pragma once

#include "domain/project_store.h"
#include "evolution/prompts.h"
#include "evolution/rules/rule.h"

namespace evol {

/// Before the key of a prompt, whose text is the value.
inline constexpr const char *promptSetting = "prompt:";
/// Before the key of an operator.
inline constexpr const char *operatorSetting = "operator:";

/// As JSON; empty: the defaults.
Result<std::string> storedThresholds(ProjectReader &reader);
/// ErrorKind::InvalidInput where what is stored cannot be used.
Result<RuleThresholds> projectThresholds(ProjectReader &reader);
/// The texts in place of the built-in ones or beside them, by key.
Result<PromptLibrary::Texts> projectPrompts(ProjectReader &reader);
/// In order of key.
Result<std::vector<EvolutionOperator>> projectOperators(ProjectReader &reader);

/// Gives a run that is about to begin all of the above; its own thresholds stay where it has some.
Result<> takeProjectTerms(ProjectReader &reader, RunSettings &settings);

/// Puts `text` in the place of a prompt; empty: the built-in one again. ErrorKind::InvalidInput where it lacks a
/// placeholder or is no prompt of this project, by name.
Result<SetSetting> promptChange(ProjectReader &reader, const std::string &key, const std::optional<std::string> &text);

/// An operator of the project's own with its prompt. Refuses a key that is not made of small letters, digits and
/// underscores or that a built-in operator has, and what promptChange() refuses.
Result<std::vector<Change>> operatorChanges(const EvolutionOperator &own, const std::string &prompt);
/// Forgets it; what it made stays. ErrorKind::NotFound where there is none.
Result<std::vector<Change>> removeOperatorChanges(ProjectReader &reader, const std::string &key);

} // namespace evol
