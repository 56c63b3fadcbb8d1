// SPDX-License-Identifier: GPL-3.0-or-later
// Requests, their attempts and their one completion each. An exchange owns all it needs, so it outlives neither
// its lane nor depends on the model, which a completion may destroy. Completions run on the transport's thread.
#include "models/endpoint_model.h"

#include "domain/keyed.h"
#include "models/chat_completion.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <future>

namespace evol {

struct EndpointModel::Endpoint {
    EndpointFacts facts;
    EndpointSettings settings;
    const Protocol *protocol = nullptr;
    std::shared_ptr<HttpLane> lane;
    std::atomic<int> usualReply{400}; ///< tokens, a running mean

    std::shared_ptr<const HttpRequest> httpRequest(const ChatRequest &request) const
    {
        auto http = std::make_shared<HttpRequest>();
        http->url = protocol->address(facts.address, facts.model);
        http->body = protocol->body(facts.model, request, settings.streams);
        http->key = facts.key;
        http->keyHeader = protocol->keyHeader;
        http->headers = protocol->headers;
        http->timeouts = facts.timeouts;
        http->tokens = static_cast<int>(http->body.size() / 4) + std::min(usualReply.load(), request.parameters.maxTokens);
        http->maximumReplyBytes = settings.maximumReplyBytes;
        return http;
    }

    Outcome read(const HttpOutcome &outcome) const
    {
        if (!outcome)
            return tl::unexpected(explainFault(outcome.error(), facts));
        if (outcome->status != 200 && !isFiltered(*outcome))
            return tl::unexpected(explainStatus(*outcome, facts, std::chrono::system_clock::now()));
        if (outcome->status == 200)
            return protocol->read(*outcome, facts);
        ChatReply withheld;
        withheld.outcome = ReplyOutcome::Filtered;
        withheld.finishReason = "content_filter";
        withheld.latency = outcome->latency;
        withheld.endpoint = facts.address.host;
        return withheld;
    }

    /// On the transport's thread: the lane learns from every reply.
    void learn(const HttpRequest &request, const Outcome &outcome)
    {
        if (outcome) {
            const int used = outcome->promptTokens + outcome->completionTokens;
            if (outcome->completionTokens > 0)
                usualReply = (usualReply.load() * 15 + outcome->completionTokens) / 16;
            lane->succeeded(used > 0 ? used - request.tokens : 0);
        } else if (outcome.error().isOverload) {
            lane->overloaded(outcome.error().retryAfter.value_or(std::chrono::milliseconds(0)));
        }
    }

private:
    /// Azure refuses a prompt that its filter finds as a faulty request.
    static bool isFiltered(const HttpReply &reply)
    {
        return reply.status == 400 && errorCode(reply.body) == "content_filter";
    }
};

/// One request to the model, through all its attempts.
class EndpointModel::Exchange : public std::enable_shared_from_this<Exchange>
{
public:
    Exchange(std::shared_ptr<Endpoint> endpoint, const ChatRequest &request, Completion completion)
        : m_endpoint(std::move(endpoint))
        , m_seed(request.parameters.seed)
        , m_generation(m_endpoint->lane->generation())
        , m_completion(std::move(completion))
        , m_request(m_endpoint->httpRequest(request))
    {
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
        auto reply = m_endpoint->read(outcome);
        m_endpoint->learn(*m_request, reply);
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

    void retry(const EndpointFailure &failure)
    {
        const auto delay = retryDelay(m_endpoint->settings.retries, m_attempt, failure.retryAfter, m_seed);
        if (m_endpoint->settings.retrying)
            m_endpoint->settings.retrying({m_attempt, delay, failure.error.message});
        start(delay);
    }

    std::shared_ptr<Endpoint> m_endpoint;
    std::uint32_t m_seed;
    std::uint64_t m_generation;
    Completion m_completion;
    std::shared_ptr<const HttpRequest> m_request;
    int m_attempt = 0;
};

Result<std::shared_ptr<EndpointModel>> EndpointModel::create(EndpointSettings settings,
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
    endpoint->protocol = withKey(protocols(), settings.protocol);
    if (!endpoint->protocol)
        return fail(ErrorKind::InvalidInput, "There is no protocol " + settings.protocol + "; choose one of: " + keysOf(protocols()) + ".");
    endpoint->facts = {*address, settings.model, settings.key, settings.keyAdvice, settings.timeouts};
    endpoint->lane = std::make_shared<HttpLane>(std::move(transport), settings.limits);
    endpoint->settings = std::move(settings);
    return std::shared_ptr<EndpointModel>(new EndpointModel(std::move(endpoint)));
}

EndpointModel::EndpointModel(std::shared_ptr<Endpoint> endpoint)
    : m_endpoint(std::move(endpoint))
{
}

EndpointModel::~EndpointModel()
{
    m_endpoint->lane->close();
}

std::string EndpointModel::name() const
{
    return m_endpoint->facts.model;
}

std::string EndpointModel::description() const
{
    return m_endpoint->facts.model + " at " + m_endpoint->facts.address.host;
}

void EndpointModel::send(const ChatRequest &request, Completion completion)
{
    std::make_shared<Exchange>(m_endpoint, request, std::move(completion))->start(std::chrono::milliseconds(0));
}

void EndpointModel::attempt(const ChatRequest &request, std::function<void(Outcome)> done)
{
    auto http = m_endpoint->httpRequest(request);
    m_endpoint->lane->send(http, [endpoint = m_endpoint, http, done = std::move(done)](const HttpOutcome &outcome) {
        auto reply = endpoint->read(outcome);
        endpoint->learn(*http, reply);
        done(std::move(reply));
    });
}

void EndpointModel::cancelAll()
{
    m_endpoint->lane->cancelAll();
}

Result<HttpReply> EndpointModel::call(HttpRequest request, const std::string &path)
{
    const EndpointFacts &facts = m_endpoint->facts;
    request.url = facts.address.base + path;
    request.key = facts.key;
    request.keyHeader = m_endpoint->protocol->keyHeader;
    request.headers = m_endpoint->protocol->headers;
    request.timeouts = facts.timeouts;
    request.maximumReplyBytes = m_endpoint->settings.maximumReplyBytes;

    const auto promise = std::make_shared<std::promise<HttpOutcome>>();
    auto answer = promise->get_future();
    m_endpoint->lane->send(std::make_shared<HttpRequest>(std::move(request)), [promise](HttpOutcome outcome) { promise->set_value(std::move(outcome)); });
    HttpOutcome outcome = answer.get();
    if (!outcome)
        return tl::unexpected(explainFault(outcome.error(), facts).error);
    if (outcome->status != 200)
        return tl::unexpected(explainStatus(*outcome, facts, std::chrono::system_clock::now()).error);
    return std::move(*outcome);
}

Result<std::vector<std::string>> EndpointModel::listModels()
{
    HttpRequest request;
    request.method = HttpMethod::Get;
    const auto reply = call(std::move(request), "/models");
    if (!reply)
        return tl::unexpected(reply.error());
    auto names = readModelNames(*reply, m_endpoint->facts);
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
    model.send(request, [promise](Result<ChatReply> reply) { promise->set_value(std::move(reply)); });
    const Result<ChatReply> reply = answer.get();
    if (!reply)
        return tl::unexpected(reply.error());
    char latency[32];
    std::snprintf(latency, sizeof latency, "%.1f s", static_cast<double>(reply->latency.count()) / 1000);
    return model.description() + " answers, after " + latency + ": \"" + excerpt(reply->text, {}) + "\".";
}

} // namespace evol
