// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread. Everything it shows of one instruction is a few point queries.
#include "ui/panels/inspector_panel.h"

#include "ui/panels/exchange_page.h"
#include "ui/panels/mark_bar.h"
#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/panels/response_page.h"
#include "ui/panels/steps_page.h"
#include "ui/panels/text_pages.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

InspectorPanel::InspectorPanel(QWidget *parent)
    : QWidget(parent), m_title(new QLabel), m_state(new QLabel), m_facts(new QLabel), m_showRemoved(new QToolButton),
      m_text(new ReadingView), m_tabs(new QTabWidget), m_response(new ResponsePage), m_exchanges(new ExchangePage), m_marks(new MarkBar),
      m_reason(new QLineEdit),
      m_keep(new QPushButton(tr("Keep"))), m_eliminate(new QPushButton(tr("Eliminate")))
{
    setProperty("role", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    makeTabs();
    m_text->setAccessibleName(tr("Text of the instruction"));
    m_text->setObjectName(QStringLiteral("instructionText"));
    auto *split = new QSplitter(Qt::Vertical);
    split->setHandleWidth(1);
    split->addWidget(m_text);
    split->addWidget(m_tabs);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(split, 1);
    layout->addWidget(makeDecisions());
    setProject(nullptr);
}

QWidget *InspectorPanel::makeHead()
{
    m_title->setProperty("rank", QStringLiteral("strong"));
    m_facts->setProperty("rank", QStringLiteral("quiet"));
    m_facts->setWordWrap(true);
    m_facts->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_facts->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_showRemoved->setText(tr("Removed"));
    m_showRemoved->setCheckable(true);
    m_showRemoved->setProperty("look", QStringLiteral("button"));
    m_showRemoved->setToolTip(tr("Show the words of the parent that are gone, too"));
    // Where there is nothing to compare with it goes, and its place stays.
    QSizePolicy policy = m_showRemoved->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_showRemoved->setSizePolicy(policy);
    connect(m_showRemoved, &QToolButton::toggled, this, &InspectorPanel::showText);
    auto *head = new QWidget;
    auto *first = new QHBoxLayout;
    first->setSpacing(space::inside);
    first->addWidget(m_title);
    first->addStretch();
    first->addWidget(m_state);
    auto *second = new QHBoxLayout;
    second->addWidget(m_facts, 1);
    second->addWidget(m_showRemoved, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(space::panel, space::groups, space::groups, 0);
    layout->setSpacing(space::grid);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_marks);
    return head;
}

QWidget *InspectorPanel::makeDecisions()
{
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setAccessibleName(tr("Reason for the decision"));
    m_reason->installEventFilter(this);
    m_keep->setObjectName(QStringLiteral("keep"));
    m_keep->setToolTip(tr("Keep, whatever the rules say (K)"));
    m_eliminate->setObjectName(QStringLiteral("eliminate"));
    m_eliminate->setToolTip(tr("Eliminate, whatever the rules say (E)"));
    connect(m_reason, &QLineEdit::returnPressed, this, [this] { decide(m_asked); });
    connect(m_keep, &QPushButton::clicked, this, [this] { decide(Decision::Keep); });
    connect(m_eliminate, &QPushButton::clicked, this, [this] {
        m_reason->text().trimmed().isEmpty() ? askReason(Decision::Eliminate) : decide(Decision::Eliminate);
    });
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("bar"));
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    layout->setSpacing(space::inside);
    layout->addWidget(m_reason, 1);
    layout->addWidget(m_keep);
    layout->addWidget(m_eliminate);
    return line;
}

void InspectorPanel::makeTabs()
{
    const std::pair<InspectorPage *, QString> pages[] = {{m_response, tr("Response")},
                                                         {new VerdictPage, tr("Verdict")},
                                                         {new LineagePage, tr("Lineage")},
                                                         {new HistoryPage, tr("History")},
                                                         {m_exchanges, tr("Raw")}, {new StepsPage, tr("Steps")}};
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->setStyleSheet(QStringLiteral("QTabWidget::tab-bar { left: %1px; }").arg(space::panel));
    for (const auto &[page, title] : pages) {
        m_tabs->addTab(page, title);
        connect(page, &InspectorPage::instructionAsked, this, &InspectorPanel::instructionAsked);
        connect(page, &InspectorPage::failed, this, &InspectorPanel::failed);
    }
    connect(m_tabs, &QTabWidget::currentChanged, this, &InspectorPanel::showPage);
}

void InspectorPanel::setProject(Project *project)
{
    disconnect(m_connection);
    m_project = project;
    m_shown = 0;
    m_selected = 0;
    if (project) {
        m_connection = connect(&project->document(), &Document::changed, this, [this](const std::vector<Change> &changes) {
            if (m_shown != 0 && std::any_of(changes.begin(), changes.end(),
                                            [this](const Change &change) { return subject(change) == m_shown; }))
                refresh();
        });
    }
    refresh();
}

void InspectorPanel::showSelection(InstructionId current, const std::vector<InstructionId> &selection)
{
    m_selected = selection.size();
    if (current != m_shown)
        forgetReason();
    m_shown = current;
    refresh();
}

void InspectorPanel::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void InspectorPanel::rate(int stars)
{
    m_response->showInstruction(m_project, m_shown);
    m_response->rate(stars);
}

void InspectorPanel::refresh()
{
    if (m_project && m_shown != 0 && !m_project->pool().contains(m_shown))
        m_shown = 0;
    const bool decidable = m_project && m_shown != 0 && !m_project->isReadOnly();
    for (QWidget *widget : {static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_keep), static_cast<QWidget *>(m_eliminate)})
        widget->setEnabled(decidable);
    if (!m_reason->hasFocus())
        forgetReason();
    showHead();
    m_marks->showInstruction(m_project, m_shown);
    showText();
    showPage();
}

std::optional<Response> InspectorPanel::response() const
{
    return m_response->shown();
}

void InspectorPanel::showHead()
{
    const Palette &palette = currentPalette();
    if (!m_project || m_shown == 0) {
        m_title->setText(tr("No instruction selected"));
        m_state->clear();
        m_facts->setText(m_project ? tr("Click a card, or walk the tree with the arrow keys.") : QString());
        return;
    }
    const Pool &pool = m_project->pool();
    const NodeIndex node = pool.indexOf(m_shown);
    const bool kept = pool.state(node) == State::Kept;
    const bool seed = pool.parent(node) == noNode;
    const bool inBreadth = !seed && m_project->texts().direction(pool.operatorKey(node)) != Direction::InDepth;
    const QColor colour = seed ? palette.text : inBreadth ? palette.inBreadth : palette.inDepth;
    m_title->setText(QStringLiteral("#%1 · ").arg(m_shown) + coloured(escaped(m_project->texts().operatorTitle(pool.operatorKey(node))), colour)
                     + (seed ? QString() : tr(" · epoch %1").arg(pool.epoch(node))));
    const QString flag = pool.isOverridden(node) ? coloured(QStringLiteral("⚑ "), palette.overridden) : QString();
    m_state->setText(flag + (kept ? coloured(tr("✓ kept"), palette.kept) : coloured(tr("✕ eliminated"), palette.quietText)));

    QStringList facts;
    if (pool.difficulty(node) > 0)
        facts += tr("difficulty %1 of 10").arg(pool.difficulty(node));
    if (pool.rating(node) > 0)
        facts += tr("rated %1").arg(QString::number(pool.rating(node), 'g', 2));
    if (const auto instruction = m_project->document().reader().instruction(m_shown)) {
        if (!instruction->editor.empty())
            facts += tr("worded by %1").arg(QString::fromStdString(instruction->editor));
        if (!instruction->model.empty())
            facts += tr("by %1").arg(shownModel(instruction->model));
        if (!instruction->skill.empty())
            facts += QString::fromStdString(instruction->skill);
        if (!instruction->origin.empty())
            facts += QString::fromStdString(instruction->origin);
    }
    if (m_selected > 1)
        facts.prepend(tr("%n selected", nullptr, static_cast<int>(m_selected)));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
}

void InspectorPanel::showText()
{
    m_showRemoved->setVisible(false);
    if (!m_project || m_shown == 0) {
        m_text->showPage({});
        return;
    }
    ProjectReader &reader = m_project->document().reader();
    const auto instruction = reader.instruction(m_shown);
    if (!instruction) {
        m_text->showPage({});
        Q_EMIT failed(instruction.error());
        return;
    }
    std::vector<DiffPiece> pieces{{DiffKind::Same, instruction->text}};
    if (!instruction->isSeed()) {
        if (const auto parent = reader.instruction(instruction->parent)) {
            pieces = wordDiff(parent->text, instruction->text);
            m_showRemoved->setVisible(true);
        }
    }
    if (!instruction->context.empty())
        pieces.push_back({DiffKind::Same, "\n\n" + instruction->context});
    m_text->showPieces(pieces, m_showRemoved->isChecked() ? ShowRemoved::Yes : ShowRemoved::No);
}

void InspectorPanel::showPage()
{
    static_cast<InspectorPage *>(m_tabs->currentWidget())->showInstruction(m_project, m_shown);
}

void InspectorPanel::askReason(Decision decision)
{
    if (!m_reason->isEnabled())
        return;
    m_asked = decision;
    const int count = static_cast<int>(std::max<std::size_t>(m_selected, 1));
    m_reason->setPlaceholderText(decision == Decision::Eliminate ? tr("Why eliminate %n? Then Enter", nullptr, count)
                                                                 : tr("Why keep %n? Then Enter", nullptr, count));
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

QString InspectorPanel::takeReason()
{
    const QString reason = m_reason->text().trimmed();
    forgetReason();
    return reason;
}

void InspectorPanel::forgetReason()
{
    m_asked = Decision::Eliminate;
    m_reason->clear();
    m_reason->setPlaceholderText(tr("Reason"));
}

void InspectorPanel::decide(Decision decision)
{
    const QString reason = takeReason();
    Q_EMIT decided(decision, reason);
}

bool InspectorPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_reason && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        forgetReason();
        Q_EMIT instructionAsked(m_shown);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void InspectorPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_project)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace evol
