// SPDX-License-Identifier: GPL-3.0-or-later
// The instructions on which tried thresholds decide otherwise, in a list that reads only the texts it shows. GUI thread.
#pragma once

#include "evolution/rule_trial.h"
#include "ui/project.h"

#include <QAbstractListModel>
#include <QListView>

#include <memory>

namespace evol {

class TrialListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { InstructionRole = Qt::UserRole };

    explicit TrialListModel(QObject *parent = nullptr);

    /// Null: nothing.
    void setTrial(Project *project, std::shared_ptr<const RuleTrial> trial);
    int rowCount(const QModelIndex &parent = {}) const override;
    /// The text is empty while it is being read.
    QVariant data(const QModelIndex &index, int role) const override;

private:
    Project *m_project = nullptr;
    QMetaObject::Connection m_connection;
    std::shared_ptr<const RuleTrial> m_trial;
};

class TrialList : public QListView
{
    Q_OBJECT
public:
    explicit TrialList(QWidget *parent = nullptr);

    void setTrial(Project *project, std::shared_ptr<const RuleTrial> trial) { m_model->setTrial(project, std::move(trial)); }

Q_SIGNALS:
    void instructionAsked(evol::InstructionId id);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ask(const QModelIndex &index);

    TrialListModel *m_model;
};

} // namespace evol
