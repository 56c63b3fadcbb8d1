// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/seed_panel.h"

#include "ui/panels/seed_delegate.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace evol {

SeedPanel::SeedPanel(QWidget *parent)
    : QWidget(parent), m_count(new QLabel), m_filter(new QLineEdit), m_trees(new QComboBox), m_list(new UniformList),
      m_newSeed(new QLineEdit)
{
    setProperty("role", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    auto *title = new QLabel(tr("Seeds"));
    title->setProperty("rank", QStringLiteral("strong"));
    m_count->setProperty("rank", QStringLiteral("quiet"));
    m_filter->setObjectName(QStringLiteral("seedFilter"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the trees by text"));
    m_filter->setClearButtonEnabled(true);
    m_trees->addItems({tr("All trees"), tr("Not evolved"), tr("With eliminated"), tr("With overrides")});
    m_trees->setAccessibleName(tr("Which trees are listed"));
    m_list->setObjectName(QStringLiteral("seedList"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new SeedDelegate(m_list));
    m_list->setAccessibleName(tr("Seeds"));
    m_newSeed->setObjectName(QStringLiteral("newSeed"));
    m_newSeed->setPlaceholderText(tr("Add a seed, then Enter"));
    m_newSeed->setAccessibleName(tr("Text of a new seed"));

    layOut(title);
    connect(m_filter, &QLineEdit::textChanged, this, &SeedPanel::filter);
    connect(&m_search, &TextSearch::found, this, &SeedPanel::takeHits);
    connect(m_list, &UniformList::rowsShown, &m_model, &SeedListModel::prefetch);
    connect(m_trees, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_model.setFilter(static_cast<TreeFilter>(index)); });
    connect(m_newSeed, &QLineEdit::returnPressed, this, &SeedPanel::addSeed);
    connect(&m_model, &SeedListModel::countsChanged, this, &SeedPanel::showCounts);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            Q_EMIT seedChosen(m_model.idAt(current));
    });
    setProject(nullptr);
}

void SeedPanel::layOut(QWidget *title)
{
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_count);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(space::panel, space::groups, space::groups, space::inside);
    top->setSpacing(space::inside);
    top->addLayout(head);
    top->addWidget(m_filter);
    top->addWidget(m_trees);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    foot->addWidget(m_newSeed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addLayout(foot);
}

void SeedPanel::setProject(Project *project)
{
    m_project = project;
    m_search.setProject(project);
    const QSignalBlocker blockFilter(m_filter);
    const QSignalBlocker blockTrees(m_trees);
    m_filter->clear();
    m_trees->setCurrentIndex(0);
    m_model.setProject(project);
    disconnect(m_textsArrived);
    if (project)
        m_textsArrived = connect(&project->texts(), &ProjectTexts::arrived, m_list->viewport(), qOverload<>(&QWidget::update));
    m_filter->setEnabled(project);
    m_trees->setEnabled(project);
    m_newSeed->setEnabled(project && !project->isReadOnly());
    showTreeOf(0);
}

void SeedPanel::showTreeOf(InstructionId id)
{
    const QSignalBlocker blocker(m_list->selectionModel());
    const QModelIndex row = m_model.rowOf(id);
    m_list->setCurrentIndex(row);
    if (row.isValid())
        m_list->scrollTo(row);
    m_list->viewport()->update();
}

InstructionId SeedPanel::chosenSeed() const
{
    return m_model.idAt(m_list->currentIndex());
}

void SeedPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void SeedPanel::focusNewSeed()
{
    m_newSeed->setFocus(Qt::ShortcutFocusReason);
}

void SeedPanel::filter()
{
    m_search.search(m_filter->text().trimmed().toStdString());
}

void SeedPanel::takeHits()
{
    if (m_search.query().empty()) {
        m_model.setMatches(std::nullopt);
        return;
    }
    std::vector<InstructionId> ids;
    ids.reserve(m_search.hits().size());
    for (const SearchHit &hit : m_search.hits())
        ids.push_back(hit.instruction);
    m_model.setMatches(std::move(ids));
}

void SeedPanel::showCounts()
{
    const QLocale locale;
    if (m_model.shownCount() == m_model.seedCount())
        m_count->setText(m_model.seedCount() > 0 ? locale.toString(m_model.seedCount()) : QString());
    else
        m_count->setText(tr("%1 of %2").arg(locale.toString(m_model.shownCount()), locale.toString(m_model.seedCount())));
    if (!m_list->currentIndex().isValid() && m_model.rowCount() > 0)
        showTreeOf(0);
}

void SeedPanel::addSeed()
{
    const QString text = m_newSeed->text().trimmed();
    if (text.isEmpty())
        return;
    m_newSeed->clear();
    Q_EMIT seedEntered(text);
}

} // namespace evol
