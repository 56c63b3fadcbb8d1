// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/preview_pane.h"

#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

namespace {
constexpr int widest = 760; // about 90 characters
constexpr int highest = 640;
} // namespace

PreviewPane::PreviewPane(QWidget *parent)
    : QFrame(parent), m_title(new QLabel), m_instruction(new ReadingView), m_response(new ReadingView)
{
    setObjectName(QStringLiteral("preview"));
    setProperty("role", QStringLiteral("popup"));
    setAutoFillBackground(true);
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
    for (QWidget *widget : std::initializer_list<QWidget *>{m_instruction, m_response, parent})
        widget->installEventFilter(this);
    hide();
}

void PreviewPane::showInstruction(Project &project, InstructionId id)
{
    const auto instruction = project.document().reader().instruction(id);
    const auto responses = project.document().reader().responses(id);
    if (!instruction)
        return;
    m_title->setText(QStringLiteral("<b>#%1 · %2</b>").arg(id).arg(escaped(shownOperator(instruction->operatorKey))));
    const QString context = instruction->context.empty() ? QString() : QStringLiteral("\n\n") + QString::fromStdString(instruction->context);
    m_instruction->showPlain(QString::fromStdString(instruction->text) + context);
    if (responses && !responses->empty())
        m_response->showMarkdown(QString::fromStdString(responses->back().text));
    else
        m_response->showPage(quiet(tr("No response yet.")));
    place();
    show();
    raise();
    m_instruction->setFocus();
}

void PreviewPane::place()
{
    const QSize room = parentWidget()->size() - QSize(2 * space::panel, 2 * space::panel);
    const QSize size(std::min(widest, room.width()), std::min(highest, room.height()));
    setGeometry(QRect(QPoint((parentWidget()->width() - size.width()) / 2, (parentWidget()->height() - size.height()) / 2), size));
}

void PreviewPane::leave()
{
    hide();
    Q_EMIT closed();
}

bool PreviewPane::eventFilter(QObject *watched, QEvent *event)
{
    if (isVisible() && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Space) {
            leave();
            return true;
        }
    }
    if (isVisible() && watched == parentWidget()) {
        if (event->type() == QEvent::Resize)
            place();
        else if (event->type() == QEvent::MouseButtonPress)
            leave();
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace evol
