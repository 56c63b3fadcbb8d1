// SPDX-License-Identifier: GPL-3.0-or-later
// Five stars to click, or to set with arrow keys. GUI thread.
#pragma once

#include <QWidget>

namespace evol {

class StarRating : public QWidget
{
    Q_OBJECT
public:
    explicit StarRating(QWidget *parent = nullptr);

    int stars() const { return m_stars; }
    void setStars(int stars); ///< 0: not rated
    QSize sizeHint() const override;

Q_SIGNALS:
    void rated(int stars); ///< by the person

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int starAt(int x) const;

    int m_stars = 0;
    int m_hovered = 0;
};

} // namespace evol
