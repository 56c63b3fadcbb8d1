// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/labelling/session_pane.h"

#include "ui/labelling/comparison_page.h"
#include "ui/labelling/judgement_bar.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPointer>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace evol {

namespace {

std::optional<double> medianSeconds(const RatingSession &session)
{
    std::vector<std::int64_t> times;
    for (int i = 0; i < session.size(); ++i) {
        if (const auto &vote = session.vote(i); vote && vote->milliseconds > 0)
            times.push_back(vote->milliseconds);
    }
    if (times.empty())
        return {};
    std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(times.size() / 2), times.end());
    return double(times[times.size() / 2]) / 1000;
}

} // namespace

SessionPane::SessionPane(QWidget *parent)
    : QFrame(parent), m_pages{new ComparisonPage, new ComparisonPage}, m_name(new QLabel), m_count(new QLabel), m_pace(new QLabel),
      m_endText(new QLabel), m_revisit(new QPushButton(tr("Go through the skipped ones"))), m_progress(new QProgressBar), m_bar(new JudgementBar)
{
    setObjectName(QStringLiteral("sessionPane"));
    setProperty("role", QStringLiteral("panel"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Session"));
    m_end = makeEnd();
    auto *centre = new QWidget;
    // Both pages keep their size, so the covered one can be laid out before it is needed.
    m_stack = new QStackedLayout(centre);
    m_stack->setStackingMode(QStackedLayout::StackAll);
    for (ComparisonPage *page : m_pages)
        m_stack->addWidget(page);
    m_stack->addWidget(m_end);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_progress);
    layout->addWidget(centre, 1);
    layout->addWidget(m_bar);
    m_progress->setTextVisible(false);
    connect(m_bar, &JudgementBar::keyMeant, this, &SessionPane::takeKey);
    connect(m_bar, &JudgementBar::left, this, qOverload<>(&QWidget::setFocus));
    connect(m_revisit, &QPushButton::clicked, this, &SessionPane::revisitSkipped);
    for (QWidget *child : findChildren<QWidget *>())
        child->installEventFilter(this);
}

SessionPane::~SessionPane() = default;

QWidget *SessionPane::makeHead()
{
    auto *head = new QFrame;
    head->setProperty("role", QStringLiteral("topbar"));
    m_name->setProperty("rank", QStringLiteral("strong"));
    m_name->setTextFormat(Qt::PlainText);
    m_count->setObjectName(QStringLiteral("sessionCount"));
    m_pace->setProperty("rank", QStringLiteral("quiet"));
    auto *leave = new QPushButton(tr("Leave (Esc)"));
    leave->setObjectName(QStringLiteral("leaveSession"));
    leave->setFocusPolicy(Qt::NoFocus);
    leave->setToolTip(tr("Every judgement is saved; the session goes on where you left it"));
    connect(leave, &QPushButton::clicked, this, [this] { takeKey(Qt::Key_Escape); });
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    layout->setSpacing(space::groups);
    layout->addWidget(m_name);
    layout->addStretch();
    layout->addWidget(m_pace);
    layout->addWidget(m_count);
    layout->addWidget(leave);
    return head;
}

QWidget *SessionPane::makeEnd()
{
    auto *end = new QFrame;
    end->setProperty("role", QStringLiteral("panel"));
    end->setAutoFillBackground(true);
    m_endText->setObjectName(QStringLiteral("sessionEnd"));
    m_endText->setAlignment(Qt::AlignCenter);
    m_revisit->setObjectName(QStringLiteral("revisitSkipped"));
    m_revisit->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(end);
    layout->addStretch();
    layout->addWidget(m_endText);
    layout->addWidget(m_revisit, 0, Qt::AlignCenter);
    layout->addStretch();
    return end;
}

void SessionPane::open(Document &document, std::unique_ptr<RatingSession> session)
{
    close();
    m_document = &document;
    m_session = std::move(session);
    m_time = std::make_unique<SessionTime>(document.clock());
    m_name->setText(tr("%1 · %2").arg(QString::fromStdString(m_session->studyName()), QString::fromStdString(m_session->rater())));
    m_progress->setRange(0, std::max(1, m_session->size()));
    setFocus();
    goTo(m_session->nextOpen(0));
}

void SessionPane::close()
{
    m_session.reset();
    m_time.reset();
    m_path.clear();
    m_again.clear();
    m_current = m_preparedNumber = -1;
    m_casting = false;
    m_bar->showTrouble({});
}

bool SessionPane::fill(ComparisonPage &page, int number)
{
    const auto shown = m_session->shown(number);
    if (!shown) {
        m_bar->showTrouble(tr("%1 Skip it (S), or leave (Esc).").arg(QString::fromStdString(shown.error().message)));
        page.showComparison({}, m_session->design());
        return false;
    }
    page.showComparison(*shown, m_session->design());
    return true;
}

void SessionPane::goTo(int number)
{
    m_current = number;
    m_needsHelp = false;
    if (number < 0)
        return showEnd();
    if (number == m_preparedNumber)
        m_front = 1 - m_front;
    else
        fill(page(), number);
    m_preparedNumber = -1;
    m_stack->setCurrentWidget(&page());
    m_bar->setVisible(true);
    const std::optional<Vote> &before = m_session->vote(number);
    m_flagged = before && before->flagged;
    m_note = before ? QString::fromStdString(before->note) : QString();
    m_draft = JudgementDraft(m_session->design(), m_session->answers(number), page().steps(), before);
    m_time->begin();
    m_proposesBreak = m_time->needsBreak();
    showDraft();
    showProgress();
    // After this one is on the screen.
    QTimer::singleShot(0, this, &SessionPane::prepareNext);
    Q_EMIT shown(number);
}

void SessionPane::prepareNext()
{
    if (!m_session || m_current < 0 || m_preparedNumber >= 0)
        return;
    // What will be next once this one is judged.
    int next = -1;
    for (int i = 1; i < m_session->size() && next < 0; ++i) {
        const int number = (m_current + i) % m_session->size();
        const auto &vote = m_session->vote(number);
        if (!vote || !vote->isDone())
            next = number;
    }
    if (next >= 0 && m_session->shown(next)) {
        fill(otherPage(), next);
        m_preparedNumber = next;
    }
}

void SessionPane::showEnd()
{
    int skipped = 0;
    for (int i = 0; i < m_session->size(); ++i)
        skipped += m_session->vote(i) && !m_session->vote(i)->skipped.empty();
    m_endText->setText(QStringLiteral("<p style='font-size:15pt; font-weight:600'>%1</p><p>%2</p><p>%3</p>")
                           .arg(m_session->size() == 0 ? tr("There is nothing to judge here.") : tr("That was the last one. Thank you."),
                                tr("%1 judged, %2 skipped. Every judgement is saved.").arg(m_session->done() - skipped).arg(skipped),
                                tr("Backspace goes back to the one before; Esc leaves.")));
    m_revisit->setVisible(skipped > 0 && !m_session->isClosed());
    m_stack->setCurrentWidget(m_end);
    m_bar->setVisible(false);
    showProgress();
    setFocus();
    Q_EMIT shown(-1);
}

void SessionPane::showProgress()
{
    m_progress->setValue(m_session->done());
    m_count->setText(m_current >= 0 ? tr("%1 of %2 · %3 done").arg(m_current + 1).arg(m_session->size()).arg(m_session->done())
                                    : tr("%1 of %2 done").arg(m_session->done()).arg(m_session->size()));
    const auto median = medianSeconds(*m_session);
    m_pace->setText(median ? tr("about %1 s each").arg(*median, 0, 'f', *median < 10 ? 1 : 0) : QString());
}

QString SessionPane::hint() const
{
    if (m_session->isClosed())
        return tr("The study is closed: judgements can be read, not changed. Esc leaves.");
    if (m_proposesBreak)
        return tr("25 minutes of judging. A short break keeps one fair. (Any judgement goes on.)");
    if (m_needsHelp)
        return tr("J K Space PgUp PgDn scroll · Backspace goes back, also within a judgement · votes are saved at once · "
                  "what you said shows when you come back, and can be changed");
    QString keys = tr("S skip · F %1 · N %2 · Backspace back · Space scroll · ? more keys")
                       .arg(m_flagged ? tr("unflag") : tr("flag"), m_note.isEmpty() ? tr("note") : tr("change the note"));
    if (m_flagged)
        keys = tr("⚑ flagged · %1").arg(keys);
    return keys;
}

void SessionPane::showDraft()
{
    page().showDraft(m_draft);
    m_bar->showDraft(m_draft);
    m_bar->showHint(hint());
}

void SessionPane::showHelp()
{
    m_needsHelp = !m_needsHelp;
    m_bar->showHint(hint());
}

bool SessionPane::judge(int key)
{
    const JudgementKind kind = m_session->design().kind;
    const bool isNumber = key >= Qt::Key_1 && key <= Qt::Key_5;
    if (kind == JudgementKind::Pairwise && !m_draft.wantsStrength()) {
        const std::pair<int, Outcome> outcomes[] = {{Qt::Key_Left, Outcome::First}, {Qt::Key_Right, Outcome::Second}, {Qt::Key_Down, Outcome::Tie}, {Qt::Key_Up, Outcome::BothBad}};
        for (const auto &[own, outcome] : outcomes) {
            if (key == own) {
                m_draft.choose(outcome);
                return true;
            }
        }
        return false;
    }
    if (kind == JudgementKind::Steps && key >= Qt::Key_1 && key <= Qt::Key_3) {
        constexpr StepLabel labels[] = {StepLabel::Right, StepLabel::Neutral, StepLabel::Wrong};
        m_draft.setLabel(labels[key - Qt::Key_1]);
        return true;
    }
    if (isNumber && kind != JudgementKind::Steps) {
        m_draft.setNumber(key - Qt::Key_0);
        return true;
    }
    return move(key);
}

bool SessionPane::move(int key)
{
    const JudgementKind kind = m_session->design().kind;
    if (kind != JudgementKind::Ranking && kind != JudgementKind::Steps)
        return false;
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        m_draft.moveFocus(-1);
        return true;
    case Qt::Key_Right:
    case Qt::Key_Down:
    case Qt::Key_Tab:
        m_draft.moveFocus(1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_draft.confirm();
        return true;
    default:
        return false;
    }
}

void SessionPane::takeKey(int key)
{
    if (!m_session || m_casting)
        return;
    if (key == Qt::Key_Escape) {
        Q_EMIT left();
        return;
    }
    if (key == Qt::Key_Backspace)
        return goBack();
    if (m_current < 0) {
        if (key == Qt::Key_S)
            revisitSkipped();
        return;
    }
    m_time->touch();
    const std::pair<int, double> pages[] = {{Qt::Key_Space, 0.9}, {Qt::Key_PageDown, 0.9}, {Qt::Key_PageUp, -0.9}};
    for (const auto &[own, by] : pages) {
        if (key == own)
            return page().scrollPages(by);
    }
    switch (key) {
    case Qt::Key_J:
        return page().scroll(1);
    case Qt::Key_K:
        return page().scroll(-1);
    case Qt::Key_Question:
    case Qt::Key_F1:
        return showHelp();
    default:
        break;
    }
    if (m_session->isClosed())
        return;
    if (key == Qt::Key_S)
        return askSkip();
    if (key == Qt::Key_N)
        return askNote();
    if (key == Qt::Key_F)
        return toggleFlag();
    if (judge(key))
        afterJudging();
}

void SessionPane::afterJudging()
{
    if (!m_draft.isComplete())
        return showDraft();
    Vote vote;
    vote.judgements = m_draft.judgements();
    cast(std::move(vote));
}

void SessionPane::cast(Vote vote)
{
    vote.note = m_note.toStdString();
    vote.flagged = m_flagged;
    vote.milliseconds = m_time->milliseconds();
    if (std::exchange(m_proposesBreak, false))
        m_time->breakTaken();
    m_casting = true;
    m_bar->showTrouble({});
    const int number = m_current;
    m_session->cast(number, std::move(vote), [pane = QPointer<SessionPane>(this), session = m_session.get(), number](const Result<> &written) {
        if (!pane || pane->m_session.get() != session)
            return;
        pane->m_casting = false;
        if (!written) {
            // What was said stays on the screen, to be said again.
            pane->m_draft = JudgementDraft(session->design(), session->answers(number), pane->page().steps(), session->vote(number));
            pane->showDraft();
            pane->m_bar->showTrouble(tr("This judgement was not saved: %1 Judge again to try once more.").arg(QString::fromStdString(written.error().message)));
            return;
        }
        pane->m_path.push_back(number);
        int next = pane->m_session->nextOpen(number);
        if (!pane->m_again.empty()) {
            next = pane->m_again.back();
            pane->m_again.pop_back();
        }
        pane->goTo(next);
    });
}

void SessionPane::goBack()
{
    if (m_current >= 0 && m_draft.back())
        return showDraft();
    if (m_path.empty()) {
        // In a session that goes on, the ones before are those before it in order.
        const int before = m_current < 0 ? m_session->size() - 1 : m_current - 1;
        if (before >= 0)
            goTo(before);
        return;
    }
    const int before = m_path.back();
    m_path.pop_back();
    goTo(before);
}

void SessionPane::askSkip()
{
    m_bar->ask(tr("Why skip it? For example: too hard for me"), m_lastReason, [this](const QString &reason) {
        m_lastReason = reason.isEmpty() ? tr("no reason given") : reason;
        Vote vote;
        vote.skipped = m_lastReason.toStdString();
        cast(std::move(vote));
    });
}

void SessionPane::askNote()
{
    m_bar->ask(tr("Note on this comparison; it is saved with the judgement"), m_note, [this](const QString &note) {
        m_note = note;
        m_bar->showHint(hint());
    });
}

void SessionPane::toggleFlag()
{
    m_flagged = !m_flagged;
    m_bar->showHint(hint());
}

void SessionPane::revisitSkipped()
{
    m_again.clear();
    for (int i = m_session->size(); i-- > 0;) {
        if (m_session->vote(i) && !m_session->vote(i)->skipped.empty())
            m_again.push_back(i);
    }
    if (m_again.empty())
        return;
    const int first = m_again.back();
    m_again.pop_back();
    goTo(first);
}

bool SessionPane::isOurKey(int key, Qt::KeyboardModifiers modifiers) const
{
    const auto plain = modifiers & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    static const QList<int> keys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_S, Qt::Key_F, Qt::Key_N,
                                 Qt::Key_J, Qt::Key_K, Qt::Key_Space, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Backspace, Qt::Key_Escape, Qt::Key_Question, Qt::Key_F1,
                                 Qt::Key_Return, Qt::Key_Enter, Qt::Key_Tab, Qt::Key_Backtab};
    return plain == Qt::NoModifier && keys.contains(key);
}

void SessionPane::keyPressEvent(QKeyEvent *event)
{
    if (!isOurKey(event->key(), event->modifiers()))
        return QFrame::keyPressEvent(event);
    event->accept();
    // A key held down would judge one after the other unread.
    if (!event->isAutoRepeat() || event->key() == Qt::Key_J || event->key() == Qt::Key_K || event->key() == Qt::Key_Space)
        takeKey(event->key());
}

bool SessionPane::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (!m_bar->isAsking() && isOurKey(key->key(), key->modifiers())) {
            event->accept();
            return true;
        }
    }
    // Tab moves among answers, not among widgets.
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab) {
            keyPressEvent(key);
            return true;
        }
    }
    if (m_time && event->type() == QEvent::WindowDeactivate)
        m_time->pause();
    if (m_time && event->type() == QEvent::WindowActivate)
        m_time->resume();
    return QFrame::event(event);
}

bool SessionPane::eventFilter(QObject *watched, QEvent *event)
{
    if (m_time && (event->type() == QEvent::Wheel || event->type() == QEvent::MouseMove))
        m_time->touch();
    return QFrame::eventFilter(watched, event);
}

} // namespace evol
