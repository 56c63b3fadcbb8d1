// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas's state, layout and painting; what it selects and where it goes is in canvas_view_places.cpp, what hands
// do to it in canvas_view_input.cpp. GUI thread.
#include "ui/canvas/canvas_view.h"

#include "ui/canvas/canvas_legend.h"

#include <QFontInfo>
#include <QPainter>
#include <QPaintEvent>
#include <QStyle>

#include <algorithm>

namespace evol {

namespace {
constexpr int pulseInterval = 50;
constexpr double pulseStep = 0.04;
constexpr int smallestMapped = 30;
constexpr int mapInterval = 400; ///< the map of a tree that grows is painted this often
constexpr std::chrono::microseconds patience(3500);
} // namespace

CanvasView::CanvasView(QWidget *parent)
    : QWidget(parent), m_palette(paletteOf(Theme::Light)), m_emptyText(tr("No instructions yet. Add a seed to begin."))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(160, 120);
    grabGesture(Qt::PinchGesture);
    setAccessibleName(tr("Evolution tree"));
    m_camera.setDuration(style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0 ? 160 : 0);
    connect(&m_camera, &CanvasCamera::moved, this, [this] {
        update();
        Q_EMIT scaleChanged(scale());
    });
    m_mapTimer.setSingleShot(true);
    m_mapTimer.setInterval(mapInterval);
    connect(&m_mapTimer, &QTimer::timeout, this, [this] {
        m_map.forget();
        update();
    });
    m_pulseTimer.setInterval(pulseInterval);
    connect(&m_pulseTimer, &QTimer::timeout, this, [this] {
        m_marks.pulse = m_marks.pulse + pulseStep >= 1 ? 0 : m_marks.pulse + pulseStep;
        update();
    });
}

CanvasView::~CanvasView() = default;

void CanvasView::makePainter()
{
    // Cards are drawn for letters of 10 points; larger ones of the system make all of a card larger.
    m_camera.setNaturalScale(std::max(1.0, QFontInfo(font()).pointSizeF() / 10));
    m_painter.reset();
    m_mapPainter.reset();
    m_map.forget();
    if (m_pool && m_content) {
        m_colours = std::make_unique<NodeColours>(*m_pool, *m_content);
        m_colours->setColouring(m_colouring);
        m_painter = std::make_unique<TreePainter>(*m_pool, m_layout, *m_content, *m_colours, m_palette, font());
        m_painter->setPatience(patience);
        m_mapPainter = std::make_unique<ShapePainter>(m_layout, *m_colours, m_palette);
    }
    update();
}

void CanvasView::setPool(const Pool *pool)
{
    m_pool = pool;
    m_scope = {};
    m_current = 0;
    m_anchor = {};
    m_marks = TreeMarks();
    m_places.clear();
    m_pulseTimer.stop();
    m_fitPending = true;
    m_layout.clear();
    makePainter();
    layOut();
    Q_EMIT scopeChanged();
    Q_EMIT selectionChanged();
}

void CanvasView::setContent(const TreeContent *content)
{
    m_content = content;
    makePainter();
}

void CanvasView::refreshContent()
{
    makePainter();
}

void CanvasView::setTheme(Theme theme)
{
    m_palette = paletteOf(theme);
    makePainter();
}

void CanvasView::setOrientation(Orientation orientation)
{
    if (m_layoutOptions.orientation == orientation)
        return;
    m_layoutOptions.orientation = orientation;
    m_fitPending = true;
    layOut();
    Q_EMIT scopeChanged();
}

void CanvasView::setColouring(Colouring colouring)
{
    m_colouring = colouring;
    if (m_colours)
        m_colours->setColouring(colouring);
    m_map.forget();
    update();
    Q_EMIT scopeChanged();
}

void CanvasView::setEvolving(const std::vector<InstructionId> &ids)
{
    m_marks.evolving = {ids.begin(), ids.end()};
    // Where animation is not wanted the sign stands still.
    const bool moving = !ids.empty() && style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
    moving ? m_pulseTimer.start() : m_pulseTimer.stop();
    update();
}

void CanvasView::setMatches(const std::vector<std::uint8_t> *matches)
{
    m_marks.matches = matches ? std::optional(*matches) : std::nullopt;
    update();
}

void CanvasView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void CanvasView::poolChanged(const std::vector<Change> &changes)
{
    const bool moved = std::any_of(changes.begin(), changes.end(), [](const Change &change) {
        return std::holds_alternative<MoveInstruction>(change);
    });
    if (m_colours) {
        for (const Change &change : changes)
            m_colours->refresh(m_pool->indexOf(subject(change)));
    }
    const bool reworded = std::any_of(changes.begin(), changes.end(), [](const Change &change) {
        return std::holds_alternative<EditInstruction>(change);
    });
    if (reworded && m_painter)
        m_painter->forgetTexts();
    // What is hidden may depend on any of them.
    if (moved || m_scope.hidesEliminated || m_scope.lineage != 0 || m_layout.size() == 0)
        layOut();
    else
        takeIn(changes);
    if (!m_mapTimer.isActive())
        m_mapTimer.start();
    update();
}

/// Only what has come and gone is placed anew.
void CanvasView::takeIn(const std::vector<Change> &changes)
{
    std::vector<NodeIndex> added, removed;
    for (const Change &change : changes) {
        if (const auto *addition = std::get_if<AddInstruction>(&change))
            added.push_back(m_pool->indexOf(addition->instruction.id));
        else if (const auto *removal = std::get_if<RemoveInstruction>(&change))
            removed.push_back(m_pool->formerIndexOf(removal->instruction.id));
    }
    std::erase(added, noNode);
    if (added.empty() && removed.empty())
        return;
    m_layout.update(added, removed);
    countFolded();
    if (!removed.empty())
        forgetRemoved();
    setScene();
    restoreAnchor();
}

void CanvasView::countFolded()
{
    m_marks.folded.clear();
    for (const InstructionId id : m_scope.folded) {
        if (const NodeIndex node = indexOf(id); m_layout.contains(node))
            m_marks.folded.emplace_back(node, int(m_pool->preorder(node).size()) - 1);
    }
}

void CanvasView::forgetRemoved()
{
    std::erase_if(m_marks.selected, [this](NodeIndex n) { return !m_pool || m_pool->isRemoved(n); });
    if (indexOf(m_current) == noNode)
        m_current = 0;
}

CanvasView::Anchor CanvasView::anchor() const
{
    if (!m_pool || m_layout.size() == 0)
        return {};
    const QRectF view = seen();
    NodeIndex node = indexOf(m_current);
    if (!m_layout.contains(node) || !m_layout.box(node).intersects(view))
        node = m_layout.nearest(view.center());
    return {m_pool->id(node), m_layout.box(node).topLeft()};
}

void CanvasView::restoreAnchor()
{
    const NodeIndex node = indexOf(m_anchor.id);
    const bool kept = m_layout.contains(node) && !m_camera.isGliding();
    if (m_fitPending && m_layout.size() > 0) {
        m_fitPending = false;
        m_camera.fit(m_layout.bounds(), size(), Motion::Instant);
    } else if (kept) {
        TreeView view = m_camera.view();
        view.origin += m_layout.box(node).topLeft() - m_anchor.corner;
        if (view.origin != m_camera.view().origin)
            m_camera.setView(view);
    }
    m_fitPending = m_fitPending || m_layout.size() == 0;
    m_anchor = anchor();
}

void CanvasView::setScene()
{
    m_camera.setScene(m_layout.bounds(), m_layoutOptions.orientation, size());
}

void CanvasView::layOut()
{
    m_layout.clear();
    m_layoutOptions.shape = std::clamp(double(width()) / std::max(height(), 1), 0.5, 3.0);
    if (m_pool && (m_scope.root == 0 || m_pool->contains(m_scope.root)))
        m_layout.build(*m_pool, layoutScope(m_scope, *m_pool), m_layoutOptions);
    m_map.forget();
    forgetRemoved();
    countFolded();
    setScene();
    restoreAnchor();
    update();
}

QRectF CanvasView::seen() const
{
    return m_camera.view().toLayout(QRectF(rect()));
}

QRect CanvasView::mapPlace() const
{
    const bool needed = m_layout.size() >= smallestMapped && !seen().contains(m_layout.bounds());
    return needed ? m_map.place(m_layout, size()) : QRect();
}

QRect CanvasView::cardOf(InstructionId id) const
{
    const NodeIndex node = indexOf(id);
    return m_layout.contains(node) ? m_camera.view().toPixels(m_layout.box(node)) : QRect();
}

InstructionId CanvasView::instructionAt(const QPoint &position) const
{
    if (mapPlace().contains(position))
        return 0;
    const NodeIndex node = m_layout.nodeAt(m_camera.view().toLayout(QPointF(position)));
    return node == noNode ? 0 : m_pool->id(node);
}

void CanvasView::paintEmpty(QPainter &painter)
{
    painter.fillRect(rect(), m_palette.ground);
    painter.setPen(m_palette.quietText);
    painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    m_painted = true;
    QPainter painter(this);
    if (!m_painter || m_layout.size() == 0) {
        m_complete = true;
        paintEmpty(painter);
        return;
    }
    const TreePainter::Missing missing = m_painter->paint(painter, m_camera.view(), event->rect(), m_marks);
    m_complete = !missing.isUnprepared && !missing.isUnread;
    // Words that are being read announce themselves; those there was no time for come with the next frame.
    if (missing.isUnprepared)
        QMetaObject::invokeMethod(this, qOverload<>(&QWidget::update), Qt::QueuedConnection);
    if (!m_box.isNull()) {
        QColor inside = m_palette.accent;
        inside.setAlpha(28);
        painter.fillRect(m_box, inside);
        painter.setPen(m_palette.accent);
        painter.drawRect(m_box.adjusted(0, 0, -1, -1));
    }
    if (detailAt(scale()) == Detail::Far || m_colouring != Colouring::Direction)
        paintLegend(painter, rect(), *m_colours, m_palette);
    if (!mapPlace().isNull())
        m_map.paint(painter, *m_mapPainter, m_layout, size(), seen(), m_palette);
    m_anchor = anchor();
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    setScene();
    // What was in the middle stays in the middle; before the first sight there is nothing to keep.
    if (!m_painted) {
        m_camera.fit(m_layout.bounds(), size(), Motion::Instant);
        return;
    }
    const QSize grown = event->size() - event->oldSize();
    m_camera.panBy(QPointF(grown.width(), grown.height()) / 2);
}

void CanvasView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        makePainter();
    QWidget::changeEvent(event);
}

} // namespace evol
