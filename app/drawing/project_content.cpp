// SPDX-License-Identifier: GPL-3.0-or-later
// One thread.
#include "drawing/project_content.h"

#include "evolution/operators.h"
#include "evolution/project_terms.h"
#include "evolution/rules/rules.h"

namespace evol {

ProjectContent::ProjectContent(ProjectReader &reader) : m_reader(reader)
{
    if (auto own = projectOperators(reader))
        m_own = std::move(*own);
}

QString ProjectContent::text(InstructionId id) const
{
    const auto instruction = m_reader.instruction(id);
    return instruction ? QString::fromStdString(instruction->text) : QString();
}

QString ProjectContent::operatorTitle(const std::string &key) const
{
    return QString::fromStdString(evol::operatorTitle(key, m_own));
}

Direction ProjectContent::direction(const std::string &key) const
{
    return operatorDirection(key, m_own);
}

QString ProjectContent::ruleTitle(const std::string &key) const
{
    const Rule *rule = findRule(key);
    return rule ? QString::fromUtf8(rule->title()) : QString::fromStdString(key);
}

} // namespace evol
