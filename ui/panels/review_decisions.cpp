// SPDX-License-Identifier: GPL-3.0-or-later
// What a review writes, one decision or several at once, and the reasons it offers. GUI thread; borderline ones and
// former reasons are looked for in the thread pool.
#include "ui/panels/review_pane.h"

#include "evolution/project_terms.h"
#include "evolution/rule_margins.h"
#include "ui/background.h"
#include "ui/panels/reading_view.h"
#include "ui/panels/review_bar.h"
#include "ui/panels/together_bar.h"

#include <QApplication>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>

namespace evol {

namespace {

constexpr int historyForReasons = 2000;
constexpr qsizetype mostReasons = 30;

QStringList lastReasons(const Result<ProjectReader *> &reader, const std::string &person)
{
    QStringList reasons;
    if (!reader)
        return reasons;
    const auto entries = (*reader)->history({0, 0, historyForReasons, person});
    if (!entries)
        return reasons;
    for (const HistoryEntry &entry : *entries) {
        const auto *decided = std::get_if<SetOverride>(&entry.change);
        if (!decided || !decided->to || decided->to->reason.empty())
            continue;
        const QString reason = QString::fromStdString(decided->to->reason);
        if (!reasons.contains(reason) && reasons.size() < mostReasons)
            reasons += reason;
    }
    return reasons;
}

Result<std::vector<InstructionId>> findIn(BackgroundReader reader, const ScanWatch &watch)
{
    const auto opened = reader.get();
    if (!opened)
        return tl::unexpected<Error>(opened.error());
    const auto thresholds = projectThresholds(**opened);
    if (!thresholds)
        return tl::unexpected<Error>(thresholds.error());
    return findBorderline(**opened, *thresholds, watch);
}

} // namespace

void ReviewPane::makeReason()
{
    m_reason->setObjectName(QStringLiteral("reviewReason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setToolTip(tr("Enter overrules with this reason, Shift+Enter agrees with it; Down offers the last ones"));
    auto *completer = new QCompleter(&m_reasons, m_reason);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_reason->setCompleter(completer);
    watch(m_reason);
    connect(m_reason, &QLineEdit::returnPressed, this, [this] {
        if (m_together->isAsking())
            return decideTogether();
        const bool agrees = QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier);
        decide(agrees ? Say::Agree : Say::Overrule);
    });
}

void ReviewPane::loadReasons()
{
    if (!m_reasons.stringList().isEmpty())
        return;
    inBackground(
        this,
        [reader = BackgroundReader(m_project->document()), person = m_project->document().person()]() mutable {
            return lastReasons(reader.get(), person);
        },
        [this, project = QPointer(m_project)](const QStringList &reasons) {
            if (project && project == m_project && m_reasons.stringList().isEmpty())
                m_reasons.setStringList(reasons);
        });
}

void ReviewPane::remember(const QString &reason)
{
    if (reason.isEmpty())
        return;
    QStringList reasons = m_reasons.stringList();
    reasons.removeAll(reason);
    reasons.prepend(reason);
    m_reasons.setStringList(reasons.mid(0, mostReasons));
}

std::vector<Change> ReviewPane::overrides(Say say, const std::vector<InstructionId> &ids, const QString &reason) const
{
    const Pool &pool = m_project->pool();
    std::vector<Change> changes;
    for (const InstructionId id : ids) {
        const NodeIndex node = pool.indexOf(id);
        if (node == noNode)
            continue;
        const bool keeps = (pool.judged(node) == State::Kept) == (say == Say::Agree);
        SetOverride change;
        change.instruction = id;
        change.to = Override{keeps ? Decision::Keep : Decision::Eliminate, reason.toStdString(), m_project->document().person()};
        changes.push_back(change);
    }
    return changes;
}

void ReviewPane::decide(Say say)
{
    const InstructionId id = m_queue.current();
    if (id == 0 || !isWritable() || m_isFinding)
        return;
    const QString reason = m_reason->text().trimmed();
    const QString label = (say == Say::Agree ? tr("Agree on #%1") : tr("Overrule #%1")).arg(id);
    remember(reason);
    m_reason->clear();
    apply(label, overrides(say, {id}, reason), id);
}

void ReviewPane::askTogether(Say say)
{
    if (m_queue.current() == 0 || !isWritable() || m_isFinding)
        return;
    m_together->ask(say, m_queue, m_project->document());
    showPlaceholder();
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

void ReviewPane::showPlaceholder()
{
    m_reason->setPlaceholderText(m_together->isAsking() ? tr("Reason for all of them, then Enter") : tr("Reason (R), then Enter overrules"));
}

void ReviewPane::leaveTogether()
{
    m_together->leave();
    showPlaceholder();
    m_text->setFocus();
}

void ReviewPane::decideTogether()
{
    const std::vector<InstructionId> ids = m_together->ids();
    if (ids.empty())
        return;
    const Say say = m_together->say();
    const QString reason = m_reason->text().trimmed();
    const QString label = (say == Say::Agree ? tr("Agree on %1 at once") : tr("Overrule %1 at once"))
                              .arg(QLocale().toString(static_cast<qlonglong>(ids.size())));
    remember(reason);
    m_reason->clear();
    apply(label, overrides(say, ids, reason), m_queue.current());
}

void ReviewPane::apply(const QString &label, std::vector<Change> changes, InstructionId first)
{
    m_text->setFocus();
    const bool isOne = changes.size() == 1;
    m_together->leave();
    m_project->document().apply(label.toStdString(), std::move(changes), [this, isOne, first, pane = QPointer(this)](const Result<> &written) {
        if (!pane)
            return;
        // What could not be saved is asked again; the window tells why.
        if (!written)
            m_queue.goTo(first);
        else if (!isOne)
            m_queue.goOn();
    });
    // The next one does not wait for the disk; of several, it is not known before they are decided.
    if (isOne)
        m_queue.goOn();
}

void ReviewPane::findBorderlineOnes(AuditPlan plan)
{
    m_isFinding = true;
    m_finding = std::stop_source();
    m_busy->setRange(0, std::max(m_project->pool().count(), 1));
    m_busy->setValue(0);
    m_busy->show();
    showItem();
    ScanWatch watch;
    watch.stop = m_finding.get_token();
    watch.progress = [pane = QPointer(this)](std::int64_t instructions) {
        QMetaObject::invokeMethod(qApp, [pane, instructions] {
            if (pane)
                pane->m_busy->setValue(static_cast<int>(instructions));
        });
    };
    inBackground(
        this, [reader = BackgroundReader(m_project->document()), watch] { return findIn(reader, watch); },
        [this, plan, number = ++m_findings](Result<std::vector<InstructionId>> found) mutable {
            if (number != m_findings)
                return;
            stopFinding();
            if (!found)
                return m_text->showPage(QString::fromStdString(found.error().message).toHtmlEscaped());
            plan.borderline = std::move(*found);
            m_queue.start(plan);
        });
}

void ReviewPane::stopFinding()
{
    m_finding.request_stop();
    ++m_findings;
    m_isFinding = false;
    m_busy->hide();
}

} // namespace evol
