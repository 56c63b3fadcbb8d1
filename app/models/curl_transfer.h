// SPDX-License-Identifier: GPL-3.0-or-later
// One request on one libcurl easy handle: its options, what it received, and what came of it.
// Lives on the transport's thread.
#pragma once

#include "models/http_exchange.h"

#include <array>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include <curl/curl.h>

namespace evol {

class CurlTransfer
{
public:
    explicit CurlTransfer(std::shared_ptr<const HttpRequest> request);
    ~CurlTransfer();

    CurlTransfer(const CurlTransfer &) = delete;
    CurlTransfer &operator=(const CurlTransfer &) = delete;

    /// Null if libcurl had no memory for one. The caller takes it off the multi handle before this object goes.
    CURL *handle() const { return m_easy; }

    HttpOutcome outcome(CURLcode code);
    /// For another request once this one is over: all the options are set anew only where they differ.
    void reuse(std::shared_ptr<const HttpRequest> request);

    /// When its silence will have lasted too long. libcurl's own low-speed limit takes the mean of some seconds,
    /// the request's own bytes included, and so comes late.
    std::optional<std::chrono::steady_clock::time_point> silentAt() const;

private:
    void setUp();
    bool differsInBodyOnly(const HttpRequest &other) const;
    void setAddressAndBody();
    void setBody();
    void setForm();
    bool save(const char *bytes, std::size_t length);
    void setHeaders();
    void setLimits();
    HttpFault faultOf(CURLcode code) const;

    static std::size_t receiveBody(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t receiveHeader(char *bytes, std::size_t size, std::size_t count, void *self);

    std::shared_ptr<const HttpRequest> m_request;
    CURL *m_easy = nullptr;
    curl_slist *m_headers = nullptr;
    curl_mime *m_form = nullptr;
    std::ofstream m_saved; ///< open where the body goes into a file
    std::array<char, CURL_ERROR_SIZE> m_errorText{};
    HttpReply m_reply;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now(), m_lastSign = m_start;
    bool m_tooLarge = false, m_unsaved = false;
};

} // namespace evol
