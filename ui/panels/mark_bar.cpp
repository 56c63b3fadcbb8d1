// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/mark_bar.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSignalBlocker>

namespace evol {

namespace {

QStringList tagsOf(const QString &line)
{
    QStringList tags;
    for (const QString &part : line.split(QLatin1Char(','))) {
        if (const QString tag = part.simplified(); !tag.isEmpty() && !tags.contains(tag))
            tags += tag;
    }
    return tags;
}

QStringList without(QStringList tags, const QStringList &others)
{
    for (const QString &other : others)
        tags.removeAll(other);
    return tags;
}

} // namespace

MarkBar::MarkBar(QWidget *parent)
    : QWidget(parent), m_flag(new QToolButton), m_tags(new QLineEdit), m_note(new QLineEdit)
{
    m_flag->setText(QStringLiteral("⚐"));
    m_flag->setCheckable(true);
    m_flag->setProperty("look", QStringLiteral("button"));
    m_flag->setAccessibleName(tr("Flag"));
    m_flag->setToolTip(tr("Flag it to come back to it (G)"));
    m_tags->setPlaceholderText(tr("Tags"));
    m_tags->setAccessibleName(tr("Tags, with commas between them"));
    m_tags->setToolTip(tr("Tags, with commas between them (T)"));
    m_tags->setObjectName(QStringLiteral("tags"));
    auto *completer = new QCompleter(&m_known, m_tags);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_tags->setCompleter(completer);
    m_note->setPlaceholderText(tr("Note"));
    m_note->setAccessibleName(tr("Note on this instruction"));
    m_note->setToolTip(tr("Note on this instruction (N)"));
    m_note->setObjectName(QStringLiteral("note"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addWidget(m_flag);
    layout->addWidget(m_tags, 2);
    layout->addWidget(m_note, 3);
    connect(m_flag, &QToolButton::clicked, this, &MarkBar::flagToggled);
    connect(m_tags, &QLineEdit::editingFinished, this, &MarkBar::saveTags);
    connect(m_note, &QLineEdit::editingFinished, this, &MarkBar::saveNote);
    for (QLineEdit *line : {m_tags, m_note}) {
        line->installEventFilter(this);
        connect(line, &QLineEdit::returnPressed, this, &MarkBar::left);
    }
}

void MarkBar::showInstruction(Project *project, InstructionId id)
{
    const bool another = m_instruction != id;
    m_instruction = id;
    const bool there = project && id != 0;
    setEnabled(there && !project->isReadOnly());
    m_shownTags.clear();
    m_shownNote.clear();
    bool flagged = false;
    if (there) {
        const Pool &pool = project->pool();
        const NodeIndex node = pool.indexOf(id);
        flagged = pool.isFlagged(node);
        QStringList known;
        for (std::size_t tag = 0; tag < pool.tagKeys().size(); ++tag) {
            known += QString::fromStdString(pool.tagKeys()[tag]);
            if (pool.hasTag(node, int(tag)))
                m_shownTags += known.back();
        }
        m_shownTags.sort();
        m_known.setStringList(known);
        if (pool.isNoted(node)) {
            if (const auto note = project->document().reader().note(id))
                m_shownNote = QString::fromStdString(*note);
        }
    }
    m_flag->setChecked(flagged);
    m_flag->setText(flagged ? QStringLiteral("⚑") : QStringLiteral("⚐"));
    // What is being typed about this one stays.
    if (another || !m_tags->hasFocus())
        m_tags->setText(m_shownTags.join(QStringLiteral(", ")));
    if (another || !m_note->hasFocus())
        m_note->setText(m_shownNote);
}

void MarkBar::editTags()
{
    m_tags->setFocus(Qt::ShortcutFocusReason);
    m_tags->end(false);
}

void MarkBar::editNote()
{
    m_note->setFocus(Qt::ShortcutFocusReason);
    m_note->selectAll();
}

void MarkBar::saveTags()
{
    const QStringList now = tagsOf(m_tags->text());
    const QStringList added = without(now, m_shownTags), removed = without(m_shownTags, now);
    if (added.isEmpty() && removed.isEmpty())
        return;
    m_shownTags = now;
    Q_EMIT tagsChanged(added, removed);
}

void MarkBar::saveNote()
{
    const QString now = m_note->text().trimmed();
    if (now == m_shownNote)
        return;
    m_shownNote = now;
    Q_EMIT noteChanged(now);
}

bool MarkBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_tags->setText(m_shownTags.join(QStringLiteral(", ")));
        m_note->setText(m_shownNote);
        Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace evol
