// SPDX-License-Identifier: GPL-3.0-or-later
// What a prompt that is being edited would do: filled in with an instruction, beside another version, and tried by a
// model. GUI thread.
#pragma once

#include "editing/prompt_trial.h"
#include "evolution/prompt_versions.h"
#include "models/model_list.h"
#include "ui/project.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>

#include <memory>

namespace evol {

class ReadingView;

class PromptPages : public QTabWidget
{
    Q_OBJECT
public:
    explicit PromptPages(QWidget *parent = nullptr);
    ~PromptPages() override;

    void setProject(Project *project);
    void setModels(const QStringList &names, ModelSources sources);
    /// The instruction to preview.
    void setInstruction(InstructionId id);
    /// The text as it is typed, and the versions there are.
    void setPrompt(const Prompt &prompt);
    void setVersions(std::vector<PromptVersion> versions);

private:
    QWidget *makePreview();
    QWidget *makeComparison();
    QWidget *makeTrial();
    void showPreview();
    void showComparison();
    void tryOut();
    void showAnswers();

    Project *m_project = nullptr;
    ModelSources m_sources;
    Prompt m_prompt;
    std::vector<PromptVersion> m_versions;
    QSpinBox *m_instruction;
    QComboBox *m_version, *m_model;
    QPushButton *m_try;
    ReadingView *m_preview, *m_comparison, *m_answers;
    std::unique_ptr<PromptTrial> m_trial;
};

} // namespace evol
