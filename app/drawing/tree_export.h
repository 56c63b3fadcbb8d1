// SPDX-License-Identifier: GPL-3.0-or-later
// A tree as a file, its format chosen by the suffix: svg, png, pdf, dot, json. DOT and JSON are the same byte
// for byte whenever the pool and its texts are. Files are replaced whole or not at all. The three pictures
// need a QGuiApplication and its thread; DOT and JSON need neither.
#pragma once

#include "drawing/tree_picture.h"

#include <QString>

#include <string>

namespace evol {

/// Writes the tree of `root`, or with 0 all trees, to `path`.
Result<> drawTree(const Pool &pool, InstructionId root, const TreeContent &content, const QString &path,
                  const PictureOptions &options = {});

/// The suffixes drawTree knows, in lower case.
QStringList treeSuffixes();
/// Whether drawing to this path needs a QGuiApplication.
bool needsGui(const QString &path);

std::string treeAsDot(const Pool &pool, NodeIndex root, const TreeContent &content);

/// {"format":"evol-tree","version":1,"shape":"nested","trees":[…]}: each instruction an object with id,
/// parent, epoch, operator, state, overridden, rules, difficulty, rating, responses, text and children.
/// Deeper than 400 levels, where readers of JSON give up, the shape is "flat": all instructions in one list,
/// parents first, and children are ids.
std::string treeAsJson(const Pool &pool, NodeIndex root, const TreeContent &content);

} // namespace evol
