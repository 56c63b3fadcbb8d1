// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of one language model's address. A key that was typed is handed over once and never shown again.
// GUI thread.
#pragma once

#include "models/model_endpoint.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QWidget>

namespace evol {

class EndpointEditor : public QWidget
{
    Q_OBJECT
public:
    explicit EndpointEditor(QWidget *parent = nullptr);

    void setEndpoint(const ModelEndpoint &endpoint);
    ModelEndpoint endpoint() const;
    /// The key as it was typed, which the field forgets; empty: none was.
    QString takeKey();
    /// The key as it was typed.
    QString typedKey() const { return m_key->text(); }
    void focusName();

Q_SIGNALS:
    void edited();

private:
    void showKeyFields();

    ModelEndpoint m_endpoint; ///< with what has no field here
    void usePreset(int index);

    QComboBox *m_preset;
    QLineEdit *m_name, *m_baseUrl, *m_model, *m_pool;
    QComboBox *m_keySource;
    QLineEdit *m_variable, *m_key;
    QSpinBox *m_concurrency, *m_perMinute, *m_tokensPerMinute, *m_timeout, *m_firstToken, *m_idle;
    QCheckBox *m_streams;
    QLineEdit *m_promptPrice, *m_completionPrice, *m_currency;
};

} // namespace evol
