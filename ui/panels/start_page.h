// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows where there is no project, and where a project has no seeds: the next step. GUI thread.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace evol {

class StartPage : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);
    void setRecent(const QStringList &paths);

Q_SIGNALS:
    void newAsked();
    void openAsked();
    void tryAsked(); ///< a project with the seed 1+1=?
    void projectAsked(const QString &path);

private:
    QListWidget *m_recent;
    QWidget *m_recentBox;
};

class EmptyProjectPage : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyProjectPage(QWidget *parent = nullptr);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void seedEntered(const QString &text);
    void importAsked();

private:
    QLineEdit *m_seed;
    QPushButton *m_add, *m_import;
};

} // namespace evol
