// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; trying runs in the thread pool.
#include "ui/panels/trial_section.h"

#include "evolution/project_terms.h"
#include "evolution/rules/thresholds_codec.h"
#include "ui/background.h"
#include "ui/panels/audit_words.h"
#include "ui/background_reader.h"
#include "ui/panels/form.h"
#include "ui/panels/page_text.h"
#include "ui/panels/verdict_words.h"
#include "ui/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

namespace {

constexpr int listHeight = 280;

QString shown(std::int64_t number)
{
    return QLocale().toString(static_cast<qlonglong>(number));
}

QString trialHtml(const RuleTrial &trial)
{
    if (trial.differences.empty())
        return TrialSection::tr("Nothing would be decided otherwise, of %1 that were judged.").arg(shown(trial.judged));
    QString html = TrialSection::tr("<b>%1</b> would become kept, <b>%2</b> eliminated, of %3 that were judged.")
                       .arg(shown(trial.nowKept), shown(trial.nowEliminated), shown(trial.judged));
    if (trial.unanswered > 0)
        html += QLatin1Char(' ') + TrialSection::tr("%1 of those kept have no response yet.").arg(shown(trial.unanswered));
    html += QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0' style='margin-top:8px'>");
    for (const RuleTrial::RuleCount &rule : trial.rules) {
        if (rule.before == 0 && rule.after == 0)
            continue;
        const QString counts = QStringLiteral("%1 → %2").arg(shown(rule.before), shown(rule.after));
        html += QStringLiteral("<tr><td>%1</td><td align='right'>%2</td></tr>")
                    .arg(escaped(numberedRule(rule.rule)), rule.before == rule.after ? quiet(counts) : QStringLiteral("<b>%1</b>").arg(counts));
    }
    return html + QStringLiteral("</table>");
}

/// Whether a trial of before the change may no longer hold.
bool changesVerdicts(const Change &change)
{
    return std::holds_alternative<EditInstruction>(change) || std::holds_alternative<EditResponse>(change)
        || std::holds_alternative<SetVerdict>(change) || std::holds_alternative<AddResponse>(change)
        || std::holds_alternative<RemoveResponse>(change) || std::holds_alternative<RemoveInstruction>(change)
        || std::holds_alternative<MoveInstruction>(change);
}

} // namespace

TrialSection::TrialSection(QWidget *parent)
    : QWidget(parent), m_force(makeQuietLabel({})), m_message(makeQuietLabel({})), m_result(new QLabel), m_form(new ThresholdForm),
      m_try(new QPushButton(tr("Try"))), m_cancel(new QPushButton(tr("Cancel"))), m_reset(new QPushButton(tr("The paper's"))),
      m_apply(new QPushButton(tr("Apply"))), m_progress(new QProgressBar), m_list(new TrialList)
{
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::RichText);
    m_result->setObjectName(QStringLiteral("trialResult"));
    m_message->setObjectName(QStringLiteral("trialMessage"));
    m_progress->setTextVisible(false);
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_list->setFixedHeight(listHeight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addWidget(makeTitle(tr("What if the thresholds were others?")));
    layout->addWidget(m_force);
    layout->addWidget(m_form);
    layout->addWidget(makeButtons());
    layout->addWidget(m_progress);
    layout->addWidget(m_message);
    layout->addWidget(m_result);
    layout->addWidget(m_list);
    connect(m_form, &ThresholdForm::edited, this, &TrialSection::showState);
    connect(m_list, &TrialList::instructionAsked, this, &TrialSection::instructionAsked);
    setProject(nullptr);
}

TrialSection::~TrialSection()
{
    m_stop.request_stop();
}

QWidget *TrialSection::makeButtons()
{
    m_try->setObjectName(QStringLiteral("tryThresholds"));
    m_try->setToolTip(tr("Judge everything stored again, without asking a model; nothing is changed"));
    m_cancel->setObjectName(QStringLiteral("cancelTrial"));
    m_reset->setObjectName(QStringLiteral("resetThresholds"));
    m_reset->setToolTip(tr("Put the paper's thresholds into the fields"));
    m_apply->setObjectName(QStringLiteral("applyThresholds"));
    m_apply->setToolTip(tr("Change the verdicts, and judge by these thresholds from now on; one step of undo"));
    connect(m_try, &QPushButton::clicked, this, &TrialSection::tryThem);
    connect(m_cancel, &QPushButton::clicked, this, &TrialSection::cancel);
    connect(m_reset, &QPushButton::clicked, this, [this] { m_form->setThresholds({}); });
    connect(m_apply, &QPushButton::clicked, this, &TrialSection::apply);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addWidget(m_reset);
    layout->addStretch();
    layout->addWidget(m_cancel);
    layout->addWidget(m_try);
    layout->addWidget(m_apply);
    return row;
}

void TrialSection::setProject(Project *project)
{
    disconnect(m_connection);
    cancel();
    m_project = project;
    m_isApplying = false;
    forgetTrial({});
    m_inForce = {};
    if (project) {
        m_connection = connect(&project->document(), &Document::changed, this, &TrialSection::takeChanges);
        readThresholds();
    }
    m_form->setThresholds(m_inForce);
    showState();
}

void TrialSection::readThresholds()
{
    const auto stored = projectThresholds(m_project->document().reader());
    if (stored)
        m_inForce = *stored;
    m_force->setText(stored ? tr("In force: %1.").arg(shownThresholds(m_inForce)) : QString::fromStdString(stored.error().message));
}

void TrialSection::tryThem()
{
    if (!m_project || m_isTrying || !m_form->problem().isEmpty())
        return;
    forgetTrial({});
    m_isTrying = true;
    m_stop = std::stop_source();
    m_progress->setRange(0, static_cast<int>(std::max<std::int64_t>(judgedCount(m_project->pool()), 1)));
    m_progress->setValue(0);
    ScanWatch watch;
    watch.stop = m_stop.get_token();
    watch.progress = [section = QPointer(this), number = ++m_tries](std::int64_t instructions) {
        QMetaObject::invokeMethod(qApp, [section, number, instructions] {
            if (section && number == section->m_tries)
                section->m_progress->setValue(static_cast<int>(instructions));
        });
    };
    inBackground(
        this,
        [reader = BackgroundReader(m_project->document()), thresholds = m_form->thresholds(), watch]() mutable -> Result<RuleTrial> {
            const auto opened = reader.get();
            if (!opened)
                return tl::unexpected<Error>(opened.error());
            return tryThresholds(**opened, thresholds, watch);
        },
        [this, number = m_tries](Result<RuleTrial> trial) {
            if (number == m_tries)
                take(std::move(trial));
        });
    showState();
}

void TrialSection::cancel()
{
    m_stop.request_stop();
    ++m_tries;
    m_isTrying = false;
    showState();
}

void TrialSection::take(Result<RuleTrial> trial)
{
    m_isTrying = false;
    if (trial)
        m_trial = std::make_shared<const RuleTrial>(std::move(*trial));
    else
        forgetTrial(QString::fromStdString(trial.error().message));
    showTrial();
    showState();
}

void TrialSection::apply()
{
    if (!m_apply->isEnabled())
        return;
    m_isApplying = true;
    showState();
    // The changes are made where they are written: there may be very many.
    m_project->document().applyFound(
        tr("Other thresholds of the eliminator").toStdString(),
        [trial = m_trial](ProjectReader &) -> Result<std::vector<Change>> { return changes(*trial); },
        [section = QPointer(this), project = QPointer(m_project)](const Result<> &written) {
            if (!section || section->m_project != project)
                return;
            section->m_isApplying = false;
            section->forgetTrial(written ? tr("In force from now on. Ctrl+Z takes it back.") : QString::fromStdString(written.error().message));
            section->showState();
        });
}

void TrialSection::takeChanges(const std::vector<Change> &changes)
{
    bool isSet = false;
    bool isStale = false;
    for (const Change &change : changes) {
        const auto *setting = std::get_if<SetSetting>(&change);
        isSet |= setting && setting->key == thresholdsSetting;
        isStale |= changesVerdicts(change);
    }
    if (isSet) {
        readThresholds();
        m_form->setThresholds(m_inForce);
    }
    if (isStale && m_trial && !m_isApplying)
        forgetTrial(tr("The project has changed since it was tried. Try again."));
    // What is being tried may have been read before the change.
    if (isStale && m_isTrying) {
        cancel();
        m_message->setText(tr("The project changed while it was tried. Try again."));
    }
    showState();
}

void TrialSection::forgetTrial(const QString &why)
{
    m_trial.reset();
    m_message->setText(why);
    showTrial();
}

void TrialSection::showTrial()
{
    m_list->setTrial(m_project, m_trial);
    m_result->setText(m_trial ? trialHtml(*m_trial) : QString());
    m_result->setVisible(m_trial != nullptr);
    m_list->setVisible(m_trial && !m_trial->differences.empty());
}

void TrialSection::showState()
{
    const QString problem = m_form->problem();
    const RuleThresholds entered = m_form->thresholds();
    const bool isIdle = m_project && !m_isTrying && !m_isApplying;
    const bool fits = m_trial && m_trial->thresholds == entered;
    const bool changesAnything = m_trial && (!m_trial->differences.empty() || m_trial->thresholds != m_inForce);
    m_form->setEnabled(isIdle);
    m_try->setEnabled(isIdle && problem.isEmpty());
    m_reset->setEnabled(isIdle && entered != RuleThresholds());
    m_apply->setEnabled(isIdle && fits && changesAnything && !m_project->isReadOnly());
    m_try->setVisible(!m_isTrying);
    m_cancel->setVisible(m_isTrying);
    m_progress->setVisible(m_isTrying);
    // The next step is the button that stands out.
    for (QPushButton *button : {m_try, m_apply}) {
        button->setProperty("look", (button == m_apply) == m_apply->isEnabled() ? QStringLiteral("primary") : QString());
        button->style()->unpolish(button);
        button->style()->polish(button);
    }
    if (!problem.isEmpty())
        m_message->setText(problem);
    else if (m_trial && !fits)
        m_message->setText(tr("Tried with other thresholds than those in the fields. Try again."));
    else if (m_trial && m_project && m_project->isReadOnly())
        m_message->setText(tr("The project is open read-only: other thresholds can be tried, not applied."));
    else if (m_trial)
        m_message->clear();
    m_message->setVisible(!m_message->text().isEmpty());
}

} // namespace evol
