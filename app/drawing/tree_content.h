// SPDX-License-Identifier: GPL-3.0-or-later
// What a drawing of the tree needs beyond the pool: texts, and the names of operators and rules. Who draws
// implements it on a store and a method. Called on the thread that draws.
#pragma once

#include "domain/instruction.h"

#include <QString>

#include <string>
#include <vector>

namespace evol {

class TreeContent
{
public:
    virtual ~TreeContent() = default;

    /// The instruction's text; empty where it cannot be read, null where it is not there yet: one paints again then.
    virtual QString text(InstructionId id) const = 0;
    /// e.g. "Add constraints". Never asked for a seed.
    virtual QString operatorTitle(const std::string &key) const = 0;
    virtual Direction direction(const std::string &key) const = 0;
    /// e.g. "no information gain"
    virtual QString ruleTitle(const std::string &key) const = 0;
    /// Icon of an operator: the name of a file under resources/icons/operators without its suffix. An
    /// unknown name gets the general icon of its direction.
    virtual QString operatorIcon(const std::string &key) const { return QString::fromStdString(key); }
    /// These texts are about to be asked for, one by one: a store can read them at once, and later.
    virtual void prefetch(const std::vector<InstructionId> &) const {}
};

} // namespace evol
