// SPDX-License-Identifier: GPL-3.0-or-later
// Searches texts, responses and notes of the whole project and walks through what was found: Enter for the next one,
// Shift+Enter for the one before. GUI thread; the search runs in the thread pool.
#pragma once

#include "ui/project.h"
#include "ui/text_search.h"

#include <QLabel>
#include <QLineEdit>

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
    void take();
    void go(int step);
    void showPlace();

    QLineEdit *m_line;
    QLabel *m_place;
    TextSearch m_search;
    std::vector<InstructionId> m_found;
    int m_at = -1;
};

} // namespace evol
