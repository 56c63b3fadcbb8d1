// SPDX-License-Identifier: GPL-3.0-or-later
// Simple formulas as they read: LaTeX into letters, signs, raised and lowered. What is not known stays as it was written.
// Any thread.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace evol {

struct FormulaRun {
    enum class Place { Line, Raised, Lowered };

    QString text;
    Place place = Place::Line;
    bool italic = false; ///< variables

    bool operator==(const FormulaRun &) const = default;
};

/// Of the inside of a formula. Fractions are written with a stroke, roots with a sign and brackets where they are needed.
std::vector<FormulaRun> formulaRuns(const QString &latex);

/// The Markdown with each formula ($…$, $$…$$, \(…\), \[…\]) replaced by one character of its own, from formulaMark on in
/// order, and the formulas. Amounts of money and code are no formulas. 6,000 at most.
QString takeFormulas(const QString &markdown, QStringList &formulas);

constexpr char16_t formulaMark = u'\uE000'; ///< of the private use area
constexpr int mostFormulas = 6000;

} // namespace evol
