// SPDX-License-Identifier: GPL-3.0-or-later
// What a drawing asks of a project, answered from its reader and the lists of operators and rules.
// Lives where its reader lives.
#pragma once

#include "domain/project_store.h"
#include "drawing/tree_content.h"

namespace evol {

class ProjectContent : public TreeContent
{
public:
    explicit ProjectContent(ProjectReader &reader);

    QString text(InstructionId id) const override;
    QString operatorTitle(const std::string &key) const override;
    Direction direction(const std::string &key) const override;
    QString ruleTitle(const std::string &key) const override;

private:
    ProjectReader &m_reader;
    std::vector<EvolutionOperator> m_own;
};

} // namespace evol
