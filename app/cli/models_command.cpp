// SPDX-License-Identifier: GPL-3.0-or-later
// evol models list, presets, find, add, test, remove. The main thread.
#include "cli/commands.h"
#include "domain/keyed.h"
#include "models/local_servers.h"
#include "models/model_list.h"
#include "models/presets.h"
#include "models/system_keychain.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>
#include <unistd.h>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct AddOptions {
    ModelEndpoint endpoint;
    std::string variable;
    double promptPrice = 0, completionPrice = 0;
    std::string currency = "EUR";
    std::string preset;
    int requestsPerMinute = 0, tokensPerMinute = 0;
    int timeout = 600, firstTokenTimeout = 0, idleTimeout = 0;
    int concurrency = 0;
    bool keychain = false;
};

const char *keyPlace(const ModelEndpoint &endpoint)
{
    return endpoint.keySource == KeySource::None ? "none" : endpoint.keySource == KeySource::Keychain ? "keychain" : "environment";
}

int list(Console &console)
{
    const auto settings = ModelSettings::load();
    if (!settings)
        return console.fail(settings.error());
    ordered_json models = ordered_json::array();
    models.push_back({{"name", "builtin"}, {"description", "built-in rules, no language model"}});
    for (const ModelEndpoint &e : settings->endpoints()) {
        ordered_json j = {{"name", e.name}, {"base_url", e.baseUrl}, {"model", e.model}, {"concurrency", e.concurrency},
                          {"timeout_s", e.timeout.count()}, {"key", keyPlace(e)}};
        if (e.keySource == KeySource::Environment)
            j["key_variable"] = e.keyVariable;
        if (e.requestsPerMinute)
            j["requests_per_minute"] = *e.requestsPerMinute;
        if (e.tokensPerMinute)
            j["tokens_per_minute"] = *e.tokensPerMinute;
        j["protocol"] = e.protocol;
        j["streams"] = e.streams;
        if (!e.file.empty())
            j["file"] = e.file;
        if (!e.pool.empty())
            j["pool"] = e.pool;
        if (e.prices)
            j["prices"] = {{"prompt", e.prices->prompt}, {"completion", e.prices->completion}, {"currency", e.prices->currency}};
        models.push_back(j);
    }
    if (console.json) {
        console.document(models);
        return ExitDone;
    }
    console.line("builtin\tbuilt-in rules, no language model");
    for (const ModelEndpoint &e : settings->endpoints()) {
        std::string place = e.file.empty() ? e.baseUrl : e.file;
        for (const std::string &member : e.pool)
            place += (place.empty() ? "pool of " : ", ") + member;
        console.line(e.name + '\t' + place + '\t' + e.model);
    }
    return ExitDone;
}

int add(const AddOptions &o, Console &console)
{
    const Preset *preset = withKey(presets(), o.preset.empty() ? "compatible" : o.preset);
    if (!preset)
        return console.fail({ErrorKind::InvalidInput, "There is no preset " + o.preset + ". Choose one of: " + keysOf(presets()) + "."});
    ModelEndpoint endpoint = o.endpoint;
    const ModelEndpoint usual = endpointOf(*preset);
    endpoint.protocol = usual.protocol;
    if (!endpoint.file.empty()) {
        endpoint.file = std::filesystem::absolute(endpoint.file).string();
        if (endpoint.model.empty())
            endpoint.model = std::filesystem::path(endpoint.file).stem().string();
    }
    if (endpoint.baseUrl.empty() && endpoint.file.empty() && endpoint.pool.empty() && !o.preset.empty())
        endpoint.baseUrl = usual.baseUrl;
    endpoint.concurrency = o.concurrency > 0 ? o.concurrency : usual.concurrency;
    endpoint.timeout = std::chrono::seconds(o.timeout);
    endpoint.firstTokenTimeout = std::chrono::seconds(o.firstTokenTimeout);
    endpoint.idleTimeout = std::chrono::seconds(o.idleTimeout);
    if (o.tokensPerMinute > 0)
        endpoint.tokensPerMinute = o.tokensPerMinute;
    if (o.promptPrice > 0 || o.completionPrice > 0)
        endpoint.prices = ModelPrices{o.promptPrice, o.completionPrice, o.currency};
    if (o.requestsPerMinute > 0)
        endpoint.requestsPerMinute = o.requestsPerMinute;
    endpoint.keyVariable = o.variable.empty() && !o.keychain ? usual.keyVariable : o.variable;
    endpoint.keySource = o.keychain ? KeySource::Keychain : endpoint.keyVariable.empty() ? KeySource::None : KeySource::Environment;
    auto settings = ModelSettings::load();
    if (!settings)
        return console.fail(settings.error());
    if (const auto added = settings->add(endpoint); !added)
        return console.fail(added.error());
    if (o.keychain) {
        if (isatty(STDIN_FILENO))
            console.note("Type the key of " + endpoint.name + " and press Enter.");
        std::string key;
        std::getline(std::cin, key);
        if (key.empty())
            return console.fail({ErrorKind::InvalidInput, "No key came from standard input; nothing was saved."});
        if (const auto stored = SystemKeychain().write(endpoint.name, key); !stored)
            return console.fail(stored.error());
    }
    if (const auto saved = settings->save(); !saved)
        return console.fail(saved.error());
    if (console.json)
        console.document({{"added", endpoint.name}});
    else
        console.line("Added " + endpoint.name + ". Try it with: evol models test " + endpoint.name);
    return ExitDone;
}

int listPresets(Console &console)
{
    ordered_json all = ordered_json::array();
    for (const Preset *each : presets()) {
        all.push_back({{"preset", each->name}, {"title", each->title}, {"protocol", each->protocol}, {"base_url", each->baseUrl},
                       {"key_variable", each->keyVariable}, {"concurrency", each->concurrency}});
        if (!console.json)
            console.line(std::string(each->name) + '\t' + each->title + '\t' + each->baseUrl + (*each->keyVariable ? std::string("\tkey from ") + each->keyVariable : ""));
    }
    if (console.json)
        console.document(all);
    return ExitDone;
}

int findServers(Console &console)
{
    const auto settings = ModelSettings::load();
    if (!settings)
        return console.fail(settings.error());
    ordered_json all = ordered_json::array();
    for (const LocalServer &server : findLocalServers()) {
        all.push_back({{"preset", server.preset->name}, {"base_url", server.preset->baseUrl}, {"models", server.models}});
        if (console.json)
            continue;
        console.line(std::string(server.preset->title) + " at " + server.preset->baseUrl);
        for (const std::string &model : server.models) {
            const std::string name = endpointOf(server, model, settings->endpoints()).name;
            console.line("  " + model + "\tevol models add " + name + " --preset " + server.preset->name + " --model " + model);
        }
    }
    if (console.json)
        console.document(all);
    else if (all.empty())
        console.line("No server on this computer lists models at the usual ports: " + placesLookedAt() + '.');
    return ExitDone;
}

int test(const std::string &spec, Console &console)
{
    const auto answer = testEndpoint(spec);
    if (!answer)
        return console.fail(answer.error());
    if (console.json)
        console.document({{"model", spec}, {"answer", *answer}});
    else
        console.line(*answer);
    return ExitDone;
}

int removeEndpoint(const std::string &name, Console &console)
{
    auto settings = ModelSettings::load();
    if (!settings)
        return console.fail(settings.error());
    const ModelEndpoint *known = settings->find(name);
    const bool inKeychain = known && known->keySource == KeySource::Keychain;
    if (const auto removed = settings->remove(name); !removed)
        return console.fail(removed.error());
    if (const auto saved = settings->save(); !saved)
        return console.fail(saved.error());
    if (inKeychain) {
        if (const auto forgotten = SystemKeychain().remove(name); !forgotten)
            console.note("Its key may still be in the keychain: " + forgotten.error().message);
    }
    if (console.json)
        console.document({{"removed", name}});
    else
        console.line("Removed " + name + '.');
    return ExitDone;
}

} // namespace

std::function<int(Console &)> describeModels(CLI::App &app)
{
    auto chosen = std::make_shared<std::function<int(Console &)>>();
    auto options = std::make_shared<AddOptions>();
    auto name = std::make_shared<std::string>();
    app.require_subcommand(1);

    app.add_subcommand("list", "The models there are")->callback([chosen] { *chosen = list; });

    app.add_subcommand("presets", "The kinds of servers, with their usual settings")->callback([chosen] { *chosen = listPresets; });
    app.add_subcommand("find", "Look for servers on this computer, and list their models")->callback([chosen] { *chosen = findServers; });

    CLI::App *adding = app.add_subcommand("add", "Add an endpoint, or a pool of them");
    adding->add_option("NAME", options->endpoint.name, "What --model calls it")->required();
    adding->add_option("--url", options->endpoint.baseUrl, "Base URL, e.g. http://127.0.0.1:11434/v1; that of the preset where left out");
    adding->add_option("--preset", options->preset, "A kind of server with its usual settings: " + keysOf(presets()));
    adding->add_option("--pool", options->endpoint.pool, "Instead of a URL: the names of endpoints that serve this model together")->delimiter(',');
    adding->add_option("--gguf", options->endpoint.file, "Instead of a URL: a model file, for which llama-server is started")->check(CLI::ExistingFile);
    adding->add_option("--model", options->endpoint.model, "The server's name for the model; of a pool, what exchanges record");
    adding->add_flag("--stream", options->endpoint.streams, "Ask for replies as streams, which time-outs can watch");
    adding->add_option("--first-token-timeout", options->firstTokenTimeout, "Seconds until a streamed reply begins; 0: no limit")->check(CLI::NonNegativeNumber);
    adding->add_option("--idle-timeout", options->idleTimeout, "Seconds between two parts of a streamed reply; 0: no limit")->check(CLI::NonNegativeNumber);
    adding->add_option("--tokens-per-minute", options->tokensPerMinute, "At most so many, prompts and replies together")->check(CLI::PositiveNumber);
    adding->add_option("--key-env", options->variable, "The environment variable that holds the key");
    adding->add_flag("--key-stdin", options->keychain, "Read the key from standard input and keep it in the keychain");
    adding->add_option("--prompt-price", options->promptPrice, "For a million prompt tokens")->check(CLI::NonNegativeNumber);
    adding->add_option("--completion-price", options->completionPrice, "For a million completion tokens")->check(CLI::NonNegativeNumber);
    adding->add_option("--currency", options->currency, "Of the prices")->capture_default_str();
    adding->add_option("--concurrency", options->concurrency, "Requests in flight at most; that of the preset where left out")->check(CLI::Range(1, 4096));
    adding->add_option("--requests-per-minute", options->requestsPerMinute, "At most so many")->check(CLI::PositiveNumber);
    adding->add_option("--timeout", options->timeout, "Seconds for one reply")->capture_default_str()->check(CLI::PositiveNumber);
    adding->callback([chosen, options] { *chosen = [options](Console &console) { return add(*options, console); }; });

    CLI::App *testing = app.add_subcommand("test", "Ask a model for one word, and say in words what is wrong");
    testing->add_option("MODEL", *name, "A name, builtin or URL#MODEL")->required();
    testing->callback([chosen, name] { *chosen = [name](Console &console) { return test(*name, console); }; });

    CLI::App *removing = app.add_subcommand("remove", "Forget an endpoint and its key");
    removing->add_option("NAME", *name, "As list prints it")->required();
    removing->callback([chosen, name] { *chosen = [name](Console &console) { return removeEndpoint(*name, console); }; });

    return [chosen](Console &console) { return (*chosen)(console); };
}

} // namespace evol
