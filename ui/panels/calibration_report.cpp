// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/calibration_report.h"

#include "evolution/rules/rules.h"
#include "ui/panels/audit_words.h"
#include "ui/panels/page_text.h"
#include "ui/panels/verdict_words.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(evol::CalibrationReport)
};

int percent(double share)
{
    return static_cast<int>(std::lround(100 * share));
}

QString shown(std::int64_t number)
{
    return QLocale().toString(static_cast<qlonglong>(number));
}

/// Half of what an interval leaves open, in points.
int uncertainty(const Interval &interval)
{
    return static_cast<int>(std::ceil(50 * (interval.high - interval.low)));
}

struct Measure {
    std::optional<double> value;
    Interval interval;
};

QString valueCell(const Measure &measure)
{
    return measure.value ? QStringLiteral("<b>%1 %</b>").arg(percent(*measure.value)) : quiet(Words::tr("not known"));
}

QString intervalCell(const Measure &measure)
{
    return measure.value ? quiet(QStringLiteral("%1–%2 %").arg(percent(measure.interval.low)).arg(percent(measure.interval.high)))
                         : QStringLiteral("&nbsp;");
}

QString cells(const QString &tag, const QString &style, const QStringList &texts)
{
    QString html = QStringLiteral("<tr>");
    for (const QString &text : texts)
        html += QStringLiteral("<%1 width='33%' align='left' style='%2'>%3</%1>").arg(tag, style, text);
    return html + QStringLiteral("</tr>");
}

QString ruleRows(const RuleCalibration &rule)
{
    const QString name = rule.rule.empty() ? Words::tr("The eliminator") : numberedRule(rule.rule);
    const QString counts = Words::tr("fired %1 · audited %2 · overruled %3").arg(shown(rule.fired), shown(rule.firedInAudit()), shown(rule.overruled));
    const Measure measures[] = {{rule.precision.value(), rule.precision.interval()},
                                {rule.recall.value(), rule.recall.interval()},
                                {rule.weightedRecall.value, rule.weightedRecall.interval}};
    QString html = QStringLiteral("<tr><td colspan='3' style='padding-top:14px'><b>%1</b><br>%2</td></tr>").arg(escaped(name), quiet(counts));
    QStringList values, intervals;
    for (const Measure &measure : measures) {
        values += valueCell(measure);
        intervals += intervalCell(measure);
    }
    return html + cells(QStringLiteral("td"), QStringLiteral("padding-top:4px"), values)
        + cells(QStringLiteral("td"), QString(), intervals);
}

/// The rules known here in their order, then others; those that never fired tell nothing.
std::vector<RuleCalibration> ordered(const Calibration &calibration)
{
    std::vector<RuleCalibration> all;
    const auto take = [&](auto &&isWanted) {
        for (const RuleCalibration &one : calibration.rules) {
            if (one.fired > 0 && isWanted(one))
                all.push_back(one);
        }
    };
    for (const Rule *rule : rules())
        take([rule](const RuleCalibration &one) { return one.rule == rule->key(); });
    take([](const RuleCalibration &one) { return findRule(one.rule) == nullptr; });
    return all;
}

QString precisionWords(const Calibration &calibration)
{
    const RuleCalibration &all = calibration.eliminator;
    if (calibration.eliminatedAudited() == 0)
        return Words::tr("No eliminated instruction was audited: precision is not known.");
    return Words::tr("Of %1 eliminated ones that were audited, %2 were rightly thrown away; precision is known to within ± %3 points.")
        .arg(shown(all.precision.of), shown(all.precision.part))
        .arg(uncertainty(all.precision.interval()));
}

QString recallWords(const Calibration &calibration, const JudgedSides &sides)
{
    if (sides.kept > 0 && calibration.keptAudited() == 0)
        return Words::tr("No kept instruction was audited: recall is not known. Review a random sample of %1.")
            .arg(shown(suggestedAudit(sides.all())));
    const Estimate &recall = calibration.eliminator.weightedRecall;
    if (!recall.value)
        return Words::tr("Recall is not known: nothing that should be eliminated was found, or one side was not audited.");
    return Words::tr("Kept ones audited: %1; recall in the project is known to within ± %2 points.")
        .arg(shown(calibration.keptAudited()))
        .arg(uncertainty(recall.interval));
}

/// What makes the numbers other than they seem; empty: nothing.
QString warning(const Calibration &calibration, const JudgedSides &sides)
{
    const std::int64_t agreed = calibration.truePositives + calibration.trueNegatives;
    if (agreed == 0)
        return Words::tr("Only disagreements were recorded, which makes it look worse than it is: press A on what it got right, too.");
    const double audited = static_cast<double>(calibration.eliminatedAudited() + calibration.keptAudited());
    const double share = static_cast<double>(calibration.eliminatedAudited()) / audited;
    const double due = static_cast<double>(sides.eliminated) / static_cast<double>(std::max<std::int64_t>(sides.all(), 1));
    if (calibration.keptAudited() > 0 && share > due + 0.1)
        return Words::tr("The audit holds more eliminated ones than the project does: recall overstates, the weighted one does not.");
    return {};
}

} // namespace

QString whatItTells(const Calibration &calibration, const JudgedSides &sides)
{
    if (sides.all() == 0)
        return Words::tr("Nothing has been judged yet. Evolve first (Ctrl+Shift+E).");
    if (calibration.eliminatedAudited() + calibration.keptAudited() == 0)
        return Words::tr("Nobody has decided on anything yet, so nothing is known of the rules. Review a random sample of %1: it tells "
                         "both precision and recall.")
            .arg(shown(suggestedAudit(sides.all())));
    QStringList sentences{precisionWords(calibration), recallWords(calibration, sides)};
    if (const QString more = warning(calibration, sides); !more.isEmpty())
        sentences += more;
    return sentences.join(QLatin1Char(' '));
}

QString calibrationHtml(const Calibration &calibration)
{
    const QStringList heads{quiet(Words::tr("Precision")), quiet(Words::tr("Recall")), quiet(Words::tr("Recall, weighted"))};
    QString html = QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0'>") + cells(QStringLiteral("td"), QString(), heads);
    html += ruleRows(calibration.eliminator);
    for (const RuleCalibration &rule : ordered(calibration))
        html += ruleRows(rule);
    return html + QStringLiteral("</table>");
}

} // namespace evol
