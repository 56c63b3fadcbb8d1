// SPDX-License-Identifier: GPL-3.0-or-later
// What a filter says, a chip for each part; a click on one takes that part out. GUI thread.
#pragma once

#include "domain/filter.h"

#include <QAbstractButton>
#include <QWidget>

namespace evol {

/// Words with a cross; elided where there is no room.
class FilterChip : public QAbstractButton
{
    Q_OBJECT
public:
    explicit FilterChip(const QString &words, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

class FilterChips : public QWidget
{
    Q_OBJECT
public:
    explicit FilterChips(QWidget *parent = nullptr);

    /// The text query is not shown here: it stands in its line.
    void setFilter(const Filter &filter);

Q_SIGNALS:
    void filterEdited(const evol::Filter &filter);

private:
    Filter m_filter;
};

} // namespace evol
