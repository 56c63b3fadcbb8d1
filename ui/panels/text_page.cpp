// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector's pages of text share, and the page of the lineage. GUI thread.
#include "ui/panels/text_pages.h"

#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "evolution/word_diff.h"
#include "ui/theme.h"

#include <QVBoxLayout>

#include <algorithm>

namespace evol {

TextPage::TextPage(const QString &name, QWidget *parent) : InspectorPage(parent), m_text(new ReadingView)
{
    m_text->setAccessibleName(name);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        if (const InstructionId id = instructionOf(link); id != 0)
            Q_EMIT instructionAsked(id);
        else if (m_project)
            follow(*m_project, link);
    });
}

void TextPage::showInstruction(Project *project, InstructionId id)
{
    m_project = project;
    m_text->showPage(project && id != 0 ? page(*project, id) : QString());
}

namespace {

/// What the parent did not say is marked.
QString storyOf(const std::string &parent, const std::string &text)
{
    const Palette &palette = currentPalette();
    QString html;
    for (const DiffPiece &piece : wordDiff(parent, text)) {
        if (piece.kind == DiffKind::Same)
            html += escaped(piece.text);
        else if (piece.kind == DiffKind::Added)
            html += QStringLiteral("<span style='background-color:%1'>%2</span>").arg(palette.accentTint.name(), escaped(piece.text));
    }
    return html;
}

/// Why it is not in the next epoch, or why it is against the rules.
QString fateOf(Project &project, NodeIndex n)
{
    const Pool &pool = project.pool();
    QStringList rules;
    for (std::size_t rule = 0; rule < pool.ruleKeys().size(); ++rule) {
        if (pool.firedRules(n) & (1u << rule))
            rules += shownRule(pool.ruleKeys()[rule]);
    }
    if (pool.isOverridden(n)) {
        const bool kept = pool.state(n) == State::Kept;
        const QString by = QString::fromStdString(pool.overriddenBy(n));
        return kept ? LineagePage::tr(" · kept by %1").arg(escaped(by)) : LineagePage::tr(" · eliminated by %1").arg(escaped(by));
    }
    return rules.isEmpty() ? QString() : LineagePage::tr(" · eliminated: %1").arg(escaped(rules.join(QStringLiteral(", "))));
}

} // namespace

LineagePage::LineagePage(QWidget *parent) : TextPage(tr("Lineage"), parent) {}

QString LineagePage::page(Project &project, InstructionId id)
{
    const Pool &pool = project.pool();
    std::vector<NodeIndex> way;
    for (NodeIndex n = pool.indexOf(id); n != noNode; n = pool.parent(n))
        way.push_back(n);
    std::reverse(way.begin(), way.end());
    const Palette &palette = currentPalette();
    QString html;
    std::string before;
    for (const NodeIndex n : way) {
        const auto instruction = project.document().reader().instruction(pool.id(n));
        if (!instruction)
            continue;
        const bool inBreadth = project.texts().direction(instruction->operatorKey) != Direction::InDepth;
        const QColor colour = instruction->isSeed() ? palette.text : inBreadth ? palette.inBreadth : palette.inDepth;
        QString head = linkTo(instruction->id) + QStringLiteral(" · <b>")
                       + coloured(escaped(project.texts().operatorTitle(instruction->operatorKey)), colour) + QStringLiteral("</b>");
        if (!instruction->isSeed())
            head += quiet(tr(" · epoch %1 · %2").arg(instruction->epoch).arg(escaped(shownModel(instruction->model))));
        if (!instruction->promptVersion.empty())
            head += quiet(tr(" · prompt %1").arg(escaped(instruction->promptVersion)));
        if (instruction->isSeed() && !instruction->origin.empty())
            head += quiet(QStringLiteral(" · ") + escaped(instruction->origin));
        head += quiet(fateOf(project, n));
        html += QStringLiteral("<p style='margin-top:12px;margin-bottom:2px'>%1</p><p style='margin:0'>%2</p>")
                    .arg(head, n == way.front() ? escaped(instruction->text) : storyOf(before, instruction->text));
        before = instruction->text;
    }
    return html;
}

} // namespace evol
