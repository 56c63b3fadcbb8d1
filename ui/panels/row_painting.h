// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of lists of instructions have in common: their ground, the operator with its icon, the sign of a state,
// a line of text with marked words. GUI thread.
#pragma once

#include "domain/pool.h"
#include "ui/panels/word_marks.h"

#include <QStyleOptionViewItem>

class QPainter;

namespace evol {

class Project;

namespace row {

constexpr int signSize = 10;
constexpr int iconSize = 14;

/// Selected, under the mouse, or in focus.
void paintGround(QPainter &painter, const QStyleOptionViewItem &option);
/// A check, or a cross; where a person decided, in that colour and with a flag that needs as much room again.
void paintState(QPainter &painter, const QRect &place, State state, bool overridden);
void paintIcon(QPainter &painter, const QRect &place, Project &project, const std::string &operatorKey, State state);
/// Points down where open, else to the right.
void paintChevron(QPainter &painter, const QRect &place, bool open);
/// Difficulty, rating and count of responses, as far as there are any, at the right; where they begin.
int paintFigures(QPainter &painter, const QRect &place, const QFont &font, const Pool &pool, NodeIndex n);
/// One line, elided.
void paintText(QPainter &painter, const QRect &place, const QString &text, const QFont &font, const QColor &colour);
/// Wraps to the lines that fit; the last one elided.
void paintMarked(QPainter &painter, const QRect &place, const QString &text, const std::vector<WordMark> &marks, const QFont &font, const QColor &colour);

/// "kept", "eliminated", "kept by a person", "eliminated by a person"
QString stateWord(State state, bool overridden);

} // namespace row
} // namespace evol
