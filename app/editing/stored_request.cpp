// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "editing/stored_request.h"

#include "evolution/exchange_key.h"

#include <QPointer>

#include <memory>

namespace evol {

namespace {

using Done = std::function<void(Result<Exchange>)>;

void store(Document &document, std::shared_ptr<Exchange> exchange, const Done &done)
{
    exchange->time = document.clock().now();
    document.writer()->post(
        [exchange](ProjectStore &project) -> Result<> {
            const auto saved = project.saveExchange(*exchange);
            if (!saved)
                return tl::unexpected<Error>(saved.error());
            exchange->id = *saved;
            return {};
        },
        [document = &document, exchange, done](const Result<> &saved) {
            QMetaObject::invokeMethod(
                document, [exchange, saved, done] { done(saved ? Result<Exchange>(*exchange) : tl::unexpected<Error>(saved.error())); }, Qt::QueuedConnection);
        },
        Haste::WithOthers);
}

} // namespace

Asked askStored(Document &document, ChatModel &model, ChatRequest request, InstructionId about, QObject *receiver, Done done)
{
    const std::string key = exchangeKey(model.name(), request);
    const auto known = document.reader().findExchange(key);
    if (!known || *known) {
        done(known ? Result<Exchange>(**known) : tl::unexpected<Error>(known.error()));
        return known ? Asked::Before : Asked::Now;
    }
    const Done told = [receiver = QPointer(receiver), done = std::move(done)](Result<Exchange> exchange) {
        if (receiver)
            done(std::move(exchange));
    };
    model.send(request, [document = &document, told, name = model.name(), key, request, about](const Result<ChatReply> &reply) {
        QMetaObject::invokeMethod(
            document,
            [=] {
                if (!reply)
                    return told(tl::unexpected<Error>(reply.error()));
                auto exchange = std::make_shared<Exchange>(makeExchange(key, name, request, *reply));
                exchange->instruction = about;
                if (document->writer())
                    store(*document, exchange, told);
                else
                    told(*exchange);
            },
            Qt::QueuedConnection);
    });
    return Asked::Now;
}

} // namespace evol
