// SPDX-License-Identifier: GPL-3.0-or-later
// What a new study is to be: its instructions, contenders, criteria and raters, and how many votes it takes. GUI thread.
#pragma once

#include "editing/study_changes.h"
#include "ui/file_picker.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QWidget>

namespace evol {

class Project;

class StudyForm : public QWidget
{
    Q_OBJECT
public:
    explicit StudyForm(FilePicker &files, QWidget *parent = nullptr);

    void setProject(Project *project);
    /// Reads who has answered how much, and proposes a name.
    void begin(const std::vector<InstructionId> &selection);
    /// What was asked for, and what did not match.
    void showTrouble(const QString &sentence);
    StudyRequest request() const;
    AssignmentRequest assignment() const;

Q_SIGNALS:
    void createAsked();
    void closed();

private:
    QWidget *makeSources();
    QWidget *makeDesign();
    QWidget *makeRaters();
    void addOutputFile(const QString &path);
    void chooseGold();
    void askModel(const QString &model);
    void readSources();
    std::vector<InstructionId> chosenInstructions() const; ///< of the project
    void showSources(const std::vector<std::pair<std::string, std::int64_t>> &sources);
    void showEstimate();
    void showKind();
    JudgementKind kind() const { return static_cast<JudgementKind>(m_kind->currentIndex()); }
    int contenderCount() const;
    std::int64_t instructionCount() const;

    FilePicker &m_files;
    Project *m_project = nullptr;
    std::vector<InstructionId> m_selection;
    QString m_instructionFile, m_goldFile;
    QLineEdit *m_name, *m_raters, *m_seed, *m_model;
    QComboBox *m_instructions, *m_kind, *m_stratum;
    QListWidget *m_contenders, *m_criteria;
    QPlainTextEdit *m_masked;
    QSpinBox *m_overlap, *m_limit, *m_points;
    QCheckBox *m_strength;
    QLabel *m_estimate, *m_power, *m_trouble;
    QPushButton *m_create, *m_gold;
};

} // namespace evol
