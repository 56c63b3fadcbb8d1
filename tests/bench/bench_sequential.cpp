// SPDX-License-Identifier: GPL-3.0-or-later
// bench_sequential URL BODIES SECONDS: one chat request after the other over one kept-alive connection, as a script
// does that waits for each reply. BODIES has a request a line. Prints JSON. The main thread.
#include <curl/curl.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include <sys/resource.h>

namespace {

std::size_t ignore(char *, std::size_t size, std::size_t count, void *)
{
    return size * count;
}

std::vector<std::string> linesOf(const char *path)
{
    std::vector<std::string> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

bool ask(CURL *easy, const std::string &body)
{
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    long status = 0;
    return curl_easy_perform(easy) == CURLE_OK && curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK
        && status == 200;
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> bodies = argc == 4 ? linesOf(argv[2]) : std::vector<std::string>();
    if (bodies.empty()) {
        std::fprintf(stderr, "usage: bench_sequential URL BODIES SECONDS; BODIES has a request a line\n");
        return 2;
    }
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL *easy = curl_easy_init();
    curl_slist *headers = curl_slist_append(nullptr, "Content-Type: application/json");
    curl_easy_setopt(easy, CURLOPT_URL, argv[1]);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &ignore);

    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    const double seconds = std::atof(argv[3]);
    std::size_t requests = 0;
    for (; elapsed() < seconds; ++requests) {
        if (!ask(easy, bodies[requests % bodies.size()])) {
            std::fprintf(stderr, "bench_sequential: %s did not answer request %zu.\n", argv[1], requests);
            return 1;
        }
    }
    std::printf("{\"requests\":%zu,\"seconds\":%.4f,\"processor_seconds\":%.6f}\n", requests, elapsed(), processorSeconds());
    curl_slist_free_all(headers);
    curl_easy_cleanup(easy);
    return 0;
}
