// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/change_words.h"

#include "ui/project_texts.h"

#include <QCoreApplication>

namespace evol {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(evol::ChangeWords)
};

constexpr qsizetype longestShown = 120;

QString value(const std::optional<Verdict> &verdict)
{
    if (!verdict)
        return Words::tr("none");
    if (verdict->kept())
        return Words::tr("kept");
    QStringList rules;
    for (const FiredRule &fired : verdict->fired)
        rules += shownRule(fired.rule);
    return Words::tr("eliminated (%1)").arg(rules.join(QStringLiteral(", ")));
}

QString value(const std::optional<Override> &decided)
{
    if (!decided)
        return Words::tr("none");
    const QString what = decided->decision == Decision::Keep ? Words::tr("keep") : Words::tr("eliminate");
    return decided->reason.empty() ? what : what + QStringLiteral(" “%1”").arg(QString::fromStdString(decided->reason));
}

QString value(const std::optional<int> &difficulty)
{
    return difficulty ? QString::number(*difficulty) : Words::tr("none");
}

QString value(const std::optional<Rating> &rating)
{
    if (!rating)
        return Words::tr("none");
    const QString stars = rating->stars > 0 ? Words::tr("%1 of 5 stars").arg(rating->stars) : Words::tr("no stars");
    return rating->note.empty() ? stars : stars + QStringLiteral(" “%1”").arg(QString::fromStdString(rating->note));
}

QString value(const std::optional<Quality> &quality)
{
    return quality ? Words::tr("definition %1, precision %2, integrity %3").arg(quality->definition).arg(quality->precision).arg(quality->integrity)
                   : Words::tr("none");
}

QString value(const std::optional<StepMark> &mark)
{
    if (!mark)
        return Words::tr("none");
    return mark->label == StepLabel::Right ? Words::tr("right") : mark->label == StepLabel::Wrong ? Words::tr("wrong") : Words::tr("neutral");
}

QString quoted(const std::string &words)
{
    const QString text = QString::fromStdString(words).simplified();
    return QStringLiteral("“%1”").arg(text.size() > longestShown ? text.left(longestShown) + u'…' : text);
}

QString value(const Wording &wording)
{
    const QString words = quoted(wording.text);
    return wording.editor.empty() ? words : Words::tr("%1 by %2").arg(words, QString::fromStdString(wording.editor));
}

QString value(const std::string &note)
{
    return note.empty() ? Words::tr("none") : quoted(note);
}

QString value(const std::optional<std::string> &setting)
{
    return setting ? QString::fromStdString(*setting) : Words::tr("none");
}

QString value(const StudySettings &settings)
{
    return (settings.closed ? Words::tr("“%1”, closed") : Words::tr("“%1”, open")).arg(QString::fromStdString(settings.name));
}

/// What was said stays with the study: who reads the history may be a rater.
QString value(const std::optional<Vote> &vote)
{
    if (!vote || !vote->isDone())
        return Words::tr("none");
    return vote->judgements.empty() ? Words::tr("skipped") : Words::tr("judged");
}

QString value(const Session &session)
{
    return Words::tr("%1, %n comparisons", nullptr, int(session.comparisons.size())).arg(QString::fromStdString(session.rater));
}

QString value(bool on)
{
    return on ? Words::tr("on") : Words::tr("off");
}

QString value(InstructionId parent)
{
    return parent == 0 ? Words::tr("no parent") : QStringLiteral("#%1").arg(parent);
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
    QString operator()(const AddStudy &change) const { return quoted(change.study.settings.name); }
    QString operator()(const RemoveStudy &change) const { return quoted(change.study.settings.name); }
    QString operator()(const AddSession &change) const { return value(change.session); }
    QString operator()(const RemoveSession &change) const { return value(change.session); }
    QString operator()(const LabelStep &change) const
    {
        return Words::tr("step %1: %2 → %3").arg(change.step + 1).arg(value(change.from), value(change.to));
    }
    QString operator()(const SetTag &change) const
    {
        const QString tag = QString::fromStdString(change.tag);
        return change.to ? Words::tr("“%1” put on").arg(tag) : Words::tr("“%1” taken off").arg(tag);
    }
    QString operator()(const SetSetting &change) const
    {
        return QStringLiteral("%1: %2 → %3").arg(QString::fromStdString(change.key), value(change.from), value(change.to));
    }
};

} // namespace

QString shownChange(const Change &change)
{
    return QCoreApplication::translate("evol::Change", changeName(change));
}

QString fromTo(const Change &change)
{
    return std::visit(Described(), change);
}

} // namespace evol
