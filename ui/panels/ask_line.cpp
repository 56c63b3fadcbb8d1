// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/ask_line.h"

#include "ui/panels/form.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace evol {

namespace {
constexpr int widest = 560;
} // namespace

AskLine::AskLine(QWidget *parent) : QFrame(parent), m_question(new QLabel), m_trouble(makeQuietLabel({})), m_line(new QLineEdit)
{
    setObjectName(QStringLiteral("askLine"));
    setProperty("role", QStringLiteral("popup"));
    setAutoFillBackground(true);
    m_line->setObjectName(QStringLiteral("answer"));
    m_trouble->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inside);
    row->addWidget(m_question);
    row->addWidget(m_line, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::groups, space::inside, space::groups, space::inside);
    layout->setSpacing(space::grid);
    layout->addLayout(row);
    layout->addWidget(m_trouble);
    m_line->installEventFilter(this);
    parent->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, m_trouble, &QWidget::hide);
    hide();
}

void AskLine::ask(const QString &question, const QString &hint, Answer answer)
{
    m_answer = std::move(answer);
    m_question->setText(question);
    m_line->setAccessibleName(question);
    m_line->setPlaceholderText(hint);
    m_line->clear();
    m_trouble->hide();
    place();
    show();
    raise();
    m_line->setFocus();
}

void AskLine::answer()
{
    const QString trouble = m_answer(m_line->text().trimmed());
    if (trouble.isEmpty())
        return close();
    m_trouble->setText(trouble);
    m_trouble->show();
    place();
}

void AskLine::close()
{
    hide();
    Q_EMIT closed();
}

void AskLine::place()
{
    const int width = std::min(widest, parentWidget()->width() - 2 * space::panel);
    setGeometry((parentWidget()->width() - width) / 2, space::panel, width, layout()->totalSizeHint().height());
}

bool AskLine::eventFilter(QObject *watched, QEvent *event)
{
    if (isVisible() && watched == m_line && event->type() == QEvent::KeyPress) {
        // None of these goes on to what lies below, where it means something else.
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            close();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            answer();
            return true;
        default:
            break;
        }
    }
    if (isVisible() && watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace evol
