// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/preview_pane.h"

#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/theme.h"

#include <QVBoxLayout>

namespace evol {

namespace {
constexpr QSize largest(760, 640); // about 90 characters broad
} // namespace

PreviewPane::PreviewPane(QWidget *parent)
    : OverlayPane(largest, parent), m_title(new QLabel), m_instruction(new ReadingView), m_response(new ReadingView)
{
    setObjectName(QStringLiteral("preview"));
    m_title->setContentsMargins(space::panel, space::groups, space::panel, 0);
    m_instruction->setAccessibleName(tr("Instruction"));
    m_response->setAccessibleName(tr("Response"));
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("line"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_instruction, 2);
    layout->addWidget(line);
    layout->addWidget(m_response, 3);
    watch(m_instruction);
    watch(m_response);
}

void PreviewPane::showInstruction(Project &project, InstructionId id)
{
    const auto instruction = project.document().reader().instruction(id);
    const auto responses = project.document().reader().responses(id);
    if (!instruction)
        return;
    m_title->setText(QStringLiteral("<b>#%1 · %2</b>").arg(id).arg(escaped(project.texts().operatorTitle(instruction->operatorKey))));
    const QString context = instruction->context.empty() ? QString() : QStringLiteral("\n\n") + QString::fromStdString(instruction->context);
    m_instruction->showPlain(QString::fromStdString(instruction->text) + context);
    if (responses && !responses->empty())
        m_response->showMarkdown(QString::fromStdString(responses->back().text));
    else
        m_response->showPage(quiet(tr("No response yet.")));
    open(m_instruction);
}

} // namespace evol
