// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of the pages that the inspector writes in HTML: escaped texts, dates, links to instructions. GUI thread.
#pragma once

#include "domain/instruction.h"

#include <QColor>
#include <QString>
#include <QUrl>

namespace evol {

/// Escaped, with its line breaks.
QString escaped(const QString &text);
QString escaped(const std::string &text);
/// Already escaped text in a colour, optionally bold.
QString coloured(const QString &html, const QColor &colour);
QString quiet(const QString &html);
/// e.g. "2026-11-23 14:05:09"
QString shownTime(std::int64_t milliseconds);
QString linkTo(InstructionId id);
/// The instruction a link of linkTo() means; 0: none.
InstructionId instructionOf(const QUrl &link);
/// `length` bytes from `offset` of `text` marked, with some of the text around.
QString markedExcerpt(const std::string &text, std::size_t offset, std::size_t length);

} // namespace evol
