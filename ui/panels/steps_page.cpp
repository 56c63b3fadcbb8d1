// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/steps_page.h"

#include "domain/solution_steps.h"
#include "ui/panels/page_text.h"
#include "ui/theme.h"

#include <QUrlQuery>

namespace evol {

namespace {

const QString stepScheme = QStringLiteral("step");

QString shownLabel(StepLabel label)
{
    return label == StepLabel::Right ? StepsPage::tr("✓ right") : label == StepLabel::Wrong ? StepsPage::tr("✕ wrong") : StepsPage::tr("– neutral");
}

QColor colourOf(StepLabel label)
{
    const Palette &palette = currentPalette();
    return label == StepLabel::Right ? palette.kept : label == StepLabel::Wrong ? palette.warning : palette.quietText;
}

/// One of the three; a second click on the label that is set takes it back.
QString choice(ResponseId response, int step, StepLabel label, bool isSet)
{
    const QString target = isSet ? QStringLiteral("none") : QString::number(static_cast<int>(label));
    const QString words = isSet ? QStringLiteral("<b>%1</b>").arg(shownLabel(label)) : shownLabel(label);
    return QStringLiteral("<a href='%1:?r=%2&s=%3&l=%4' style='text-decoration:none;color:%5'>%6</a>")
        .arg(stepScheme)
        .arg(response)
        .arg(step)
        .arg(target, (isSet ? colourOf(label) : currentPalette().quietText).name(), words);
}

QString stepHtml(const Project &project, const Response &response, int number, std::string_view text, const StepMark *mark)
{
    QStringList choices;
    for (const StepLabel label : {StepLabel::Right, StepLabel::Neutral, StepLabel::Wrong}) {
        const bool isSet = mark && mark->label == label;
        if (!project.isReadOnly())
            choices += choice(response.id, number, label, isSet);
        else if (isSet)
            choices += coloured(shownLabel(label), colourOf(label));
    }
    const QString by = !mark                    ? QString()
                       : mark->by == "builtin" ? quiet(StepsPage::tr(" · set by built-in rules"))
                                               : quiet(StepsPage::tr(" · set by %1").arg(escaped(mark->by)));
    return QStringLiteral("<p style='margin-top:10px;margin-bottom:1px'>%1</p><p style='margin:0'>%2%3</p>")
        .arg(escaped(std::string(text)), choices.join(QStringLiteral(" &nbsp; ")), by);
}

} // namespace

StepsPage::StepsPage(QWidget *parent) : TextPage(tr("Steps"), parent) {}

QString StepsPage::page(Project &project, InstructionId id)
{
    ProjectReader &reader = project.document().reader();
    QString html;
    if (const auto quality = reader.quality(id); quality && *quality) {
        html += QStringLiteral("<p>%1</p>").arg(tr("Of 5: definition <b>%1</b>, precision <b>%2</b>, integrity <b>%3</b>")
                                                    .arg((*quality)->definition).arg((*quality)->precision).arg((*quality)->integrity));
    }
    const auto responses = reader.responses(id);
    if (!responses || responses->empty())
        return html + QStringLiteral("<p>%1</p>").arg(quiet(tr("No response yet, and so no steps.")));
    for (const Response &response : *responses) {
        if (responses->size() > 1)
            html += QStringLiteral("<p style='margin-top:16px'><b>%1</b></p>").arg(escaped(shownModel(response.source)));
        const auto marks = reader.stepMarks(response.id);
        int number = 0;
        for (const std::string_view step : solutionSteps(response.text)) {
            const auto found = marks ? marks->find(number) : std::map<int, StepMark>::const_iterator();
            html += stepHtml(project, response, number, step, marks && found != marks->end() ? &found->second : nullptr);
            ++number;
        }
    }
    return html;
}

void StepsPage::follow(Project &project, const QUrl &link)
{
    if (link.scheme() != stepScheme)
        return;
    const QUrlQuery query(link);
    const auto value = [&](const char *name) { return query.queryItemValue(QLatin1String(name)); };
    LabelStep change;
    change.response = value("r").toLongLong();
    change.step = value("s").toInt();
    if (const QString label = value("l"); label != QLatin1String("none"))
        change.to = StepMark{static_cast<StepLabel>(label.toInt()), project.document().person(), 0};
    project.document().apply(tr("Label a step").toStdString(), {change});
}

} // namespace evol
