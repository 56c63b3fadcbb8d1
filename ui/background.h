// SPDX-License-Identifier: GPL-3.0-or-later
// Work off the window's thread: `work` runs in the program's thread pool, `done` gets its result on the window's
// thread, and never where `context` is gone by then. Called on the GUI thread.
#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace evol {

template <class Work, class Done>
void inBackground(QObject *context, Work work, Done done)
{
    using Value = std::invoke_result_t<Work>;
    auto *watcher = new QFutureWatcher<std::shared_ptr<Value>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        done(std::move(*watcher->result()));
    });
    auto promise = std::make_shared<QPromise<std::shared_ptr<Value>>>();
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, work = std::move(work)]() mutable {
        promise->addResult(std::make_shared<Value>(work()));
        promise->finish();
    });
}

} // namespace evol
