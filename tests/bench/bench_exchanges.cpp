// SPDX-License-Identifier: GPL-3.0-or-later
// bench_exchanges [COUNT]: storing exchanges through the writer's thread, as a run does, against raw prepared statements
// that insert the same columns, prompts and replies whole, in transactions of the same size; both with synchronous=FULL.
// The main thread, and the writer's.
#include "editing/project_writer.h"
#include "storage/connection.h"
#include "storage/project_file.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>

using namespace evol;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int groupSize = 500;

class Now : public evol::Clock
{
public:
    std::int64_t now() const override { return 1'700'000'000'000; }
};

std::string prompt()
{
    QFile file(QStringLiteral(EVOL_RESOURCES_DIR "/prompts/general/deepen.txt"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string("Rewrite {instruction}{context}.");
}

/// Four stages to an instruction, as a run makes them; the words of a reply are of a usual length.
Exchange exchangeOf(int i, const std::string &text)
{
    Exchange e;
    std::uint64_t hash = static_cast<std::uint64_t>(i) * 0x9E3779B97F4A7C15u;
    for (int part = 0; part < 4; ++part, hash = (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9u)
        e.key.append(reinterpret_cast<const char *>(&hash), 8);
    e.stage = static_cast<Stage>(i % 3);
    e.instruction = i / 3 + 1;
    e.model = "bench";
    e.parameters = R"({"max_tokens":2048,"seed":)" + std::to_string(i) + R"(,"temperature":1.0,"top_p":0.9})";
    e.prompt = text;
    const auto rewrite = [](int n) {
        return "Describe how town number " + std::to_string(n) + " could plan the use of its river in a dry year, with three ways, the "
               "costs of each, and the one condition that would change your choice most.";
    };
    e.values.instruction = rewrite(i / 3);
    if (e.stage == Stage::Judge)
        e.values.child = rewrite(1'000'000 + i / 3);
    e.reply = e.stage == Stage::Rewrite ? rewrite(1'000'000 + i / 3)
              : e.stage == Stage::Judge ? "Not Equal"
                                        : "Case " + std::to_string(i) + ". " + std::string(600, 'x');
    e.finishReason = "stop";
    e.promptTokens = 300;
    e.completionTokens = 60;
    e.latency = 100;
    return e;
}

double seconds(::Clock::time_point since)
{
    return std::chrono::duration<double>(::Clock::now() - since).count();
}

double ours(const std::string &path, const std::vector<Exchange> &exchanges)
{
    if (!createProject(path, "bench", Now()))
        std::exit(1);
    ProjectWriter writer(openProject(path).value());
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t done = 0;
    const auto start = ::Clock::now();
    for (const Exchange &exchange : exchanges) {
        writer.post([&exchange](ProjectStore &store) -> Result<> {
            auto saved = store.saveExchange(exchange);
            return saved ? Result<>() : tl::unexpected<Error>(saved.error());
        },
                    [&](const Result<> &result) {
                        if (!result)
                            std::exit(1);
                        const std::lock_guard lock(mutex);
                        ++done;
                        changed.notify_one();
                    },
                    Haste::WithOthers);
    }
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return done == exchanges.size(); });
    return seconds(start);
}

double raw(const std::string &path, const std::vector<Exchange> &exchanges)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly))
        std::exit(1);
    file.close();
    Connection connection(path, Access::ReadWrite);
    // The same settings as a project's.
    connection.execute("PRAGMA journal_mode = WAL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000");
    connection.execute("CREATE TABLE exchange (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, stage INTEGER, instruction INTEGER, "
                       "model TEXT, parameters TEXT, messages TEXT, sample INTEGER, reply TEXT, finish_reason TEXT, prompt_tokens "
                       "INTEGER, completion_tokens INTEGER, latency INTEGER, attempts INTEGER, time INTEGER)");
    connection.execute("CREATE INDEX exchange_by_instruction ON exchange(instruction)");
    const auto start = ::Clock::now();
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        if (i % groupSize == 0)
            connection.execute(i == 0 ? "BEGIN IMMEDIATE" : "COMMIT; BEGIN IMMEDIATE");
        const Exchange &e = exchanges[i];
        const std::string message = fillIn(e.prompt, e.values);
        Query(connection.statement("INSERT INTO exchange VALUES (NULL, CAST(? AS BLOB), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
            .bind(e.key, static_cast<int>(e.stage), e.instruction, e.model, e.parameters, message, e.sample, e.reply, e.finishReason,
                  e.promptTokens, e.completionTokens, e.latency, e.attempts, e.time)
            .run();
    }
    connection.execute("COMMIT");
    return seconds(start);
}

} // namespace

int main(int argc, char **argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const std::string text = prompt();
    std::vector<Exchange> exchanges;
    for (int i = 0; i < count; ++i)
        exchanges.push_back(exchangeOf(i, text));
    QTemporaryDir folder(QStringLiteral("bench-exchanges-XXXXXX"));
    // The better of two each, in turn, so that neither has the warm disk to itself.
    double own = 1e9, plain = 1e9;
    for (int round = 0; round < 2; ++round) {
        own = std::min(own, ours(folder.filePath(QStringLiteral("ours%1.evol").arg(round)).toStdString(), exchanges));
        plain = std::min(plain, raw(folder.filePath(QStringLiteral("raw%1.db").arg(round)).toStdString(), exchanges));
    }
    const double megabyte = 1e6;
    const auto size = [&](const char *name) { return static_cast<double>(QFile(folder.filePath(QString::fromUtf8(name))).size()) / megabyte; };
    std::printf("| exchanges stored a second, synchronous=FULL | ours | raw inserts | ratio |\n| --- | --- | --- | --- |\n");
    std::printf("| %d in bulk | %.0f | %.0f | %.2f |\n| size of the file | %.0f MB | %.0f MB | %.2f |\n", count, count / own, count / plain,
                plain / own, size("ours0.evol"), size("raw0.db"), size("ours0.evol") / size("raw0.db"));
    return 0;
}
