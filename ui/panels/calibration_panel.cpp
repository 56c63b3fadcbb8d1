// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/calibration_panel.h"

#include "ui/panels/audit_words.h"
#include "ui/panels/calibration_report.h"
#include "ui/panels/form.h"
#include "ui/panels/trial_section.h"
#include "ui/theme.h"

#include <QEvent>
#include <QFrame>
#include <QLocale>
#include <QVBoxLayout>

namespace evol {

namespace {
constexpr int refreshDelay = 100;
constexpr quint64 usualSeed = 1;
} // namespace

CalibrationPanel::CalibrationPanel(QWidget *parent)
    : QWidget(parent), m_tells(new QLabel), m_table(new QLabel), m_assumption(makeQuietLabel({})), m_review(new QPushButton),
      m_borderline(new QPushButton(tr("Review borderline ones"))), m_trial(new TrialSection)
{
    setObjectName(QStringLiteral("calibrationPanel"));
    auto *close = new QPushButton(tr("Close"));
    layOutPanel(this, tr("Calibrate the eliminator"), makeBody(), makeButtonRow({close}));
    m_later.setSingleShot(true);
    m_later.setInterval(refreshDelay);
    connect(&m_later, &QTimer::timeout, this, &CalibrationPanel::refresh);
    connect(close, &QPushButton::clicked, this, &CalibrationPanel::closed);
    connect(m_trial, &TrialSection::instructionAsked, this, &CalibrationPanel::instructionAsked);
    connect(m_review, &QPushButton::clicked, this, [this] {
        Q_EMIT reviewAsked(AuditKind::Random, suggestedAudit(judgedCount(m_project->pool())), usualSeed);
    });
    connect(m_borderline, &QPushButton::clicked, this, [this] { Q_EMIT reviewAsked(AuditKind::Borderline, 0, usualSeed); });
    setProject(nullptr);
}

QWidget *CalibrationPanel::makeBody()
{
    m_tells->setObjectName(QStringLiteral("whatItTells"));
    m_tells->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("calibrationTable"));
    m_table->setTextFormat(Qt::RichText);
    m_table->setWordWrap(true);
    m_table->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_review->setObjectName(QStringLiteral("reviewSample"));
    m_borderline->setObjectName(QStringLiteral("reviewBorderline"));
    m_borderline->setToolTip(tr("One learns most about a threshold from what is close to it"));
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("line"));
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(space::panel, space::grid, space::panel, space::panel);
    layout->setSpacing(space::groups);
    layout->addWidget(m_tells);
    layout->addWidget(m_review, 0, Qt::AlignLeft);
    layout->addWidget(m_assumption);
    layout->addWidget(m_borderline, 0, Qt::AlignLeft);
    layout->addWidget(m_table);
    layout->addWidget(line);
    layout->addWidget(m_trial);
    layout->addStretch();
    return body;
}

void CalibrationPanel::setProject(Project *project)
{
    disconnect(m_connection);
    m_project = project;
    m_trial->setProject(project);
    if (project)
        m_connection = connect(&project->document(), &Document::changed, this, [this] {
            if (isVisible() && !m_later.isActive())
                m_later.start();
        });
    refresh();
}

void CalibrationPanel::refresh()
{
    const std::int64_t judged = m_project ? judgedCount(m_project->pool()) : 0;
    m_review->setEnabled(judged > 0);
    m_borderline->setEnabled(judged > 0);
    m_trial->setEnabled(judged > 0);
    const std::int64_t size = suggestedAudit(judged);
    m_review->setText(judged > 0 ? tr("Review a sample of %1").arg(QLocale().toString(static_cast<qlonglong>(size))) : tr("Review a sample"));
    m_assumption->setText(judged > 0 ? auditAssumption(size, judged) : QString());
    m_assumption->setVisible(judged > 0);
    m_table->setVisible(judged > 0);
    if (!m_project)
        return m_tells->clear();
    const CalibrationInput input = calibrationInput(m_project->pool());
    const Calibration calibration = calibrate(input);
    m_tells->setText(whatItTells(calibration, {input.eliminated, input.kept}));
    m_table->setText(calibrationHtml(calibration));
}

void CalibrationPanel::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

void CalibrationPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace evol
