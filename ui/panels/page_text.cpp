// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/page_text.h"

#include "ui/theme.h"

#include <QDateTime>

#include <algorithm>

namespace evol {

namespace {

constexpr std::size_t around = 160; // bytes

bool isInsideCharacter(const std::string &text, std::size_t offset)
{
    return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
}

} // namespace

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

QString escaped(const std::string &text)
{
    return escaped(QString::fromStdString(text));
}

QString coloured(const QString &html, const QColor &colour)
{
    return QStringLiteral("<span style='color:%1'>%2</span>").arg(colour.name(), html);
}

QString quiet(const QString &html)
{
    return coloured(html, currentPalette().quietText);
}

QString shownTime(std::int64_t milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString linkTo(InstructionId id)
{
    return QStringLiteral("<a href='instruction:%1' style='text-decoration:none'>#%1</a>").arg(id);
}

InstructionId instructionOf(const QUrl &link)
{
    return link.scheme() == QLatin1String("instruction") ? link.path().toLongLong() : 0;
}

QString markedExcerpt(const std::string &text, std::size_t offset, std::size_t length)
{
    offset = std::min(offset, text.size());
    length = std::min(length, text.size() - offset);
    std::size_t begin = offset > around ? offset - around : 0;
    std::size_t end = std::min(offset + length + around, text.size());
    while (isInsideCharacter(text, begin))
        ++begin;
    while (isInsideCharacter(text, end))
        ++end;
    const Palette &palette = currentPalette();
    const QString mark = QStringLiteral("<span style='background:%1;color:%2;text-decoration:underline'>%3</span>")
                             .arg(palette.accentTint.name(), palette.text.name(), escaped(text.substr(offset, length)));
    return (begin > 0 ? QStringLiteral("…") : QString()) + escaped(text.substr(begin, offset - begin)) + mark
           + escaped(text.substr(offset + length, end - offset - length))
           + (end < text.size() ? QStringLiteral("…") : QString());
}

} // namespace evol
