// SPDX-License-Identifier: GPL-3.0-or-later
// The project's saved filters: a list to choose from, and a line that appears to give a name. GUI thread.
#pragma once

#include "ui/saved_filters.h"

#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>
#include <QWidget>

namespace evol {

class SavedFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit SavedFilterBar(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// The one that holds now: it can be saved, and is chosen where it has a name.
    void setFilter(const Filter &filter);
    const SavedFilters &saved() const { return m_saved; }

Q_SIGNALS:
    void filterChosen(const evol::Filter &filter);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// What the name is for.
    enum class Naming { None, Save, Rename };
    void layOut();
    void fill();
    void enable();
    void ask(Naming naming);
    void takeName();

    SavedFilters m_saved;
    Filter m_filter;
    Naming m_naming = Naming::None;
    QComboBox *m_list;
    QToolButton *m_save, *m_more;
    QAction *m_rename, *m_remove;
    QLineEdit *m_name;
};

} // namespace evol
