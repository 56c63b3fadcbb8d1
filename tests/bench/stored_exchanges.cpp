// SPDX-License-Identifier: GPL-3.0-or-later
// The writer calls `done` for every work of a transaction after the last of them, so a `done` after a work ends a group.
#include "stored_exchanges.h"

#include "domain/clock.h"
#include "domain/json_text.h"
#include "domain/random.h"
#include "editing/project_writer.h"
#include "storage/connection.h"
#include "storage/project_file.h"
#include "synthetic_text.h"

#include <sqlite3.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <semaphore>
#include <thread>

namespace evol::bench {

namespace {

using Time = std::chrono::steady_clock;

[[noreturn]] void giveUp(const std::string &sentence)
{
    std::fprintf(stderr, "bench_exchanges: %s\n", sentence.c_str());
    std::exit(1);
}

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

double secondsSince(Time::time_point start)
{
    return std::chrono::duration<double>(Time::now() - start).count();
}

void makeProject(const std::string &path)
{
    for (const char *more : {"", "-wal", "-shm"})
        std::filesystem::remove(path + more);
    if (const auto made = createProject(path, "Exchanges", SystemClock()); !made)
        giveUp(made.error().message);
}

/// Posts exchanges and notes what became of them. The counts belong to the writer's thread.
class Storing
{
public:
    explicit Storing(const std::string &path)
    {
        makeProject(path);
        auto store = openProject(path);
        if (!store)
            giveUp(store.error().message);
        m_writer = std::make_unique<ProjectWriter>(std::move(*store));
    }

    template <class Done>
    void post(const Exchange &exchange, Done done)
    {
        m_writer->post(
            [this, &exchange](ProjectStore &store) -> Result<> {
                ++m_group;
                const auto saved = store.saveExchange(exchange);
                return saved ? Result<>() : tl::unexpected<Error>(saved.error());
            },
            [this, done](const Result<> &result) {
                if (!result)
                    giveUp(result.error().message);
                if (m_group > 0)
                    m_groups.push_back(std::exchange(m_group, 0));
                done();
            },
            Haste::WithOthers);
    }

    std::vector<int> finish()
    {
        m_writer->drain();
        return m_groups;
    }

private:
    int m_group = 0;
    std::vector<int> m_groups;
    std::unique_ptr<ProjectWriter> m_writer; ///< the last to be made and the first to go
};

constexpr const char *rawTable = R"sql(
CREATE TABLE raw (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, stage INTEGER NOT NULL, instruction INTEGER NOT NULL,
    model TEXT NOT NULL, parameters TEXT NOT NULL, messages TEXT NOT NULL, sample INTEGER NOT NULL, reply TEXT NOT NULL,
    reasoning TEXT NOT NULL, outcome INTEGER NOT NULL, finish_reason TEXT NOT NULL, prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL, latency INTEGER NOT NULL, first_token INTEGER NOT NULL, endpoint TEXT NOT NULL,
    cost REAL NOT NULL, attempts INTEGER NOT NULL, time INTEGER NOT NULL);
CREATE INDEX raw_by_instruction ON raw(instruction);
)sql";

/// Beside those that Connection makes, what a project is opened with for writing.
constexpr const char *settingsOfProjects = "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000";

constexpr const char *rawInsert =
    "INSERT INTO raw VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

sqlite3_stmt *prepared(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK)
        giveUp(sqlite3_errmsg(database));
    return statement;
}

void step(sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE)
        giveUp(sqlite3_errmsg(sqlite3_db_handle(statement)));
    sqlite3_reset(statement);
}

void bind(sqlite3_stmt *statement, const Exchange &e)
{
    int parameter = 0;
    const auto text = [&](const std::string &value) {
        sqlite3_bind_text(statement, ++parameter, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    };
    const auto integer = [&](std::int64_t value) { sqlite3_bind_int64(statement, ++parameter, value); };
    sqlite3_bind_blob(statement, ++parameter, e.key.data(), static_cast<int>(e.key.size()), SQLITE_STATIC);
    integer(static_cast<int>(e.stage));
    integer(e.instruction);
    text(e.model);
    text(e.parameters);
    text(e.messages);
    integer(e.sample);
    text(e.reply);
    text(e.reasoning);
    integer(static_cast<int>(e.outcome));
    text(e.finishReason);
    integer(e.promptTokens);
    integer(e.completionTokens);
    integer(e.latency);
    integer(e.firstToken);
    text(e.endpoint);
    sqlite3_bind_double(statement, ++parameter, e.cost);
    integer(e.attempts);
    integer(e.time);
}

std::string contentOf(const std::string &file)
{
    std::ifstream stream(EVOL_RESOURCES_DIR "/prompts/" + file);
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    if (text.empty())
        giveUp(file + " could not be read.");
    return text;
}

std::string keyOf(int number)
{
    std::string key;
    for (std::uint64_t part = 0; part < 4; ++part) {
        const std::uint64_t bits = randomBits({static_cast<std::uint64_t>(number), part});
        key.append(reinterpret_cast<const char *>(&bits), sizeof bits);
    }
    return key;
}

} // namespace

std::vector<Exchange> madeUpExchanges(int count)
{
    SyntheticText texts(1);
    const std::string prompts[] = {contentOf("general/deepen.txt"), contentOf("judge_equal.txt"), contentOf("respond.txt")};
    const auto text = [&](int words) { return texts.text(SyntheticText::Language::English, words); };
    std::vector<Exchange> exchanges(static_cast<std::size_t>(count));
    std::string parent = text(45), child;
    for (int i = 0; i < count; ++i) {
        Exchange &exchange = exchanges[static_cast<std::size_t>(i)];
        exchange.stage = static_cast<Stage>(i % 3);
        if (exchange.stage == Stage::Rewrite)
            child = text(45);
        exchange.key = keyOf(i);
        exchange.instruction = i / 3 + 1;
        exchange.model = "bench";
        exchange.parameters = R"({"max_tokens":2048,"seed":)" + std::to_string(i) + R"(,"temperature":1.0,"top_p":0.9})";
        exchange.prompt = prompts[i % 3];
        exchange.values.instruction = exchange.stage == Stage::Respond ? child : parent;
        exchange.values.child = exchange.stage == Stage::Judge ? child : "";
        exchange.messages = R"([{"role":"user","content":)";
        appendJson(exchange.messages, fillIn(exchange.prompt, exchange.values));
        exchange.messages += "}]";
        exchange.reply = exchange.stage == Stage::Rewrite ? child : exchange.stage == Stage::Judge ? "Not Equal" : text(90);
        exchange.finishReason = "stop";
        exchange.endpoint = "127.0.0.1:8080";
        exchange.promptTokens = static_cast<int>(exchange.messages.size() / 4);
        exchange.completionTokens = static_cast<int>(exchange.reply.size() / 4);
        exchange.latency = 100;
        exchange.time = 1'700'000'000'000 + i;
        if (exchange.stage == Stage::Respond)
            parent = child;
    }
    return exchanges;
}

Stored storeInBulk(const std::string &path, const std::vector<Exchange> &exchanges, int onTheirWay)
{
    Storing storing(path);
    std::counting_semaphore<> places(onTheirWay);
    const auto start = Time::now();
    const double processor = processorSeconds();
    for (const Exchange &exchange : exchanges) {
        places.acquire();
        storing.post(exchange, [&places] { places.release(); });
    }
    auto groups = storing.finish();
    return {secondsSince(start), processorSeconds() - processor, std::move(groups), {}};
}

Stored insertRaw(const std::string &path, const std::vector<Exchange> &exchanges, const std::vector<int> &groups)
{
    makeProject(path);
    Connection connection(path, Access::ReadWrite);
    connection.execute(settingsOfProjects);
    connection.execute(rawTable);
    sqlite3_stmt *begin = prepared(connection.handle(), "BEGIN IMMEDIATE");
    sqlite3_stmt *commit = prepared(connection.handle(), "COMMIT");
    sqlite3_stmt *insert = prepared(connection.handle(), rawInsert);
    const auto start = Time::now();
    const double processor = processorSeconds();
    std::size_t next = 0;
    for (const int group : groups) {
        step(begin);
        for (int i = 0; i < group; ++i) {
            bind(insert, exchanges.at(next++));
            step(insert);
        }
        step(commit);
    }
    const Stored stored{secondsSince(start), processorSeconds() - processor, groups, {}};
    for (sqlite3_stmt *statement : {begin, commit, insert})
        sqlite3_finalize(statement);
    return stored;
}

Stored storeAsTheyCome(const std::string &path, const std::vector<Exchange> &exchanges, double rate)
{
    Stored stored;
    stored.latencies.resize(exchanges.size());
    Storing storing(path);
    const auto start = Time::now();
    const double processor = processorSeconds();
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        const auto due = start + std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(static_cast<double>(i) / rate));
        std::this_thread::sleep_until(due);
        storing.post(exchanges[i], [latency = &stored.latencies[i], posted = Time::now()] { *latency = secondsSince(posted) * 1000; });
    }
    stored.groups = storing.finish();
    stored.seconds = secondsSince(start);
    stored.processorSeconds = processorSeconds() - processor;
    std::sort(stored.latencies.begin(), stored.latencies.end());
    return stored;
}

} // namespace evol::bench
