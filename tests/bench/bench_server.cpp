// SPDX-License-Identifier: GPL-3.0-or-later
// bench_server [--port N] [--latency MS] [--distinct] [--record FILE --first N]: the server that bench_engine.py and
// bench_night.py measure against. Says its port on stdout, and at SIGTERM what it counted; GET /counts tells meanwhile.
#include "stand_in_server.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>

namespace {

volatile bool stopped = false;

} // namespace

int main(int argc, char **argv)
{
    evol::bench::StandInSettings settings;
    double milliseconds = 0;
    CLI::App app("An OpenAI-compatible server that answers every chat completion after a fixed time");
    app.add_option("--port", settings.port, "On 127.0.0.1; 0: any that is free");
    app.add_option("--latency", milliseconds, "Of every answer, in milliseconds; 0: at once");
    app.add_flag("--distinct", settings.countsDistinct, "Count how many requests differ");
    app.add_option("--record", settings.recordTo, "Write bodies of requests to this file, a line each");
    app.add_option("--first", settings.recorded, "How many");
    CLI11_PARSE(app, argc, argv);
    settings.latency = std::chrono::microseconds(static_cast<long long>(milliseconds * 1000));

    std::signal(SIGTERM, [](int) { stopped = true; });
    std::signal(SIGINT, [](int) { stopped = true; });
    evol::bench::StandInServer server(std::move(settings));
    std::printf("port %d\n", server.port());
    std::fflush(stdout);
    server.serve(stopped);
    std::printf("%s\n", server.counts().c_str());
    return 0;
}
