// SPDX-License-Identifier: GPL-3.0-or-later
// What a run could not do, each with its reason, over the activity bar until one clicks elsewhere. GUI thread.
#pragma once

#include "ui/project.h"

#include <QFrame>

namespace evol {

class FailureList : public QFrame
{
    Q_OBJECT
public:
    explicit FailureList(Project &project, QWidget *parent);
    void showAbove(QWidget *anchor);

Q_SIGNALS:
    void tryAgainAsked();
};

} // namespace evol
