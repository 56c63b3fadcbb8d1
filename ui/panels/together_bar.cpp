// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; verdicts are compared in the thread pool.
#include "ui/panels/together_bar.h"

#include "evolution/words.h"
#include "ui/background.h"
#include "ui/panels/form.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>

namespace evol {

namespace {

enum Scope { SameEvidence, SameRules, AllLeft };

/// What a verdict saw, whatever the case of the words and the order of the rules.
std::vector<std::string> evidenceOf(const Verdict &verdict)
{
    std::vector<std::string> seen;
    for (const FiredRule &fired : verdict.fired)
        seen.push_back(fired.rule + '\n' + lowerCased(fired.evidence));
    std::sort(seen.begin(), seen.end());
    return seen;
}

/// On a thread of the pool.
std::vector<InstructionId> withEvidence(ProjectReader &reader, const std::vector<InstructionId> &ids, const Verdict &verdict,
                                        const std::stop_token &stop)
{
    const std::vector<std::string> wanted = evidenceOf(verdict);
    std::vector<InstructionId> found;
    for (const InstructionId id : ids) {
        if (stop.stop_requested())
            break;
        const auto other = reader.verdict(id);
        if (other && *other && evidenceOf(**other) == wanted)
            found.push_back(id);
    }
    return found;
}

} // namespace

TogetherBar::TogetherBar(QWidget *parent)
    : QWidget(parent), m_what(new QLabel), m_note(makeQuietLabel(tr("One reason for all, one step of undo; Enter does it, Escape leaves it. All of them will count as reviewed."))),
      m_scope(new QComboBox)
{
    m_scope->setObjectName(QStringLiteral("togetherScope"));
    m_scope->setAccessibleName(tr("Which ones"));
    m_scope->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_scope->setMinimumContentsLength(24);
    connect(m_scope, &QComboBox::activated, this, &TogetherBar::chosen);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addWidget(m_what);
    layout->addWidget(m_scope);
    layout->addWidget(m_note, 1);
    hide();
}

TogetherBar::~TogetherBar()
{
    m_stop.request_stop();
}

void TogetherBar::ask(Say say, ReviewQueue &queue, Document &document)
{
    leave();
    const ReviewItem *item = queue.item();
    if (!item)
        return;
    m_say = say;
    m_all = queue.alike(ReviewQueue::Alike::All);
    m_sameRules = queue.alike(ReviewQueue::Alike::Rules);
    m_sameEvidence = {queue.current()};
    const bool hasEvidence = item->verdict && !item->verdict->kept();
    m_isCounting = hasEvidence;
    m_what->setText(say == Say::Overrule ? tr("Overrule") : tr("Agree on"));
    showCounts();
    m_scope->setCurrentIndex(hasEvidence ? SameEvidence : SameRules);
    show();
    if (hasEvidence)
        countEvidence(*item->verdict, document);
}

void TogetherBar::countEvidence(const Verdict &verdict, Document &document)
{
    m_stop = std::stop_source();
    inBackground(
        this,
        [reader = BackgroundReader(document), ids = m_sameRules, verdict, stop = m_stop.get_token()]() mutable {
            const auto opened = reader.get();
            return opened ? withEvidence(**opened, ids, verdict, stop) : std::vector<InstructionId>();
        },
        [this, number = ++m_counting](std::vector<InstructionId> ids) {
            if (number != m_counting)
                return;
            m_isCounting = false;
            m_sameEvidence = std::move(ids);
            showCounts();
        });
}

void TogetherBar::leave()
{
    m_stop.request_stop();
    ++m_counting;
    m_isCounting = false;
    hide();
}

const std::vector<InstructionId> &TogetherBar::ids() const
{
    static const std::vector<InstructionId> none;
    switch (m_scope->currentIndex()) {
    case SameEvidence:
        return m_isCounting ? none : m_sameEvidence;
    case SameRules:
        return m_sameRules;
    default:
        return m_all;
    }
}

void TogetherBar::showCounts()
{
    const QLocale locale;
    const auto counted = [&locale](const std::vector<InstructionId> &ids) { return locale.toString(static_cast<qlonglong>(ids.size())); };
    const QString texts[] = {m_isCounting ? tr("… with the same evidence") : tr("%1 with the same evidence").arg(counted(m_sameEvidence)),
                             tr("%1 with the same rules").arg(counted(m_sameRules)), tr("all %1 that are left").arg(counted(m_all))};
    const QSignalBlocker blocker(m_scope);
    for (int i = 0; i < 3; ++i) {
        if (m_scope->count() <= i)
            m_scope->addItem(texts[i]);
        m_scope->setItemText(i, texts[i]);
    }
}

} // namespace evol
