// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/review_bar.h"

#include "ui/panels/audit_words.h"
#include "ui/panels/form.h"
#include "ui/panels/verdict_words.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace evol {

ReviewBar::ReviewBar(QWidget *parent)
    : QWidget(parent), m_kinds{new QToolButton, new QToolButton, new QToolButton}, m_rule(new QComboBox), m_progress(new QLabel),
      m_assumption(makeQuietLabel({})), m_size(new QSpinBox), m_seed(new QLineEdit(QStringLiteral("1"))), m_sample(makeSample())
{
    const std::pair<QString, QString> words[] = {
        {tr("Eliminated"), tr("What the eliminator threw away and nobody has decided on (1)")},
        {tr("Random"), tr("Kept and eliminated ones, drawn at random (2)")},
        {tr("Borderline"), tr("Those a rule nearly fired on, or nearly did not (3)")}};
    auto *first = new QHBoxLayout;
    first->setSpacing(space::grid);
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        m_kinds[i]->setText(words[i].first);
        m_kinds[i]->setToolTip(words[i].second);
        m_kinds[i]->setCheckable(true);
        m_kinds[i]->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
        m_kinds[i]->setProperty("look", QStringLiteral("button"));
        first->addWidget(m_kinds[i]);
        connect(m_kinds[i], &QToolButton::clicked, this, [this, i] { choose(static_cast<AuditKind>(i)); });
    }
    first->addSpacing(space::inside);
    m_rule->setAccessibleName(tr("Only of this rule"));
    m_rule->setObjectName(QStringLiteral("reviewRule"));
    m_rule->setMinimumContentsLength(6);
    m_rule->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_rule->installEventFilter(this);
    connect(m_rule, &QComboBox::activated, this, [this](int index) {
        Q_EMIT ruleChosen(m_rule->itemData(index).toString().toStdString());
        Q_EMIT left();
    });
    first->addWidget(m_rule, 1);
    m_progress->setObjectName(QStringLiteral("reviewProgress"));
    m_progress->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_progress->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    first->addSpacing(space::inside);
    first->addWidget(m_progress);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::panel, space::groups, space::panel, space::inside);
    layout->setSpacing(space::inside);
    layout->addLayout(first);
    layout->addWidget(m_sample);
    m_assumption->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_assumption->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_assumption);
    showPlan({AuditKind::Eliminated, 0, 1, {}});
}

QWidget *ReviewBar::makeSample()
{
    m_size->setRange(1, std::numeric_limits<int>::max());
    m_size->setObjectName(QStringLiteral("reviewSize"));
    m_size->setAccessibleName(tr("Size of the sample"));
    m_size->setGroupSeparatorShown(true);
    m_size->setFixedWidth(80);
    static const QRegularExpression digits(QStringLiteral("\\d{1,18}"));
    m_seed->setValidator(new QRegularExpressionValidator(digits, m_seed));
    m_seed->setObjectName(QStringLiteral("reviewSeed"));
    m_seed->setAccessibleName(tr("Seed of the sample"));
    m_seed->setToolTip(tr("The same seed draws the same instructions"));
    m_seed->setFixedWidth(80);
    connect(m_size, &QSpinBox::valueChanged, this, &ReviewBar::showAssumption);
    for (QWidget *field : {static_cast<QWidget *>(m_size), static_cast<QWidget *>(m_seed)})
        field->installEventFilter(this);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addWidget(new QLabel(tr("Size")));
    layout->addWidget(m_size);
    layout->addWidget(new QLabel(tr("Seed")));
    layout->addWidget(m_seed);
    layout->addStretch();
    return row;
}

void ReviewBar::setPopulation(std::int64_t judged)
{
    m_population = judged;
    const QSignalBlocker blocker(m_size);
    m_size->setMaximum(static_cast<int>(std::clamp<std::int64_t>(judged, 1, std::numeric_limits<int>::max())));
    m_size->setValue(static_cast<int>(suggestedAudit(judged)));
    showAssumption();
}

void ReviewBar::showAssumption()
{
    m_assumption->setText(auditAssumption(m_size->value(), m_population));
}

void ReviewBar::showPlan(const AuditPlan &plan)
{
    m_kind = plan.kind;
    for (std::size_t i = 0; i < m_kinds.size(); ++i)
        m_kinds[i]->setChecked(i == static_cast<std::size_t>(plan.kind));
    m_sample->setVisible(plan.kind == AuditKind::Random);
    m_assumption->setVisible(plan.kind == AuditKind::Random);
    if (plan.kind != AuditKind::Random)
        return;
    m_size->setValue(static_cast<int>(plan.size));
    m_seed->setText(QString::number(plan.seed));
}

void ReviewBar::showRules(const std::vector<std::pair<std::string, int>> &rules, const std::string &chosen, int all)
{
    const QSignalBlocker blocker(m_rule);
    const QLocale locale;
    m_rule->clear();
    m_rule->addItem(tr("Any rule (%1)").arg(locale.toString(all)), QString());
    for (const auto &[rule, count] : rules) {
        m_rule->addItem(QStringLiteral("%1 (%2)").arg(numberedRule(rule), locale.toString(count)), QString::fromStdString(rule));
        if (rule == chosen)
            m_rule->setCurrentIndex(m_rule->count() - 1);
    }
    m_rule->setEnabled(!rules.empty());
}

AuditPlan ReviewBar::plan() const
{
    return {m_kind, m_kind == AuditKind::Random ? m_size->value() : m_population, m_seed->text().toULongLong(), {}};
}

void ReviewBar::choose(AuditKind kind)
{
    m_kind = kind;
    showPlan(plan());
    Q_EMIT asked();
}

bool ReviewBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (isEnter && watched != m_rule) {
            m_size->interpretText();
            Q_EMIT asked();
            return true;
        }
        if (key == Qt::Key_Escape) {
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace evol
