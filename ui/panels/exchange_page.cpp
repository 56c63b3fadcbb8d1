// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/exchange_page.h"

#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/theme.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace evol {

namespace {

QString block(const QString &title, const QString &text)
{
    return QStringLiteral("<p style='margin-top:12px;margin-bottom:2px'><b>%1</b></p>"
                          "<p style='margin:0;font-family:monospace;white-space:pre-wrap'>%2</p>")
        .arg(escaped(title), text.toHtmlEscaped());
}

QString stageTitle(Stage stage)
{
    switch (stage) {
    case Stage::Rewrite:
        return ExchangePage::tr("Rewrite");
    case Stage::Judge:
        return ExchangePage::tr("Judge");
    case Stage::Respond:
        return ExchangePage::tr("Respond");
    case Stage::Score:
        return ExchangePage::tr("Score");
    case Stage::Quality:
        return ExchangePage::tr("Quality");
    case Stage::Label:
        return ExchangePage::tr("Label a step");
    }
    return {};
}

QString facts(const Exchange &exchange)
{
    QStringList all{escaped(shownModel(exchange.model)),
                    ExchangePage::tr("%1 + %2 tokens").arg(exchange.promptTokens).arg(exchange.completionTokens),
                    ExchangePage::tr("%1 ms").arg(exchange.latency)};
    if (exchange.firstToken >= 0)
        all += ExchangePage::tr("first token after %1 ms").arg(exchange.firstToken);
    if (!exchange.endpoint.empty())
        all += ExchangePage::tr("at %1").arg(escaped(exchange.endpoint));
    if (exchange.outcome != ReplyOutcome::Complete)
        all += coloured(ExchangePage::tr("%1, not used").arg(QString::fromLatin1(outcomeName(exchange.outcome))), currentPalette().warning);
    if (exchange.attempts > 1)
        all += ExchangePage::tr("attempts: %1").arg(exchange.attempts);
    if (!exchange.finishReason.empty())
        all += ExchangePage::tr("finish: %1").arg(escaped(exchange.finishReason));
    all += shownTime(exchange.time);
    return all.join(QStringLiteral(" · "));
}

} // namespace

ExchangePage::ExchangePage(QWidget *parent) : InspectorPage(parent), m_choice(new QComboBox), m_text(new ReadingView)
{
    m_choice->setAccessibleName(tr("Exchange"));
    m_choice->setPlaceholderText(tr("No exchange with a model"));
    m_text->setAccessibleName(tr("Request and reply"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::inside, 0, 0);
    layout->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(space::panel, 0, space::panel, 0);
    top->addWidget(m_choice);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ExchangePage::choose);
}

void ExchangePage::showInstruction(Project *project, InstructionId id)
{
    const int before = m_instruction == id ? m_choice->currentIndex() : 0;
    m_instruction = id;
    m_exchanges.clear();
    if (project && id != 0) {
        if (auto exchanges = project->document().reader().exchanges(id))
            m_exchanges = std::move(*exchanges);
        else
            Q_EMIT failed(exchanges.error());
    }
    const QSignalBlocker blocker(m_choice);
    m_choice->clear();
    for (std::size_t i = 0; i < m_exchanges.size(); ++i)
        m_choice->addItem(tr("%1 of %2 · %3").arg(i + 1).arg(m_exchanges.size()).arg(stageTitle(m_exchanges[i].stage)));
    m_choice->setEnabled(m_exchanges.size() > 1);
    const int chosen = before >= 0 && before < m_choice->count() ? before : m_choice->count() - 1;
    m_choice->setCurrentIndex(m_choice->count() > 0 ? chosen : -1);
    choose(m_choice->currentIndex());
}

/// At the prices of the time; those of today where none was stored, and empty where the model has none.
QString ExchangePage::costOf(const Exchange &exchange) const
{
    const auto found = m_prices.find(exchange.model);
    if (found == m_prices.end())
        return {};
    const ModelPrices &prices = found->second;
    const double cost = exchange.cost > 0 ? exchange.cost : (exchange.promptTokens * prices.prompt + exchange.completionTokens * prices.completion) / 1e6;
    return tr("cost %1 %2").arg(QString::number(cost, 'g', 3), QString::fromStdString(prices.currency));
}

void ExchangePage::choose(int index)
{
    if (index < 0 || index >= static_cast<int>(m_exchanges.size())) {
        m_text->showPage(m_instruction == 0 ? QString() : QStringLiteral("<p>%1</p>").arg(quiet(tr("No model was asked for this one."))));
        return;
    }
    const Exchange &exchange = m_exchanges[static_cast<std::size_t>(index)];
    const QString cost = costOf(exchange);
    const QString all = cost.isEmpty() ? facts(exchange) : facts(exchange) + QStringLiteral(" · ") + cost;
    QString html = QStringLiteral("<p style='margin-bottom:0'>%1</p>").arg(quiet(all));
    const QJsonArray messages = QJsonDocument::fromJson(QByteArray::fromStdString(exchange.messages)).array();
    for (const QJsonValue &message : messages)
        html += block(message[QStringLiteral("role")].toString(), message[QStringLiteral("content")].toString());
    if (!exchange.reasoning.empty())
        html += block(tr("reasoning"), QString::fromStdString(exchange.reasoning));
    html += block(tr("reply"), QString::fromStdString(exchange.reply));
    html += block(tr("parameters"), QString::fromStdString(exchange.parameters));
    m_text->showPage(html);
}

} // namespace evol
