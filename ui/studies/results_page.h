// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of one study: a sentence, pictures and tables. Shows what it is given. GUI thread.
#pragma once

#include "preference/study_results.h"
#include "ui/file_picker.h"

#include <QComboBox>
#include <QLabel>
#include <QTabWidget>
#include <QWidget>

namespace evol {

class FigureTable;
class IntervalChart;

class ResultsPage : public QWidget
{
    Q_OBJECT
public:
    explicit ResultsPage(FilePicker &files, QWidget *parent = nullptr);

    void showResults(const StudyResults &results);

Q_SIGNALS:
    void failed(const evol::Error &error);
    void saved(const QString &path);

private:
    QWidget *makeContenders();
    QWidget *makeTablePage(FigureTable *table);
    QWidget *makeChart(IntervalChart *chart);
    QWidget *makePage(IntervalChart *chart, FigureTable *table);
    void showCriterion();
    void showContenders(const CriterionResults &criterion);
    void showPairs(const CriterionResults &criterion);
    void showGroups(const CriterionResults &criterion);
    void showGroupChart();
    void showAgreement(const CriterionResults &criterion);
    void showRaters();
    QString headline(const CriterionResults &criterion) const;
    void saveTable(FigureTable *table);
    void savePicture(IntervalChart *chart);

    FilePicker &m_files;
    StudyResults m_results;
    QLabel *m_headline, *m_note;
    QComboBox *m_criterion;
    QTabWidget *m_tabs;
    QComboBox *m_contender; ///< whose breakdown is drawn
    IntervalChart *m_rates, *m_ratings, *m_pairChart, *m_groupChart, *m_agreementChart, *m_raterChart;
    FigureTable *m_contenders, *m_pairs, *m_groups, *m_agreement, *m_raters;
};

} // namespace evol
