// SPDX-License-Identifier: GPL-3.0-or-later
// What of the project an item of a run works on. Lives where its reader lives.
#pragma once

#include "domain/project_store.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace evol {

struct ItemMaterial {
    Instruction subject{};                ///< the parent of a rewrite, or the instruction that is there
    std::optional<Instruction> rewrite{}; ///< ItemKind::Judge: the one to judge; `subject` is its parent
    std::vector<Response> responses{};    ///< where the item needs those that are there
    std::set<std::pair<ResponseId, int>> marked{}; ///< ItemKind::Label: steps on which a person has the last word
};

/// Reads no more than the item needs.
Result<ItemMaterial> readMaterial(ProjectReader &reader, const RunItem &item, const RunSettings &settings);

} // namespace evol
