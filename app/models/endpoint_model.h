// SPDX-License-Identifier: GPL-3.0-or-later
// A model behind a server of any protocol of the list. Any thread; completions come on the transport's thread.
#pragma once

#include "evolution/chat_model.h"
#include "models/curl_transport.h"
#include "models/endpoint_failure.h"
#include "models/protocol.h"
#include "models/retry_policy.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace evol {

/// A request is about to be tried again: what failed, and how long from now.
struct RetryNotice {
    int attempt = 1; ///< the one that failed
    std::chrono::milliseconds delay{0};
    std::string reason;
};

struct EndpointSettings {
    std::string protocol = "compatible"; ///< key of the list in protocol.h
    bool streams = false;
    std::string baseUrl; ///< e.g. "http://127.0.0.1:8080/v1"
    std::string model;
    ApiKey key;
    std::string keyAdvice; ///< what to do for a key where there is none
    LaneLimits limits;
    HttpTimeouts timeouts;
    RetryPolicy retries;
    std::size_t maximumReplyBytes = std::size_t{64} << 20;
    /// Called on the transport's thread; must return quickly.
    std::function<void(const RetryNotice &)> retrying;
};

class EndpointModel final : public ChatModel
{
public:
    static Result<std::shared_ptr<EndpointModel>>
    create(EndpointSettings settings, std::shared_ptr<CurlTransport> transport = CurlTransport::shared());
    ~EndpointModel() override;

    std::string name() const override;
    std::string description() const override;
    void send(const ChatRequest &request, Completion completion) override;
    void cancelAll() override;

    /// One attempt, however it ends; `done` as a Completion is called.
    using Outcome = tl::expected<ChatReply, EndpointFailure>;
    void attempt(const ChatRequest &request, std::function<void(Outcome)> done);

    /// A request of another kind to the same server: to `path` under its base URL, with its key. A status other than 200
    /// is an error. Blocks; not for the GUI thread nor inside a completion.
    Result<HttpReply> call(HttpRequest request, const std::string &path);
    /// What the server says it has. Blocks; not for the GUI thread nor inside a completion.
    Result<std::vector<std::string>> listModels();

private:
    struct Endpoint;
    class Exchange;

    explicit EndpointModel(std::shared_ptr<Endpoint> endpoint);

    std::shared_ptr<Endpoint> m_endpoint;
};

/// Asks `model` for one word and says in a sentence how it answers. Blocks; not for the GUI thread.
Result<std::string> testModel(ChatModel &model);

} // namespace evol
