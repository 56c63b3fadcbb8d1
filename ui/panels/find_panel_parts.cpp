// SPDX-License-Identifier: GPL-3.0-or-later
// How the panel is put together. GUI thread.
#include "ui/panels/facet_list.h"
#include "ui/panels/filter_chips.h"
#include "ui/panels/find_panel.h"
#include "ui/panels/hit_delegate.h"
#include "ui/panels/saved_filter_bar.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

namespace evol {

namespace {
constexpr int countInterval = 200; // milliseconds: changes of a run come in groups

QFrame *makeLine()
{
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("line"));
    return line;
}
} // namespace

FindPanel::FindPanel(QWidget *parent)
    : QWidget(parent), m_query(new QLineEdit), m_note(new QLabel), m_count(new QLabel), m_saved(new SavedFilterBar),
      m_chips(new FilterChips), m_clear(new QToolButton), m_order(new QComboBox), m_facetList(new FacetList(m_facets)),
      m_list(new UniformList), m_selectAll(new QPushButton)
{
    setObjectName(QStringLiteral("findPanel"));
    setProperty("role", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    layOut();
    connectParts();
    connectList();
    setProject(nullptr);
}

QWidget *FindPanel::makeHead()
{
    auto *title = new QLabel(tr("Find"));
    title->setProperty("rank", QStringLiteral("strong"));
    m_query->setObjectName(QStringLiteral("findQuery"));
    m_query->setPlaceholderText(tr("Words in instructions, responses, notes"));
    m_query->setAccessibleName(tr("Find in instructions, responses and notes"));
    m_query->setToolTip(tr("All words must be there; the last may be a beginning. Put “\"” around words that stand side by side."));
    m_query->setClearButtonEnabled(true);
    m_query->installEventFilter(this);
    m_note->setObjectName(QStringLiteral("indexNote"));
    m_note->setProperty("rank", QStringLiteral("quiet"));
    m_clear->setObjectName(QStringLiteral("clearFilter"));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Take everything out of the filter"));
    auto *top = new QHBoxLayout;
    top->setSpacing(space::inside);
    top->addWidget(title);
    top->addStretch();
    top->addWidget(m_note);
    top->addWidget(m_clear);
    // So that nothing moves when the button comes.
    top->addStrut(m_clear->sizeHint().height());
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    layout->setSpacing(space::inside);
    layout->addLayout(top);
    layout->addWidget(m_query);
    layout->addWidget(m_saved);
    layout->addWidget(m_chips);
    return head;
}

QWidget *FindPanel::makeResults()
{
    m_count->setObjectName(QStringLiteral("hitCount"));
    m_count->setProperty("rank", QStringLiteral("strong"));
    m_order->setObjectName(QStringLiteral("hitOrder"));
    m_order->addItems({tr("Tree order"), tr("Newest first")});
    m_order->setAccessibleName(tr("Order of the list"));
    QSizePolicy staying = m_order->sizePolicy();
    staying.setRetainSizeWhenHidden(true);
    m_order->setSizePolicy(staying);
    m_list->setObjectName(QStringLiteral("hits"));
    m_list->setAccessibleName(tr("What fits"));
    m_list->setModel(&m_hits);
    m_list->setItemDelegate(new HitDelegate(m_hits, m_list));
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    m_selectAll->setObjectName(QStringLiteral("selectAllHits"));
    auto *top = new QHBoxLayout;
    top->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    top->addWidget(m_count, 1);
    top->addWidget(m_order);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    foot->addWidget(m_selectAll);
    auto *results = new QWidget;
    auto *layout = new QVBoxLayout(results);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addLayout(foot);
    return results;
}

void FindPanel::layOut()
{
    auto *parts = new QSplitter(Qt::Vertical);
    parts->setHandleWidth(1);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_facetList);
    parts->addWidget(makeResults());
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    parts->setSizes({1000, 1000}); // as much for one as for the other
    m_facetList->setMinimumHeight(96);
    m_list->setMinimumHeight(120);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeLine());
    layout->addWidget(parts, 1);
}

void FindPanel::connectParts()
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(countInterval);
    connect(&m_refresh, &QTimer::timeout, this, &FindPanel::refresh);
    connect(&m_search, &TextSearch::found, this, &FindPanel::takeHits);
    connect(&m_search, &TextSearch::failed, this, &FindPanel::failed);
    connect(m_query, &QLineEdit::textChanged, this, [this](const QString &text) {
        Filter filter = m_filter;
        filter.text = text.trimmed().toStdString();
        edit(filter);
    });
    connect(&m_facets, &FacetModel::filterEdited, this, &FindPanel::edit);
    connect(m_chips, &FilterChips::filterEdited, this, &FindPanel::edit);
    connect(m_saved, &SavedFilterBar::filterChosen, this, &FindPanel::setFilter);
    connect(m_clear, &QAbstractButton::clicked, this, &FindPanel::clearAll);
}

void FindPanel::connectList()
{
    connect(m_order, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_hits.setOrder(static_cast<HitOrder>(index));
        if (const int row = m_hits.rowOf(m_shown); row >= 0)
            m_list->goToRow(row);
    });
    connect(m_list, &UniformList::rowsShown, &m_hits, &HitListModel::prefetch);
    connect(&m_hits.hitTexts(), &HitTexts::arrived, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        m_clickIsAnswered = true;
        if (const InstructionId id = current.isValid() ? m_hits.idAt(current.row()) : 0; id != m_shown)
            ask(id);
    });
    connect(m_list, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (!m_clickIsAnswered)
            ask(m_hits.idAt(index.row()));
    });
    connect(m_selectAll, &QAbstractButton::clicked, this, [this] { Q_EMIT selectionAsked(m_hits.ids()); });
}

} // namespace evol
