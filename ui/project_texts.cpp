// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/project_texts.h"

#include "evolution/operators.h"
#include "evolution/rules/rules.h"

#include <QCoreApplication>

namespace evol {

namespace {
constexpr int cachedCharacters = 4'000'000;
} // namespace

ProjectTexts::ProjectTexts(Document &document) : m_document(document), m_texts(cachedCharacters) {}

QString ProjectTexts::text(InstructionId id) const
{
    if (const QString *known = m_texts.object(id))
        return *known;
    const auto instruction = m_document.reader().instruction(id);
    if (!instruction)
        return {};
    const QString text = QString::fromStdString(instruction->text);
    m_texts.insert(id, new QString(text), text.size() + 32);
    return text;
}

QString ProjectTexts::operatorTitle(const std::string &key) const
{
    return shownOperator(key);
}

Direction ProjectTexts::direction(const std::string &key) const
{
    const EvolutionOperator *known = findOperator(key);
    return known ? known->direction : Direction::InDepth;
}

QString ProjectTexts::ruleTitle(const std::string &key) const
{
    return shownRule(key);
}

QString shownOperator(const std::string &key)
{
    return QCoreApplication::translate("evol::Operator", operatorTitle(key).c_str());
}

QString shownRule(const std::string &key)
{
    const Rule *rule = findRule(key);
    return rule ? QCoreApplication::translate("evol::Rule", rule->title()) : QString::fromStdString(key);
}

QString shownModel(const std::string &name)
{
    if (name == "builtin")
        return QCoreApplication::translate("evol::Model", "built-in rules, no language model");
    return QString::fromStdString(name);
}

} // namespace evol
