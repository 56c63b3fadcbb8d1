// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/audit_words.h"

#include "evolution/audit_sample.h"
#include "domain/proportion.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

constexpr double assumedShare = 0.5;
constexpr double wantedHalfWidth = 0.1;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(evol::AuditWords)
};

/// auditSize() the other way round.
double halfWidth(std::int64_t size, std::int64_t population)
{
    const auto n = static_cast<double>(size);
    const auto all = static_cast<double>(population);
    const double rest = population > 1 ? (all - n) / (all - 1) : 0;
    return normalDeviate(usualConfidence) * std::sqrt(assumedShare * (1 - assumedShare) / n * std::max(rest, 0.0));
}

} // namespace

std::int64_t judgedCount(const Pool &pool)
{
    std::int64_t count = 0;
    for (NodeIndex n = 0; n < pool.size(); ++n)
        count += isJudged(pool, n);
    return count;
}

std::int64_t suggestedAudit(std::int64_t population)
{
    return auditSize(population, assumedShare, wantedHalfWidth);
}

QString auditAssumption(std::int64_t size, std::int64_t population)
{
    if (population == 0)
        return Words::tr("Nothing has been judged yet.");
    const QString all = QLocale().toString(static_cast<qlonglong>(population));
    if (size >= population)
        return Words::tr("All %1 that were judged: nothing is left to chance.").arg(all);
    return Words::tr("Of %1 judged. Tells a share of about one half to within ± %2 points, 19 times out of 20; other shares "
                     "more closely.")
        .arg(all)
        .arg(static_cast<int>(std::lround(100 * halfWidth(std::max<std::int64_t>(size, 1), population))));
}

} // namespace evol
