// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "models/llama_server.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace evol {

namespace {

constexpr int pollPause = 200; // milliseconds
constexpr int politePauses = 25; // until it is killed

/// Any that is free now; 0: none.
int freePort()
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool bound = descriptor >= 0 && bind(descriptor, reinterpret_cast<sockaddr *>(&address), length) == 0 &&
                       getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &length) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return bound ? ntohs(address.sin_port) : 0;
}

void pause()
{
    ::poll(nullptr, 0, pollPause);
}

std::size_t dropped(char *, std::size_t size, std::size_t count, void *)
{
    return size * count;
}

bool isHealthy(const std::string &url)
{
    CURL *curl = curl_easy_init();
    if (!curl)
        return false;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 2000L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, dropped);
    long status = 0;
    if (curl_easy_perform(curl) == CURLE_OK)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
    return status == 200;
}

} // namespace

Result<std::string> findLlamaServer(const std::string &wanted)
{
    std::vector<std::filesystem::path> candidates;
    const std::string name = wanted.empty() ? "llama-server" : wanted;
    if (name.find('/') != std::string::npos)
        candidates.emplace_back(name);
    std::istringstream folders(std::getenv("PATH") ? std::getenv("PATH") : "");
    for (std::string folder; name.find('/') == std::string::npos && std::getline(folders, folder, ':');)
        candidates.push_back(std::filesystem::path(folder) / name);
    for (const auto &candidate : candidates) {
        if (access(candidate.c_str(), X_OK) == 0 && !std::filesystem::is_directory(candidate))
            return candidate.string();
    }
    return fail(ErrorKind::NotFound, "A model file needs llama.cpp's server, and there is no program " + name +
                                         " on this computer. Install llama.cpp, or name the program in EVOL_LLAMA_SERVER.");
}

Result<std::unique_ptr<LlamaServer>> LlamaServer::start(const LlamaServerSettings &settings, const std::function<bool()> &goesOn)
{
    if (access(settings.file.c_str(), R_OK) != 0)
        return fail(ErrorKind::NotFound, settings.file + " cannot be read; check the name of the model file.");
    std::unique_ptr<LlamaServer> server(new LlamaServer);
    server->m_port = freePort();
    std::string log = (std::filesystem::temp_directory_path() / "evol-llama-XXXXXX").string();
    const int output = mkostemp(log.data(), O_CLOEXEC);
    if (server->m_port == 0 || output < 0)
        return fail(ErrorKind::Io, "llama-server cannot be started: there is no free port or no room for its log.");
    server->m_log = log;
    const std::array<std::string, 11> words{settings.program, "--model", settings.file, "--host", "127.0.0.1", "--port", std::to_string(server->m_port),
                                            "--parallel", std::to_string(settings.slots), "--ctx-size", std::to_string(settings.slots * settings.contextPerSlot)};
    std::array<char *, words.size() + 1> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i)
        arguments[i] = const_cast<char *>(words[i].c_str());
    const pid_t parent = getpid();
    server->m_process = fork();
    if (server->m_process == 0) {
        // Between fork and exec only what is safe in a program with threads.
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent)
            _exit(1);
        dup2(output, STDOUT_FILENO);
        dup2(output, STDERR_FILENO);
        // Connections of ours that it held open would never be over for us.
        close_range(STDERR_FILENO + 1, ~0U, 0);
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    close(output);
    if (server->m_process < 0)
        return fail(ErrorKind::Io, "llama-server cannot be started: there are too many processes.");
    if (auto healthy = server->waitForHealth(goesOn); !healthy)
        return tl::unexpected<Error>(healthy.error());
    return server;
}

Result<> LlamaServer::waitForHealth(const std::function<bool()> &goesOn)
{
    const std::string url = "http://127.0.0.1:" + std::to_string(m_port) + "/health";
    while (!isHealthy(url)) {
        if (!goesOn())
            return fail(ErrorKind::Cancelled, "Cancelled while llama-server was starting.");
        if (hasEnded())
            return fail(ErrorKind::Network, "llama-server ended before it was ready" + lastWords() + ".");
        pause();
    }
    return {};
}

LlamaServer::~LlamaServer()
{
    for (int pauses = 0; m_process > 0 && !hasEnded(); ++pauses) {
        kill(m_process, pauses < politePauses ? SIGTERM : SIGKILL);
        pause();
    }
    if (!m_log.empty())
        unlink(m_log.c_str());
}

std::string LlamaServer::baseUrl() const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + "/v1";
}

bool LlamaServer::hasEnded()
{
    if (m_process > 0 && waitpid(m_process, nullptr, WNOHANG) != 0)
        m_process = 0;
    return m_process == 0;
}

std::string LlamaServer::lastWords() const
{
    std::ifstream log(m_log);
    std::string last;
    for (std::string line; std::getline(log, line);) {
        if (line.find_first_not_of(" \t\r") != std::string::npos)
            last = line;
    }
    return last.empty() ? last : ": " + last.substr(0, 300);
}

} // namespace evol
