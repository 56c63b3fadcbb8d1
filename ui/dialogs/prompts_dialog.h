// SPDX-License-Identifier: GPL-3.0-or-later
// The prompts of a project and the operators of its own: read, edited, tried, and put in force as steps that can be
// undone. It blocks nothing else. GUI thread.
#pragma once

#include "ui/dialogs/prompt_pages.h"

#include <QDialog>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>

namespace evol {

class PromptsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit PromptsDialog(QWidget *parent = nullptr);

    void setProject(Project *project);
    PromptPages &pages() { return *m_pages; }
    void open() override;

private:
    QWidget *makeList();
    QWidget *makeEditor();
    QWidget *makeOperatorFields();
    void list(const std::string &chosen);
    void choose();
    void showVersions();
    void textEdited();
    void save();
    void reset();
    void addOperator();
    void removeOperator();
    void apply(const QString &label, Result<std::vector<Change>> changes);
    void say(const QString &text);
    bool isOperator() const { return m_key.starts_with("own/"); }

    Project *m_project = nullptr;
    std::string m_key; ///< of the prompt that is shown; "own/": an operator that is not saved yet
    QListWidget *m_list;
    QLabel *m_title, *m_said;
    QWidget *m_operatorFields;
    QLineEdit *m_operatorKey, *m_operatorTitle;
    QComboBox *m_direction;
    QDoubleSpinBox *m_weight;
    QPlainTextEdit *m_text;
    PromptPages *m_pages;
    QPushButton *m_save, *m_reset, *m_remove;
};

} // namespace evol
