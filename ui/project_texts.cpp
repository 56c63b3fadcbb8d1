// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/project_texts.h"

#include "evolution/operators.h"
#include "evolution/project_terms.h"
#include "evolution/rules/rules.h"
#include "ui/background.h"

#include <QCoreApplication>

#include <algorithm>

namespace evol {

namespace {

constexpr int cachedCharacters = 4'000'000;
constexpr std::size_t readAtOnce = 256; ///< the newest wishes first: one has scrolled on from the older ones
constexpr std::size_t mostWanted = 4096;

/// On a thread of the pool. What cannot be read has no text; a null one would be asked for again and again.
std::vector<std::pair<InstructionId, QString>> readTexts(Result<ProjectReader *> reader,
                                                         const std::vector<InstructionId> &ids)
{
    std::vector<std::pair<InstructionId, QString>> texts;
    for (const InstructionId id : ids) {
        const auto instruction = reader ? (*reader)->instruction(id) : tl::unexpected<Error>(reader.error());
        texts.emplace_back(id, instruction ? QString::fromStdString(instruction->text) : QStringLiteral(""));
    }
    return texts;
}

} // namespace

ProjectTexts::ProjectTexts(Document &document)
    : m_document(document), m_reader(document), m_texts(cachedCharacters)
{
    readOperators();
    connect(&document, &Document::changed, this, [this](const std::vector<Change> &changes) {
        for (const Change &change : changes) {
            if (std::holds_alternative<EditInstruction>(change) || std::holds_alternative<RemoveInstruction>(change))
                m_texts.remove(subject(change));
            if (const auto *setting = std::get_if<SetSetting>(&change); setting && setting->key.starts_with(operatorSetting))
                readOperators();
        }
    });
}

void ProjectTexts::readOperators()
{
    if (auto own = projectOperators(m_document.reader()))
        m_own = std::move(*own);
    Q_EMIT operatorsChanged();
}

QString ProjectTexts::text(InstructionId id) const
{
    if (const QString *known = m_texts.object(id))
        return *known;
    want(id);
    return {};
}

void ProjectTexts::prefetch(const std::vector<InstructionId> &ids) const
{
    for (const InstructionId id : ids) {
        if (!m_texts.contains(id))
            want(id);
    }
}

QString ProjectTexts::textNow(InstructionId id) const
{
    if (const QString *known = m_texts.object(id))
        return *known;
    const auto instruction = m_document.reader().instruction(id);
    return instruction ? QString::fromStdString(instruction->text) : QString();
}

void ProjectTexts::want(InstructionId id) const
{
    if (!m_asked.insert(id).second)
        return;
    m_wanted.push_back(id);
    if (m_wanted.size() > mostWanted) {
        m_asked.erase(m_wanted.front());
        m_wanted.erase(m_wanted.begin());
    }
    if (!m_reading && !m_scheduled) {
        m_scheduled = true;
        QMetaObject::invokeMethod(const_cast<ProjectTexts *>(this), &ProjectTexts::read, Qt::QueuedConnection);
    }
}

void ProjectTexts::read()
{
    m_scheduled = false;
    if (m_reading || m_wanted.empty())
        return;
    m_reading = true;
    const auto from = m_wanted.end() - static_cast<std::ptrdiff_t>(std::min(m_wanted.size(), readAtOnce));
    std::vector<InstructionId> ids(from, m_wanted.end());
    m_wanted.erase(from, m_wanted.end());
    inBackground(
        this,
        [reader = m_reader, ids = std::move(ids)]() mutable { return readTexts(reader.get(), ids); },
        [this](Texts texts) { take(std::move(texts)); });
}

void ProjectTexts::take(Texts texts)
{
    m_reading = false;
    for (auto &[id, text] : texts) {
        m_asked.erase(id);
        const auto cost = text.size() + 32;
        m_texts.insert(id, new QString(std::move(text)), int(std::min<qsizetype>(cost, cachedCharacters)));
    }
    Q_EMIT arrived();
    if (!m_wanted.empty())
        read();
}

QString ProjectTexts::operatorTitle(const std::string &key) const
{
    const bool isOwn = std::any_of(m_own.begin(), m_own.end(), [&](const EvolutionOperator &each) { return each.key == key; });
    const std::string title = evol::operatorTitle(key, m_own);
    return isOwn ? QString::fromStdString(title) : QCoreApplication::translate("evol::Operator", title.c_str());
}

Direction ProjectTexts::direction(const std::string &key) const
{
    return operatorDirection(key, m_own);
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
