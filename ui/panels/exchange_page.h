// SPDX-License-Identifier: GPL-3.0-or-later
// The requests that were made for an instruction, as they were sent and answered. GUI thread.
#pragma once

#include "models/model_endpoint.h"
#include "ui/panels/inspector_page.h"

#include <QComboBox>

#include <map>

namespace evol {

class ReadingView;

class ExchangePage : public InspectorPage
{
    Q_OBJECT
public:
    explicit ExchangePage(QWidget *parent = nullptr);
    void showInstruction(Project *project, InstructionId id) override;
    /// By name of the model as exchanges keep it; what is not there has no price.
    void setPrices(std::map<std::string, ModelPrices> prices) { m_prices = std::move(prices); }

private:
    void choose(int index);

    QString costOf(const Exchange &exchange) const;

    std::map<std::string, ModelPrices> m_prices;
    std::vector<Exchange> m_exchanges;
    InstructionId m_instruction = 0;
    QComboBox *m_choice;
    ReadingView *m_text;
};

} // namespace evol
