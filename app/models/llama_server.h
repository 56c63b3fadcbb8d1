// SPDX-License-Identifier: GPL-3.0-or-later
// A `llama-server` of this computer (llama.cpp) that serves one model file on a free port of the loopback interface, and
// ends with this object, and with this program however it ends. One thread, which must live as long as the object: the
// kernel ends the server with the thread that started it.
#pragma once

#include "domain/result.h"

#include <functional>
#include <memory>
#include <string>

namespace evol {

struct LlamaServerSettings {
    std::string program; ///< as findLlamaServer() gives it
    std::string file;    ///< *.gguf
    int slots = 4;       ///< requests it works on at a time
    int contextPerSlot = 8192; ///< tokens
};

/// $EVOL_LLAMA_SERVER, or `llama-server` on the PATH. ErrorKind::NotFound with what to install.
Result<std::string> findLlamaServer(const std::string &wanted);

class LlamaServer
{
public:
    /// Starts it and waits until it is healthy; looks at `goesOn` a few times a second. ErrorKind::Cancelled where that
    /// says false; else the last line the server said where it ended by itself.
    static Result<std::unique_ptr<LlamaServer>> start(const LlamaServerSettings &settings, const std::function<bool()> &goesOn);
    ~LlamaServer();

    std::string baseUrl() const; ///< http://127.0.0.1:PORT/v1

private:
    LlamaServer() = default;
    Result<> waitForHealth(const std::function<bool()> &goesOn);
    bool hasEnded();
    std::string lastWords() const;

    int m_process = 0, m_port = 0;
    std::string m_log; ///< a file, unlinked at the end
};

} // namespace evol
