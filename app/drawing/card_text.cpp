// SPDX-License-Identifier: GPL-3.0-or-later
// Breaking and caching of the text on cards. The thread that draws.
#include "drawing/card_text.h"

#include <QFontMetricsF>
#include <QTextLayout>

namespace evol {

namespace {
constexpr int longestShown = 400;
constexpr int textsKept = 8192;
constexpr int linesKept = 4096;
} // namespace

QStringList wrapText(const QString &text, const QFont &font, int width, int lines)
{
    const QString clean = text.left(longestShown * 4).simplified();
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

CardText::CardText(const TreeContent &content)
    : m_content(content), m_texts(textsKept), m_lines(linesKept)
{
}

const QString &CardText::text(InstructionId id)
{
    QString *found = m_texts.object(id);
    if (!found) {
        found = new QString(m_content.text(id).left(longestShown));
        m_texts.insert(id, found);
    }
    return *found;
}

const CardLines &CardText::lines(InstructionId id, const QFont &font, int width, int lines)
{
    const Key key{id, font.pixelSize(), width, lines};
    CardLines *found = m_lines.object(key);
    if (!found) {
        found = new CardLines;
        found->text = wrapText(text(id), font, width, lines);
        for (const QString &line : found->text) {
            QStaticText prepared(line);
            prepared.setTextFormat(Qt::PlainText);
            prepared.setPerformanceHint(QStaticText::AggressiveCaching);
            found->prepared.push_back(prepared);
        }
        m_lines.insert(key, found);
    }
    return *found;
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
}

} // namespace evol
