// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/word_marks.h"

#include <algorithm>

namespace evol {

namespace {

constexpr int longestLooked = 20'000;
constexpr int lead = 16; ///< characters before a mark further in

bool standsAnywhere(QChar c)
{
    switch (c.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
        return true;
    default:
        return false;
    }
}

/// Character by character, so that places stay the same.
QString folded(const QString &text)
{
    QString plain = text;
    for (QChar &c : plain) {
        if (c.unicode() < 128) {
            c = c.toLower();
            continue;
        }
        const QString parts = standsAnywhere(c) ? QString() : c.decomposition();
        c = (parts.isEmpty() ? c : parts.front()).toCaseFolded();
    }
    return plain;
}

bool isPartOfWord(const QString &text, int at)
{
    return at >= 0 && at < text.size() && text[at].isLetterOrNumber() && !standsAnywhere(text[at]);
}

bool isWhole(const QString &text, int start, int length, bool isBeginning)
{
    if (isPartOfWord(text, start) && isPartOfWord(text, start - 1))
        return false;
    const int end = start + length;
    return isBeginning || !isPartOfWord(text, end - 1) || !isPartOfWord(text, end);
}

/// The runs of letters and digits.
QStringList runsOf(const QString &text)
{
    QStringList runs;
    QString run;
    for (const QChar c : text) {
        if (c.isLetterOrNumber()) {
            run += c;
        } else if (!run.isEmpty()) {
            runs += run;
            run.clear();
        }
    }
    if (!run.isEmpty())
        runs += run;
    return runs;
}

} // namespace

QueryWords::QueryWords(const QString &query)
{
    const QStringList quoted = folded(query).split(QLatin1Char('"'));
    for (int i = 0; i < quoted.size(); ++i) {
        if (i % 2 == 1) {
            const QString phrase = quoted[i].simplified();
            if (!phrase.isEmpty())
                m_parts.push_back({phrase, false});
            continue;
        }
        for (const QString &word : quoted[i].simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            for (const QString &run : runsOf(word))
                m_parts.push_back({run, false});
        }
    }
    if (!m_parts.empty() && !query.trimmed().endsWith(QLatin1Char('"')))
        m_parts.back().isBeginning = true;
}

std::vector<WordMark> QueryWords::marksIn(const QString &text) const
{
    std::vector<WordMark> marks;
    if (m_parts.empty())
        return marks;
    const QString plain = folded(text.left(longestLooked));
    for (const Part &part : m_parts) {
        const int length = static_cast<int>(part.text.size());
        for (qsizetype at = plain.indexOf(part.text); at >= 0; at = plain.indexOf(part.text, at + 1)) {
            if (isWhole(plain, static_cast<int>(at), length, part.isBeginning))
                marks.push_back({static_cast<int>(at), length});
        }
    }
    std::sort(marks.begin(), marks.end(), [](const WordMark &a, const WordMark &b) { return a.start < b.start || (a.start == b.start && a.length > b.length); });
    std::vector<WordMark> apart;
    for (const WordMark &mark : marks) {
        if (apart.empty() || mark.start >= apart.back().start + apart.back().length)
            apart.push_back(mark);
    }
    return apart;
}

QString excerpt(const QString &text, const QueryWords &words, int length, std::vector<WordMark> &marks)
{
    const QString clean = text.left(longestLooked).simplified();
    marks = words.marksIn(clean);
    int from = 0;
    if (!marks.empty() && marks.front().start + marks.front().length > length) {
        from = std::max(marks.front().start - lead, 0);
        const auto space = clean.lastIndexOf(QLatin1Char(' '), marks.front().start);
        if (from > 0 && space > from)
            from = static_cast<int>(clean.indexOf(QLatin1Char(' '), from)) + 1;
    }
    const QString dots = from > 0 ? QStringLiteral("… ") : QString();
    QString shown = dots + clean.mid(from, 4 * length);
    for (WordMark &mark : marks)
        mark.start += static_cast<int>(dots.size()) - from;
    std::erase_if(marks, [&](const WordMark &mark) { return mark.start + mark.length > shown.size(); });
    return shown;
}

} // namespace evol
