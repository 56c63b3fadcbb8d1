// SPDX-License-Identifier: GPL-3.0-or-later
// How a review looks and what its keys do; what is decided is in review_decisions.cpp. GUI thread.
#include "ui/panels/review_pane.h"

#include "ui/panels/audit_words.h"
#include "ui/panels/form.h"
#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/panels/review_bar.h"
#include "ui/panels/together_bar.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QProgressBar>
#include <QScrollBar>
#include <QVBoxLayout>

namespace evol {

namespace {
// As high as there is room; lines of about 90 characters.
constexpr QSize largest(840, 4000);
} // namespace

ReviewPane::ReviewPane(QWidget *parent)
    : OverlayPane(largest, parent), m_bar(new ReviewBar), m_busy(new QProgressBar), m_text(new ReadingView), m_head(new QLabel),
      m_state(new QLabel), m_hint(makeQuietLabel({})), m_together(new TogetherBar), m_reason(new QLineEdit),
      m_agree(new QPushButton(tr("Agree"))), m_overrule(new QPushButton(tr("Overrule"))), m_skip(new QPushButton(tr("Skip")))
{
    setObjectName(QStringLiteral("reviewPane"));
    m_text->setObjectName(QStringLiteral("reviewText"));
    m_text->setAccessibleName(tr("What is reviewed"));
    watch(m_text);
    m_busy->setTextVisible(false);
    QSizePolicy kept = m_busy->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_busy->setSizePolicy(kept);
    m_busy->hide();
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::panel, space::inside, space::panel, 0);
    head->addWidget(m_head, 1);
    head->addWidget(m_state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_busy);
    layout->addLayout(head);
    layout->addWidget(m_text, 1);
    layout->addWidget(makeFoot());
    connectParts();
}

ReviewPane::~ReviewPane()
{
    m_finding.request_stop();
}

QWidget *ReviewPane::makeFoot()
{
    makeReason();
    m_agree->setToolTip(tr("The eliminator is right (A); Shift+A: of several at once"));
    m_agree->setObjectName(QStringLiteral("agree"));
    m_overrule->setToolTip(tr("The eliminator is wrong (O); Shift+O: of several at once"));
    m_overrule->setObjectName(QStringLiteral("overrule"));
    m_skip->setToolTip(tr("Decide later (S)"));
    // Keys are the text's; a button that takes the focus would take them away.
    for (QPushButton *button : {m_agree, m_overrule, m_skip})
        button->setFocusPolicy(Qt::NoFocus);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::inside);
    line->addWidget(m_reason, 1);
    line->addWidget(m_agree);
    line->addWidget(m_overrule);
    line->addWidget(m_skip);
    auto *foot = new QFrame;
    foot->setProperty("role", QStringLiteral("bar"));
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(space::panel, space::inside, space::panel, space::inside);
    layout->setSpacing(space::inside);
    layout->addWidget(m_together);
    layout->addLayout(line);
    m_hint->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_hint);
    return foot;
}

void ReviewPane::connectParts()
{
    const auto toText = [this] { m_text->setFocus(); };
    connect(&m_queue, &ReviewQueue::moved, this, &ReviewPane::showItem);
    connect(&m_queue, &ReviewQueue::counted, this, [this] { m_queue.current() == 0 ? showItem() : showCounts(); });
    connect(m_bar, &ReviewBar::asked, this, [this, toText] {
        begin(m_bar->plan());
        toText();
    });
    connect(m_bar, &ReviewBar::ruleChosen, &m_queue, &ReviewQueue::setRule);
    connect(m_bar, &ReviewBar::left, this, toText);
    connect(m_together, &TogetherBar::chosen, this, [this] { m_reason->setFocus(); });
    connect(m_agree, &QPushButton::clicked, this, [this] { decide(Say::Agree); });
    connect(m_overrule, &QPushButton::clicked, this, [this] { decide(Say::Overrule); });
    connect(m_skip, &QPushButton::clicked, &m_queue, &ReviewQueue::goOn);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        if (const InstructionId id = instructionOf(link); id != 0) {
            leave();
            Q_EMIT instructionAsked(id);
        } else if (link.scheme() == QLatin1String("calibration")) {
            leave();
            Q_EMIT calibrationAsked();
        }
    });
}

void ReviewPane::setProject(Project *project)
{
    stopFinding();
    hide();
    m_together->leave();
    m_reason->clear();
    m_reasons.setStringList({});
    m_project = project;
    m_queue.setProject(project);
    if (project)
        m_bar->setPopulation(judgedCount(project->pool()));
}

void ReviewPane::review()
{
    if (!m_project)
        return;
    // What is left of a review goes on; a finished one, or none, begins anew.
    if (m_queue.isStarted() && m_queue.current() != 0)
        showItem();
    else
        start(AuditKind::Eliminated, 0, 1);
    loadReasons();
    open(m_text);
}

void ReviewPane::start(AuditKind kind, std::int64_t size, std::uint64_t seed)
{
    if (!m_project)
        return;
    const std::int64_t judged = judgedCount(m_project->pool());
    m_bar->setPopulation(judged);
    const std::int64_t proposed = kind == AuditKind::Random ? suggestedAudit(judged) : judged;
    begin({kind, size > 0 ? size : proposed, seed, {}});
    loadReasons();
    open(m_text);
}

void ReviewPane::begin(const AuditPlan &plan)
{
    if (!m_project)
        return;
    stopFinding();
    m_together->leave();
    m_bar->showPlan(plan);
    if (plan.kind == AuditKind::Borderline)
        findBorderlineOnes(plan);
    else
        m_queue.start(plan);
}

void ReviewPane::showItem()
{
    m_together->leave();
    showPlaceholder();
    const ReviewItem *item = m_isFinding ? nullptr : m_queue.item();
    if (!item) {
        m_head->clear();
        m_state->clear();
        m_text->showPage(nothingHtml());
    } else {
        const QString made = m_project->texts().operatorTitle(item->instruction.operatorKey);
        m_head->setText(tr("%1 · <b>%2</b> of %3 · epoch %4")
                            .arg(linkTo(item->instruction.id), escaped(made), linkTo(item->instruction.parent))
                            .arg(item->instruction.epoch));
        const bool isKept = item->verdict && item->verdict->kept();
        const Palette &palette = currentPalette();
        m_state->setText(isKept ? coloured(tr("✓ kept by the rules"), palette.kept)
                                : coloured(tr("✕ eliminated by the rules"), palette.quietText));
        m_text->showPage(reviewHtml(*item));
        m_text->verticalScrollBar()->setValue(0);
    }
    for (QWidget *widget : {static_cast<QWidget *>(m_agree), static_cast<QWidget *>(m_overrule), static_cast<QWidget *>(m_reason)})
        widget->setEnabled(item && isWritable());
    m_skip->setEnabled(item);
    showCounts();
}

void ReviewPane::showCounts()
{
    const ReviewQueue::Counts counts = m_queue.counts();
    const QLocale locale;
    const int size = m_queue.size();
    m_bar->showRules(m_queue.rules(), m_queue.rule(), m_queue.all());
    if (size == 0)
        return m_bar->showProgress({});
    const QString at = m_queue.current() != 0
                           ? tr("%1 of %2").arg(locale.toString(m_queue.position() + 1), locale.toString(size))
                           : tr("%1 of %2 decided").arg(locale.toString(counts.decided), locale.toString(size));
    m_bar->showProgress(tr("%1 · %2 overruled").arg(at, locale.toString(counts.overruled)));
    m_hint->setText(isWritable() ? tr("A agree · O overrule · R reason · S skip · Backspace back · J K scroll · T in the tree · "
                                      "Shift+A, Shift+O several at once · 1 2 3 which ones · Esc leave")
                                 : tr("The project is open read-only: decisions cannot be saved."));
}

QString ReviewPane::nothingHtml() const
{
    const auto page = [](const QString &first, const QString &second) {
        return QStringLiteral("<p style='margin-top:24px'><b>%1</b></p><p>%2</p>").arg(first, second);
    };
    const QString calibrate = QStringLiteral("<a href='calibration:' style='text-decoration:none'>%1</a>").arg(tr("Calibrate the eliminator"));
    if (m_isFinding)
        return page(tr("Looking for borderline ones…"), tr("All texts are compared with the thresholds. Press 1 or 2 to review others meanwhile."));
    if (!m_project || judgedCount(m_project->pool()) == 0)
        return page(tr("Nothing has been judged yet."), tr("Evolve first (Ctrl+Shift+E); what the eliminator throws away is reviewed here."));
    const ReviewQueue::Counts counts = m_queue.counts();
    if (m_queue.size() == 0 && m_queue.plan().kind == AuditKind::Borderline)
        return page(tr("None is close to a threshold."), tr("Press 2 to review a random sample."));
    if (m_queue.size() == 0)
        return page(tr("Every eliminated one has been decided on."),
                    tr("Press 2 to review a random sample: it also finds what the eliminator missed. %1").arg(calibrate));
    const int left = m_queue.size() - counts.decided;
    if (left > 0)
        return page(tr("%n left for later.", nullptr, left), tr("Press S to go through them."));
    return page(tr("All %n decided.", nullptr, m_queue.size()),
                tr("%1 overruled. What that says of each rule: %2").arg(counts.overruled).arg(calibrate));
}

bool ReviewPane::isOurKey(const QKeyEvent &key) const
{
    const Qt::KeyboardModifiers modifiers = key.modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::ShiftModifier)
        return key.key() == Qt::Key_A || key.key() == Qt::Key_O;
    static const QList<int> keys{Qt::Key_A,  Qt::Key_O,    Qt::Key_R,  Qt::Key_S, Qt::Key_T, Qt::Key_J, Qt::Key_K,
                                 Qt::Key_Up, Qt::Key_Down, Qt::Key_Backspace, Qt::Key_1, Qt::Key_2, Qt::Key_3};
    return modifiers == Qt::NoModifier && keys.contains(key.key());
}

bool ReviewPane::handleKey(const QKeyEvent &key)
{
    const bool together = key.modifiers().testFlag(Qt::ShiftModifier);
    switch (key.key()) {
    case Qt::Key_A:
    case Qt::Key_O: {
        const Say say = key.key() == Qt::Key_A ? Say::Agree : Say::Overrule;
        together ? askTogether(say) : decide(say);
        return true;
    }
    case Qt::Key_R:
        m_reason->setFocus(Qt::ShortcutFocusReason);
        return true;
    case Qt::Key_S:
        m_queue.goOn();
        return true;
    case Qt::Key_Backspace:
        m_queue.goBack();
        return true;
    case Qt::Key_T:
        if (const InstructionId id = m_queue.current(); id != 0) {
            leave();
            Q_EMIT instructionAsked(id);
        }
        return true;
    case Qt::Key_J:
    case Qt::Key_Down:
        scroll(1);
        return true;
    case Qt::Key_K:
    case Qt::Key_Up:
        scroll(-1);
        return true;
    default:
        m_bar->choose(static_cast<AuditKind>(key.key() - Qt::Key_1));
        return true;
    }
}

void ReviewPane::scroll(int steps)
{
    QScrollBar *bar = m_text->verticalScrollBar();
    bar->setValue(bar->value() + steps * 3 * m_text->fontMetrics().lineSpacing());
}

bool ReviewPane::isLeavingKey(int key) const
{
    return key == Qt::Key_Escape && m_text->hasFocus() && !m_together->isAsking();
}

bool ReviewPane::eventFilter(QObject *watched, QEvent *event)
{
    const auto isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!isVisible() || !isKey)
        return OverlayPane::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isPressed = event->type() == QEvent::KeyPress;
    if (key->key() == Qt::Key_Escape && isPressed && (watched == m_reason || m_together->isAsking())) {
        leaveTogether();
        return true;
    }
    if (watched == m_reason && isPressed && key->key() == Qt::Key_Down && !m_reason->completer()->popup()->isVisible()) {
        m_reason->completer()->setCompletionPrefix(m_reason->text());
        m_reason->completer()->complete();
        return true;
    }
    if (watched != m_text || !isOurKey(*key))
        return OverlayPane::eventFilter(watched, event);
    // The window has actions on the same keys; here they are the review's.
    event->accept();
    return isPressed ? handleKey(*key) : true;
}

void ReviewPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && isVisible())
        showItem();
    OverlayPane::changeEvent(event);
}

} // namespace evol
