// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas: a pool as a tree one can move about in, select in and walk with keys. It holds no widget or
// item per node; what is on the view is painted from flat arrays. New nodes appear without moving what one
// is reading. GUI thread.
#pragma once

#include "domain/change.h"
#include "drawing/tree_painter.h"
#include "ui/canvas/canvas_camera.h"
#include "ui/canvas/minimap.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace evol {

enum class ChooseMode { Replace, Toggle, Add };

class CanvasView : public QWidget
{
    Q_OBJECT

public:
    explicit CanvasView(QWidget *parent = nullptr);
    ~CanvasView() override;

    /// Both must outlive the canvas or be taken back with nullptr. They may be called in either order.
    void setPool(const Pool *pool);
    void setContent(const TreeContent *content);
    void setTheme(Theme theme);
    void setOrientation(Orientation orientation);
    /// The tree of this instruction only; 0: the forest.
    void setRoot(InstructionId root);
    InstructionId root() const { return m_root; }
    void setEvolving(const std::vector<InstructionId> &ids);
    /// What an empty canvas says.
    void setEmptyText(const QString &text);

    /// In order of id.
    std::vector<InstructionId> selection() const;
    void setSelection(const std::vector<InstructionId> &ids);
    /// The one that keys start from; 0: none.
    InstructionId current() const { return m_current; }
    /// Selects one and brings it into view.
    void goTo(InstructionId id);

    double scale() const { return m_camera.view().scale; }
    /// Of the card on the widget; null where there is none.
    QRect cardOf(InstructionId id) const;
    InstructionId instructionAt(const QPoint &position) const;
    CanvasCamera &camera() { return m_camera; }

    QSize sizeHint() const override { return {800, 600}; }

public Q_SLOTS:
    /// The pool has applied these changes.
    void poolChanged(const std::vector<Change> &changes);
    /// Texts and names are read anew.
    void refreshContent();
    void fit();
    void zoomIn();
    void zoomOut();
    void zoomToActualSize();
    void centreOn(InstructionId id);

Q_SIGNALS:
    void selectionChanged();
    /// Double click, Space or Enter: show this one whole.
    void activated(InstructionId id);
    /// id 0: on the ground. position: on the screen.
    void contextMenuRequested(InstructionId id, const QPoint &position);
    void scaleChanged(double scale);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Drag { None, Pressed, Pan, Box, Map };
    struct Anchor {
        InstructionId id;
        QPointF pixel;
    };

    void makePainter();
    void refreshNode(NodeIndex node);
    void scheduleLayout();
    void layOut();
    std::optional<Anchor> anchor() const;
    QRectF seen() const;
    /// Null while the whole tree is in view, or it is a small one.
    QRect mapPlace() const;
    void hover(InstructionId id);
    void choose(InstructionId id, ChooseMode mode);
    void chooseBox(const QRect &box);
    void walk(QKeyEvent *event);
    void reveal(InstructionId id);
    void startDrag(QMouseEvent *event);
    void showToolTip(const QPoint &position, const QPoint &onScreen);
    void paintEmpty(QPainter &painter);
    void announceSelection();
    bool pinch(QEvent *event);

    const Pool *m_pool = nullptr;
    const TreeContent *m_content = nullptr;
    Palette m_palette;
    LayoutOptions m_layoutOptions;
    InstructionId m_root = 0;
    TreeLayout m_layout;
    std::unique_ptr<TreePainter> m_painter;
    std::unique_ptr<FarPainter> m_mapPainter;
    Minimap m_map;
    CanvasCamera m_camera;
    TreeMarks m_marks;
    InstructionId m_current = 0;
    QString m_emptyText;
    QTimer m_layoutTimer, m_pulseTimer;
    bool m_fitPending = true;
    bool m_painted = false;

    Drag m_drag = Drag::None;
    QPoint m_pressed, m_last;
    QRect m_box;
    bool m_spaceHeld = false, m_spaceDragged = false;
};

} // namespace evol
