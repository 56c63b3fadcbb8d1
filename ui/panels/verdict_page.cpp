// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's page of the verdict. GUI thread.
#include "ui/panels/text_pages.h"

#include "evolution/rules/rules.h"
#include "ui/panels/page_text.h"
#include "ui/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace evol {

namespace {

QString ruleName(const Rule *rule, const std::string &key)
{
    if (!rule)
        return QString::fromStdString(key);
    const QString title = shownRule(key);
    return rule->number() > 0 ? VerdictPage::tr("Rule %1 · %2").arg(rule->number()).arg(title)
                              : VerdictPage::tr("%1 (not in the paper)").arg(title);
}

QString placeName(EvidencePlace place)
{
    switch (place) {
    case EvidencePlace::Instruction:
        return VerdictPage::tr("seen in the instruction");
    case EvidencePlace::Response:
        return VerdictPage::tr("seen in the response");
    case EvidencePlace::Judge:
        return VerdictPage::tr("the judge's words");
    }
    return {};
}

QString evidenceOf(ProjectReader &reader, InstructionId id, const FiredRule &fired)
{
    std::string text;
    if (fired.place == EvidencePlace::Instruction) {
        if (const auto instruction = reader.instruction(id))
            text = instruction->text;
    } else if (fired.place == EvidencePlace::Response) {
        if (const auto responses = reader.responses(id); responses && !responses->empty())
            text = responses->front().text;
    }
    // The verdict may be of an earlier text: then only its own words are shown.
    if (text.compare(std::min(fired.offset, text.size()), fired.length, fired.evidence) == 0 && !text.empty())
        return markedExcerpt(text, fired.offset, fired.length);
    return markedExcerpt(fired.evidence, 0, fired.evidence.size());
}

QString rulesHtml(ProjectReader &reader, InstructionId id, const Verdict &verdict)
{
    const Palette &palette = currentPalette();
    QString html;
    for (const FiredRule &fired : verdict.fired) {
        html += QStringLiteral("<p style='margin-top:12px;margin-bottom:2px'><b>%1</b> %2</p><p style='margin:0'>%3</p>")
                    .arg(coloured(QStringLiteral("✕ ") + escaped(ruleName(findRule(fired.rule), fired.rule)), palette.inBreadth),
                         quiet(QStringLiteral("· ") + placeName(fired.place)), evidenceOf(reader, id, fired));
    }
    html += QStringLiteral("<p style='margin-top:12px;margin-bottom:0'>");
    for (const Rule *rule : rules()) {
        const bool isFired = std::any_of(verdict.fired.begin(), verdict.fired.end(),
                                         [rule](const FiredRule &fired) { return fired.rule == rule->key(); });
        // Our own rules are off unless a project turns them on.
        if (!isFired && rule->number() > 0)
            html += coloured(QStringLiteral("✓ "), palette.kept) + quiet(escaped(ruleName(rule, rule->key()))) + QStringLiteral("<br>");
    }
    return html + QStringLiteral("</p>");
}

QString overrideHtml(const Override &decided)
{
    const QString what = decided.decision == Decision::Keep ? VerdictPage::tr("Kept by %1") : VerdictPage::tr("Eliminated by %1");
    const QString reason = decided.reason.empty() ? quiet(VerdictPage::tr("No reason given.")) : escaped(decided.reason);
    return QStringLiteral("<p style='margin-bottom:2px'><b>%1</b></p><p style='margin:0'>%2</p>")
        .arg(coloured(QStringLiteral("⚑ ") + escaped(what.arg(QString::fromStdString(decided.by))), currentPalette().overridden), reason);
}

} // namespace

VerdictPage::VerdictPage(QWidget *parent) : TextPage(tr("Verdict"), parent) {}

QString VerdictPage::page(Project &project, InstructionId id)
{
    ProjectReader &reader = project.document().reader();
    const auto verdict = reader.verdict(id);
    const auto decided = reader.override(id);
    QString html;
    if (decided && *decided)
        html += overrideHtml(**decided);
    const NodeIndex node = project.pool().indexOf(id);
    if (node == noNode)
        return html;
    if (!verdict || !*verdict) {
        const bool seed = project.pool().parent(node) == noNode;
        return html + QStringLiteral("<p>%1</p>").arg(quiet(seed ? tr("A seed: the eliminator does not judge seeds.") : tr("Not judged yet.")));
    }
    const QString says = (*verdict)->kept() ? tr("The eliminator keeps it: no rule fired.")
                                            : tr("The eliminator throws it away. Rules that fired: %1.").arg((*verdict)->fired.size());
    return html + QStringLiteral("<p style='margin-bottom:0'>%1</p>").arg(says) + rulesHtml(reader, id, **verdict);
}

} // namespace evol
