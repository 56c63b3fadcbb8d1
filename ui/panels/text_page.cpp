// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector's pages of text share, and the page of the lineage. GUI thread.
#include "ui/panels/text_pages.h"

#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
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
    });
}

void TextPage::showInstruction(Project *project, InstructionId id)
{
    m_text->showPage(project && id != 0 ? page(*project, id) : QString());
}

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
    for (const NodeIndex n : way) {
        const auto instruction = project.document().reader().instruction(pool.id(n));
        if (!instruction)
            continue;
        const bool inBreadth = project.texts().direction(instruction->operatorKey) == Direction::InBreadth;
        const QColor colour = instruction->isSeed() ? palette.text : inBreadth ? palette.inBreadth : palette.inDepth;
        QString head = linkTo(instruction->id) + QStringLiteral(" · <b>")
                       + coloured(escaped(shownOperator(instruction->operatorKey)), colour) + QStringLiteral("</b>");
        if (!instruction->isSeed())
            head += quiet(tr(" · epoch %1 · %2").arg(instruction->epoch).arg(escaped(shownModel(instruction->model))));
        else if (!instruction->origin.empty())
            head += quiet(QStringLiteral(" · ") + escaped(instruction->origin));
        if (pool.state(n) == State::Eliminated)
            head += quiet(tr(" · eliminated"));
        html += QStringLiteral("<p style='margin-top:12px;margin-bottom:2px'>%1</p><p style='margin:0'>%2</p>")
                    .arg(head, escaped(instruction->text));
    }
    return html;
}

} // namespace evol
