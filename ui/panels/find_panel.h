// SPDX-License-Identifier: GPL-3.0-or-later
// Finding instructions: full text, filters with their counts, and the list of what fits, from which each leads to its
// place in the tree. GUI thread; texts are searched and read in the thread pool.
#pragma once

#include "ui/panels/facet_model.h"
#include "ui/panels/hit_list_model.h"
#include "ui/text_search.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace evol {

class FacetList;
class FilterChips;
class SavedFilterBar;
class UniformList;

class FindPanel : public QWidget
{
    Q_OBJECT
public:
    explicit FindPanel(QWidget *parent = nullptr);

    void setProject(Project *project);
    void focusQuery();
    /// Its text goes into the query line. Announced by filterChanged().
    void setFilter(const Filter &filter);
    const Filter &filter() const { return m_filter; }
    /// Of the list; valid while isSettled().
    int hitCount() const { return m_hits.rowCount(); }
    /// All hits are there, and what is shown follows from them.
    bool isSettled() const;

Q_SIGNALS:
    void instructionAsked(evol::InstructionId id);
    void selectionAsked(const std::vector<evol::InstructionId> &ids);
    /// matches: what the filter lets through, by NodeIndex; null where it is empty. Valid during the call. Also where
    /// only the project has changed.
    void filterChanged(const evol::Filter &filter, const evol::NodeSet *matches);
    void failed(const evol::Error &error);
    void left(); ///< Escape

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeResults();
    void layOut();
    void connectParts();
    void connectList();
    void connectProject();
    void readProgress();
    void edit(const Filter &filter);
    void clearAll();
    void takeHits();
    void refreshLater();
    void refresh();
    void showCounts();
    void showProgress(const SearchProgress &progress);
    void showEmptyText();
    void walk(int step);
    void ask(InstructionId id);

    Project *m_project = nullptr;
    QList<QMetaObject::Connection> m_connections;
    Filter m_filter;
    NodeSet m_found; ///< by the text; of the newest answer
    TextSearch m_search;
    FacetModel m_facets;
    HitListModel m_hits;
    QTimer m_refresh;
    bool m_isStale = true; ///< something has changed since the last refresh
    QLineEdit *m_query;
    QLabel *m_note, *m_count;
    SavedFilterBar *m_saved;
    FilterChips *m_chips;
    QToolButton *m_clear;
    QComboBox *m_order;
    FacetList *m_facetList;
    UniformList *m_list;
    QPushButton *m_selectAll;
    InstructionId m_shown = 0;    ///< asked for last
    bool m_clickIsAnswered = false; ///< by the row having become the current one
};

} // namespace evol
