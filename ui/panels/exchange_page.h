// SPDX-License-Identifier: GPL-3.0-or-later
// The requests that were made for an instruction, as they were sent and answered. GUI thread.
#pragma once

#include "ui/panels/inspector_page.h"

#include <QComboBox>

namespace evol {

class ReadingView;

class ExchangePage : public InspectorPage
{
    Q_OBJECT
public:
    explicit ExchangePage(QWidget *parent = nullptr);
    void showInstruction(Project *project, InstructionId id) override;

private:
    void choose(int index);

    std::vector<Exchange> m_exchanges;
    InstructionId m_instruction = 0;
    QComboBox *m_choice;
    ReadingView *m_text;
};

} // namespace evol
