// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/verdict_words.h"

#include "evolution/rules/rules.h"
#include "ui/panels/page_text.h"
#include "ui/project_texts.h"
#include "ui/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace evol {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(evol::VerdictWords)
};

QString evidenceOf(const JudgedTexts &texts, const FiredRule &fired)
{
    const std::string &text = fired.place == EvidencePlace::Response ? texts.response : texts.instruction;
    if (fired.place != EvidencePlace::Judge && isEvidenceIn(text, fired))
        return markedExcerpt(text, fired.offset, fired.length);
    return markedExcerpt(fired.evidence, 0, fired.evidence.size());
}

} // namespace

QString numberedRule(const std::string &key)
{
    const Rule *rule = findRule(key);
    if (!rule)
        return QString::fromStdString(key);
    const QString title = shownRule(key);
    return rule->number() > 0 ? Words::tr("Rule %1 · %2").arg(rule->number()).arg(title)
                              : Words::tr("%1 (not in the paper)").arg(title);
}

QString placeName(EvidencePlace place)
{
    switch (place) {
    case EvidencePlace::Instruction:
        return Words::tr("seen in the instruction");
    case EvidencePlace::Response:
        return Words::tr("seen in the response");
    case EvidencePlace::Judge:
        return Words::tr("the judge's words");
    }
    return {};
}

bool isEvidenceIn(const std::string &text, const FiredRule &fired)
{
    return !text.empty() && fired.length > 0 && fired.offset < text.size()
        && text.compare(fired.offset, fired.length, fired.evidence) == 0;
}

QString rulesHtml(const JudgedTexts &texts, const Verdict &verdict)
{
    const Palette &palette = currentPalette();
    QString html;
    for (const FiredRule &fired : verdict.fired) {
        html += QStringLiteral("<p style='margin-top:12px;margin-bottom:2px'><b>%1</b> %2</p><p style='margin:0'>%3</p>")
                    .arg(coloured(QStringLiteral("✕ ") + escaped(numberedRule(fired.rule)), palette.inBreadth),
                         quiet(QStringLiteral("· ") + placeName(fired.place)), evidenceOf(texts, fired));
    }
    QStringList passed;
    for (const Rule *rule : rules()) {
        const bool isFired = std::any_of(verdict.fired.begin(), verdict.fired.end(),
                                         [rule](const FiredRule &fired) { return fired.rule == rule->key(); });
        // Our own rules are off unless a project turns them on.
        if (!isFired && rule->number() > 0)
            passed += coloured(QStringLiteral("✓&nbsp;"), palette.kept)
                + quiet(escaped(numberedRule(rule->key())).replace(QLatin1Char(' '), QStringLiteral("&nbsp;")));
    }
    return html + QStringLiteral("<p style='margin-top:12px;margin-bottom:0'>%1</p>").arg(passed.join(QStringLiteral(" &nbsp; ")));
}

} // namespace evol
