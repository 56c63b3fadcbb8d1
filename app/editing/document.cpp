// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "editing/document.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace evol {

Document::Document(std::string path, std::unique_ptr<ProjectReader> reader, Pool pool, std::shared_ptr<Clock> clock,
                   std::string person)
    : m_path(std::move(path)), m_person(std::move(person)), m_clock(std::move(clock)), m_reader(std::move(reader)),
      m_pool(std::move(pool))
{
}

Document::~Document()
{
    m_writer.reset();
}

Result<std::unique_ptr<Document>> Document::make(std::string path, std::unique_ptr<ProjectStore> store,
                                                 std::unique_ptr<ProjectReader> reader, std::shared_ptr<Clock> clock,
                                                 std::string person)
{
    auto pool = reader->pool();
    if (!pool)
        return tl::unexpected<Error>(pool.error());
    std::unique_ptr<Document> document(
        new Document(std::move(path), std::move(reader), std::move(*pool), std::move(clock), std::move(person)));
    if (store) {
        document->m_openReader = [raw = store.get()] { return raw->openReader(); };
        document->m_writer = std::make_unique<ProjectWriter>(std::move(store));
    }
    document->refreshUndoState();
    return document;
}

Result<std::unique_ptr<ProjectReader>> Document::openReader() const
{
    if (!m_openReader)
        return fail(ErrorKind::ReadOnly, m_path + " is open read-only.");
    return m_openReader();
}

void Document::apply(const std::string &label, std::vector<Change> changes, Done done)
{
    applyFound(label, [changes = std::move(changes)](ProjectReader &) { return changes; }, std::move(done));
}

void Document::applyFound(const std::string &label, Find find, Done done)
{
    const std::int64_t time = m_clock->now();
    post(
        [action = Action{0, label, m_person}, find = std::move(find), time](ProjectStore &store) mutable -> Result<std::vector<Change>> {
            auto changes = find(store.reader());
            if (!changes || changes->empty())
                return changes;
            return store.append(action, std::move(*changes), time);
        },
        time, std::move(done));
}

void Document::undo(Done done)
{
    const std::int64_t time = m_clock->now();
    post(
        [by = m_person, time, active = m_activeAction, path = m_path](ProjectStore &store) -> Result<std::vector<Change>> {
            const auto state = store.reader().undoState();
            if (state && active != 0 && state->undoAction == active)
                return fail(ErrorKind::Refused, "The run is still writing to " + path + ". Cancel it, then undo.");
            return store.undo(by, time);
        },
        time, std::move(done));
}

void Document::redo(Done done)
{
    const std::int64_t time = m_clock->now();
    post([by = m_person, time](ProjectStore &store) { return store.redo(by, time); }, time, std::move(done));
}

void Document::submit(ActionId action, std::vector<Change> changes, ProjectWriter::Done done)
{
    auto written = std::make_shared<std::vector<Change>>();
    const std::int64_t time = m_clock->now();
    m_writer->post(
        [entry = Action{action, {}, {}}, changes = std::move(changes), written, time](ProjectStore &store) mutable -> Result<> {
            auto result = store.append(entry, std::move(changes), time);
            if (!result)
                return tl::unexpected<Error>(result.error());
            *written = std::move(*result);
            return {};
        },
        [this, action, written, time, done = std::move(done)](const Result<> &result) {
            if (result)
                hand(action, std::move(*written), time);
            done(result);
        },
        Haste::WithOthers);
}

void Document::post(Write write, std::int64_t time, Done done)
{
    const auto finish = [this, done = std::move(done)](const Result<> &result) {
        takeIn();
        if (!result)
            Q_EMIT writeFailed(result.error());
        if (done)
            done(result);
    };
    if (!m_writer) {
        finish(fail(ErrorKind::ReadOnly, m_path + " is open read-only; it cannot be changed here."));
        return;
    }
    auto written = std::make_shared<std::vector<Change>>();
    m_writer->post(
        [write = std::move(write), written](ProjectStore &store) -> Result<> {
            auto result = write(store);
            if (!result)
                return tl::unexpected<Error>(result.error());
            *written = std::move(*result);
            return {};
        },
        [this, written, time, finish](const Result<> &result) {
            if (result)
                hand(0, std::move(*written), time);
            QMetaObject::invokeMethod(this, [finish, result] { finish(result); }, Qt::QueuedConnection);
        });
}

void Document::hand(ActionId action, std::vector<Change> changes, std::int64_t time)
{
    if (changes.empty())
        return;
    const std::lock_guard lock(m_arrivedMutex);
    const bool first = m_arrived.empty();
    m_arrived.push_back({action, std::move(changes), time});
    if (first)
        QMetaObject::invokeMethod(this, &Document::takeIn, Qt::QueuedConnection);
}

void Document::takeIn()
{
    std::vector<Arrived> arrived;
    {
        const std::lock_guard lock(m_arrivedMutex);
        arrived.swap(m_arrived);
    }
    if (arrived.empty())
        return;
    std::vector<Change> changes;
    for (Arrived &group : arrived) {
        for (Change &change : group.changes) {
            m_pool.apply(change, group.time);
            changes.push_back(std::move(change));
        }
    }
    // More of the action that undo would take back changes nothing about that.
    const bool isMore = std::all_of(arrived.begin(), arrived.end(), [this](const Arrived &group) {
        return group.action != 0 && group.action == m_undoState.undoAction;
    });
    if (!isMore)
        refreshUndoState();
    Q_EMIT changed(changes);
}

void Document::startIndexing()
{
    if (!m_writer)
        return;
    m_writer->startIndexing([this](const SearchProgress &progress) {
        QMetaObject::invokeMethod(this, [this, progress] { Q_EMIT searchProgressed(progress); }, Qt::QueuedConnection);
    });
}

void Document::refreshUndoState()
{
    if (auto state = m_reader->undoState()) {
        m_undoState = *state;
        Q_EMIT undoStateChanged();
    }
}

void Document::waitUntilWritten()
{
    if (m_writer)
        m_writer->drain();
    takeIn();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

} // namespace evol
