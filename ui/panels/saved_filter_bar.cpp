// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/saved_filter_bar.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

SavedFilterBar::SavedFilterBar(QWidget *parent)
    : QWidget(parent), m_list(new QComboBox), m_save(new QToolButton), m_more(new QToolButton), m_name(new QLineEdit)
{
    m_list->setObjectName(QStringLiteral("savedFilters"));
    m_list->setAccessibleName(tr("Saved filters"));
    m_list->setPlaceholderText(tr("Saved"));
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setMinimumWidth(72);
    m_save->setObjectName(QStringLiteral("saveFilter"));
    m_save->setText(tr("Save filter…"));
    m_save->setProperty("look", QStringLiteral("button"));
    m_more->setObjectName(QStringLiteral("moreOfFilter"));
    m_more->setText(QStringLiteral("⋯"));
    m_more->setToolTip(tr("Rename or delete the saved filter"));
    m_more->setAccessibleName(m_more->toolTip());
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    m_rename = menu->addAction(tr("Rename…"), this, [this] { ask(Naming::Rename); });
    m_remove = menu->addAction(tr("Delete"), this, [this] { m_saved.remove(m_list->currentText()); });
    m_more->setMenu(menu);
    m_name->setObjectName(QStringLiteral("filterName"));
    m_name->setPlaceholderText(tr("Name of the filter, then Enter"));
    m_name->setAccessibleName(tr("Name of the filter"));
    m_name->installEventFilter(this);
    m_name->hide();
    layOut();
    connect(m_save, &QAbstractButton::clicked, this, [this] { ask(Naming::Save); });
    connect(m_name, &QLineEdit::returnPressed, this, &SavedFilterBar::takeName);
    connect(&m_saved, &SavedFilters::changed, this, &SavedFilterBar::fill);
    connect(m_list, &QComboBox::activated, this, [this](int index) {
        const auto found = m_saved.filters().find(m_list->itemText(index));
        if (found != m_saved.filters().end())
            Q_EMIT filterChosen(Filter(found->second));
    });
    enable();
}

void SavedFilterBar::layOut()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(space::grid);
    line->addWidget(m_list, 1);
    line->addWidget(m_save);
    line->addWidget(m_more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addLayout(line);
    layout->addWidget(m_name);
}

void SavedFilterBar::setProject(Project *project)
{
    m_filter = {};
    ask(Naming::None);
    m_saved.setProject(project);
}

void SavedFilterBar::setFilter(const Filter &filter)
{
    m_filter = filter;
    fill();
}

void SavedFilterBar::fill()
{
    const QSignalBlocker blocker(m_list);
    QStringList names;
    int chosen = -1;
    for (const auto &[name, filter] : m_saved.filters()) {
        if (filter == m_filter)
            chosen = static_cast<int>(names.size());
        names += name;
    }
    m_list->clear();
    m_list->addItems(names);
    m_list->setCurrentIndex(chosen);
    enable();
}

void SavedFilterBar::enable()
{
    m_list->setEnabled(m_list->count() > 0);
    m_save->setEnabled(m_saved.canChange() && !m_filter.isEmpty());
    m_more->setEnabled(m_saved.canChange() && m_list->currentIndex() >= 0);
}

void SavedFilterBar::ask(Naming naming)
{
    m_naming = naming;
    m_name->setVisible(naming != Naming::None);
    if (naming == Naming::None)
        return;
    m_name->setText(m_list->currentText());
    m_name->selectAll();
    m_name->setFocus();
}

void SavedFilterBar::takeName()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty())
        return;
    if (m_naming == Naming::Rename)
        m_saved.rename(m_list->currentText(), name);
    else
        m_saved.save(name, m_filter);
    ask(Naming::None);
    m_list->setFocus();
}

bool SavedFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_name && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        ask(Naming::None);
        m_save->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace evol
