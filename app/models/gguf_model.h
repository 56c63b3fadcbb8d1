// SPDX-License-Identifier: GPL-3.0-or-later
// A model file (GGUF): the first request starts a LlamaServer for it; requests wait until it is ready. Any thread.
#pragma once

#include "evolution/chat_model.h"
#include "models/endpoint_model.h"
#include "models/llama_server.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace evol {

class GgufModel : public ChatModel
{
public:
    using Connect = std::function<Result<std::shared_ptr<EndpointModel>>(const std::string &baseUrl)>;

    /// `connect` makes the model behind the server once it is ready.
    GgufModel(LlamaServerSettings settings, std::string name, Connect connect);
    ~GgufModel() override;

    std::string name() const override { return m_name; }
    std::string description() const override;
    void send(const ChatRequest &request, Completion completion) override;
    void cancelAll() override;

private:
    struct Waiting {
        ChatRequest request;
        Completion completion;
    };
    void serve();
    void open(Result<std::shared_ptr<EndpointModel>> model);

    const LlamaServerSettings m_settings;
    const std::string m_name;
    const Connect m_connect;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Waiting> m_waiting;          ///< for the server
    std::shared_ptr<EndpointModel> m_model;  ///< null: not ready
    bool m_isEnding = false;
    std::thread m_thread; ///< from the first request on: starts the server and keeps it
};

} // namespace evol
