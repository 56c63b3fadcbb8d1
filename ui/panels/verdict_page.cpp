// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's page of the verdict. GUI thread.
#include "ui/panels/text_pages.h"

#include "ui/panels/page_text.h"
#include "ui/panels/verdict_words.h"
#include "ui/theme.h"

namespace evol {

namespace {

JudgedTexts textsOf(ProjectReader &reader, InstructionId id)
{
    JudgedTexts texts;
    if (auto instruction = reader.instruction(id))
        texts.instruction = std::move(instruction->text);
    if (auto responses = reader.responses(id); responses && !responses->empty())
        texts.response = std::move(responses->front().text);
    return texts;
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
    return html + QStringLiteral("<p style='margin-bottom:0'>%1</p>").arg(says) + rulesHtml(textsOf(reader, id), **verdict);
}

} // namespace evol
