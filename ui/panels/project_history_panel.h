// SPDX-License-Identifier: GPL-3.0-or-later
// The history of the project: who changed what, when, from what to what and why; and bringing back what was there
// before. Stands in the inspector's place while it is open. GUI thread.
#pragma once

#include "ui/panels/history_model.h"
#include "ui/project.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

namespace evol {

class ProjectHistoryPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ProjectHistoryPanel(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// What "only" is about; 0: none.
    void setSelected(InstructionId id);
    void focusList() { m_list->setFocus(); }
    const HistoryModel &model() const { return *m_model; }

Q_SIGNALS:
    void instructionAsked(evol::InstructionId id);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeFilters();
    QWidget *makeFoot();
    void read();
    /// What is missing of the rows in view.
    void readInView();
    void takeChanges(const std::vector<Change> &changes);
    void addPersons();
    void addPerson(const std::string &person);
    void showCurrent();
    void showEmpty();
    void activate(const QModelIndex &index);
    void restore();

    Project *m_project = nullptr;
    QMetaObject::Connection m_connection;
    InstructionId m_selected = 0;
    bool m_isStale = true; ///< changed while it was not seen
    QTimer m_later;        ///< a run changes the project many times a second
    HistoryModel *m_model;
    QTreeView *m_list;
    QComboBox *m_person, *m_kind;
    QToolButton *m_only;
    QLabel *m_empty, *m_detail, *m_message;
    QPushButton *m_restore;
};

} // namespace evol
