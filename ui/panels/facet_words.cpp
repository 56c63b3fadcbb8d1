// SPDX-License-Identifier: GPL-3.0-or-later
// The words of filters. GUI thread.
#include "ui/panels/facets.h"
#include "ui/project_texts.h"

#include <QCoreApplication>
#include <QStringList>

namespace evol {

namespace {

/// The context of all words here.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(evol::Facets)
};

QString markTitle(int value)
{
    switch (value) {
    case OverriddenMark:
        return Words::tr("Overridden");
    case EditedMark:
        return Words::tr("Edited by hand");
    case FlaggedMark:
        return Words::tr("Flagged");
    case NotedMark:
        return Words::tr("With a note");
    default:
        return Words::tr("With a response");
    }
}

QString keyTitle(Facet facet, const std::string &key)
{
    switch (facet) {
    case Facet::Operator:
        return shownOperator(key);
    case Facet::Rule:
        return shownRule(key);
    case Facet::Model:
        return key.empty() ? Words::tr("A person or a file") : shownModel(key);
    default:
        return QString::fromStdString(key);
    }
}

QString numberTitle(Facet facet, int value)
{
    if (facet == Facet::Epoch)
        return value == 0 ? Words::tr("Seeds") : QString::number(value);
    if (value == 0)
        return facet == Facet::Difficulty ? Words::tr("Not scored") : Words::tr("Not rated");
    if (facet == Facet::Difficulty)
        return QString::number(value);
    return QString(value, QChar(0x2605)); // a star
}

template <class T>
QString rangeWords(const std::optional<T> &from, const std::optional<T> &to)
{
    if (from && to && *from == *to)
        return QString::number(*from);
    if (from && to)
        return QStringLiteral("%1–%2").arg(*from).arg(*to);
    return from ? Words::tr("from %1").arg(*from) : to ? Words::tr("up to %1").arg(*to) : QString();
}

void addKeys(QStringList &words, Facet facet, const std::vector<std::string> &keys)
{
    for (const std::string &key : keys)
        words += keyTitle(facet, key);
}

void addNumbers(QStringList &words, Facet facet, const std::vector<int> &listed, const QString &range)
{
    for (const int value : listed)
        words += numberTitle(facet, value);
    if (!range.isEmpty())
        words += range;
}

QStringList markWords(const Filter &f)
{
    const std::optional<bool> marks[] = {f.overridden, f.edited, f.flagged, f.noted, f.answered};
    QStringList words;
    for (int value = OverriddenMark; value <= AnsweredMark; ++value) {
        if (marks[value])
            words += *marks[value] ? markTitle(value) : Words::tr("not: %1").arg(markTitle(value));
    }
    return words;
}

QStringList createdWords(const Filter &f)
{
    const QString from = createdDate(f, CreatedFrom), to = createdDate(f, CreatedTo);
    QStringList words;
    if (!from.isEmpty())
        words += Words::tr("from %1").arg(from);
    if (!to.isEmpty())
        words += Words::tr("up to %1").arg(to);
    return words;
}

QStringList wordsOf(Facet facet, const Filter &f)
{
    QStringList words;
    switch (facet) {
    case Facet::State:
        for (const State state : f.states)
            words += state == State::Kept ? Words::tr("Kept") : Words::tr("Eliminated");
        break;
    case Facet::Operator:
        addKeys(words, facet, f.operators);
        break;
    case Facet::Rule:
        addKeys(words, facet, f.rules);
        break;
    case Facet::Model:
        addKeys(words, facet, f.models);
        break;
    case Facet::Tag:
        addKeys(words, facet, f.tags);
        break;
    case Facet::OverriddenBy:
        addKeys(words, facet, f.overriddenBy);
        break;
    case Facet::Epoch:
        addNumbers(words, facet, f.epochs, rangeWords(f.epochFrom, f.epochTo));
        break;
    case Facet::Difficulty:
        addNumbers(words, facet, f.difficulties, rangeWords(f.difficultyFrom, f.difficultyTo));
        break;
    case Facet::Rating:
        addNumbers(words, facet, f.stars, rangeWords(f.ratingFrom, f.ratingTo));
        break;
    case Facet::Marks:
        return markWords(f);
    case Facet::Created:
        return createdWords(f);
    }
    return words;
}

} // namespace

QString facetTitle(Facet facet)
{
    const QString titles[facetCount] = {Words::tr("State"), Words::tr("Operator"), Words::tr("Rule that fired"), Words::tr("Epoch"),
                                        Words::tr("Difficulty"), Words::tr("Rating"), Words::tr("Model"), Words::tr("Tag"),
                                        Words::tr("Overridden by"), Words::tr("Marks"), Words::tr("Created")};
    return titles[int(facet)];
}

QString valueTitle(Facet facet, const Pool &pool, int value)
{
    switch (facet) {
    case Facet::State:
        return State(value) == State::Kept ? Words::tr("Kept") : Words::tr("Eliminated");
    case Facet::Operator:
        return keyTitle(facet, pool.operatorKeys()[std::size_t(value)]);
    case Facet::Rule:
        return keyTitle(facet, pool.ruleKeys()[std::size_t(value)]);
    case Facet::Model:
        return keyTitle(facet, pool.modelKeys()[std::size_t(value)]);
    case Facet::Tag:
        return keyTitle(facet, pool.tagKeys()[std::size_t(value)]);
    case Facet::OverriddenBy:
        return keyTitle(facet, pool.personKeys()[std::size_t(value)]);
    case Facet::Epoch:
    case Facet::Difficulty:
    case Facet::Rating:
        return numberTitle(facet, value);
    case Facet::Marks:
        return markTitle(value);
    case Facet::Created:
        return value == CreatedFrom ? Words::tr("From") : Words::tr("Up to and with");
    }
    return {};
}

QString facetWords(Facet facet, const Filter &filter)
{
    const QStringList words = wordsOf(facet, filter);
    if (words.isEmpty())
        return {};
    const QString joined = words.join(QStringLiteral(", "));
    return facet == Facet::Marks ? joined : Words::tr("%1: %2").arg(facetTitle(facet), joined);
}

} // namespace evol
