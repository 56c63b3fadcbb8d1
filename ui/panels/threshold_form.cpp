// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/threshold_form.h"

#include "evolution/rules/leak_phrases.h"
#include "ui/panels/form.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {
constexpr int mostWords = 1'000'000; // as the codec allows
constexpr double leastUseful = 0.5;
constexpr double step = 0.01;
constexpr int shownPhrases = 5; // lines
} // namespace

SimilarityBox::SimilarityBox(QWidget *parent) : QDoubleSpinBox(parent)
{
    setRange(0, 1);
    setSingleStep(step);
    setDecimals(2);
    setSpecialValueText(tr("off"));
}

void SimilarityBox::stepBy(int steps)
{
    // Below a half everything would be a duplicate of something.
    if (steps > 0 && value() < leastUseful)
        setValue(leastUseful);
    else if (steps < 0 && value() + steps * step < leastUseful - step / 2)
        setValue(0);
    else
        QDoubleSpinBox::stepBy(steps);
}

ThresholdForm::ThresholdForm(QWidget *parent)
    : QWidget(parent), m_words(new QSpinBox), m_similarity(new SimilarityBox), m_phrases(new QPlainTextEdit)
{
    m_words->setRange(0, mostWords);
    m_words->setObjectName(QStringLiteral("refusalWords"));
    m_words->setToolTip(tr("An apology in a response of fewer words is a refusal"));
    m_similarity->setObjectName(QStringLiteral("duplicateSimilarity"));
    m_similarity->setToolTip(tr("An instruction this similar to its parent, or more, is a near duplicate; off, or from 0.5 to 1"));
    m_phrases->setObjectName(QStringLiteral("leakPhrases"));
    m_phrases->setToolTip(tr("Words of the evolving prompt that an instruction must not copy, one phrase a line"));
    m_phrases->setTabChangesFocus(true);
    m_phrases->setAccessibleName(tr("Leak phrases, one a line"));
    m_phrases->setFixedHeight(shownPhrases * fontMetrics().lineSpacing() + 2 * space::inside);
    auto *form = makeForm();
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Refusal below"), m_words);
    m_words->setSuffix(tr(" words"));
    form->addRow(tr("Near duplicate from"), m_similarity);
    form->addRow(tr("Leak phrases"), m_phrases);
    setLayout(form);
    connect(m_words, &QSpinBox::valueChanged, this, &ThresholdForm::edited);
    connect(m_similarity, &QDoubleSpinBox::valueChanged, this, &ThresholdForm::edited);
    connect(m_phrases, &QPlainTextEdit::textChanged, this, &ThresholdForm::edited);
}

void ThresholdForm::setThresholds(const RuleThresholds &thresholds)
{
    // A stored value with more places must not be rounded away by being shown.
    const double hundredths = thresholds.duplicateSimilarity * 100;
    m_similarity->setDecimals(std::abs(hundredths - static_cast<double>(std::lround(hundredths))) < 1e-9 ? 2 : 6);
    m_words->setValue(static_cast<int>(std::min<std::size_t>(thresholds.refusalWords, mostWords)));
    m_similarity->setValue(thresholds.duplicateSimilarity);
    QStringList phrases;
    for (const std::string &phrase : thresholds.leakPhrases)
        phrases += QString::fromStdString(phrase);
    m_phrases->setPlainText(phrases.join(QLatin1Char('\n')));
}

RuleThresholds ThresholdForm::thresholds() const
{
    RuleThresholds thresholds;
    thresholds.refusalWords = static_cast<std::size_t>(m_words->value());
    thresholds.duplicateSimilarity = m_similarity->value();
    thresholds.leakPhrases.clear();
    for (const QString &line : m_phrases->toPlainText().split(QLatin1Char('\n'))) {
        if (const std::string phrase = line.trimmed().toStdString(); !phrase.empty())
            thresholds.leakPhrases.push_back(phrase);
    }
    return thresholds;
}

QString ThresholdForm::problem() const
{
    for (const std::string &phrase : thresholds().leakPhrases) {
        if (!isLeakPhrase(phrase))
            return tr("The leak phrase “%1” has no word in it. Take the line out or write one.").arg(QString::fromStdString(phrase));
    }
    return {};
}

QString shownThresholds(const RuleThresholds &thresholds)
{
    if (thresholds == RuleThresholds())
        return ThresholdForm::tr("the paper's");
    const QString similar = thresholds.duplicateSimilarity > 0
                                ? ThresholdForm::tr("near duplicate from %1").arg(thresholds.duplicateSimilarity)
                                : ThresholdForm::tr("near duplicates off");
    return ThresholdForm::tr("refusal below %1 words, %2, %n leak phrases", nullptr, static_cast<int>(thresholds.leakPhrases.size()))
        .arg(thresholds.refusalWords)
        .arg(similar);
}

} // namespace evol
