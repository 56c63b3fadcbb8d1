// SPDX-License-Identifier: GPL-3.0-or-later
// What the panel does; how its parts are put together is in find_panel_parts.cpp. GUI thread.
#include "ui/panels/find_panel.h"

#include "ui/background.h"
#include "ui/panels/facet_list.h"
#include "ui/panels/filter_chips.h"
#include "ui/panels/saved_filter_bar.h"

#include <QKeyEvent>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>

namespace evol {

void FindPanel::setProject(Project *project)
{
    for (const QMetaObject::Connection &connection : std::exchange(m_connections, {}))
        disconnect(connection);
    m_project = project;
    m_search.setProject(project);
    m_filter = {};
    m_found.clear();
    m_shown = 0;
    m_refresh.stop();
    m_facets.setPool(project ? &project->pool() : nullptr);
    m_facets.setFilter(m_filter);
    m_hits.setProject(project);
    m_saved->setProject(project);
    m_saved->setFilter(m_filter);
    m_chips->setFilter(m_filter);
    const QSignalBlocker blocker(m_query);
    m_query->clear();
    m_note->clear();
    setEnabled(project != nullptr);
    if (project)
        connectProject();
    m_isStale = true;
    refresh();
}

void FindPanel::connectProject()
{
    Document &document = m_project->document();
    m_connections += connect(&document, &Document::changed, this, &FindPanel::refreshLater);
    m_connections += connect(&document, &Document::searchProgressed, this, &FindPanel::showProgress);
    m_connections += connect(&m_project->texts(), &ProjectTexts::arrived, m_list->viewport(), qOverload<>(&QWidget::update));
    readProgress();
}

void FindPanel::readProgress()
{
    inBackground(
        this,
        [open = openReaderOf(*m_project)]() -> Result<SearchProgress> {
            auto reader = open();
            if (!reader)
                return tl::unexpected<Error>(reader.error());
            return (*reader)->searchProgress();
        },
        [this, project = m_project](const Result<SearchProgress> &progress) {
            if (progress && project == m_project)
                showProgress(*progress);
        });
}

void FindPanel::showProgress(const SearchProgress &progress)
{
    const bool whole = progress.indexed >= progress.total;
    const auto share = progress.total > 0 ? 100 * progress.indexed / progress.total : 100;
    m_note->setText(whole ? QString() : tr("Indexing, %1 %").arg(share));
}

void FindPanel::focusQuery()
{
    m_query->setFocus(Qt::ShortcutFocusReason);
    m_query->selectAll();
}

bool FindPanel::isSettled() const
{
    return m_search.stage() == TextSearch::Stage::Whole && !m_isStale;
}

void FindPanel::setFilter(const Filter &filter)
{
    const QSignalBlocker blocker(m_query);
    m_query->setText(QString::fromStdString(filter.text));
    edit(filter);
}

void FindPanel::edit(const Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_filter.text = QString::fromStdString(filter.text).trimmed().toStdString();
    m_facets.setFilter(m_filter);
    m_chips->setFilter(m_filter);
    m_saved->setFilter(m_filter);
    m_clear->setVisible(!m_filter.isEmpty());
    m_isStale = true;
    m_search.search(m_filter.text);
    refresh();
}

void FindPanel::takeHits()
{
    m_found.clear();
    if (m_project) {
        const Pool &pool = m_project->pool();
        m_found.resize(static_cast<std::size_t>(pool.size()));
        for (const SearchHit &hit : m_search.hits()) {
            if (const NodeIndex n = pool.indexOf(hit.instruction); n != noNode)
                m_found[static_cast<std::size_t>(n)] = 1;
        }
        m_hits.setQuery(QString::fromStdString(m_search.query()), m_search.hits());
    }
    m_isStale = true;
    refresh();
}

void FindPanel::refreshLater()
{
    m_isStale = true;
    if (!m_refresh.isActive())
        m_refresh.start();
}

void FindPanel::refresh()
{
    // With a filter the canvas shows what fits, whether one sees the panel or not. And until the first hits are there
    // what is shown stays as it was.
    if (!m_isStale || (!isVisible() && m_filter.isEmpty()) || m_search.stage() == TextSearch::Stage::Waiting)
        return;
    m_isStale = false;
    if (!m_project) {
        m_hits.setNodes({});
        m_facets.setCounts({});
        showCounts();
        return;
    }
    const Pool &pool = m_project->pool();
    m_facets.setCounts(countMatching(m_filter, pool, &m_found));
    std::vector<NodeIndex> nodes;
    if (!m_filter.isEmpty())
        nodes = matching(m_filter, pool, &m_found);
    NodeSet matches(m_filter.isEmpty() ? 0 : static_cast<std::size_t>(pool.size()));
    for (const NodeIndex n : nodes)
        matches[static_cast<std::size_t>(n)] = 1;
    m_hits.setNodes(std::move(nodes));
    // Rows may be others now; which one was shown last is not.
    if (const int row = m_hits.rowOf(m_shown); row >= 0) {
        const QSignalBlocker blocker(m_list->selectionModel());
        m_list->selectionModel()->setCurrentIndex(m_hits.index(row), QItemSelectionModel::ClearAndSelect);
        m_list->viewport()->update();
    }
    showCounts();
    Q_EMIT filterChanged(m_filter, m_filter.isEmpty() ? nullptr : &matches);
}

void FindPanel::showCounts()
{
    const int count = m_hits.rowCount();
    const QString shown = QLocale().toString(count);
    const bool more = m_search.stage() == TextSearch::Stage::FirstHits;
    m_count->setText(m_filter.isEmpty() ? QString() : more ? tr("%1 and more").arg(shown) : tr("%n found", nullptr, count).replace(QString::number(count), shown));
    m_selectAll->setText(tr("Select all %1").arg(shown));
    m_selectAll->setEnabled(!more);
    m_selectAll->setVisible(count > 0);
    m_order->setVisible(count > 0);
    m_clear->setVisible(!m_filter.isEmpty());
    showEmptyText();
}

void FindPanel::showEmptyText()
{
    Filter onlyText;
    onlyText.text = m_filter.text;
    QString text;
    if (!m_project)
        text = tr("Open a project to search in it.");
    else if (m_filter.isEmpty())
        text = tr("Type words, or tick what you want to see: all that fits is listed here.");
    else if (m_filter == onlyText)
        text = tr("No text has these words. Try fewer of them, or only their beginnings.");
    else
        text = tr("Nothing fits all of this. Take something out above.");
    m_list->setEmptyText(text);
}

void FindPanel::walk(int step)
{
    if (m_hits.rowCount() == 0)
        return;
    const int current = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : step > 0 ? -1 : m_hits.rowCount();
    m_list->goToRow(std::clamp(current + step, 0, m_hits.rowCount() - 1));
}

void FindPanel::ask(InstructionId id)
{
    if (id == 0)
        return;
    m_shown = id;
    Q_EMIT instructionAsked(id);
}

void FindPanel::clearAll()
{
    setFilter({});
    m_query->setFocus();
}

void FindPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void FindPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

bool FindPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list->viewport() && event->type() == QEvent::MouseButtonPress)
        m_clickIsAnswered = false;
    if (event->type() != QEvent::KeyPress || (watched != m_query && watched != m_list))
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (isEnter && m_list->currentIndex().isValid()) {
        ask(m_hits.idAt(m_list->currentIndex().row()));
        return true;
    }
    if (watched == m_query && (key->key() == Qt::Key_Down || isEnter)) {
        walk(1);
        return true;
    }
    if (watched == m_query && key->key() == Qt::Key_Up) {
        walk(-1);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace evol
