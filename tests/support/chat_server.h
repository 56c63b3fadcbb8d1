// SPDX-License-Identifier: GPL-3.0-or-later
// An OpenAI-compatible server for tests, on a free port of this computer and in a thread of its own, so a test may
// block. It answers as its responder says, well or badly, and keeps count. Every function: any thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace evol {

class ChatServer
{
public:
    enum class Fault {
        None,
        HalfBody,          ///< announces the whole body, sends half of it, closes
        CloseWithoutReply, ///< closes at once
        NeverAnswer,       ///< keeps the connection and says nothing
        HoldUntilRelease,  ///< answers well when the test calls release()
    };

    struct Answer {
        int status = 200;
        std::string body;
        std::string contentType = "application/json";
        std::vector<std::pair<std::string, std::string>> headers{};
        std::chrono::milliseconds latency{0};
        Fault fault = Fault::None;

        /// A chat completion with this text.
        static Answer text(const std::string &content, const std::string &finishReason = "stop");
        /// An error in the protocol's shape.
        static Answer error(int status, const std::string &message);
        static Answer misbehaving(Fault fault);

        Answer with(const std::string &header, const std::string &value) const;
        Answer after(std::chrono::milliseconds delay) const;
    };

    /// Called on the server's thread for each chat completion; `nth` counts them from 1.
    using Responder = std::function<Answer(const nlohmann::json &request, int nth)>;

    struct Request {
        std::string path;
        std::map<std::string, std::string> headers; ///< names in lower case
        nlohmann::json body;                        ///< null for GET
    };

    /// Answers every request with "ok" unless told otherwise.
    explicit ChatServer(Responder responder = {});
    /// Closes all connections and ends the thread.
    ~ChatServer();

    std::string baseUrl() const; ///< http://127.0.0.1:PORT/v1
    void setResponder(Responder responder);
    void setModelsAnswer(Answer answer); ///< of GET /v1/models

    int requestCount() const; ///< chat completions
    int requestsContaining(const std::string &text) const; ///< in any message
    std::vector<Request> requests() const;
    int connectionsOpened() const;
    int mostRequestsAtOnce() const;

    /// Blocks until so many chat completions came in; false after ten seconds without.
    bool waitForRequests(int count) const;
    /// Answers what was held, and holds nothing from now on.
    void release();

private:
    class Thread;

    std::unique_ptr<Thread> m_thread;
};

/// The last message of role "user"; empty if there is none.
std::string lastUserMessage(const nlohmann::json &request);

} // namespace evol
