// SPDX-License-Identifier: GPL-3.0-or-later
// The line above the panels: which project this is, the search, and the way to evolve it. GUI thread.
#pragma once

#include "ui/panels/search_line.h"

#include <QFrame>
#include <QPushButton>
#include <QToolButton>

namespace evol {

class StudioActions;

class TopBar : public QFrame
{
    Q_OBJECT
public:
    explicit TopBar(const StudioActions &actions, QWidget *parent = nullptr);
    void setProject(Project *project);
    SearchLine &search() { return *m_search; }

private:
    void showTitle();

    Project *m_project = nullptr;
    QLabel *m_title, *m_note;
    SearchLine *m_search;
    QPushButton *m_evolve;
};

} // namespace evol
