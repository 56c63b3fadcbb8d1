// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/sampling_fields.h"

#include "ui/theme.h"

#include <QHBoxLayout>

namespace evol {

SamplingFields::SamplingFields(const QString &whose, QWidget *parent)
    : QWidget(parent), m_temperature(new QDoubleSpinBox), m_topP(new QDoubleSpinBox), m_tokens(new QSpinBox)
{
    const Sampling usual;
    m_temperature->setRange(0, 2);
    m_temperature->setPrefix(QStringLiteral("T "));
    m_temperature->setValue(usual.temperature);
    m_temperature->setToolTip(tr("Temperature"));
    m_temperature->setAccessibleName(tr("Temperature of the %1").arg(whose));
    m_topP->setRange(0, 1);
    m_topP->setPrefix(QStringLiteral("p "));
    m_topP->setValue(usual.topP);
    m_topP->setToolTip(tr("Top-p: words are drawn from the likeliest that make up this share"));
    m_topP->setAccessibleName(tr("Top-p of the %1").arg(whose));
    m_tokens->setRange(1, 1'000'000);
    m_tokens->setValue(usual.maxTokens);
    m_tokens->setToolTip(tr("Tokens in a reply at most"));
    m_tokens->setAccessibleName(tr("Tokens in a reply of the %1 at most").arg(whose));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::grid);
    for (QDoubleSpinBox *box : {m_temperature, m_topP}) {
        box->setDecimals(2);
        box->setSingleStep(0.05);
        layout->addWidget(box);
        connect(box, &QDoubleSpinBox::valueChanged, this, &SamplingFields::edited);
    }
    layout->addWidget(m_tokens, 1);
    connect(m_tokens, &QSpinBox::valueChanged, this, &SamplingFields::edited);
}

Sampling SamplingFields::sampling() const
{
    return {m_temperature->value(), m_topP->value(), m_tokens->value()};
}

} // namespace evol
