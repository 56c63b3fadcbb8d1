// SPDX-License-Identifier: GPL-3.0-or-later
// The versions a prompt has had in a project, from its trail. Lives where its reader lives.
#pragma once

#include "domain/project_store.h"
#include "evolution/prompts.h"

namespace evol {

struct PromptVersion {
    Prompt prompt;
    bool isBuiltIn = false;
    bool isCurrent = false;
    std::int64_t time = 0; ///< when it came into force last; 0: built in
    std::string by;
};

/// Each text once, the built-in one first where there is one, then in the order they came into force last.
/// ErrorKind::NotFound where the project has no such prompt and never had.
Result<std::vector<PromptVersion>> promptVersions(ProjectReader &reader, const std::string &key);

/// What a prompt's placeholders stand for, of an instruction that is there: the instruction itself, for a prompt that
/// compares its parent with it, for one about a step the last step of its first response. ErrorKind::Refused where it has no
/// parent or response.
Result<PromptValues> promptValuesOf(ProjectReader &reader, const std::string &promptKey, InstructionId id);

} // namespace evol
