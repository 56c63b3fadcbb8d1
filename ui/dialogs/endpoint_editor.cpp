// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/dialogs/endpoint_editor.h"

#include "ui/panels/form.h"
#include "ui/theme.h"

#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace evol {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

std::string value(const QLineEdit *line)
{
    return line->text().trimmed().toStdString();
}

QWidget *row(const QList<QWidget *> &widgets)
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return box;
}

} // namespace

EndpointEditor::EndpointEditor(QWidget *parent)
    : QWidget(parent), m_name(new QLineEdit), m_baseUrl(new QLineEdit), m_model(new QLineEdit), m_keySource(new QComboBox),
      m_variable(new QLineEdit), m_key(new QLineEdit), m_concurrency(new QSpinBox), m_perMinute(new QSpinBox),
      m_timeout(new QSpinBox), m_promptPrice(new QLineEdit), m_completionPrice(new QLineEdit), m_currency(new QLineEdit)
{
    m_name->setObjectName(QStringLiteral("endpointName"));
    m_baseUrl->setObjectName(QStringLiteral("endpointUrl"));
    m_baseUrl->setPlaceholderText(QStringLiteral("http://127.0.0.1:8080/v1"));
    m_model->setObjectName(QStringLiteral("endpointModel"));
    m_keySource->addItems({tr("No key"), tr("Environment variable"), tr("Keychain")});
    m_variable->setPlaceholderText(QStringLiteral("OPENAI_API_KEY"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(tr("leave empty to keep the stored one"));
    m_concurrency->setRange(1, 1000);
    m_perMinute->setRange(0, 1'000'000);
    m_perMinute->setSpecialValueText(tr("no limit"));
    m_timeout->setRange(1, 3600);
    m_timeout->setSuffix(tr(" s"));
    for (QLineEdit *price : {m_promptPrice, m_completionPrice})
        price->setValidator(new QDoubleValidator(0, 1e6, 6, price));
    m_promptPrice->setPlaceholderText(tr("prompt"));
    m_completionPrice->setPlaceholderText(tr("reply"));
    m_currency->setPlaceholderText(QStringLiteral("EUR"));
    m_currency->setMaxLength(3);

    auto *form = makeForm();
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Address"), m_baseUrl);
    form->addRow(tr("Model"), m_model);
    form->addRow(tr("Key from"), m_keySource);
    form->addRow(tr("Variable"), m_variable);
    form->addRow(tr("Key"), m_key);
    form->addRow(tr("At a time"), m_concurrency);
    form->addRow(tr("Per minute"), m_perMinute);
    form->addRow(tr("Timeout"), m_timeout);
    form->addRow(tr("Price of 1 M tokens"), row({m_promptPrice, m_completionPrice, m_currency}));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(form);
    layout->addStretch();
    connect(m_keySource, &QComboBox::currentIndexChanged, this, &EndpointEditor::showKeyFields);
    for (QLineEdit *line : {m_name, m_baseUrl, m_model})
        connect(line, &QLineEdit::textEdited, this, &EndpointEditor::edited);
    setEndpoint({});
}

void EndpointEditor::setEndpoint(const ModelEndpoint &endpoint)
{
    m_endpoint = endpoint;
    m_name->setText(text(endpoint.name));
    m_baseUrl->setText(text(endpoint.baseUrl));
    m_model->setText(text(endpoint.model));
    m_keySource->setCurrentIndex(static_cast<int>(endpoint.keySource));
    m_variable->setText(text(endpoint.keyVariable));
    m_key->clear();
    m_concurrency->setValue(endpoint.concurrency);
    m_perMinute->setValue(endpoint.requestsPerMinute.value_or(0));
    m_timeout->setValue(static_cast<int>(endpoint.timeout.count()));
    const ModelPrices prices = endpoint.prices.value_or(ModelPrices());
    m_promptPrice->setText(endpoint.prices ? QLocale().toString(prices.prompt) : QString());
    m_completionPrice->setText(endpoint.prices ? QLocale().toString(prices.completion) : QString());
    m_currency->setText(text(prices.currency));
    showKeyFields();
}

ModelEndpoint EndpointEditor::endpoint() const
{
    ModelEndpoint endpoint = m_endpoint;
    endpoint.name = value(m_name);
    endpoint.baseUrl = value(m_baseUrl);
    endpoint.model = value(m_model);
    endpoint.keySource = static_cast<KeySource>(m_keySource->currentIndex());
    endpoint.keyVariable = endpoint.keySource == KeySource::Environment ? value(m_variable) : std::string();
    endpoint.concurrency = m_concurrency->value();
    endpoint.requestsPerMinute = m_perMinute->value() > 0 ? std::optional(m_perMinute->value()) : std::nullopt;
    endpoint.timeout = std::chrono::seconds(m_timeout->value());
    endpoint.prices.reset();
    if (!m_promptPrice->text().isEmpty() || !m_completionPrice->text().isEmpty())
        endpoint.prices = ModelPrices{QLocale().toDouble(m_promptPrice->text()), QLocale().toDouble(m_completionPrice->text()), value(m_currency)};
    return endpoint;
}

QString EndpointEditor::takeKey()
{
    const QString key = m_key->text();
    m_key->clear();
    return key;
}

void EndpointEditor::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void EndpointEditor::showKeyFields()
{
    m_variable->setEnabled(m_keySource->currentIndex() == static_cast<int>(KeySource::Environment));
    m_key->setEnabled(m_keySource->currentIndex() == static_cast<int>(KeySource::Keychain));
}

} // namespace evol
