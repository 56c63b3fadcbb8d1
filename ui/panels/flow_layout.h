// SPDX-License-Identifier: GPL-3.0-or-later
// Lays widgets out like words: in lines, as many in each as fit. GUI thread.
#pragma once

#include <QLayout>

namespace evol {

class FlowLayout : public QLayout
{
    Q_OBJECT
public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect &rect) override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;

private:
    enum class Mode { Measure, Place };
    int layOut(const QRect &rect, Mode mode) const;

    QList<QLayoutItem *> m_items;
};

} // namespace evol
