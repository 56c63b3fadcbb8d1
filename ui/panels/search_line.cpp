// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/search_line.h"

#include "ui/project.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>

#include <algorithm>
#include <unordered_set>

namespace evol {

namespace {
constexpr int lineWidth = 240;
} // namespace

SearchLine::SearchLine(QWidget *parent) : QWidget(parent), m_line(new QLineEdit), m_place(new QLabel)
{
    m_line->setObjectName(QStringLiteral("search"));
    m_line->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_line->setAccessibleName(tr("Search instructions, responses and notes"));
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
    connect(m_line, &QLineEdit::textChanged, this, &SearchLine::search);
    connect(&m_search, &TextSearch::found, this, &SearchLine::take);
    connect(&m_search, &TextSearch::failed, this, &SearchLine::failed);
}

void SearchLine::setProject(Project *project)
{
    m_search.setProject(project);
    m_line->clear();
    setEnabled(project);
}

void SearchLine::focusLine()
{
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void SearchLine::search()
{
    m_found.clear();
    m_at = -1;
    m_place->clear();
    m_search.search(m_line->text().trimmed().toStdString());
    if (m_search.stage() == TextSearch::Stage::Waiting)
        m_place->setText(tr("searching"));
}

void SearchLine::take()
{
    if (m_search.query().empty())
        return;
    // More hits come after the first ones; one stays at the one that is shown.
    const InstructionId shown = m_at < 0 ? 0 : m_found[static_cast<std::size_t>(m_at)];
    std::unordered_set<InstructionId> seen;
    m_found.clear();
    for (const SearchHit &hit : m_search.hits()) {
        if (seen.insert(hit.instruction).second)
            m_found.push_back(hit.instruction);
    }
    const auto place = std::find(m_found.begin(), m_found.end(), shown);
    m_at = place == m_found.end() ? -1 : static_cast<int>(place - m_found.begin());
    if (m_at < 0)
        go(1);
    else
        showPlace();
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
            if (!m_found.empty())
                go(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            else
                m_search.searchAgain();
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
