// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of an instruction's responses with their labels, which a click sets. GUI thread.
#pragma once

#include "ui/panels/text_pages.h"

namespace evol {

class StepsPage : public TextPage
{
    Q_OBJECT
public:
    explicit StepsPage(QWidget *parent = nullptr);

protected:
    QString page(Project &project, InstructionId id) override;
    void follow(Project &project, const QUrl &link) override;
};

} // namespace evol
