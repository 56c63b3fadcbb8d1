// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/evolve_panel.h"

#include "evolution/epoch_plan.h"
#include "evolution/operators.h"
#include "evolution/project_terms.h"
#include "ui/background.h"
#include "ui/background_reader.h"
#include "ui/panels/form.h"
#include "ui/panels/operator_choice.h"
#include "ui/panels/sampling_fields.h"
#include "ui/theme.h"

#include <QDoubleValidator>
#include <QIntValidator>
#include <QLocale>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

namespace {

constexpr int mostEpochs = 20;
constexpr int mostResponses = 64;
constexpr int mostConcurrent = 1000;

constexpr int estimateDelay = 300; // milliseconds
constexpr std::size_t mostEstimated = 2000;

Result<RunEstimate> estimated(const Pool &pool, const Run &run, const ModelSources &sources, const Result<ProjectReader *> &reader)
{
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    const auto prices = runPrices(run.settings, sources);
    if (!prices)
        return tl::unexpected<Error>(prices.error());
    const auto items = planEpoch(pool, run, {});
    if (!items)
        return tl::unexpected<Error>(items.error());
    return estimateItems(*items, **reader, run.settings, [&](Stage stage) { return prices->at(stage); }, mostEstimated);
}

QString inWords(const RunEstimate &estimate)
{
    const QLocale locale;
    const auto rewrites = estimate.stages.find(Stage::Rewrite);
    const StageEstimate total = estimate.total();
    QString words = EvolvePanel::tr("At most %1 new instructions: about %2 requests, %3 tokens")
                        .arg(locale.toString(static_cast<qlonglong>(rewrites == estimate.stages.end() ? 0 : rewrites->second.requests)),
                             locale.toString(static_cast<qlonglong>(total.requests)),
                             locale.toString(static_cast<qlonglong>(total.promptTokens + total.completionTokens)));
    return total.cost > 0 ? words + EvolvePanel::tr(", cost %1.").arg(locale.toString(total.cost, 'f', 2)) : words + QLatin1Char('.');
}

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
      m_concurrency(new QSpinBox), m_responses(new QSpinBox), m_keep(new QComboBox), m_operators(new OperatorChoice), m_evolver(makeModelBox(tr("Evolver"))),
      m_judge(makeModelBox(tr("Judge"))), m_responder(makeModelBox(tr("Responder"))),
      m_evolverSampling(new SamplingFields(tr("evolver"))), m_judgeSampling(new SamplingFields(tr("judge"))),
      m_responderSampling(new SamplingFields(tr("responder"))), m_seed(new QLineEdit(QStringLiteral("0"))),
      m_maxRequests(new QLineEdit), m_maxTokens(new QLineEdit), m_budget(new QLineEdit), m_difficulty(new QCheckBox(tr("Score the difficulty"))), m_estimate(makeQuietLabel({})),
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
    m_responses->setRange(1, mostResponses);
    m_responses->setObjectName(QStringLiteral("responses"));
    m_keep->addItem(tr("Keep all"), static_cast<int>(KeptResponses::All));
    m_keep->addItem(tr("Keep those that agree"), static_cast<int>(KeptResponses::Majority));
    m_keep->setToolTip(tr("Whose final answer is that of more than half of them; an instruction without a majority is eliminated"));
    m_estimateTimer.setSingleShot(true);
    m_estimateTimer.setInterval(estimateDelay);
    connect(&m_estimateTimer, &QTimer::timeout, this, &EvolvePanel::estimate);

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
    layout->addWidget(m_operators);
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
    m_estimate->setObjectName(QStringLiteral("estimate"));
    m_estimate->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_estimate->setAlignment(Qt::AlignTop);
    footLayout->addWidget(m_estimate);
    footLayout->addWidget(makeButtonRow({close, m_start}));
    layOutPanel(this, tr("Evolve"), body, foot);

    connect(m_method, &QComboBox::currentIndexChanged, this, &EvolvePanel::showOperators);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &EvolvePanel::showEstimate);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &EvolvePanel::showEstimate);
    connect(m_operators, &OperatorChoice::edited, this, &EvolvePanel::showEstimate);
    connect(m_keep, &QComboBox::currentIndexChanged, this, &EvolvePanel::showEstimate);
    connect(m_difficulty, &QCheckBox::toggled, this, &EvolvePanel::showEstimate);
    for (QComboBox *box : {m_evolver, m_judge, m_responder})
        connect(box, &QComboBox::currentTextChanged, this, &EvolvePanel::showEstimate);
    for (QSpinBox *box : {m_epochs, m_responses})
        connect(box, &QSpinBox::valueChanged, this, &EvolvePanel::showEstimate);
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
    form->addRow(QStringLiteral(" "), m_evolverSampling);
    form->addRow(tr("Judge"), m_judge);
    form->addRow(QStringLiteral(" "), m_judgeSampling);
    form->addRow(tr("Responder"), m_responder);
    form->addRow(QStringLiteral(" "), m_responderSampling);
    form->addRow(tr("Responses"), m_responses);
    form->addRow(QStringLiteral(" "), m_keep);
    form->addRow(QStringLiteral(" "), m_difficulty);
    box->setLayout(form);
    return box;
}

QWidget *EvolvePanel::makeLimits()
{
    m_concurrency->setRange(1, mostConcurrent);
    m_concurrency->setValue(RunSettings().concurrency);
    for (QLineEdit *limit : {m_maxRequests, m_maxTokens, m_budget})
        limit->setPlaceholderText(tr("no limit"));
    for (QLineEdit *limit : {m_maxRequests, m_maxTokens})
        limit->setValidator(new QIntValidator(1, 1'000'000'000, limit));
    m_budget->setValidator(new QDoubleValidator(0, 1e9, 4, m_budget));
    m_budget->setToolTip(tr("In the currency of the models' prices"));
    static const QRegularExpression digits(QStringLiteral("\\d{1,18}"));
    m_seed->setValidator(new QRegularExpressionValidator(digits, m_seed));
    m_seed->setToolTip(tr("The same seed makes the same choices"));
    auto *box = new QWidget;
    auto *form = makeForm();
    form->addRow(tr("In flight at most"), m_concurrency);
    form->addRow(tr("Requests at most"), m_maxRequests);
    form->addRow(tr("Tokens at most"), m_maxTokens);
    form->addRow(tr("Budget"), m_budget);
    form->addRow(tr("Random seed"), m_seed);
    box->setLayout(form);
    return box;
}

void EvolvePanel::setProject(Project *project)
{
    m_project = project;
    m_selection.clear();
    if (project)
        connect(&project->texts(), &ProjectTexts::operatorsChanged, this, &EvolvePanel::showOperators);
    showOperators();
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
    m_operators->setMethod(m_method->currentData().toString().toStdString(),
                           m_project ? m_project->texts().ownOperators() : std::vector<EvolutionOperator>());
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
    m_operators->fillIn(settings);
    settings.evolver = model(m_evolver).toStdString();
    settings.judge = model(m_judge).toStdString();
    settings.responder = model(m_responder).toStdString();
    settings.evolverSampling = m_evolverSampling->sampling();
    settings.judgeSampling = m_judgeSampling->sampling();
    settings.responderSampling = m_responderSampling->sampling();
    settings.responses = m_responses->value();
    settings.keep = static_cast<KeptResponses>(m_keep->currentData().toInt());
    settings.seed = m_seed->text().toULongLong();
    settings.concurrency = m_concurrency->value();
    if (!m_maxRequests->text().isEmpty())
        settings.maxRequests = m_maxRequests->text().toLongLong();
    if (!m_maxTokens->text().isEmpty())
        settings.maxTokens = m_maxTokens->text().toLongLong();
    if (!m_budget->text().isEmpty())
        settings.budget = QLocale().toDouble(m_budget->text());
    settings.scoresDifficulty = m_difficulty->isChecked();
    return settings;
}

void EvolvePanel::showEstimate()
{
    m_operators->showWeights(m_choice->currentData().toInt() == static_cast<int>(Choice::OneAtRandom));
    const bool chosen = m_operators->chosen() > 0;
    m_start->setEnabled(m_project && !m_project->isReadOnly() && chosen);
    ++m_estimateNumber;
    // Counting a big pool at every step of the selection would be felt.
    if (!isVisible() || !m_project || !chosen) {
        m_estimateTimer.stop();
        m_estimate->setText(m_project && !chosen ? tr("Choose at least one operator.") : QString());
        return;
    }
    m_estimateTimer.start();
}

void EvolvePanel::estimate()
{
    if (!m_project)
        return;
    Run run;
    run.settings = settings();
    if (const auto taken = takeProjectTerms(m_project->document().reader(), run.settings); !taken)
        return m_estimate->setText(QString::fromStdString(taken.error().message));
    run.firstEpoch = firstEpochOf(m_project->pool(), run.settings);
    inBackground(
        this,
        [pool = Pool(m_project->pool()), run, sources = m_sources, reader = BackgroundReader(m_project->document())]() mutable {
            return estimated(pool, run, sources, reader.get());
        },
        [this, number = m_estimateNumber](const Result<RunEstimate> &made) {
            if (number == m_estimateNumber)
                m_estimate->setText(made ? inWords(*made) : QString::fromStdString(made.error().message));
        });
}

} // namespace evol
