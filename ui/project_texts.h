// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of an open project for whoever draws, read when first seen and kept in a bounded cache; and the names
// of operators and rules in the user's language. GUI thread.
#pragma once

#include "drawing/tree_content.h"
#include "editing/document.h"

#include <QCache>

namespace evol {

class ProjectTexts : public TreeContent
{
public:
    explicit ProjectTexts(Document &document);

    QString text(InstructionId id) const override;
    QString operatorTitle(const std::string &key) const override;
    Direction direction(const std::string &key) const override;
    QString ruleTitle(const std::string &key) const override;

private:
    Document &m_document;
    mutable QCache<InstructionId, QString> m_texts; ///< cost: characters
};

/// Names for the screen, in the user's language.
QString shownOperator(const std::string &key);
QString shownRule(const std::string &key);
/// "builtin" is said to be what it is; another model's name is shown as it is.
QString shownModel(const std::string &name);

} // namespace evol
