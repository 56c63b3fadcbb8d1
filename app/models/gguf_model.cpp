// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "models/gguf_model.h"

#include <utility>

namespace evol {

GgufModel::GgufModel(LlamaServerSettings settings, std::string name, Connect connect)
    : m_settings(std::move(settings)), m_name(std::move(name)), m_connect(std::move(connect))
{
}

GgufModel::~GgufModel()
{
    cancelAll();
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

std::string GgufModel::description() const
{
    return m_name + " (" + m_settings.file + ", by llama-server on this computer)";
}

void GgufModel::send(const ChatRequest &request, Completion completion)
{
    std::shared_ptr<EndpointModel> model;
    {
        const std::lock_guard lock(m_mutex);
        model = m_model;
        if (!model)
            m_waiting.push_back({request, std::move(completion)});
        if (!m_thread.joinable())
            m_thread = std::thread([this] { serve(); });
    }
    if (model)
        model->send(request, std::move(completion));
    else
        m_changed.notify_all();
}

void GgufModel::serve()
{
    const auto goesOn = [this] {
        const std::lock_guard lock(m_mutex);
        return !m_isEnding;
    };
    std::unique_ptr<LlamaServer> server;
    std::unique_lock lock(m_mutex);
    // Where it does not start, the next request tries again.
    while (!m_model && !m_isEnding) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_waiting.empty(); });
        if (m_isEnding)
            break;
        lock.unlock();
        auto started = LlamaServer::start(m_settings, goesOn);
        auto model = started ? m_connect((*started)->baseUrl()) : tl::unexpected<Error>(started.error());
        if (started)
            server = std::move(*started);
        open(std::move(model));
        lock.lock();
    }
    m_changed.wait(lock, [this] { return m_isEnding; });
    const auto model = std::exchange(m_model, nullptr); // goes before its server
}

void GgufModel::open(Result<std::shared_ptr<EndpointModel>> model)
{
    std::vector<Waiting> waiting;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(m_waiting);
        if (model)
            m_model = *model;
    }
    for (Waiting &each : waiting) {
        if (model)
            (*model)->send(std::move(each.request), std::move(each.completion));
        else
            each.completion(tl::unexpected<Error>(model.error()));
    }
}

void GgufModel::cancelAll()
{
    std::vector<Waiting> waiting;
    std::shared_ptr<EndpointModel> model;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(m_waiting);
        model = m_model;
    }
    for (const Waiting &each : waiting)
        each.completion(fail(ErrorKind::Cancelled, "Cancelled."));
    if (model)
        model->cancelAll();
}

} // namespace evol
