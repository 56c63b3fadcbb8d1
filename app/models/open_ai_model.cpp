// SPDX-License-Identifier: GPL-3.0-or-later
// Requests, their attempts and their one completion each. An exchange owns all it needs, so it outlives neither
// its lane nor depends on the model, which a completion may destroy. Completions run on the transport's thread.
#include "models/open_ai_model.h"

#include "models/chat_completion.h"

#include <cstdio>
#include <future>

namespace evol {

struct OpenAiModel::Endpoint {
    EndpointFacts facts;
    OpenAiSettings settings;
    std::shared_ptr<HttpLane> lane;
};

/// One request to the model, through all its attempts.
class OpenAiModel::Exchange : public std::enable_shared_from_this<Exchange>
{
public:
    Exchange(std::shared_ptr<const Endpoint> endpoint, const ChatRequest &request, Completion completion)
        : m_endpoint(std::move(endpoint))
        , m_seed(request.parameters.seed)
        , m_generation(m_endpoint->lane->generation())
        , m_completion(std::move(completion))
    {
        auto http = std::make_shared<HttpRequest>();
        http->url = m_endpoint->facts.address.chat;
        http->body = chatCompletionBody(m_endpoint->facts.model, request);
        http->key = m_endpoint->facts.key;
        http->timeouts = m_endpoint->facts.timeouts;
        http->maximumReplyBytes = m_endpoint->settings.maximumReplyBytes;
        m_request = std::move(http);
    }

    void start(std::chrono::milliseconds delay)
    {
        ++m_attempt;
        m_endpoint->lane->sendLater(
            m_request, [self = shared_from_this()](HttpOutcome outcome) { self->receive(std::move(outcome)); }, delay,
            m_generation);
    }

private:
    void receive(HttpOutcome outcome)
    {
        auto reply = read(outcome);
        if (reply) {
            reply->attempts = m_attempt;
            m_completion(std::move(*reply));
            return;
        }
        const EndpointFailure &failure = reply.error();
        if (mayRetry(m_endpoint->settings.retries, failure.hope, m_attempt)) {
            retry(failure);
            return;
        }
        Error error = failure.error;
        if (m_attempt > 1 && error.kind != ErrorKind::Cancelled)
            error.message += " (tried " + std::to_string(m_attempt) + " times)";
        m_completion(tl::unexpected(std::move(error)));
    }

    tl::expected<ChatReply, EndpointFailure> read(const HttpOutcome &outcome) const
    {
        const EndpointFacts &facts = m_endpoint->facts;
        if (!outcome)
            return tl::unexpected(explainFault(outcome.error(), facts));
        if (outcome->status != 200)
            return tl::unexpected(explainStatus(*outcome, facts, std::chrono::system_clock::now()));
        return readChatCompletion(*outcome, facts);
    }

    void retry(const EndpointFailure &failure)
    {
        const auto delay = retryDelay(m_endpoint->settings.retries, m_attempt, failure.retryAfter, m_seed);
        if (m_endpoint->settings.retrying)
            m_endpoint->settings.retrying({m_attempt, delay, failure.error.message});
        start(delay);
    }

    std::shared_ptr<const Endpoint> m_endpoint;
    std::uint32_t m_seed;
    std::uint64_t m_generation;
    Completion m_completion;
    std::shared_ptr<const HttpRequest> m_request;
    int m_attempt = 0;
};

Result<std::shared_ptr<OpenAiModel>> OpenAiModel::create(OpenAiSettings settings,
                                                         std::shared_ptr<CurlTransport> transport)
{
    const auto address = parseEndpointAddress(settings.baseUrl);
    if (!address)
        return tl::unexpected(address.error());
    if (settings.model.empty())
        return fail(ErrorKind::InvalidInput, "No model is named for " + address->base + "; give its name on the server.");
    if (settings.limits.concurrency < 1 || settings.limits.requestsPerMinute.value_or(1) < 1)
        return fail(ErrorKind::InvalidInput,
                    "The limits of " + settings.model + " let no request through; give 1 or more.");
    auto endpoint = std::make_shared<Endpoint>();
    endpoint->facts = {*address, settings.model, settings.key, settings.keyAdvice, settings.timeouts};
    endpoint->lane = std::make_shared<HttpLane>(std::move(transport), settings.limits);
    endpoint->settings = std::move(settings);
    return std::shared_ptr<OpenAiModel>(new OpenAiModel(std::move(endpoint)));
}

OpenAiModel::OpenAiModel(std::shared_ptr<const Endpoint> endpoint)
    : m_endpoint(std::move(endpoint))
{
}

OpenAiModel::~OpenAiModel()
{
    m_endpoint->lane->close();
}

std::string OpenAiModel::name() const
{
    return m_endpoint->facts.model;
}

std::string OpenAiModel::description() const
{
    return m_endpoint->facts.model + " at " + m_endpoint->facts.address.host;
}

void OpenAiModel::send(ChatRequest request, Completion completion)
{
    std::make_shared<Exchange>(m_endpoint, request, std::move(completion))->start(std::chrono::milliseconds(0));
}

void OpenAiModel::cancelAll()
{
    m_endpoint->lane->cancelAll();
}

Result<std::vector<std::string>> OpenAiModel::listModels()
{
    const EndpointFacts &facts = m_endpoint->facts;
    auto request = std::make_shared<HttpRequest>();
    request->method = HttpMethod::Get;
    request->url = facts.address.models;
    request->key = facts.key;
    request->timeouts = facts.timeouts;
    request->maximumReplyBytes = m_endpoint->settings.maximumReplyBytes;

    const auto promise = std::make_shared<std::promise<HttpOutcome>>();
    auto answer = promise->get_future();
    m_endpoint->lane->send(std::move(request), [promise](HttpOutcome outcome) { promise->set_value(std::move(outcome)); });
    const HttpOutcome outcome = answer.get();
    if (!outcome)
        return tl::unexpected(explainFault(outcome.error(), facts).error);
    if (outcome->status != 200)
        return tl::unexpected(explainStatus(*outcome, facts, std::chrono::system_clock::now()).error);
    auto names = readModelNames(*outcome, facts);
    if (!names)
        return tl::unexpected(names.error().error);
    return std::move(*names);
}

Result<std::string> testModel(ChatModel &model)
{
    ChatRequest request;
    request.messages = {{"user", "Reply with the single word: ready"}};
    request.parameters.temperature = 0;
    request.parameters.maxTokens = 512;
    request.task = {Stage::Respond, {}, request.messages.front().content, {}, {}};

    const auto promise = std::make_shared<std::promise<Result<ChatReply>>>();
    auto answer = promise->get_future();
    model.send(std::move(request), [promise](Result<ChatReply> reply) { promise->set_value(std::move(reply)); });
    const Result<ChatReply> reply = answer.get();
    if (!reply)
        return tl::unexpected(reply.error());
    char latency[32];
    std::snprintf(latency, sizeof latency, "%.1f s", static_cast<double>(reply->latency.count()) / 1000);
    return model.description() + " answers, after " + latency + ": \"" + excerpt(reply->text, {}) + "\".";
}

} // namespace evol
