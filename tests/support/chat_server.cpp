// SPDX-License-Identifier: GPL-3.0-or-later
// QHttpServer reads the requests and gives the plain answers; what it cannot do (be late, break off, say nothing) is
// written to the socket directly. All Qt objects here live on the server's own thread; State is shared under a mutex.
#include "chat_server.h"

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <condition_variable>
#include <future>
#include <mutex>
#include <set>
#include <thread>

namespace evol {

namespace {

struct State {
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    ChatServer::Responder responder;
    ChatServer::Answer models;
    std::vector<ChatServer::Request> requests;
    int chatRequests = 0;
    int connectionsOpened = 0;
    int atOnce = 0;
    int mostAtOnce = 0;
    bool isReleased = false;
};

/// Counts connections, and knows which one the request being handled came on.
class CountingServer : public QTcpServer
{
public:
    explicit CountingServer(State &state)
        : m_state(state)
    {
    }

    QTcpSocket *current() const { return m_current; }

    void begin(QTcpSocket *socket)
    {
        m_answering.insert(socket);
        const std::lock_guard lock(m_state.mutex);
        m_state.mostAtOnce = std::max(m_state.mostAtOnce, ++m_state.atOnce);
    }

    void end(QTcpSocket *socket)
    {
        if (m_answering.erase(socket) == 0)
            return;
        const std::lock_guard lock(m_state.mutex);
        --m_state.atOnce;
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        // Connected before QHttpServer connects its own slot, so `current` is right when that one runs.
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { m_current = socket; });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { end(socket); });
        addPendingConnection(socket);
        const std::lock_guard lock(m_state.mutex);
        ++m_state.connectionsOpened;
    }

private:
    State &m_state;
    QPointer<QTcpSocket> m_current;
    std::set<QTcpSocket *> m_answering;
};

QByteArray rawReply(const ChatServer::Answer &answer)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(answer.status) + " Status\r\n";
    bytes += "Content-Type: " + QByteArray::fromStdString(answer.contentType) + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(static_cast<qlonglong>(answer.body.size())) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        bytes += QByteArray::fromStdString(name) + ": " + QByteArray::fromStdString(value) + "\r\n";
    const auto length = answer.fault == ChatServer::Fault::HalfBody ? answer.body.size() / 2 : answer.body.size();
    return bytes + "\r\n" + QByteArray(answer.body.data(), static_cast<qsizetype>(length));
}

/// Other threads reach it by plain events, which sanitizers can follow; the objects of queued calls they cannot.
class ServerLoop : public QEventLoop
{
public:
    explicit ServerLoop(std::function<void()> released)
        : m_released(std::move(released))
    {
    }

    void post(QEvent::Type type) { QCoreApplication::postEvent(this, new QEvent(type)); }

    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::User)
            m_released();
        return QEventLoop::event(event);
    }

private:
    std::function<void()> m_released;
};

ChatServer::Request recorded(const QHttpServerRequest &request)
{
    ChatServer::Request result;
    result.path = request.url().path().toStdString();
    for (const auto &[name, value] : request.headers())
        result.headers[name.toLower().toStdString()] = value.toStdString();
    const QByteArray body = request.body();
    if (!body.isEmpty())
        result.body = nlohmann::json::parse(body.begin(), body.end(), nullptr, false);
    return result;
}

} // namespace

// A std::thread: thread sanitizers know its join(), but not what happens inside a QThread.
class ChatServer::Thread
{
public:
    explicit Thread(Responder responder)
    {
        state.responder = std::move(responder);
        state.models.body = R"({"object":"list","data":[{"id":"test-model","object":"model"}]})";
        auto listeningPort = m_listening.get_future();
        m_thread = std::thread([this] { run(); });
        port = listeningPort.get();
    }

    ~Thread()
    {
        {
            const std::lock_guard lock(state.mutex);
            m_loop->post(QEvent::Quit);
        }
        m_thread.join();
    }

    void release()
    {
        const std::lock_guard lock(state.mutex);
        state.isReleased = true;
        m_loop->post(QEvent::User);
    }

    State state;
    quint16 port = 0;

private:
    void run()
    {
        ServerLoop loop([this] { answerHeld(); });
        m_loop = &loop;
        CountingServer server(state);
        m_server = &server;
        server.listen(QHostAddress::LocalHost);
        QHttpServer http;
        for (const char *path : {"/v1/chat/completions", "/v1/messages"}) {
            http.route(QString::fromLatin1(path), QHttpServerRequest::Method::Post,
                       [this](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
                           answer(chatAnswer(recorded(request)), responder);
                       });
        }
        http.route("/v1/openai/deployments/<arg>/chat/completions", QHttpServerRequest::Method::Post,
                   [this](const QString &, const QHttpServerRequest &request, QHttpServerResponder &&responder) {
                       answer(chatAnswer(recorded(request)), responder);
                   });
        http.route("/v1/models", QHttpServerRequest::Method::Get,
                   [this](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
                       answer(modelsAnswer(recorded(request)), responder);
                   });
        const quint16 serverPort = server.serverPort();
        http.bind(&server);
        m_listening.set_value(serverPort);
        loop.exec();
        {
            // The destructor's call has to be over before the loop goes.
            const std::lock_guard lock(state.mutex);
        }
        // QHttpServer owns the QTcpServer it is bound to; this one is on the stack.
        server.setParent(nullptr);
    }

    Answer chatAnswer(Request request)
    {
        Responder responder;
        int nth = 0;
        nlohmann::json body = request.body;
        {
            const std::lock_guard lock(state.mutex);
            state.requests.push_back(std::move(request));
            nth = ++state.chatRequests;
            responder = state.responder;
        }
        state.changed.notify_all();
        return responder ? responder(body, nth) : Answer::text("ok");
    }

    Answer modelsAnswer(Request request)
    {
        const std::lock_guard lock(state.mutex);
        state.requests.push_back(std::move(request));
        return state.models;
    }

    void answer(const Answer &answer, QHttpServerResponder &responder)
    {
        QTcpSocket *socket = m_server->current();
        m_server->begin(socket);
        if (answer.fault == Fault::None && answer.latency.count() == 0 && answer.headers.empty()) {
            responder.write(QByteArray::fromStdString(answer.body), QByteArray::fromStdString(answer.contentType),
                            static_cast<QHttpServerResponder::StatusCode>(answer.status));
            m_server->end(socket);
            return;
        }
        if (answer.fault == Fault::HoldUntilRelease && !isReleased()) {
            m_held.emplace_back(socket, answer);
            return;
        }
        if (answer.fault != Fault::NeverAnswer)
            QTimer::singleShot(answer.latency, socket, [this, socket, answer] { write(socket, answer); });
    }

    void write(QTcpSocket *socket, const Answer &answer)
    {
        if (answer.fault == Fault::CloseWithoutReply) {
            socket->abort();
            return;
        }
        m_server->end(socket);
        socket->write(rawReply(answer));
        if (answer.fault == Fault::HalfBody)
            socket->disconnectFromHost();
    }

    bool isReleased() const
    {
        const std::lock_guard lock(state.mutex);
        return state.isReleased;
    }

    void answerHeld()
    {
        for (auto &[socket, answer] : std::exchange(m_held, {}))
            if (socket)
                write(socket, answer);
    }

    std::thread m_thread;
    std::promise<quint16> m_listening;
    ServerLoop *m_loop = nullptr;
    CountingServer *m_server = nullptr;
    std::vector<std::pair<QPointer<QTcpSocket>, Answer>> m_held;
};

ChatServer::Answer ChatServer::Answer::text(const std::string &content, const std::string &finishReason)
{
    const nlohmann::json message = {{"role", "assistant"}, {"content", content}};
    const nlohmann::json choice = {{"index", 0}, {"message", message}, {"finish_reason", finishReason}};
    const auto words = 1 + std::count(content.begin(), content.end(), ' ');
    const nlohmann::json body = {{"object", "chat.completion"},
                                 {"choices", nlohmann::json::array({choice})},
                                 {"usage", {{"prompt_tokens", 10}, {"completion_tokens", words}}}};
    Answer answer;
    answer.body = body.dump();
    return answer;
}

ChatServer::Answer ChatServer::Answer::error(int status, const std::string &message)
{
    Answer answer;
    answer.status = status;
    answer.body = nlohmann::json{{"error", {{"message", message}}}}.dump();
    return answer;
}

ChatServer::Answer ChatServer::Answer::misbehaving(Fault fault)
{
    Answer answer = text("this text is here to be broken off or held back");
    answer.fault = fault;
    return answer;
}

ChatServer::Answer ChatServer::Answer::with(const std::string &header, const std::string &value) const
{
    Answer answer = *this;
    answer.headers.emplace_back(header, value);
    return answer;
}

ChatServer::Answer ChatServer::Answer::after(std::chrono::milliseconds delay) const
{
    Answer answer = *this;
    answer.latency = delay;
    return answer;
}

ChatServer::ChatServer(Responder responder)
    : m_thread(std::make_unique<Thread>(std::move(responder)))
{
}

ChatServer::~ChatServer() = default;

std::string ChatServer::baseUrl() const
{
    return "http://127.0.0.1:" + std::to_string(m_thread->port) + "/v1";
}

void ChatServer::setResponder(Responder responder)
{
    const std::lock_guard lock(m_thread->state.mutex);
    m_thread->state.responder = std::move(responder);
}

void ChatServer::setModelsAnswer(Answer answer)
{
    const std::lock_guard lock(m_thread->state.mutex);
    m_thread->state.models = std::move(answer);
}

int ChatServer::requestCount() const
{
    const std::lock_guard lock(m_thread->state.mutex);
    return m_thread->state.chatRequests;
}

int ChatServer::requestsContaining(const std::string &text) const
{
    const auto contains = [&text](const Request &request) {
        if (!request.body.is_object())
            return false;
        for (const auto &message : request.body.value("messages", nlohmann::json::array()))
            if (message.value("content", std::string()).find(text) != std::string::npos)
                return true;
        return false;
    };
    const auto all = requests();
    return static_cast<int>(std::count_if(all.begin(), all.end(), contains));
}

std::vector<ChatServer::Request> ChatServer::requests() const
{
    const std::lock_guard lock(m_thread->state.mutex);
    return m_thread->state.requests;
}

int ChatServer::connectionsOpened() const
{
    const std::lock_guard lock(m_thread->state.mutex);
    return m_thread->state.connectionsOpened;
}

int ChatServer::mostRequestsAtOnce() const
{
    const std::lock_guard lock(m_thread->state.mutex);
    return m_thread->state.mostAtOnce;
}

bool ChatServer::waitForRequests(int count) const
{
    std::unique_lock lock(m_thread->state.mutex);
    return m_thread->state.changed.wait_for(lock, std::chrono::seconds(10),
                                            [this, count] { return m_thread->state.chatRequests >= count; });
}

void ChatServer::release()
{
    m_thread->release();
}

std::string lastUserMessage(const nlohmann::json &request)
{
    std::string text;
    if (request.is_object())
        for (const auto &message : request.value("messages", nlohmann::json::array()))
            if (message.value("role", std::string()) == "user")
                text = message.value("content", std::string());
    return text;
}

} // namespace evol
