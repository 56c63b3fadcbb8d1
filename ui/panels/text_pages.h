// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs of the inspector that are read only: verdict with evidence, lineage, history. GUI thread.
#pragma once

#include "ui/panels/inspector_page.h"

#include <QUrl>

namespace evol {

class ReadingView;

/// A page of text; what it says is the subclass's.
class TextPage : public InspectorPage
{
    Q_OBJECT
public:
    explicit TextPage(const QString &name, QWidget *parent = nullptr);
    void showInstruction(Project *project, InstructionId id) override;

protected:
    virtual QString page(Project &project, InstructionId id) = 0;
    /// A link that is no instruction's.
    virtual void follow(Project &, const QUrl &) {}

private:
    Project *m_project = nullptr;
    ReadingView *m_text;
};

/// Rule by rule with what it saw, and a person's decision if there is one.
class VerdictPage : public TextPage
{
    Q_OBJECT
public:
    explicit VerdictPage(QWidget *parent = nullptr);

protected:
    QString page(Project &project, InstructionId id) override;
};

/// The way from the seed to the instruction.
class LineagePage : public TextPage
{
    Q_OBJECT
public:
    explicit LineagePage(QWidget *parent = nullptr);

protected:
    QString page(Project &project, InstructionId id) override;
};

/// Who changed what, when, from what to what.
class HistoryPage : public TextPage
{
    Q_OBJECT
public:
    explicit HistoryPage(QWidget *parent = nullptr);

protected:
    QString page(Project &project, InstructionId id) override;
};

} // namespace evol
