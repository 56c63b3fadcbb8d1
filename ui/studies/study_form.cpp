// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; what the project holds is read on another.
#include "ui/studies/study_form.h"

#include "preference/criteria.h"
#include "preference/masking.h"
#include "preference/power.h"
#include "ui/background.h"
#include "ui/background_reader.h"
#include "ui/panels/form.h"
#include "ui/project.h"
#include "ui/project_texts.h"
#include "ui/theme.h"

#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QRegularExpressionValidator>
#include <QUuid>
#include <QVBoxLayout>

namespace evol {

namespace {

enum Instructions { AllKept, Selected, FromFile };
enum ContenderRole { SourceRole = Qt::UserRole, FileRole, CountRole };
constexpr int listHeight = 132;
constexpr int secondsEach = 30; ///< of a comparison, as a first guess

QStringList namesIn(const QString &text)
{
    QStringList names;
    for (const QString &part : text.split(QLatin1Char(','))) {
        if (!part.trimmed().isEmpty())
            names += part.trimmed();
    }
    return names;
}

/// "TITLE: description | what 1 point means | … | what 5 points mean"; what follows the title may be left out.
Criterion ownCriterion(const QString &written)
{
    const QStringList parts = written.split(QLatin1Char('|'));
    const QString title = parts.front().section(QLatin1Char(':'), 0, 0).trimmed();
    Criterion own{title.toLower().replace(QLatin1Char(' '), QLatin1Char('_')).toStdString(), title.toStdString(),
                  parts.front().section(QLatin1Char(':'), 1).trimmed().toStdString(), {}};
    for (int i = 1; i < parts.size(); ++i)
        own.anchors.push_back(parts[i].trimmed().toStdString());
    return own;
}

QListWidgetItem *checkable(const QString &text, bool checked, QListWidget *list)
{
    auto *item = new QListWidgetItem(text, list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    return item;
}

} // namespace

StudyForm::StudyForm(FilePicker &files, QWidget *parent)
    : QWidget(parent), m_files(files), m_name(new QLineEdit), m_raters(new QLineEdit), m_seed(new QLineEdit(QStringLiteral("1"))), m_model(new QLineEdit), m_instructions(new QComboBox),
      m_kind(new QComboBox), m_stratum(new QComboBox), m_contenders(new QListWidget), m_criteria(new QListWidget), m_masked(new QPlainTextEdit), m_overlap(new QSpinBox),
      m_limit(new QSpinBox), m_points(new QSpinBox), m_strength(new QCheckBox(tr("Ask by how much (1 to 3)"))), m_estimate(makeQuietLabel({})), m_power(makeQuietLabel({})),
      m_trouble(new QLabel), m_create(new QPushButton(tr("Make the study"))), m_gold(new QPushButton(tr("Gold items from a file…")))
{
    setObjectName(QStringLiteral("studyForm"));
    m_name->setObjectName(QStringLiteral("studyName"));
    m_raters->setObjectName(QStringLiteral("studyRaters"));
    m_contenders->setObjectName(QStringLiteral("studyContenders"));
    m_criteria->setObjectName(QStringLiteral("studyCriteria"));
    m_limit->setObjectName(QStringLiteral("studyLimit"));
    m_overlap->setObjectName(QStringLiteral("studyOverlap"));
    m_create->setObjectName(QStringLiteral("makeStudy"));
    m_create->setProperty("look", QStringLiteral("primary"));
    m_trouble->setProperty("rank", QStringLiteral("trouble"));
    m_trouble->setWordWrap(true);
    m_trouble->setTextFormat(Qt::PlainText);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(space::panel, space::grid, space::panel, space::panel);
    layout->setSpacing(space::groups);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(2 * space::panel);
    auto *left = new QVBoxLayout;
    left->setSpacing(space::groups);
    left->addWidget(makeSources());
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(space::groups);
    right->addWidget(makeDesign());
    right->addWidget(makeRaters());
    right->addStretch();
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    layout->addLayout(columns);
    layout->addWidget(m_trouble);
    auto *cancel = new QPushButton(tr("Cancel"));
    layOutPanel(this, tr("New study"), body, makeButtonRow({cancel, m_create}));
    connect(cancel, &QPushButton::clicked, this, &StudyForm::closed);
    connect(m_create, &QPushButton::clicked, this, &StudyForm::createAsked);
}

QWidget *StudyForm::makeSources()
{
    m_instructions->addItems({tr("All that are kept"), tr("Those selected in Explore"), tr("Those of a file…")});
    m_limit->setRange(0, 1'000'000);
    m_limit->setSpecialValueText(tr("no limit"));
    m_limit->setToolTip(tr("So many at most, drawn by the seed"));
    m_contenders->setFixedHeight(listHeight);
    m_masked->setFixedHeight(listHeight);
    m_masked->setTabChangesFocus(true);
    m_masked->setToolTip(tr("… before a name masks it only where the answer speaks of itself"));
    m_masked->setAccessibleName(tr("Masked phrases"));
    auto *addFile = new QPushButton(tr("Add outputs from a file…"));
    addFile->setToolTip(tr("AlpacaEval outputs, JSONL, GSM8K solutions; matched by the instructions' text"));
    auto *form = makeForm();
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Instructions"), m_instructions);
    form->addRow(tr("At most"), m_limit);
    form->addRow(tr("Contenders"), m_contenders);
    m_model->setObjectName(QStringLiteral("studyModel"));
    m_model->setPlaceholderText(tr("Ask a model for answers: a name, builtin or URL#MODEL, then Enter"));
    form->addRow(QString(), addFile);
    form->addRow(QString(), m_model);
    form->addRow(tr("Masked, one a line"), m_masked);
    auto *box = new QWidget;
    box->setLayout(form);
    connect(m_model, &QLineEdit::returnPressed, this, [this] {
        askModel(m_model->text().trimmed());
        m_model->clear();
    });
    connect(addFile, &QPushButton::clicked, this, [this] {
        m_files.pickFileToOpen(this, {tr("Contenders' outputs"), {}, {}, tr("Outputs (*.json *.jsonl *.csv);;All files (*)"), {}, true}, [this](const QString &path) { addOutputFile(path); });
    });
    connect(m_instructions, &QComboBox::activated, this, [this](int index) {
        if (index == FromFile) {
            m_files.pickFileToOpen(this, {tr("Instructions of the study"), {}, {}, tr("Instructions (*.json *.jsonl *.csv *.txt);;All files (*)"), {}, true}, [this](const QString &path) {
                m_instructionFile = path;
                m_instructions->setItemText(FromFile, tr("Those of %1").arg(QFileInfo(path).fileName()));
            });
        }
        showEstimate();
    });
    connect(m_contenders, &QListWidget::itemChanged, this, &StudyForm::showEstimate);
    connect(m_limit, &QSpinBox::valueChanged, this, &StudyForm::showEstimate);
    return box;
}

QWidget *StudyForm::makeDesign()
{
    m_kind->addItems({tr("Which of two is better"), tr("Rank up to five"), tr("Points from 1 to 5 for one answer"), tr("Right or wrong, step by step")});
    m_kind->setObjectName(QStringLiteral("studyKind"));
    m_criteria->setFixedHeight(listHeight);
    for (const Criterion &criterion : builtinCriteria()) {
        auto *item = checkable(QString::fromStdString(criterion.title), criterion.key == "overall", m_criteria);
        item->setData(Qt::UserRole, QString::fromStdString(criterion.key));
        item->setToolTip(QString::fromStdString(criterion.description));
    }
    auto *own = new QLineEdit;
    own->setPlaceholderText(tr("A criterion of your own, then Enter"));
    own->setToolTip(tr("TITLE: description | what 1 point means | 2 | 3 | 4 | 5 points; all but the title can be left out"));
    auto *form = makeForm();
    form->addRow(tr("Judgement"), m_kind);
    form->addRow(QString(), m_strength);
    form->addRow(tr("Criteria"), m_criteria);
    form->addRow(QString(), own);
    auto *box = new QWidget;
    box->setLayout(form);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &StudyForm::showKind);
    connect(own, &QLineEdit::returnPressed, this, [this, own] {
        if (!own->text().trimmed().isEmpty())
            checkable(own->text().trimmed(), true, m_criteria);
        own->clear();
    });
    return box;
}

QWidget *StudyForm::makeRaters()
{
    m_raters->setPlaceholderText(tr("Names, with commas; can be given later, too"));
    m_overlap->setRange(1, 100);
    m_overlap->setToolTip(tr("Raters who judge the same comparison; agreement needs two"));
    m_stratum->addItems({tr("nothing"), tr("difficulty"), tr("epoch"), tr("operator"), tr("skill")});
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,18}")), m_seed));
    m_points->setRange(1, 50);
    m_points->setValue(5);
    m_points->setSuffix(tr(" points"));
    auto *form = makeForm();
    form->addRow(tr("Raters"), m_raters);
    form->addRow(tr("Overlap"), m_overlap);
    form->addRow(tr("Spread evenly by"), m_stratum);
    form->addRow(tr("Seed"), m_seed);
    m_gold->setToolTip(tr("JSON Lines: {\"instruction\" or \"id\", \"best\": contender}; every rater gets them, and they tell how well raters judge"));
    form->addRow(QString(), m_gold);
    connect(m_gold, &QPushButton::clicked, this, &StudyForm::chooseGold);
    form->addRow(QString(), m_estimate);
    form->addRow(tr("To find a difference of"), m_points);
    form->addRow(QString(), m_power);
    auto *box = new QWidget;
    box->setLayout(form);
    connect(m_raters, &QLineEdit::textChanged, this, &StudyForm::showEstimate);
    connect(m_overlap, &QSpinBox::valueChanged, this, &StudyForm::showEstimate);
    connect(m_points, &QSpinBox::valueChanged, this, &StudyForm::showEstimate);
    return box;
}

void StudyForm::setProject(Project *project)
{
    m_project = project;
    m_contenders->clear();
    m_trouble->clear();
}

void StudyForm::begin(const std::vector<InstructionId> &selection)
{
    m_selection = selection;
    m_trouble->clear();
    m_instructions->setItemText(Selected, tr("Those selected in Explore (%1)").arg(selection.size()));
    m_instructions->setCurrentIndex(selection.size() > 1 ? Selected : AllKept);
    if (m_name->text().isEmpty())
        m_name->setText(tr("Which answer is better?"));
    if (m_masked->toPlainText().isEmpty()) {
        QStringList phrases;
        for (const std::string &phrase : defaultMaskedPhrases())
            phrases += QString::fromStdString(phrase);
        m_masked->setPlainText(phrases.join(QLatin1Char('\n')));
    }
    m_name->setFocus();
    m_name->selectAll();
    readSources();
    showEstimate();
}

void StudyForm::chooseGold()
{
    m_files.pickFileToOpen(this, {tr("Gold items"), {}, {}, tr("JSON Lines (*.jsonl *.json);;All files (*)"), {}, true}, [this](const QString &path) {
        m_goldFile = path;
        m_gold->setText(tr("Gold items of %1").arg(QFileInfo(path).fileName()));
    });
}

std::vector<InstructionId> StudyForm::chosenInstructions() const
{
    if (m_instructions->currentIndex() == Selected)
        return m_selection;
    std::vector<InstructionId> ids;
    for (const NodeIndex n : m_project->pool().preorder()) {
        if (m_project->pool().state(n) == State::Kept)
            ids.push_back(m_project->pool().id(n));
    }
    return ids;
}

void StudyForm::askModel(const QString &model)
{
    if (model.isEmpty() || m_project->isReadOnly())
        return;
    RunSettings settings;
    settings.goal = RunGoal::Respond;
    settings.evolver = settings.judge = settings.responder = model.toStdString();
    settings.only = chosenInstructions();
    if (settings.only.empty())
        return showTrouble(tr("There is no instruction to ask about."));
    m_trouble->clear();
    // It comes into the list with its answers; how far it has got shows below.
    connect(&m_project->evolution(), &EvolutionQueue::finished, this, &StudyForm::readSources, Qt::UniqueConnection);
    m_project->evolution().start({settings, tr("Ask %1").arg(model)});
}

void StudyForm::readSources()
{
    if (!m_project)
        return;
    inBackground(
        this,
        [reader = BackgroundReader(m_project->document())]() mutable -> Result<std::vector<std::pair<std::string, std::int64_t>>> {
            auto opened = reader.get();
            return opened ? (*opened)->responseSources() : tl::unexpected<Error>(opened.error());
        },
        [this](const Result<std::vector<std::pair<std::string, std::int64_t>>> &sources) {
            if (sources)
                showSources(*sources);
            else
                showTrouble(QString::fromStdString(sources.error().message));
        });
}

void StudyForm::showSources(const std::vector<std::pair<std::string, std::int64_t>> &sources)
{
    for (int row = m_contenders->count(); row-- > 0;) {
        if (m_contenders->item(row)->data(FileRole).toString().isEmpty())
            delete m_contenders->takeItem(row);
    }
    for (const auto &[source, count] : sources) {
        auto *item = checkable(tr("%1, %2 answers").arg(shownModel(source)).arg(count), sources.size() <= 5, m_contenders);
        item->setData(SourceRole, QString::fromStdString(source));
        item->setData(CountRole, qlonglong(count));
    }
    showEstimate();
}

void StudyForm::addOutputFile(const QString &path)
{
    auto *item = checkable(tr("%1, from the file").arg(QFileInfo(path).fileName()), true, m_contenders);
    item->setData(FileRole, path);
    item->setToolTip(path);
    showEstimate();
}

int StudyForm::contenderCount() const
{
    int count = 0;
    for (int row = 0; row < m_contenders->count(); ++row)
        count += m_contenders->item(row)->checkState() == Qt::Checked;
    return count;
}

std::int64_t StudyForm::instructionCount() const
{
    std::int64_t count = m_instructions->currentIndex() == Selected ? std::int64_t(m_selection.size()) : m_project ? m_project->pool().count() : 0;
    for (int row = 0; row < m_contenders->count(); ++row) {
        const QListWidgetItem *item = m_contenders->item(row);
        if (item->checkState() == Qt::Checked && item->data(FileRole).toString().isEmpty())
            count = std::min<std::int64_t>(count, item->data(CountRole).toLongLong());
    }
    return m_limit->value() > 0 ? std::min<std::int64_t>(count, m_limit->value()) : count;
}

void StudyForm::showKind()
{
    m_strength->setVisible(kind() == JudgementKind::Pairwise);
    showEstimate();
}

void StudyForm::showEstimate()
{
    const int contenders = contenderCount(), raters = int(namesIn(m_raters->text()).size());
    const std::int64_t sets = kind() == JudgementKind::Pairwise ? contenders * (contenders - 1) / 2 : kind() == JudgementKind::Ranking ? 1 : contenders;
    const std::int64_t all = instructionCount() * sets * m_overlap->value();
    const QLocale locale;
    QString text = tr("At most %1 comparisons").arg(locale.toString(qlonglong(all)));
    if (raters > 0) {
        const double hours = double(all) / raters * secondsEach / 3600;
        text += tr(" for %1 raters, %2 each: about %3 hours at %4 s a comparison").arg(raters).arg(locale.toString(qlonglong((all + raters - 1) / raters)), locale.toString(hours, 'f', 1)).arg(secondsEach);
    }
    m_estimate->setText(text + QLatin1Char('.'));
    PowerQuestion question;
    question.points = m_points->value();
    question.overlap = m_overlap->value();
    const auto votes = votesNeeded(question);
    m_power->setText(votes ? tr("from 50 %, with a chance of 80 %: %1 votes on a pair of contenders.").arg(locale.toString(qlonglong(*votes))) : tr("no number of votes is enough."));
    const bool enough = contenders >= (kind() == JudgementKind::Pairwise || kind() == JudgementKind::Ranking ? 2 : 1);
    bool hasFile = false;
    for (int row = 0; row < m_contenders->count(); ++row)
        hasFile = hasFile || (m_contenders->item(row)->checkState() == Qt::Checked && !m_contenders->item(row)->data(FileRole).toString().isEmpty());
    m_create->setEnabled(enough || hasFile);
    m_create->setToolTip(m_create->isEnabled() ? QString() : tr("Choose at least two contenders"));
}

void StudyForm::showTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
}

StudyRequest StudyForm::request() const
{
    StudyRequest request;
    request.uid = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    request.name = m_name->text().trimmed().toStdString();
    if (m_instructions->currentIndex() == Selected)
        request.instructions = m_selection;
    else if (m_instructions->currentIndex() == FromFile)
        request.instructionFile = m_instructionFile.toStdString();
    request.most = m_limit->value();
    request.goldFile = m_goldFile.toStdString();
    for (int row = 0; row < m_contenders->count(); ++row) {
        const QListWidgetItem *item = m_contenders->item(row);
        if (item->checkState() != Qt::Checked)
            continue;
        if (const QString file = item->data(FileRole).toString(); !file.isEmpty())
            request.outputs.push_back({file.toStdString(), {}});
        else
            request.contenders.push_back(item->data(SourceRole).toString().toStdString());
    }
    StudyDesign &design = request.design;
    design.kind = kind();
    design.shown = kind() == JudgementKind::Pairwise ? 2 : kind() == JudgementKind::Ranking ? std::clamp(contenderCount(), 2, 5) : 1;
    design.overlap = m_overlap->value();
    design.stratum = static_cast<Stratum>(m_stratum->currentIndex());
    design.seed = m_seed->text().toULongLong();
    design.asksStrength = kind() == JudgementKind::Pairwise && m_strength->isChecked();
    for (int row = 0; row < m_criteria->count(); ++row) {
        const QListWidgetItem *item = m_criteria->item(row);
        if (item->checkState() != Qt::Checked)
            continue;
        design.criteria.push_back(builtinCriterion(item->data(Qt::UserRole).toString().toStdString()).value_or(ownCriterion(item->text())));
    }
    for (const QString &line : m_masked->toPlainText().split(QLatin1Char('\n'))) {
        if (!line.trimmed().isEmpty())
            request.masked.push_back(line.trimmed().toStdString());
    }
    return request;
}

AssignmentRequest StudyForm::assignment() const
{
    AssignmentRequest request;
    for (const QString &name : namesIn(m_raters->text()))
        request.raters.push_back(name.toStdString());
    return request;
}

} // namespace evol
