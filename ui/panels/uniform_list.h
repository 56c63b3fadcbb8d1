// SPDX-License-Identifier: GPL-3.0-or-later
// A list of rows that are all equally high. QListView keeps a position for every row and works them all out again when
// one is inserted; here they are computed, so a list of 250,000 rows opens and grows at once. GUI thread.
#pragma once

#include <QListView>

namespace evol {

class UniformList : public QListView
{
    Q_OBJECT
public:
    explicit UniformList(QWidget *parent = nullptr);

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void doItemsLayout() override;
    /// Typing finds nothing here: it would have all texts read.
    void keyboardSearch(const QString &) override {}

    /// Said where there are no rows; plain text.
    void setEmptyText(const QString &text);
    /// Makes the row current, selects it alone and brings it into view.
    void goToRow(int row);

Q_SIGNALS:
    /// These rows are about to be painted: who reads their texts can read them all at once.
    void rowsShown(int first, int last);

protected:
    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int rowHeight() const;
    int rowCount() const { return model() ? model()->rowCount(rootIndex()) : 0; }
    void paintEmpty();

    mutable int m_rowHeight = 0; ///< 0: not known yet
    QString m_emptyText;
    int m_firstShown = -1, m_lastShown = -1;
};

} // namespace evol
