// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas: a pool as a tree one can move about in, select in and walk with keys. It holds no widget or
// item per node; what is on the view is painted from flat arrays. New nodes appear without moving what one
// is reading. GUI thread.
#pragma once

#include "domain/change.h"
#include "drawing/tree_painter.h"
#include "ui/canvas/canvas_camera.h"
#include "ui/canvas/canvas_places.h"
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
    Orientation orientation() const { return m_layoutOptions.orientation; }
    void setColouring(Colouring colouring);
    Colouring colouring() const { return m_colouring; }
    const CanvasScope &scope() const { return m_scope; }
    /// What one reads stays where it is, if it is still shown; a new root or lineage is fitted.
    void setScope(const CanvasScope &scope);
    /// The tree of this instruction only; 0: the forest.
    void setRoot(InstructionId root);
    InstructionId root() const { return m_scope.root; }
    /// Others than these stand back; null: none does. By node.
    void setMatches(const std::vector<std::uint8_t> *matches);
    void setEvolving(const std::vector<InstructionId> &ids);
    /// What an empty canvas says.
    void setEmptyText(const QString &text);

    /// In order of id.
    std::vector<InstructionId> selection() const;
    void setSelection(const std::vector<InstructionId> &ids);
    /// The one that keys start from; 0: none.
    InstructionId current() const { return m_current; }
    /// Selects one and brings it into view, unfolding what hides it.
    void goTo(InstructionId id);

    double scale() const { return m_camera.view().scale(); }
    /// Of the card on the widget; null where there is none.
    QRect cardOf(InstructionId id) const;
    InstructionId instructionAt(const QPoint &position) const;
    CanvasCamera &camera() { return m_camera; }
    const TreeLayout &layout() const { return m_layout; }
    /// Whether the last picture had all its words, if there is one.
    bool isComplete() const { return m_complete || !isVisible() || m_layout.size() == 0; }

    QSize sizeHint() const override { return {800, 600}; }

public Q_SLOTS:
    /// The pool has applied these changes.
    void poolChanged(const std::vector<Change> &changes);
    /// Texts and names are read anew.
    void refreshContent();
    /// Texts that were missing are there.
    void textsArrived() { update(); }
    void fit();
    void fitSelection();
    void zoomIn();
    void zoomOut();
    void zoomToActualSize();
    void centreOn(InstructionId id);
    void goBack();
    void goForward();
    /// Of the selected branches.
    void fold();
    void selectLineage();
    void selectSubtree();

Q_SIGNALS:
    void selectionChanged();
    void scopeChanged();
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
    /// What one reads, and where it lies in the layout: it stays on its pixels when the layout changes.
    struct Anchor {
        InstructionId id = 0;
        QPointF corner;
    };

    void makePainter();
    void layOut();
    void takeIn(const std::vector<Change> &changes);
    void forgetRemoved();
    void countFolded();
    void restoreAnchor();
    Anchor anchor() const;
    void setScene();
    CanvasPlace place() const;
    void leave();
    void visit(const CanvasPlace &place);
    QRectF seen() const;
    /// Null while the whole tree is in view, or it is a small one.
    QRect mapPlace() const;
    void hover(InstructionId id);
    void choose(InstructionId id, ChooseMode mode);
    void chooseBox(const QRect &box);
    bool isSelected(InstructionId id) const;
    void select(std::vector<NodeIndex> nodes, InstructionId current);
    void walk(QKeyEvent *event);
    void reveal(InstructionId id);
    void startDrag(QMouseEvent *event);
    void showToolTip(const QPoint &position, const QPoint &onScreen);
    void paintEmpty(QPainter &painter);
    void announceSelection();
    bool pinch(QEvent *event);
    NodeIndex indexOf(InstructionId id) const { return m_pool ? m_pool->indexOf(id) : noNode; }

    const Pool *m_pool = nullptr;
    const TreeContent *m_content = nullptr;
    Palette m_palette;
    LayoutOptions m_layoutOptions;
    Colouring m_colouring = Colouring::Direction;
    CanvasScope m_scope;
    TreeLayout m_layout;
    std::unique_ptr<NodeColours> m_colours;
    std::unique_ptr<TreePainter> m_painter;
    std::unique_ptr<ShapePainter> m_mapPainter;
    Minimap m_map;
    CanvasCamera m_camera;
    CanvasPlaces m_places;
    TreeMarks m_marks;
    InstructionId m_current = 0;
    Anchor m_anchor;
    QString m_emptyText;
    QTimer m_mapTimer, m_pulseTimer;
    bool m_fitPending = true;
    bool m_painted = false;
    bool m_complete = false;

    Drag m_drag = Drag::None;
    QPoint m_pressed, m_last;
    QRect m_box;
    bool m_spaceHeld = false, m_spaceDragged = false;
};

} // namespace evol
