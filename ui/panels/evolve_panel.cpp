// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/evolve_panel.h"

#include "evolution/operators.h"
#include "ui/panels/form.h"
#include "ui/theme.h"

#include <QIntValidator>
#include <QLocale>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

namespace {

constexpr int mostEpochs = 20;
constexpr int mostConcurrent = 1000;

QComboBox *makeModelBox(const QString &name)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setToolTip(EvolvePanel::tr("A model of the settings, or ADDRESS#MODEL"));
    return box;
}

} // namespace

EvolvePanel::EvolvePanel(QWidget *parent)
    : QWidget(parent), m_scope(new QComboBox), m_method(new QComboBox), m_choice(new QComboBox), m_epochs(new QSpinBox),
      m_concurrency(new QSpinBox), m_operatorBox(new QWidget), m_evolver(makeModelBox(tr("Evolver"))),
      m_judge(makeModelBox(tr("Judge"))), m_responder(makeModelBox(tr("Responder"))), m_seed(new QLineEdit(QStringLiteral("0"))),
      m_maxRequests(new QLineEdit), m_difficulty(new QCheckBox(tr("Score the difficulty"))), m_estimate(makeQuietLabel({})),
      m_start(new QPushButton(tr("Evolve")))
{
    m_epochs->setObjectName(QStringLiteral("epochs"));
    m_start->setObjectName(QStringLiteral("startEvolving"));
    m_start->setProperty("look", QStringLiteral("primary"));
    m_scope->addItems({tr("The whole pool"), tr("The selection")});
    for (const Method &method : methods())
        m_method->addItem(tr(method.title), QString::fromLatin1(method.key));
    m_choice->addItem(tr("One at random for each"), static_cast<int>(Choice::OneAtRandom));
    m_choice->addItem(tr("Every operator for each"), static_cast<int>(Choice::Each));
    m_epochs->setRange(1, mostEpochs);
    m_difficulty->setChecked(true);
    for (QComboBox *box : {m_scope, m_method, m_choice})
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *operators = new QVBoxLayout(m_operatorBox);
    operators->setContentsMargins(0, 0, 0, 0);
    operators->setSpacing(space::grid);

    auto *what = makeForm();
    what->addRow(tr("Start from"), m_scope);
    what->addRow(tr("Method"), m_method);
    what->addRow(tr("Epochs"), m_epochs);
    what->addRow(tr("Choice"), m_choice);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(space::panel, space::grid, space::panel, space::panel);
    layout->setSpacing(space::groups);
    layout->addLayout(what);
    layout->addWidget(makeTitle(tr("Operators")));
    layout->addWidget(m_operatorBox);
    layout->addWidget(makeTitle(tr("Models")));
    layout->addWidget(makeModels());
    layout->addWidget(makeTitle(tr("Limits")));
    layout->addWidget(makeLimits());
    layout->addStretch();

    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(QStringLiteral("closeEvolve"));
    auto *foot = new QWidget;
    auto *footLayout = new QVBoxLayout(foot);
    footLayout->setContentsMargins(0, 0, 0, 0);
    m_estimate->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_estimate->setAlignment(Qt::AlignTop);
    footLayout->addWidget(m_estimate);
    footLayout->addWidget(makeButtonRow({close, m_start}));
    layOutPanel(this, tr("Evolve"), body, foot);

    connect(m_method, &QComboBox::currentIndexChanged, this, &EvolvePanel::showOperators);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &EvolvePanel::showEstimate);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &EvolvePanel::showEstimate);
    connect(m_epochs, &QSpinBox::valueChanged, this, &EvolvePanel::showEstimate);
    connect(close, &QPushButton::clicked, this, &EvolvePanel::closed);
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT started(settings()); });
    showOperators();
    setModels({});
}

QWidget *EvolvePanel::makeModels()
{
    auto *box = new QWidget;
    auto *form = makeForm();
    form->addRow(tr("Evolver"), m_evolver);
    form->addRow(tr("Judge"), m_judge);
    form->addRow(tr("Responder"), m_responder);
    form->addRow(QStringLiteral(" "), m_difficulty);
    box->setLayout(form);
    return box;
}

QWidget *EvolvePanel::makeLimits()
{
    m_concurrency->setRange(1, mostConcurrent);
    m_concurrency->setValue(RunSettings().concurrency);
    m_maxRequests->setPlaceholderText(tr("no limit"));
    m_maxRequests->setValidator(new QIntValidator(1, 1'000'000'000, m_maxRequests));
    static const QRegularExpression digits(QStringLiteral("\\d{1,18}"));
    m_seed->setValidator(new QRegularExpressionValidator(digits, m_seed));
    m_seed->setToolTip(tr("The same seed makes the same choices"));
    auto *box = new QWidget;
    auto *form = makeForm();
    form->addRow(tr("In flight at most"), m_concurrency);
    form->addRow(tr("Requests at most"), m_maxRequests);
    form->addRow(tr("Random seed"), m_seed);
    box->setLayout(form);
    return box;
}

void EvolvePanel::setProject(Project *project)
{
    m_project = project;
    m_selection.clear();
    m_start->setEnabled(project && !project->isReadOnly());
    showEstimate();
}

void EvolvePanel::setModels(const QStringList &names)
{
    for (QComboBox *box : {m_evolver, m_judge, m_responder}) {
        const QString chosen = box->currentText();
        box->clear();
        box->addItem(tr("builtin"));
        box->addItems(names);
        box->setCurrentText(chosen.isEmpty() ? QStringLiteral("builtin") : chosen);
    }
}

void EvolvePanel::setSelection(std::vector<InstructionId> ids)
{
    m_selection = std::move(ids);
    m_scope->setItemText(1, tr("The selection (%1)").arg(m_selection.size()));
    if (m_selection.empty())
        m_scope->setCurrentIndex(0);
    showEstimate();
}

void EvolvePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showEstimate();
}

void EvolvePanel::showOperators()
{
    qDeleteAll(m_operators);
    m_operators.clear();
    for (const EvolutionOperator &known : methods()[static_cast<std::size_t>(m_method->currentIndex())].operators) {
        const QString name = shownOperator(known.key);
        auto *box = new QCheckBox(known.direction == Direction::InBreadth  ? tr("%1 (in breadth)").arg(name)
                                  : known.direction == Direction::Downward ? tr("%1 (downward)").arg(name)
                                                                           : name);
        box->setChecked(true);
        box->setProperty("key", QString::fromStdString(known.key));
        connect(box, &QCheckBox::toggled, this, &EvolvePanel::showEstimate);
        m_operatorBox->layout()->addWidget(box);
        m_operators.push_back(box);
    }
    showEstimate();
}

QString EvolvePanel::model(const QComboBox *box) const
{
    const QString name = box->currentText().trimmed();
    return name.isEmpty() ? QStringLiteral("builtin") : name;
}

RunSettings EvolvePanel::settings() const
{
    RunSettings settings;
    settings.method = m_method->currentData().toString().toStdString();
    settings.epochs = m_epochs->value();
    settings.choice = static_cast<Choice>(m_choice->currentData().toInt());
    if (m_scope->currentIndex() == 1)
        settings.only = m_selection;
    const bool all = std::all_of(m_operators.begin(), m_operators.end(), [](const QCheckBox *box) { return box->isChecked(); });
    for (const QCheckBox *box : m_operators) {
        if (!all && box->isChecked())
            settings.operators.push_back(box->property("key").toString().toStdString());
    }
    settings.evolver = model(m_evolver).toStdString();
    settings.judge = model(m_judge).toStdString();
    settings.responder = model(m_responder).toStdString();
    settings.seed = m_seed->text().toULongLong();
    settings.concurrency = m_concurrency->value();
    if (!m_maxRequests->text().isEmpty())
        settings.maxRequests = m_maxRequests->text().toLongLong();
    settings.scoresDifficulty = m_difficulty->isChecked();
    return settings;
}

void EvolvePanel::showEstimate()
{
    const auto chosen = std::count_if(m_operators.begin(), m_operators.end(), [](const QCheckBox *box) { return box->isChecked(); });
    m_start->setEnabled(m_project && !m_project->isReadOnly() && chosen > 0);
    // Counting a big pool at every step of the selection would be felt.
    if (!isVisible())
        return;
    if (!m_project) {
        m_estimate->clear();
        return;
    }
    if (chosen == 0) {
        m_estimate->setText(tr("Choose at least one operator."));
        return;
    }
    const std::int64_t start = m_scope->currentIndex() == 1 ? static_cast<std::int64_t>(m_selection.size())
                                                            : static_cast<std::int64_t>(m_project->pool().nextEpoch().size());
    const bool each = m_choice->currentData().toInt() == static_cast<int>(Choice::Each);
    double total = 0;
    double round = static_cast<double>(start);
    for (int epoch = 0; epoch < m_epochs->value(); ++epoch) {
        round *= each ? static_cast<double>(chosen) : 1.0;
        total += round;
    }
    m_estimate->setText(tr("Starts from %1 instructions and makes at most %2 new ones.")
                            .arg(QLocale().toString(static_cast<qlonglong>(start)), QLocale().toString(total, 'f', 0)));
}

} // namespace evol
