// SPDX-License-Identifier: GPL-3.0-or-later
// Searches texts and responses of the whole project and walks through what was found: Enter for the next one,
// Shift+Enter for the one before. GUI thread; the search runs in the thread pool.
#pragma once

#include "ui/project.h"

#include <QLabel>
#include <QLineEdit>
#include <QTimer>

namespace evol {

class SearchLine : public QWidget
{
    Q_OBJECT
public:
    explicit SearchLine(QWidget *parent = nullptr);

    void setProject(Project *project);
    void focusLine();

Q_SIGNALS:
    void instructionAsked(evol::InstructionId id);
    void left(); ///< Escape
    void failed(const evol::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void take(const Result<std::vector<InstructionId>> &found);
    void go(int step);
    void showPlace();

    Project *m_project = nullptr;
    QLineEdit *m_line;
    QLabel *m_place;
    QTimer m_timer;
    int m_number = 0; ///< of the newest search
    std::vector<InstructionId> m_found;
    int m_at = -1;
};

} // namespace evol
