// SPDX-License-Identifier: GPL-3.0-or-later
// One request on one libcurl easy handle. Redirects are not followed, so the key goes nowhere but to the
// address it was given for. Lives on the transport's thread.
#include "models/curl_transfer.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace evol {

namespace {

bool startsWithIgnoringCase(std::string_view text, std::string_view lowerCasePrefix)
{
    return text.size() >= lowerCasePrefix.size()
        && std::equal(lowerCasePrefix.begin(), lowerCasePrefix.end(), text.begin(), [](char expected, char found) {
               return expected == std::tolower(static_cast<unsigned char>(found));
           });
}

std::string trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

bool isOnThisComputer(const std::string &url)
{
    for (const std::string_view host : {"://127.", "://localhost:", "://localhost/", "://[::1]"})
        if (url.find(host) != std::string::npos)
            return true;
    return false;
}

} // namespace

CurlTransfer::CurlTransfer(std::shared_ptr<const HttpRequest> request)
    : m_request(std::move(request))
    , m_easy(curl_easy_init())
{
    if (m_easy)
        setUp();
}

void CurlTransfer::setUp()
{
    setAddressAndBody();
    setHeaders();
    setLimits();
}

bool CurlTransfer::differsInBodyOnly(const HttpRequest &other) const
{
    const HttpRequest &mine = *m_request;
    return mine.method == HttpMethod::Post && other.method == HttpMethod::Post && mine.uploadedFile.empty() && other.uploadedFile.empty()
        && mine.url == other.url && mine.keyHeader == other.keyHeader && mine.key.reveal() == other.key.reveal() && mine.headers == other.headers
        && mine.timeouts == other.timeouts;
}

void CurlTransfer::reuse(std::shared_ptr<const HttpRequest> request)
{
    const bool isAlike = differsInBodyOnly(*request);
    m_request = std::move(request);
    m_errorText[0] = '\0';
    m_reply = {};
    m_start = m_lastSign = std::chrono::steady_clock::now();
    m_tooLarge = m_unsaved = false;
    if (m_saved.is_open())
        m_saved.close();
    if (isAlike)
        return setBody();
    curl_easy_reset(m_easy);
    curl_slist_free_all(std::exchange(m_headers, nullptr));
    curl_mime_free(std::exchange(m_form, nullptr));
    setUp();
}

CurlTransfer::~CurlTransfer()
{
    if (m_easy)
        curl_easy_cleanup(m_easy);
    curl_slist_free_all(m_headers);
    curl_mime_free(m_form);
}

void CurlTransfer::setAddressAndBody()
{
    curl_easy_setopt(m_easy, CURLOPT_URL, m_request->url.c_str());
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_easy, CURLOPT_FOLLOWLOCATION, 0L);
    // HTTP/2 would put all requests of an endpoint on one connection, where one stall holds up all of them.
    curl_easy_setopt(m_easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(m_easy, CURLOPT_ACCEPT_ENCODING, "");
    // A proxy of the environment cannot reach this computer's own servers.
    if (isOnThisComputer(m_request->url))
        curl_easy_setopt(m_easy, CURLOPT_PROXY, "");
    if (!m_request->uploadedFile.empty()) {
        setForm();
    } else if (m_request->method == HttpMethod::Post) {
        curl_easy_setopt(m_easy, CURLOPT_POST, 1L);
        setBody();
    }
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &CurlTransfer::receiveBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_HEADERFUNCTION, &CurlTransfer::receiveHeader);
    curl_easy_setopt(m_easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_errorText.data());
    curl_easy_setopt(m_easy, CURLOPT_PRIVATE, this);
}

void CurlTransfer::setBody()
{
    curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, m_request->body.data());
    curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request->body.size()));
}

void CurlTransfer::setForm()
{
    m_form = curl_mime_init(m_easy);
    for (const auto &[name, value] : m_request->form) {
        curl_mimepart *part = curl_mime_addpart(m_form);
        curl_mime_name(part, name.c_str());
        curl_mime_data(part, value.data(), value.size());
    }
    curl_mimepart *part = curl_mime_addpart(m_form);
    curl_mime_name(part, "file");
    curl_mime_filedata(part, m_request->uploadedFile.c_str());
    curl_easy_setopt(m_easy, CURLOPT_MIMEPOST, m_form);
}

bool CurlTransfer::save(const char *bytes, std::size_t length)
{
    if (!m_saved.is_open())
        m_saved.open(m_request->savedTo, std::ios::binary | std::ios::trunc);
    m_saved.write(bytes, static_cast<std::streamsize>(length));
    m_saved.flush();
    m_unsaved = !m_saved.good();
    return !m_unsaved;
}

void CurlTransfer::setHeaders()
{
    const auto append = [this](const std::string &header) {
        if (curl_slist *longer = curl_slist_append(m_headers, header.c_str()))
            m_headers = longer;
    };
    append("Accept: application/json");
    // Many servers never answer "100 Continue", and libcurl would wait a second for it.
    append("Expect:");
    if (m_request->method == HttpMethod::Post && m_request->uploadedFile.empty())
        append("Content-Type: application/json");
    if (!m_request->key.isEmpty())
        append(m_request->keyHeader + m_request->key.reveal());
    for (const std::string &header : m_request->headers)
        append(header);
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
    curl_easy_setopt(m_easy, CURLOPT_USERAGENT, "evol-studio/" EVOL_VERSION);
}

void CurlTransfer::setLimits()
{
    const HttpTimeouts &timeouts = m_request->timeouts;
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeouts.connect.count()));
    curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, static_cast<long>(timeouts.overall.count()));
    curl_easy_setopt(m_easy, CURLOPT_TCP_KEEPALIVE, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
    // Without it, taking a handle off while its host name is looked up waits for the look-up to end.
    curl_easy_setopt(m_easy, CURLOPT_QUICK_EXIT, 1L);
#endif
}

std::size_t CurlTransfer::receiveBody(char *bytes, std::size_t size, std::size_t count, void *self)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    const std::size_t length = size * count;
    transfer->m_lastSign = std::chrono::steady_clock::now();
    if (transfer->m_reply.body.empty())
        transfer->m_reply.firstByte = std::chrono::duration_cast<std::chrono::milliseconds>(transfer->m_lastSign - transfer->m_start);
    long status = 0;
    if (!transfer->m_request->savedTo.empty() && curl_easy_getinfo(transfer->m_easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK && status == 200)
        return transfer->save(bytes, length) ? length : CURL_WRITEFUNC_ERROR;
    if (transfer->m_reply.body.size() + length > transfer->m_request->maximumReplyBytes) {
        transfer->m_tooLarge = true;
        return CURL_WRITEFUNC_ERROR;
    }
    transfer->m_reply.body.append(bytes, length);
    return length;
}

std::size_t CurlTransfer::receiveHeader(char *bytes, std::size_t size, std::size_t count, void *self)
{
    HttpReply &reply = static_cast<CurlTransfer *>(self)->m_reply;
    const std::string_view line(bytes, size * count);
    const std::pair<std::string_view, std::string *> wanted[] = {
        {"content-type:", &reply.contentType},
        {"location:", &reply.location},
        {"retry-after:", &reply.retryAfter},
        {"retry-after-ms:", &reply.retryAfterMilliseconds},
    };
    for (const auto &[prefix, value] : wanted)
        if (startsWithIgnoringCase(line, prefix))
            *value = trimmed(line.substr(prefix.size()));
    return line.size();
}

std::optional<std::chrono::steady_clock::time_point> CurlTransfer::silentAt() const
{
    const HttpTimeouts &timeouts = m_request->timeouts;
    const bool waitsForFirst = m_reply.body.empty() && timeouts.firstByte.count() > 0;
    const auto longest = waitsForFirst ? timeouts.firstByte : timeouts.idle;
    return longest.count() > 0 ? std::optional(m_lastSign + longest) : std::nullopt;
}

HttpOutcome CurlTransfer::outcome(CURLcode code)
{
    if (m_tooLarge)
        return tl::unexpected(HttpFailure{
            HttpFault::TooLarge, "larger than " + std::to_string(m_request->maximumReplyBytes) + " bytes"});
    if (m_unsaved)
        return tl::unexpected(HttpFailure{HttpFault::Other, "the reply cannot be written to " + m_request->savedTo});
    if (code != CURLE_OK) {
        const char *text = m_errorText[0] != '\0' ? m_errorText.data() : curl_easy_strerror(code);
        return tl::unexpected(HttpFailure{faultOf(code), m_request->key.scrubbed(text)});
    }
    long status = 0;
    curl_off_t microseconds = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(m_easy, CURLINFO_TOTAL_TIME_T, &microseconds);
    m_reply.status = static_cast<int>(status);
    m_reply.latency = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(microseconds));
    return std::move(m_reply);
}

HttpFault CurlTransfer::faultOf(CURLcode code) const
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return HttpFault::HostNotFound;
    case CURLE_COULDNT_CONNECT:
        return HttpFault::NotConnected;
    case CURLE_OPERATION_TIMEDOUT: {
        curl_off_t readyToSend = 0;
        curl_easy_getinfo(m_easy, CURLINFO_PRETRANSFER_TIME_T, &readyToSend);
        return readyToSend == 0 ? HttpFault::ConnectTimedOut : HttpFault::TimedOut;
    }
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return HttpFault::TlsFailed;
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
        return HttpFault::ClosedWithoutReply;
    case CURLE_RECV_ERROR:
        return m_reply.body.empty() ? HttpFault::ClosedWithoutReply : HttpFault::HalfReply;
    case CURLE_PARTIAL_FILE:
    case CURLE_BAD_CONTENT_ENCODING:
        return HttpFault::HalfReply;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return HttpFault::BadUrl;
    default:
        return HttpFault::Other;
    }
}

} // namespace evol
