// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/dialogs/endpoint_editor.h"

#include "models/presets.h"
#include "ui/panels/form.h"
#include "ui/theme.h"

#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

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

/// The preset it was made from, by protocol and address; the last one is for any server.
int presetOf(const ModelEndpoint &endpoint)
{
    for (std::size_t i = 0; i < presets().size(); ++i) {
        const Preset &each = *presets()[i];
        if (each.protocol == endpoint.protocol && (each.baseUrl == endpoint.baseUrl || endpoint.protocol != "compatible"))
            return static_cast<int>(i);
    }
    return static_cast<int>(presets().size()) - 1;
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
    : QWidget(parent), m_preset(new QComboBox), m_name(new QLineEdit), m_baseUrl(new QLineEdit), m_model(new QLineEdit),
      m_pool(new QLineEdit), m_keySource(new QComboBox), m_variable(new QLineEdit), m_key(new QLineEdit),
      m_concurrency(new QSpinBox), m_perMinute(new QSpinBox), m_tokensPerMinute(new QSpinBox), m_timeout(new QSpinBox),
      m_firstToken(new QSpinBox), m_idle(new QSpinBox), m_streams(new QCheckBox(tr("as streams"))), m_promptPrice(new QLineEdit), m_completionPrice(new QLineEdit), m_currency(new QLineEdit)
{
    m_preset->setObjectName(QStringLiteral("endpointPreset"));
    for (const Preset *each : presets())
        m_preset->addItem(QString::fromUtf8(each->title));
    m_pool->setObjectName(QStringLiteral("endpointPool"));
    m_pool->setPlaceholderText(tr("instead of an address: names of endpoints, a, b"));
    m_name->setObjectName(QStringLiteral("endpointName"));
    m_baseUrl->setObjectName(QStringLiteral("endpointUrl"));
    m_baseUrl->setPlaceholderText(tr("http://127.0.0.1:8080/v1, or a model file *.gguf"));
    m_model->setObjectName(QStringLiteral("endpointModel"));
    m_keySource->addItems({tr("No key"), tr("Environment variable"), tr("Keychain")});
    m_variable->setPlaceholderText(QStringLiteral("OPENAI_API_KEY"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(tr("leave empty to keep the stored one"));
    m_concurrency->setRange(1, 1000);
    m_concurrency->setPrefix(tr("at a time "));
    m_perMinute->setRange(0, 1'000'000);
    m_tokensPerMinute->setRange(0, 1'000'000'000);
    m_tokensPerMinute->setSuffix(tr(" tokens"));
    m_perMinute->setSuffix(tr(" requests"));
    m_perMinute->setSpecialValueText(tr("any requests"));
    m_tokensPerMinute->setSpecialValueText(tr("any tokens"));
    m_timeout->setRange(1, 3600);
    for (QSpinBox *pause : {m_firstToken, m_idle})
        pause->setRange(0, 3600);
    m_firstToken->setSpecialValueText(tr("first: any"));
    m_firstToken->setToolTip(tr("Until a streamed reply begins"));
    m_idle->setSpecialValueText(tr("idle: any"));
    m_idle->setToolTip(tr("Between two parts of a streamed reply"));
    m_timeout->setPrefix(tr("whole "));
    m_firstToken->setPrefix(tr("first "));
    m_idle->setPrefix(tr("idle "));
    for (QSpinBox *seconds : {m_timeout, m_firstToken, m_idle})
        seconds->setSuffix(tr(" s"));
    for (QLineEdit *price : {m_promptPrice, m_completionPrice})
        price->setValidator(new QDoubleValidator(0, 1e6, 6, price));
    m_promptPrice->setPlaceholderText(tr("prompt"));
    m_completionPrice->setPlaceholderText(tr("reply"));
    m_currency->setPlaceholderText(QStringLiteral("EUR"));
    m_currency->setMaxLength(3);

    auto *form = makeForm();
    form->addRow(tr("Kind"), m_preset);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Address"), m_baseUrl);
    form->addRow(tr("Model"), m_model);
    form->addRow(tr("Pool"), m_pool);
    form->addRow(tr("Key from"), m_keySource);
    form->addRow(tr("Variable"), m_variable);
    form->addRow(tr("Key"), m_key);
    form->addRow(tr("Requests"), row({m_concurrency, m_streams}));
    form->addRow(tr("Per minute"), row({m_perMinute, m_tokensPerMinute}));
    form->addRow(tr("Time-outs"), row({m_timeout, m_firstToken, m_idle}));
    form->addRow(tr("Price of 1 M tokens"), row({m_promptPrice, m_completionPrice, m_currency}));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(form);
    layout->addStretch();
    connect(m_preset, &QComboBox::activated, this, &EndpointEditor::usePreset);
    connect(m_streams, &QCheckBox::toggled, this, &EndpointEditor::showKeyFields);
    connect(m_pool, &QLineEdit::textChanged, this, &EndpointEditor::showKeyFields);
    connect(m_keySource, &QComboBox::currentIndexChanged, this, &EndpointEditor::showKeyFields);
    for (QLineEdit *line : {m_name, m_baseUrl, m_model})
        connect(line, &QLineEdit::textEdited, this, &EndpointEditor::edited);
    setEndpoint({});
}

void EndpointEditor::setEndpoint(const ModelEndpoint &endpoint)
{
    m_endpoint = endpoint;
    m_preset->setCurrentIndex(presetOf(endpoint));
    QStringList names;
    for (const std::string &each : endpoint.pool)
        names += text(each);
    m_pool->setText(names.join(QStringLiteral(", ")));
    m_streams->setChecked(endpoint.streams);
    m_tokensPerMinute->setValue(endpoint.tokensPerMinute.value_or(0));
    m_firstToken->setValue(static_cast<int>(endpoint.firstTokenTimeout.count()));
    m_idle->setValue(static_cast<int>(endpoint.idleTimeout.count()));
    m_name->setText(text(endpoint.name));
    m_baseUrl->setText(text(endpoint.file.empty() ? endpoint.baseUrl : endpoint.file));
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
    const std::string address = value(m_baseUrl);
    const bool isFile = address.ends_with(".gguf");
    endpoint.file = isFile ? address : std::string();
    endpoint.baseUrl = isFile ? std::string() : address;
    endpoint.model = value(m_model);
    endpoint.keySource = static_cast<KeySource>(m_keySource->currentIndex());
    endpoint.keyVariable = endpoint.keySource == KeySource::Environment ? value(m_variable) : std::string();
    endpoint.concurrency = m_concurrency->value();
    endpoint.requestsPerMinute = m_perMinute->value() > 0 ? std::optional(m_perMinute->value()) : std::nullopt;
    endpoint.timeout = std::chrono::seconds(m_timeout->value());
    endpoint.protocol = presets()[static_cast<std::size_t>(m_preset->currentIndex())]->protocol;
    endpoint.pool.clear();
    for (const QString &name : m_pool->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!name.trimmed().isEmpty())
            endpoint.pool.push_back(name.trimmed().toStdString());
    }
    endpoint.streams = m_streams->isChecked();
    endpoint.tokensPerMinute = m_tokensPerMinute->value() > 0 ? std::optional(m_tokensPerMinute->value()) : std::nullopt;
    endpoint.firstTokenTimeout = std::chrono::seconds(m_firstToken->value());
    endpoint.idleTimeout = std::chrono::seconds(m_idle->value());
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

/// What was typed stays; what another preset has filled in gives way.
void EndpointEditor::usePreset(int index)
{
    const ModelEndpoint usual = endpointOf(*presets()[static_cast<std::size_t>(index)]);
    const std::string url = value(m_baseUrl);
    const bool isTyped = !url.empty() && std::none_of(presets().begin(), presets().end(), [&](const Preset *each) { return url == each->baseUrl; });
    if (!isTyped)
        m_baseUrl->setText(text(usual.baseUrl));
    m_concurrency->setValue(usual.concurrency);
    if (m_keySource->currentIndex() != static_cast<int>(KeySource::Keychain)) {
        m_keySource->setCurrentIndex(static_cast<int>(usual.keySource));
        m_variable->setText(text(usual.keyVariable));
    }
    Q_EMIT edited();
}

void EndpointEditor::showKeyFields()
{
    const bool isPool = !m_pool->text().trimmed().isEmpty();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_preset, m_baseUrl, m_keySource, m_streams})
        widget->setEnabled(!isPool);
    for (QWidget *widget : {m_firstToken, m_idle})
        widget->setEnabled(m_streams->isChecked() && !isPool);
    m_variable->setEnabled(m_keySource->currentIndex() == static_cast<int>(KeySource::Environment));
    m_key->setEnabled(m_keySource->currentIndex() == static_cast<int>(KeySource::Keychain));
}

} // namespace evol
