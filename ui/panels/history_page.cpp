// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's page of an instruction's history. GUI thread.
#include "ui/panels/text_pages.h"

#include "ui/panels/change_words.h"
#include "ui/panels/page_text.h"

namespace evol {

namespace {

constexpr int mostEntries = 200;

} // namespace

HistoryPage::HistoryPage(QWidget *parent) : TextPage(tr("History"), parent) {}

QString HistoryPage::page(Project &project, InstructionId id)
{
    const auto entries = project.document().reader().history({id, 0, mostEntries, {}});
    if (!entries)
        return QStringLiteral("<p>%1</p>").arg(escaped(entries.error().message));
    QString html;
    for (const HistoryEntry &entry : *entries) {
        const QString what = shownChange(entry.change);
        html += QStringLiteral("<p style='margin-top:8px;margin-bottom:0'><b>%1</b> %2</p><p style='margin:0'>%3</p>")
                    .arg(escaped(what),
                         quiet(QStringLiteral("· %1 · %2").arg(escaped(entry.by), shownTime(entry.time))),
                         escaped(fromTo(entry.change)));
        if (!entry.label.empty())
            html += QStringLiteral("<p style='margin:0'>%1</p>").arg(quiet(tr("in “%1”").arg(escaped(entry.label))));
    }
    return html;
}

} // namespace evol
