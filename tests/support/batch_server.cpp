// SPDX-License-Identifier: GPL-3.0-or-later
// The server lives on a thread of its own; what both threads see is under the mutex.
#include "batch_server.h"

#include <QHttpServerRequest>

#include <sstream>

namespace evol {

using nlohmann::json;

namespace {

/// The content of the part "file" of a form.
std::string filePart(const std::string &body)
{
    const std::string boundary = body.substr(0, body.find("\r\n"));
    std::size_t at = body.find("name=\"file\"");
    at = body.find("\r\n\r\n", at) + 4;
    return body.substr(at, body.find("\r\n" + boundary, at) - at);
}

QHttpServerResponse reply(const std::string &body)
{
    return QHttpServerResponse("application/json", QByteArray::fromStdString(body));
}

} // namespace

BatchServer::BatchServer(ChatServer::Responder responder, int looks) : m_responder(std::move(responder)), m_looks(looks)
{
    auto *server = new QHttpServer;
    listen(*server);
    m_port = server->listen(QHostAddress::LocalHost);
    server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, server, &QObject::deleteLater);
    m_thread.start();
}

BatchServer::~BatchServer()
{
    m_thread.quit();
    m_thread.wait();
}

std::string BatchServer::baseUrl() const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + "/v1";
}

int BatchServer::batches() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_batches.size());
}

int BatchServer::looks() const
{
    const std::lock_guard lock(m_mutex);
    return m_looked;
}

void BatchServer::answerAfter(int looks)
{
    const std::lock_guard lock(m_mutex);
    m_looks = looks;
}

void BatchServer::leaveUnanswered(int lines)
{
    const std::lock_guard lock(m_mutex);
    m_unanswered = lines;
}

void BatchServer::listen(QHttpServer &server)
{
    server.route(QStringLiteral("/v1/files"), QHttpServerRequest::Method::Post, [this](const QHttpServerRequest &request) {
        const std::lock_guard lock(m_mutex);
        const std::string id = "file-" + std::to_string(m_files.size() + 1);
        m_files[id] = filePart(request.body().toStdString());
        return reply(json{{"id", id}}.dump());
    });
    server.route(QStringLiteral("/v1/files/<arg>/content"), [this](const QString &id) {
        const std::lock_guard lock(m_mutex);
        return reply(m_files[id.toStdString()]);
    });
    server.route(QStringLiteral("/v1/batches"), QHttpServerRequest::Method::Post, [this](const QHttpServerRequest &request) {
        const std::lock_guard lock(m_mutex);
        const json body = json::parse(request.body().toStdString());
        const std::string id = "batch_" + std::to_string(m_batches.size() + 1);
        m_batches[id] = {body.at("input_file_id"), body.at("metadata").dump(), 0, false};
        return reply(batchJson(id, m_batches[id]));
    });
    server.route(QStringLiteral("/v1/batches"), QHttpServerRequest::Method::Get, [this] {
        const std::lock_guard lock(m_mutex);
        json data = json::array();
        for (auto &[id, batch] : m_batches)
            data.push_back(json::parse(batchJson(id, batch)));
        return reply(json{{"data", data}}.dump());
    });
    server.route(QStringLiteral("/v1/batches/<arg>"), [this](const QString &id) {
        const std::lock_guard lock(m_mutex);
        Made &batch = m_batches[id.toStdString()];
        ++m_looked;
        if (++batch.looks >= m_looks && !batch.isOver)
            answer(id.toStdString(), batch);
        return reply(batchJson(id.toStdString(), batch));
    });
}

std::string BatchServer::batchJson(const std::string &id, Made &batch)
{
    json j = {{"id", id}, {"metadata", json::parse(batch.metadata)}, {"status", !batch.isOver ? "in_progress" : m_unanswered > 0 ? "expired" : "completed"}};
    if (batch.isOver)
        j["output_file_id"] = "out-" + id;
    return j.dump();
}

void BatchServer::answer(const std::string &id, Made &batch)
{
    batch.isOver = true;
    std::vector<std::string> lines;
    std::istringstream input(m_files[batch.file]);
    for (std::string line; std::getline(input, line);) {
        const json request = json::parse(line);
        const json body = json::parse(m_responder(request.at("body"), ++m_asked).body);
        lines.push_back(json{{"id", "r"}, {"custom_id", request.at("custom_id")}, {"error", nullptr}, {"response", {{"status_code", 200}, {"request_id", "x"}, {"body", body}}}}.dump() + '\n');
    }
    lines.resize(lines.size() - std::min(lines.size(), static_cast<std::size_t>(m_unanswered)));
    for (const std::string &line : lines)
        m_files["out-" + id] += line;
}

} // namespace evol
