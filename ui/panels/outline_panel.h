// SPDX-License-Identifier: GPL-3.0-or-later
// The tree for those who prefer lists: as an outline, or flat as a table, in step with the canvas. While it is hidden
// it only remembers that it has to look again. GUI thread.
#pragma once

#include "domain/filter.h"
#include "ui/panels/instruction_table_model.h"
#include "ui/panels/outline_model.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include <optional>

namespace evol {

class InstructionTable;
class OutlineList;

class OutlinePanel : public QWidget
{
    Q_OBJECT
public:
    enum class Shape { Outline, Table };

    explicit OutlinePanel(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// Selects it alone and brings it into view; 0: none. Not announced.
    void setCurrent(InstructionId id);
    /// What the table is limited to; null: all. As FindPanel::filterChanged gives it.
    void setMatches(const NodeSet *matches);
    void setShape(Shape shape);
    Shape shape() const { return m_shape; }
    std::vector<InstructionId> selection() const; ///< in order of id
    OutlineModel &outline() { return m_outline; }
    InstructionTableModel &table() { return m_table; }

Q_SIGNALS:
    void currentChosen(evol::InstructionId id);
    void selectionChosen(const std::vector<evol::InstructionId> &ids);
    /// Enter or double click: show this one whole.
    void activated(evol::InstructionId id);
    void left(); ///< Escape

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHead();
    void connectList(QAbstractItemView *view);
    void takeChanges(const std::vector<Change> &changes);
    void refresh();
    void refreshTable();
    void showCount();
    void showCurrent();
    InstructionId idAt(int row) const;
    QAbstractItemView *view() const;

    Project *m_project = nullptr;
    QList<QMetaObject::Connection> m_connections;
    OutlineModel m_outline;
    InstructionTableModel m_table;
    std::optional<NodeSet> m_matches;
    Shape m_shape = Shape::Outline;
    InstructionId m_current = 0;
    bool m_isTold = false;  ///< the selection is being set from outside
    bool m_isStale = false; ///< the project has changed while this was hidden
    QTimer m_tableTimer, m_selectionTimer;
    QLabel *m_count;
    QToolButton *m_asOutline, *m_asTable, *m_openAll, *m_closeAll;
    QStackedWidget *m_pages;
    OutlineList *m_outlineList;
    InstructionTable *m_tableView;
};

} // namespace evol
