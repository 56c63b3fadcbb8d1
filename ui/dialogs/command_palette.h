// SPDX-License-Identifier: GPL-3.0-or-later
// Every action of the window in one list that narrows as one types. GUI thread.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QListWidget>

#include <vector>

class QAction;

namespace evol {

class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    CommandPalette(std::vector<QAction *> actions, QWidget *window);
    void open();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void list();
    void run();

    std::vector<QAction *> m_actions;
    QLineEdit *m_line;
    QListWidget *m_list;
};

} // namespace evol
