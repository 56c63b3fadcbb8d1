// SPDX-License-Identifier: GPL-3.0-or-later
// Breaking and caching of the text on cards. The thread that draws.
#include "drawing/card_text.h"

#include <QElapsedTimer>
#include <QFontMetricsF>
#include <QTextLayout>

#include <algorithm>

namespace evol {

namespace {
constexpr int longestShown = 400;
constexpr int textsKept = 8192;
constexpr int linesKept = 8192;
constexpr int labelsKept = 2048;

QStaticText prepared(const QString &line)
{
    QStaticText text(line);
    text.setTextFormat(Qt::PlainText);
    text.setPerformanceHint(QStaticText::AggressiveCaching);
    return text;
}

/// No more characters than could fit if all were narrow ones: shaping the rest would be for nothing.
QString beginning(const QString &text, const QFont &font, int width, int lines)
{
    const int narrow = std::max(2, font.pixelSize() / 4);
    return text.left(lines * (width / narrow + 1) + 16);
}
} // namespace

QStringList wrapText(const QString &text, const QFont &font, int width, int lines)
{
    const QString clean = beginning(text.left(longestShown * 4).simplified(), font, width, lines);
    if (clean.isEmpty())
        return {};
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(clean, font);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList broken;
    while (broken.size() < lines) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        const bool more = line.textStart() + line.textLength() < clean.size();
        if (more && broken.size() == lines - 1)
            broken += QFontMetricsF(font).elidedText(clean.mid(line.textStart()), Qt::ElideRight, width);
        else
            broken += clean.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return broken;
}

size_t qHash(const CardText::Key &key, size_t seed)
{
    return qHashMulti(seed, key.id, key.pixelSize, key.width, key.lines);
}

size_t qHash(const CardText::LabelKey &key, size_t seed)
{
    return qHashMulti(seed, key.text, key.style, key.width);
}

CardText::CardText(const TreeContent &content)
    : m_content(content), m_texts(textsKept), m_lines(linesKept), m_labels(labelsKept)
{
}

/// Null where it is not there yet.
const QString *CardText::text(InstructionId id)
{
    if (QString *known = m_texts.object(id))
        return known;
    const QString whole = m_content.text(id);
    if (whole.isNull())
        return nullptr;
    auto *beginning = new QString(whole.left(longestShown));
    m_texts.insert(id, beginning);
    return beginning;
}

const CardLines &CardText::lines(InstructionId id, const QFont &font, int width, int lines)
{
    static const CardLines none;
    const Key key{id, font.pixelSize(), width, lines};
    if (const CardLines *known = m_lines.object(key))
        return *known;
    if (m_patience && m_spent > *m_patience) {
        m_unprepared = true;
        return none;
    }
    const QString *words = text(id);
    if (!words) {
        m_unread = true;
        return none;
    }
    QElapsedTimer watch;
    watch.start();
    auto *made = new CardLines;
    made->text = wrapText(*words, font, width, lines);
    for (const QString &line : made->text) {
        made->prepared.push_back(prepared(line));
        // Shaping is most of the work; without this it would be done while painting.
        made->prepared.back().prepare(QTransform(), font);
    }
    m_lines.insert(key, made);
    m_spent += std::chrono::nanoseconds(watch.nsecsElapsed());
    return *made;
}

void CardText::beginPicture()
{
    m_spent = {};
    m_unprepared = m_unread = false;
}

const QStaticText &CardText::label(const QString &text, const QFont &font, int width)
{
    const LabelKey key{text, font.pixelSize() | int(font.weight()) << 8 | int(font.strikeOut()) << 20, width};
    if (const QStaticText *known = m_labels.object(key))
        return *known;
    auto *made = new QStaticText(prepared(QFontMetrics(font).elidedText(text, Qt::ElideRight, width)));
    made->prepare(QTransform(), font);
    m_labels.insert(key, made);
    return *made;
}

void CardText::prefetch(const std::vector<InstructionId> &ids)
{
    std::vector<InstructionId> missing;
    for (const InstructionId id : ids) {
        if (!m_texts.contains(id))
            missing.push_back(id);
    }
    if (!missing.empty())
        m_content.prefetch(missing);
}

void CardText::clear()
{
    m_texts.clear();
    m_lines.clear();
    m_labels.clear();
}

} // namespace evol
