// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's page of an instruction's history. GUI thread.
#include "ui/panels/text_pages.h"

#include "ui/panels/page_text.h"

#include <QCoreApplication>

namespace evol {

namespace {

constexpr int mostEntries = 200;
constexpr qsizetype longestShown = 120;

QString value(const std::optional<Verdict> &verdict)
{
    if (!verdict)
        return HistoryPage::tr("none");
    if (verdict->kept())
        return HistoryPage::tr("kept");
    QStringList rules;
    for (const FiredRule &fired : verdict->fired)
        rules += shownRule(fired.rule);
    return HistoryPage::tr("eliminated (%1)").arg(rules.join(QStringLiteral(", ")));
}

QString value(const std::optional<Override> &decided)
{
    if (!decided)
        return HistoryPage::tr("none");
    const QString what = decided->decision == Decision::Keep ? HistoryPage::tr("keep") : HistoryPage::tr("eliminate");
    return decided->reason.empty() ? what : what + QStringLiteral(" “%1”").arg(QString::fromStdString(decided->reason));
}

QString value(const std::optional<int> &difficulty)
{
    return difficulty ? QString::number(*difficulty) : HistoryPage::tr("none");
}

QString value(const std::optional<Rating> &rating)
{
    if (!rating)
        return HistoryPage::tr("none");
    const QString stars = rating->stars > 0 ? HistoryPage::tr("%1 of 5 stars").arg(rating->stars) : HistoryPage::tr("no stars");
    return rating->note.empty() ? stars : stars + QStringLiteral(" “%1”").arg(QString::fromStdString(rating->note));
}

QString value(const Wording &wording)
{
    const QString text = QString::fromStdString(wording.text).simplified();
    return QStringLiteral("“%1”").arg(text.size() > longestShown ? text.left(longestShown) + u'…' : text);
}

QString value(const std::string &note)
{
    return note.empty() ? HistoryPage::tr("none") : QStringLiteral("“%1”").arg(QString::fromStdString(note));
}

QString value(const std::optional<std::string> &setting)
{
    return setting ? QString::fromStdString(*setting) : HistoryPage::tr("none");
}

QString value(bool on)
{
    return on ? HistoryPage::tr("on") : HistoryPage::tr("off");
}

QString value(InstructionId parent)
{
    return parent == 0 ? HistoryPage::tr("no parent") : QStringLiteral("#%1").arg(parent);
}

/// From what to what.
struct Described {
    template <class Valued>
    QString operator()(const Valued &change) const
    {
        return value(change.from) + QStringLiteral(" → ") + value(change.to);
    }
    QString operator()(const AddInstruction &change) const { return shownOperator(change.instruction.operatorKey); }
    QString operator()(const RemoveInstruction &change) const { return shownOperator(change.instruction.operatorKey); }
    QString operator()(const AddResponse &change) const { return shownModel(change.response.source); }
    QString operator()(const RemoveResponse &change) const { return shownModel(change.response.source); }
    QString operator()(const SetTag &change) const
    {
        const QString tag = QString::fromStdString(change.tag);
        return change.to ? HistoryPage::tr("“%1” put on").arg(tag) : HistoryPage::tr("“%1” taken off").arg(tag);
    }
};

} // namespace

HistoryPage::HistoryPage(QWidget *parent) : TextPage(tr("History"), parent) {}

QString HistoryPage::page(Project &project, InstructionId id)
{
    const auto entries = project.document().reader().history({id, 0, mostEntries, {}});
    if (!entries)
        return QStringLiteral("<p>%1</p>").arg(escaped(entries.error().message));
    QString html;
    for (const HistoryEntry &entry : *entries) {
        const QString what = QCoreApplication::translate("evol::Change", changeName(entry.change));
        html += QStringLiteral("<p style='margin-top:8px;margin-bottom:0'><b>%1</b> %2</p><p style='margin:0'>%3</p>")
                    .arg(escaped(what),
                         quiet(QStringLiteral("· %1 · %2").arg(escaped(entry.by), shownTime(entry.time))),
                         escaped(std::visit(Described(), entry.change)));
        if (!entry.label.empty())
            html += QStringLiteral("<p style='margin:0'>%1</p>").arg(quiet(tr("in “%1”").arg(escaped(entry.label))));
    }
    return html;
}

} // namespace evol
