// SPDX-License-Identifier: GPL-3.0-or-later
// Takes base URLs apart with libcurl's own parser, so that what is accepted here is what is requested later.
// Any thread.
#include "models/endpoint_address.h"

#include <memory>

#include <curl/curl.h>

namespace evol {

namespace {

struct UrlDeleter {
    void operator()(CURLU *url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlDeleter>;

std::string part(const Url &url, CURLUPart which)
{
    char *text = nullptr;
    if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK)
        return {};
    std::string result = text;
    curl_free(text);
    return result;
}

std::string withPath(const Url &url, const std::string &path)
{
    const Url copy(curl_url_dup(url.get()));
    curl_url_set(copy.get(), CURLUPART_PATH, path.c_str(), 0);
    return part(copy, CURLUPART_URL);
}

void removeSuffix(std::string &text, const std::string &suffix)
{
    if (text.ends_with(suffix))
        text.resize(text.size() - suffix.size());
}

} // namespace

Result<EndpointAddress> parseEndpointAddress(const std::string &baseUrl)
{
    const Url url(curl_url());
    const CURLUcode code = curl_url_set(url.get(), CURLUPART_URL, baseUrl.c_str(), 0);
    const std::string scheme = code == CURLUE_OK ? part(url, CURLUPART_SCHEME) : std::string();
    const std::string host = part(url, CURLUPART_HOST);
    // Before anything is quoted: a password must not get into the message.
    if (!part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty())
        return fail(ErrorKind::InvalidInput,
                    "The base URL for " + host + " has a user name or password in it; leave it out and give the "
                    "secret as the endpoint's key.");
    if (host.empty() || (scheme != "http" && scheme != "https"))
        return fail(ErrorKind::InvalidInput,
                    "\"" + baseUrl + "\" is not a base URL; give one like http://127.0.0.1:8080/v1.");

    curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
    std::string path = part(url, CURLUPART_PATH);
    while (path.ends_with('/'))
        path.pop_back();
    removeSuffix(path, "/chat/completions");

    const std::string port = part(url, CURLUPART_PORT);
    std::string base = withPath(url, path);
    while (base.ends_with('/'))
        base.pop_back();
    return EndpointAddress{base, port.empty() ? host : host + ":" + port, withPath(url, path + "/chat/completions"),
                           withPath(url, path + "/models")};
}

} // namespace evol
