// SPDX-License-Identifier: GPL-3.0-or-later
// An endpoint with OpenAI's files and batches, on a free port of this computer. It answers a batch as its responder says,
// once it has been asked for it so many times. The test's thread, whose events it needs: not while the test blocks.
#pragma once

#include "chat_server.h"

#include <QHttpServer>
#include <QThread>

#include <map>
#include <mutex>

namespace evol {

class BatchServer
{
public:
    explicit BatchServer(ChatServer::Responder responder, int looks = 2);
    ~BatchServer();

    std::string baseUrl() const;
    int batches() const;
    int looks() const; ///< how often it was asked for one
    /// From now on a batch is answered once it has been asked for it so many times.
    void answerAfter(int looks);
    /// Of the batches made from now on, the last lines are not worked on, and they end as "expired".
    void leaveUnanswered(int lines);

private:
    struct Made {
        std::string file, metadata;
        int looks = 0;
        bool isOver = false;
    };
    void listen(QHttpServer &server);
    std::string batchJson(const std::string &id, Made &batch);
    void answer(const std::string &id, Made &batch);

    ChatServer::Responder m_responder;
    int m_looks;
    mutable std::mutex m_mutex;
    std::map<std::string, std::string> m_files;
    std::map<std::string, Made> m_batches;
    int m_unanswered = 0, m_asked = 0, m_looked = 0;
    QThread m_thread;
    quint16 m_port = 0;
};

} // namespace evol
