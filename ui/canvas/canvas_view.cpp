// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas's state, layout and painting; what hands do to it is in canvas_view_input.cpp. GUI thread.
#include "ui/canvas/canvas_view.h"

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
    // Changes come in groups, and one layout a frame is enough.
    m_layoutTimer.setSingleShot(true);
    m_layoutTimer.setInterval(0);
    connect(&m_layoutTimer, &QTimer::timeout, this, &CanvasView::layOut);
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
        m_painter = std::make_unique<TreePainter>(*m_pool, m_layout, *m_content, m_palette, font());
        m_mapPainter = std::make_unique<FarPainter>(*m_pool, m_layout, *m_content, m_palette);
    }
    update();
}

void CanvasView::setPool(const Pool *pool)
{
    m_pool = pool;
    m_root = 0;
    m_current = 0;
    m_marks = TreeMarks();
    m_pulseTimer.stop();
    m_fitPending = true;
    m_layout.clear();
    makePainter();
    layOut();
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
}

void CanvasView::setRoot(InstructionId root)
{
    if (m_root == root)
        return;
    m_root = root;
    m_fitPending = true;
    layOut();
}

void CanvasView::setEvolving(const std::vector<InstructionId> &ids)
{
    m_marks.evolving = {ids.begin(), ids.end()};
    // Where animation is not wanted the sign stands still.
    const bool moving = !ids.empty() && style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
    moving ? m_pulseTimer.start() : m_pulseTimer.stop();
    update();
}

void CanvasView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void CanvasView::poolChanged(const std::vector<Change> &changes)
{
    bool grown = false;
    for (const Change &change : changes) {
        if (std::holds_alternative<AddInstruction>(change) || std::holds_alternative<RemoveInstruction>(change))
            grown = true;
        else if (m_painter && !grown)
            refreshNode(m_pool->indexOf(subject(change)));
    }
    m_map.forget();
    if (grown)
        scheduleLayout();
    update();
}

void CanvasView::refreshNode(NodeIndex node)
{
    m_painter->refresh(node);
    m_mapPainter->refresh(m_layout.placeOf(node));
}

void CanvasView::scheduleLayout()
{
    if (!m_layoutTimer.isActive())
        m_layoutTimer.start();
}

std::optional<CanvasView::Anchor> CanvasView::anchor() const
{
    if (m_layout.size() == 0)
        return std::nullopt;
    const QRectF view = seen();
    Place place = m_layout.placeOf(m_pool->indexOf(m_current));
    if (place < 0 || !m_layout.box(place).intersects(view))
        place = m_layout.nearest(view.center());
    // Removed ones keep their index: the nearest ancestor still there takes over.
    NodeIndex node = m_layout.node(place);
    while (node != noNode && m_pool->isRemoved(node)) {
        place = m_layout.parent(place);
        node = place < 0 ? noNode : m_layout.node(place);
    }
    if (node == noNode)
        return std::nullopt;
    return Anchor{m_pool->id(node), m_camera.view().toScreen(m_layout.box(place).topLeft())};
}

void CanvasView::layOut()
{
    m_layoutTimer.stop();
    const std::optional<Anchor> kept = m_pool ? anchor() : std::nullopt;
    const TreeView ahead = m_camera.target();
    const bool gliding = ahead.scale != scale() || ahead.origin != m_camera.view().origin;
    m_layout.clear();
    if (m_pool && (m_root == 0 || m_pool->contains(m_root)))
        m_layout.build(*m_pool, m_root == 0 ? noNode : m_pool->indexOf(m_root), m_layoutOptions);
    m_map.forget();
    if (m_painter) {
        m_painter->refresh();
        m_mapPainter->refresh();
    }

    std::erase_if(m_marks.selected, [this](InstructionId id) { return !m_pool || !m_pool->contains(id); });
    if (m_pool && !m_pool->contains(m_current))
        m_current = 0;
    const Place place = kept ? m_layout.placeOf(m_pool->indexOf(kept->id)) : -1;
    if (m_fitPending && m_layout.size() > 0) {
        m_fitPending = false;
        m_camera.fit(m_layout.bounds(), size(), Motion::Instant);
    } else if (place >= 0 && !gliding) {
        TreeView view = m_camera.view();
        view.origin = m_layout.box(place).topLeft() - kept->pixel / view.scale;
        m_camera.setView(view);
    }
    m_fitPending = m_fitPending || m_layout.size() == 0;
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
    const Place place = m_pool ? m_layout.placeOf(m_pool->indexOf(id)) : -1;
    return place < 0 ? QRect() : m_camera.view().toPixels(m_layout.box(place));
}

InstructionId CanvasView::instructionAt(const QPoint &position) const
{
    if (mapPlace().contains(position))
        return 0;
    const Place place = m_layout.placeAt(m_camera.view().toLayout(QPointF(position)));
    return place < 0 ? 0 : m_pool->id(m_layout.node(place));
}

std::vector<InstructionId> CanvasView::selection() const
{
    std::vector<InstructionId> ids(m_marks.selected.begin(), m_marks.selected.end());
    std::sort(ids.begin(), ids.end());
    return ids;
}

void CanvasView::setSelection(const std::vector<InstructionId> &ids)
{
    std::unordered_set<InstructionId> wanted;
    for (const InstructionId id : ids) {
        if (m_pool && m_pool->contains(id))
            wanted.insert(id);
    }
    if (!wanted.contains(m_current))
        m_current = wanted.empty() ? 0 : *std::min_element(wanted.begin(), wanted.end());
    if (wanted == m_marks.selected)
        return;
    m_marks.selected = std::move(wanted);
    announceSelection();
}

void CanvasView::announceSelection()
{
    update();
    QString description;
    if (m_marks.selected.size() > 1)
        description = tr("%1 instructions selected").arg(m_marks.selected.size());
    else if (m_current != 0 && m_content)
        description = QStringLiteral("#%1: %2").arg(m_current).arg(m_content->text(m_current));
    setAccessibleDescription(description);
    Q_EMIT selectionChanged();
}

void CanvasView::goTo(InstructionId id)
{
    setSelection({id});
    m_current = id;
    centreOn(id);
}

void CanvasView::centreOn(InstructionId id)
{
    if (m_layoutTimer.isActive())
        layOut();
    const Place place = m_pool ? m_layout.placeOf(m_pool->indexOf(id)) : -1;
    if (place >= 0)
        m_camera.centreOn(m_layout.box(place).center(), size(), Motion::Smooth);
}

void CanvasView::fit()
{
    m_camera.fit(m_layout.bounds(), size(), Motion::Smooth);
}

void CanvasView::zoomIn()
{
    m_camera.zoomAt(QRectF(rect()).center(), 1.25, Motion::Smooth);
}

void CanvasView::zoomOut()
{
    m_camera.zoomAt(QRectF(rect()).center(), 0.8, Motion::Smooth);
}

void CanvasView::zoomToActualSize()
{
    m_camera.zoomAt(QRectF(rect()).center(), m_camera.naturalScale() / m_camera.target().scale, Motion::Smooth);
}

void CanvasView::paintEmpty(QPainter &painter)
{
    painter.fillRect(rect(), m_palette.ground);
    painter.setPen(m_palette.quietText);
    painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    if (m_layoutTimer.isActive())
        layOut();
    m_painted = true;
    QPainter painter(this);
    if (!m_painter || m_layout.size() == 0) {
        paintEmpty(painter);
        return;
    }
    m_painter->paint(painter, m_camera.view(), event->rect(), m_marks);
    if (!m_box.isNull()) {
        QColor inside = m_palette.accent;
        inside.setAlpha(28);
        painter.fillRect(m_box, inside);
        painter.setPen(m_palette.accent);
        painter.drawRect(m_box.adjusted(0, 0, -1, -1));
    }
    if (!mapPlace().isNull())
        m_map.paint(painter, *m_mapPainter, m_layout, size(), seen(), m_palette);
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
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
