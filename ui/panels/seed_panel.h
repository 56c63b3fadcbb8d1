// SPDX-License-Identifier: GPL-3.0-or-later
// The forest at the left: the list of seeds with its filters, and a line to add a seed. GUI thread.
#pragma once

#include "ui/panels/seed_list_model.h"
#include "ui/panels/uniform_list.h"
#include "ui/text_search.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>

namespace evol {

class SeedPanel : public QWidget
{
    Q_OBJECT
public:
    explicit SeedPanel(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// Marks the tree that holds `id`; 0: all trees. Not announced.
    void showTreeOf(InstructionId id);
    InstructionId chosenSeed() const; ///< 0: all trees

public Q_SLOTS:
    void focusFilter();
    void focusNewSeed();

Q_SIGNALS:
    void seedChosen(evol::InstructionId seed); ///< 0: all trees
    void seedEntered(const QString &text);

private:
    void layOut(QWidget *title);
    void filter();
    void takeHits();
    void showCounts();
    void addSeed();

    Project *m_project = nullptr;
    SeedListModel m_model;
    QLabel *m_count;
    QLineEdit *m_filter;
    QComboBox *m_trees;
    UniformList *m_list;
    QLineEdit *m_newSeed;
    TextSearch m_search;
    QMetaObject::Connection m_textsArrived;
};

} // namespace evol
