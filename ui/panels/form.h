// SPDX-License-Identifier: GPL-3.0-or-later
// How the forms in panels look: a label above or left of its field, a title, a foot with buttons. GUI thread.
#pragma once

#include <QFormLayout>
#include <QLabel>
#include <QWidget>

namespace evol {

QFormLayout *makeForm();
QLabel *makeTitle(const QString &text);
QLabel *makeQuietLabel(const QString &text);
/// A panel with a title, a body that scrolls where it does not fit, and a foot that stays in view.
void layOutPanel(QWidget *panel, const QString &title, QWidget *body, QWidget *foot);
/// A row of buttons at the right.
QWidget *makeButtonRow(const QList<QWidget *> &buttons);

} // namespace evol
