// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/search_line.h"

#include "storage/project_file.h"
#include "ui/background.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>

namespace evol {

namespace {
constexpr int typingPause = 200; // milliseconds
constexpr int lineWidth = 240;
} // namespace

SearchLine::SearchLine(QWidget *parent) : QWidget(parent), m_line(new QLineEdit), m_place(new QLabel)
{
    m_line->setObjectName(QStringLiteral("search"));
    m_line->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_line->setAccessibleName(tr("Search instructions and responses"));
    m_line->setClearButtonEnabled(true);
    m_line->setFixedWidth(lineWidth);
    m_line->installEventFilter(this);
    m_place->setProperty("rank", QStringLiteral("quiet"));
    // Wide enough for any number, so that the line stays where it is.
    m_place->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("00,000 of 00,000")));
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addWidget(m_place);
    layout->addWidget(m_line);
    m_timer.setSingleShot(true);
    m_timer.setInterval(typingPause);
    connect(&m_timer, &QTimer::timeout, this, &SearchLine::search);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        ++m_number;
        m_found.clear();
        m_at = -1;
        m_place->clear();
        m_timer.start();
    });
}

void SearchLine::setProject(Project *project)
{
    m_project = project;
    m_line->clear();
    m_timer.stop();
    setEnabled(project);
}

void SearchLine::focusLine()
{
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void SearchLine::search()
{
    m_timer.stop();
    const std::string text = m_line->text().trimmed().toStdString();
    if (!m_project || text.empty())
        return;
    m_place->setText(tr("searching"));
    inBackground(
        this,
        [path = m_project->document().path(), text]() -> Result<std::vector<InstructionId>> {
            auto reader = openProjectReadOnly(path);
            if (!reader)
                return tl::unexpected<Error>(reader.error());
            return (*reader)->find(text);
        },
        [this, number = m_number](const Result<std::vector<InstructionId>> &found) {
            if (number == m_number)
                take(found);
        });
}

void SearchLine::take(const Result<std::vector<InstructionId>> &found)
{
    if (!found) {
        m_place->clear();
        Q_EMIT failed(found.error());
        return;
    }
    m_found = *found;
    m_at = -1;
    go(1);
}

void SearchLine::go(int step)
{
    const int count = static_cast<int>(m_found.size());
    if (count > 0) {
        m_at = (m_at + step + count) % count;
        Q_EMIT instructionAsked(m_found[static_cast<std::size_t>(m_at)]);
    }
    showPlace();
}

void SearchLine::showPlace()
{
    const QLocale locale;
    m_place->setText(m_found.empty() ? tr("nothing found")
                                     : tr("%1 of %2").arg(locale.toString(m_at + 1), locale.toString(static_cast<int>(m_found.size()))));
}

bool SearchLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (m_found.empty())
                search();
            else
                go(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace evol
