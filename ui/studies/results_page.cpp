// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/studies/results_page.h"

#include "ui/charts/chart_file.h"
#include "ui/charts/interval_chart.h"
#include "ui/panels/form.h"
#include "ui/studies/figure_table.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace evol {

namespace {

using Rows = std::vector<std::vector<FigureCell>>;
constexpr double normalTail = 1.959964; ///< of 95 %

QString percent(const std::optional<double> &value, int digits = 1)
{
    return value ? ResultsPage::tr("%1 %").arg(QLocale().toString(*value, 'f', digits)) : QStringLiteral("–");
}

std::optional<double> shareOf(const Proportion &proportion)
{
    const auto value = proportion.value();
    return value ? std::optional(100 * *value) : std::nullopt;
}

QString biasWords(const Bias &bias)
{
    if (!bias.probability)
        return bias.toward.of > 0 ? ResultsPage::tr("cannot be told from who stood there") : ResultsPage::tr("no vote");
    return bias.isFound() ? ResultsPage::tr("a bias, p = %1").arg(*bias.probability, 0, 'g', 2) : ResultsPage::tr("none found, p = %1").arg(*bias.probability, 0, 'g', 2);
}

/// Added to `rows` where there is a rate.
void addRate(std::vector<IntervalRow> &rows, const QString &name, const WinRate &rate)
{
    const double half = normalTail * rate.error.value_or(0);
    if (rate.rate)
        rows.push_back({name, *rate.rate, *rate.rate - half, *rate.rate + half});
}

void addShare(std::vector<IntervalRow> &rows, const QString &name, const Proportion &share)
{
    if (share.of > 0)
        rows.push_back({name, 100 * *share.value(), 100 * share.interval().low, 100 * share.interval().high});
}

std::vector<FigureCell> rateCells(const WinRate &rate)
{
    return {FigureCell::count(rate.wins), FigureCell::count(rate.ties), FigureCell::count(rate.losses), FigureCell::of(rate.rate, 1), FigureCell::of(rate.error, 1)};
}

QStringList rateHeaders()
{
    return {ResultsPage::tr("Wins"), ResultsPage::tr("Ties"), ResultsPage::tr("Losses"), ResultsPage::tr("Win rate %"), ResultsPage::tr("± error")};
}

void append(std::vector<FigureCell> &row, std::vector<FigureCell> more)
{
    row.insert(row.end(), more.begin(), more.end());
}

} // namespace

ResultsPage::ResultsPage(FilePicker &files, QWidget *parent)
    : QWidget(parent), m_files(files), m_headline(new QLabel), m_note(makeQuietLabel({})), m_criterion(new QComboBox), m_tabs(new QTabWidget), m_contender(new QComboBox),
      m_rates(new IntervalChart), m_ratings(new IntervalChart), m_pairChart(new IntervalChart), m_groupChart(new IntervalChart),
      m_agreementChart(new IntervalChart), m_raterChart(new IntervalChart), m_contenders(new FigureTable), m_pairs(new FigureTable), m_groups(new FigureTable),
      m_agreement(new FigureTable), m_raters(new FigureTable)
{
    m_headline->setObjectName(QStringLiteral("studyHeadline"));
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setWordWrap(true);
    m_headline->setFont(readingFont());
    m_criterion->setObjectName(QStringLiteral("studyCriterion"));
    m_criterion->setAccessibleName(tr("Criterion"));
    m_tabs->setDocumentMode(true);
    m_tabs->setProperty("look", QStringLiteral("wide"));
    m_tabs->addTab(makeContenders(), tr("Contenders"));
    m_tabs->addTab(makePage(m_pairChart, m_pairs), tr("Pairs"));
    m_tabs->addTab(makePage(m_groupChart, m_groups), tr("Breakdown"));
    m_tabs->addTab(makePage(m_agreementChart, m_agreement), tr("Agreement"));
    m_tabs->addTab(makePage(m_raterChart, m_raters), tr("Raters"));
    m_contender->setAccessibleName(tr("Contender"));
    m_contender->setToolTip(tr("Whose breakdown is drawn"));
    connect(m_contender, &QComboBox::activated, this, &ResultsPage::showGroupChart);
    m_contenders->setObjectName(QStringLiteral("contenderTable"));
    m_raters->setObjectName(QStringLiteral("raterTable"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::panel, space::groups, space::panel, 0);
    head->setSpacing(space::groups);
    head->addWidget(m_headline, 1);
    head->addWidget(m_criterion, 0, Qt::AlignTop);
    auto *note = new QHBoxLayout;
    note->setContentsMargins(space::panel, 0, space::panel, space::inside);
    note->addWidget(m_note);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addLayout(head);
    layout->addLayout(note);
    layout->addWidget(m_tabs, 1);
    connect(m_criterion, &QComboBox::activated, this, &ResultsPage::showCriterion);
}

QWidget *ResultsPage::makeChart(IntervalChart *chart)
{
    auto *save = new QPushButton(tr("Save picture…"));
    save->setToolTip(tr("As PNG, SVG or PDF"));
    connect(save, &QPushButton::clicked, this, [this, chart] { savePicture(chart); });
    auto *foot = new QHBoxLayout;
    if (chart == m_groupChart)
        foot->addWidget(m_contender);
    foot->addStretch();
    foot->addWidget(save);
    auto *box = new QWidget;
    box->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(space::inside, space::inside, space::inside, space::inside);
    layout->setSpacing(0);
    layout->addWidget(chart, 1);
    layout->addLayout(foot);
    return box;
}

QWidget *ResultsPage::makePage(IntervalChart *chart, FigureTable *table)
{
    auto *both = new QSplitter(Qt::Vertical);
    both->setChildrenCollapsible(false);
    both->setHandleWidth(1);
    both->addWidget(makeChart(chart));
    both->addWidget(makeTablePage(table));
    both->setStretchFactor(0, 1);
    both->setStretchFactor(1, 0);
    return both;
}

QWidget *ResultsPage::makeContenders()
{
    auto *charts = new QWidget;
    auto *row = new QHBoxLayout(charts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeChart(m_rates), 1);
    row->addWidget(makeChart(m_ratings), 1);
    auto *both = new QSplitter(Qt::Vertical);
    both->setChildrenCollapsible(false);
    both->setHandleWidth(1);
    both->addWidget(charts);
    both->addWidget(makeTablePage(m_contenders));
    both->setStretchFactor(0, 1);
    both->setStretchFactor(1, 0);
    return both;
}

QWidget *ResultsPage::makeTablePage(FigureTable *table)
{
    auto *save = new QPushButton(tr("Save table…"));
    save->setToolTip(tr("As CSV or JSON"));
    connect(save, &QPushButton::clicked, this, [this, table] { saveTable(table); });
    auto *page = new QWidget;
    page->setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::inside, space::inside, space::inside, space::inside);
    layout->addWidget(table, 1);
    layout->addWidget(save, 0, Qt::AlignRight);
    return page;
}

void ResultsPage::showResults(const StudyResults &results)
{
    const QString chosen = m_results.study == results.study ? m_criterion->currentData().toString() : QString();
    m_results = results;
    m_criterion->clear();
    for (const CriterionResults &criterion : results.criteria)
        m_criterion->addItem(QString::fromStdString(criterion.title), QString::fromStdString(criterion.key));
    const int before = m_criterion->findData(chosen);
    m_criterion->setCurrentIndex(before >= 0 ? before : int(results.main));
    m_criterion->setVisible(results.criteria.size() > 1);
    QString note = tr("%1 of %2 comparisons judged, %3 skipped, %4 flagged.").arg(results.judged).arg(results.comparisons).arg(results.skipped).arg(results.flagged);
    if (!results.namesShown)
        note += QLatin1Char(' ') + tr("Names show when everything is judged or the study is closed.");
    m_note->setText(note);
    showCriterion();
    showRaters();
}

QString ResultsPage::headline(const CriterionResults &criterion) const
{
    const ContenderFigures *best = nullptr;
    for (const ContenderFigures &contender : criterion.contenders) {
        if (contender.rate.rate && (!best || *contender.rate.rate > *best->rate.rate))
            best = &contender;
    }
    if (!best)
        return criterion.judgements > 0 ? tr("%1: %2 judgements.").arg(QString::fromStdString(m_results.name)).arg(criterion.judgements)
                                        : tr("Nothing has been judged yet. Give raters their comparisons, then let them rate.");
    const auto halfWidth = best->rate.error ? std::optional(normalTail * *best->rate.error) : std::nullopt;
    const QString rate = halfWidth ? tr("%1 ± %2").arg(percent(best->rate.rate), percent(halfWidth)) : percent(best->rate.rate);
    return tr("%1 has the highest win rate: %2 of %3 judgements in pairs.").arg(QString::fromStdString(best->name), rate).arg(best->rate.count());
}

void ResultsPage::showCriterion()
{
    const int index = m_criterion->currentIndex();
    if (index < 0 || index >= int(m_results.criteria.size()))
        return;
    const CriterionResults &criterion = m_results.criteria[std::size_t(index)];
    m_headline->setText(headline(criterion));
    showContenders(criterion);
    showPairs(criterion);
    showGroups(criterion);
    showAgreement(criterion);
}

void ResultsPage::showContenders(const CriterionResults &criterion)
{
    std::vector<IntervalRow> rates, ratings;
    Rows rows;
    for (const ContenderFigures &c : criterion.contenders) {
        const QString name = QString::fromStdString(c.name);
        addRate(rates, name, c.rate);
        const auto &rating = c.bradleyTerry;
        if (rating.rating)
            ratings.push_back({name, *rating.rating, rating.interval ? rating.interval->low : *rating.rating, rating.interval ? rating.interval->high : *rating.rating});
        std::vector<FigureCell> row{FigureCell::of(c.name)};
        append(row, rateCells(c.rate));
        append(row, {FigureCell::of(rating.rating, 0), FigureCell::of(rating.interval ? std::optional(rating.interval->low) : std::nullopt, 0),
                     FigureCell::of(rating.interval ? std::optional(rating.interval->high) : std::nullopt, 0), FigureCell::of(c.elo, 0), FigureCell::of(c.mean, 2)});
        rows.push_back(std::move(row));
    }
    m_rates->setRows(tr("Win rate, 95 %"), tr("%"), 50.0, rates);
    m_ratings->setRows(tr("Bradley–Terry rating, 95 %"), {}, meanRating, ratings);
    m_contenders->setFigures(QStringList{tr("Contender")} + rateHeaders() + QStringList{tr("Rating"), tr("Low"), tr("High"), tr("Elo"), tr("Mean")}, rows);
}

void ResultsPage::showPairs(const CriterionResults &criterion)
{
    Rows rows;
    std::vector<IntervalRow> rates;
    for (const PairFigures &pair : criterion.pairs) {
        const std::string &first = criterion.contenders[std::size_t(pair.first)].name, &second = criterion.contenders[std::size_t(pair.second)].name;
        addRate(rates, tr("%1 – %2").arg(QString::fromStdString(first), QString::fromStdString(second)), pair.rate);
        std::vector<FigureCell> row{FigureCell::of(first), FigureCell::of(second)};
        append(row, rateCells(pair.rate));
        row.push_back(FigureCell::count(pair.bothBad));
        rows.push_back(std::move(row));
    }
    m_pairChart->setRows(tr("Win rate of the first against the second, 95 %"), tr("%"), 50.0, rates);
    m_pairs->setFigures(QStringList{tr("Contender"), tr("Against")} + rateHeaders() + QStringList{tr("Both bad")}, rows);
}

void ResultsPage::showGroups(const CriterionResults &criterion)
{
    Rows rows;
    for (const GroupFigures &group : criterion.groups) {
        for (std::size_t c = 0; c < group.contenders.size(); ++c) {
            std::vector<FigureCell> row{FigureCell::of(group.by), FigureCell::of(group.key), FigureCell::of(criterion.contenders[c].name)};
            append(row, rateCells(group.contenders[c]));
            rows.push_back(std::move(row));
        }
    }
    m_groups->setFigures(QStringList{tr("By"), tr("Group"), tr("Contender")} + rateHeaders(), rows);
    const int before = std::max(0, m_contender->currentIndex());
    m_contender->clear();
    for (const ContenderFigures &contender : criterion.contenders)
        m_contender->addItem(QString::fromStdString(contender.name));
    m_contender->setCurrentIndex(std::min(before, m_contender->count() - 1));
    showGroupChart();
}

void ResultsPage::showGroupChart()
{
    const CriterionResults &criterion = m_results.criteria[std::size_t(m_criterion->currentIndex())];
    std::vector<IntervalRow> rows;
    for (const GroupFigures &group : criterion.groups)
        addRate(rows, QString::fromStdString(group.by + ' ' + group.key), group.contenders[std::size_t(m_contender->currentIndex())]);
    m_groupChart->setRows(tr("Win rate of %1, 95 %").arg(m_contender->currentText()), tr("%"), 50.0, rows);
}

void ResultsPage::showAgreement(const CriterionResults &criterion)
{
    const Agreement &a = criterion.agreement;
    const std::pair<QString, const AgreementFigure *> figures[] = {
        {tr("Equal judgements, %"), &a.percent}, {tr("Cohen's kappa"), &a.cohenKappa}, {tr("Kappa, linear weights"), &a.linearKappa},
        {tr("Kappa, quadratic weights"), &a.quadraticKappa}, {tr("Fleiss' kappa"), &a.fleissKappa}, {tr("Krippendorff's alpha, nominal"), &a.nominalAlpha},
        {tr("Krippendorff's alpha, ordinal"), &a.ordinalAlpha}, {tr("Krippendorff's alpha, interval"), &a.intervalAlpha}};
    Rows rows;
    std::vector<IntervalRow> drawn;
    for (const auto &[name, figure] : figures) {
        if (figure != &a.percent && figure->value)
            drawn.push_back({name, *figure->value, figure->interval ? figure->interval->low : *figure->value, figure->interval ? figure->interval->high : *figure->value});
        const int digits = figure == &a.percent ? 1 : 3;
        rows.push_back({FigureCell::of(name), FigureCell::of(figure->value, digits), FigureCell::of(figure->interval ? std::optional(figure->interval->low) : std::nullopt, digits),
                        FigureCell::of(figure->interval ? std::optional(figure->interval->high) : std::nullopt, digits),
                        FigureCell::of(a.units > 0 ? tr("%1 units of %2 raters").arg(a.units).arg(a.raters) : tr("nothing was judged by two raters"))});
    }
    const auto addBias = [&](const QString &name, const Bias &bias) {
        const bool known = bias.toward.of > 0;
        rows.push_back({FigureCell::of(name), FigureCell::of(shareOf(bias.toward), 1), FigureCell::of(known ? std::optional(100 * bias.interval().low) : std::nullopt, 1),
                        FigureCell::of(known ? std::optional(100 * bias.interval().high) : std::nullopt, 1), FigureCell::of(biasWords(bias))});
    };
    addBias(tr("First answer preferred, %"), criterion.position);
    addBias(tr("Longer answer preferred, %"), criterion.length);
    m_agreementChart->setRows(tr("Agreement beyond chance, 95 %"), {}, 0.0, drawn);
    m_agreement->setFigures({tr("Figure"), tr("Value"), tr("Low"), tr("High"), tr("What it rests on")}, rows);
}

void ResultsPage::showRaters()
{
    Rows rows;
    std::vector<IntervalRow> agreeing;
    for (const RaterFigures &rater : m_results.raters) {
        addShare(agreeing, QString::fromStdString(rater.name), rater.withOthers);
        rows.push_back({FigureCell::of(rater.name), FigureCell::count(rater.judged), FigureCell::count(rater.comparisons), FigureCell::count(rater.skipped),
                        FigureCell::count(rater.flagged), FigureCell::of(shareOf(rater.withOthers), 1), FigureCell::of(shareOf(rater.gold), 1), FigureCell::count(rater.gold.of),
                        FigureCell::of(shareOf(rater.position.toward), 1), FigureCell::of(biasWords(rater.position)), FigureCell::of(rater.medianSeconds, 1)});
    }
    m_raterChart->setRows(tr("Judgements equal to others', 95 %"), tr("%"), {}, agreeing);
    m_raters->setFigures({tr("Rater"), tr("Judged"), tr("Of"), tr("Skipped"), tr("Flagged"), tr("As others %"), tr("Gold right %"), tr("Gold items"), tr("First %"),
                          tr("Side"), tr("Seconds each")}, rows);
}

void ResultsPage::saveTable(FigureTable *table)
{
    m_files.pickFileToSave(this, {tr("Save the table"), {}, QStringLiteral("table.csv"), tr("CSV (*.csv);;JSON (*.json)"), QStringLiteral("csv"), true}, [this, table](const QString &path) {
        if (const auto done = table->save(path); done)
            Q_EMIT saved(path);
        else
            Q_EMIT failed(done.error());
    });
}

void ResultsPage::savePicture(IntervalChart *chart)
{
    m_files.pickFileToSave(this, {tr("Save the picture"), {}, QStringLiteral("chart.svg"), tr("SVG (*.svg);;PNG (*.png);;PDF (*.pdf)"), QStringLiteral("svg"), true}, [this, chart](const QString &path) {
        if (const auto done = saveChart(*chart->scene(), path); done)
            Q_EMIT saved(path);
        else
            Q_EMIT failed(done.error());
    });
}

} // namespace evol
