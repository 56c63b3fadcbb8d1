// SPDX-License-Identifier: GPL-3.0-or-later
// How a model draws its words, in three fields side by side. GUI thread.
#pragma once

#include "domain/run.h"

#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QWidget>

namespace evol {

class SamplingFields : public QWidget
{
    Q_OBJECT
public:
    explicit SamplingFields(const QString &whose, QWidget *parent = nullptr);

    Sampling sampling() const;

Q_SIGNALS:
    void edited();

private:
    QDoubleSpinBox *m_temperature, *m_topP;
    QSpinBox *m_tokens;
};

} // namespace evol
