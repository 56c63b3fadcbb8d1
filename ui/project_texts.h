// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of an open project for whoever draws: read on another thread when first asked for, announced when they
// are there, and kept in a bounded cache. And the names of operators and rules in the user's language. GUI thread.
#pragma once

#include "domain/evolution_operator.h"
#include "drawing/tree_content.h"
#include "ui/background_reader.h"

#include <QCache>
#include <QObject>

#include <unordered_set>

namespace evol {

class ProjectTexts : public QObject, public TreeContent
{
    Q_OBJECT
public:
    explicit ProjectTexts(Document &document);

    /// Null where it is not there yet; arrived() tells when to ask again.
    QString text(InstructionId id) const override;
    void prefetch(const std::vector<InstructionId> &ids) const override;
    /// At once, for one instruction that a person deals with.
    QString textNow(InstructionId id) const;
    /// Nothing is being read.
    bool isSettled() const { return !m_reading && m_wanted.empty(); }

    /// The project's own beside the built-in ones.
    const std::vector<EvolutionOperator> &ownOperators() const { return m_own; }
    QString operatorTitle(const std::string &key) const override;
    Direction direction(const std::string &key) const override;
    QString ruleTitle(const std::string &key) const override;

Q_SIGNALS:
    void arrived() const;
    void operatorsChanged(); ///< of the project's own

private:
    using Texts = std::vector<std::pair<InstructionId, QString>>;
    void want(InstructionId id) const;
    void read();
    void take(Texts texts);

    void readOperators();

    Document &m_document;
    std::vector<EvolutionOperator> m_own;
    BackgroundReader m_reader;
    mutable QCache<InstructionId, QString> m_texts;           ///< cost: characters
    mutable std::vector<InstructionId> m_wanted;              ///< the newest wish last
    mutable std::unordered_set<InstructionId> m_asked;        ///< wanted, or being read
    mutable bool m_reading = false, m_scheduled = false;
};

/// Names for the screen, in the user's language; of operators, where the project's own are called by their keys.
QString shownOperator(const std::string &key);
QString shownRule(const std::string &key);
/// "builtin" is said to be what it is; another model's name is shown as it is.
QString shownModel(const std::string &name);

} // namespace evol
