// SPDX-License-Identifier: GPL-3.0-or-later
// models.json: read whole and checked, written whole through QSaveFile. One thread at a time.
#include "models/model_settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

constexpr int fileVersion = 1;

constexpr std::pair<KeySource, const char *> keySources[] = {
    {KeySource::None, "none"}, {KeySource::Environment, "environment"}, {KeySource::Keychain, "keychain"}};

json toJson(const ModelEndpoint &endpoint)
{
    json result = {{"name", endpoint.name},
                   {"base_url", endpoint.baseUrl},
                   {"model", endpoint.model},
                   {"concurrency", endpoint.concurrency},
                   {"timeout_seconds", endpoint.timeout.count()}};
    for (const auto &[source, word] : keySources)
        if (source == endpoint.keySource)
            result["key"] = word;
    if (endpoint.keySource == KeySource::Environment)
        result["key_variable"] = endpoint.keyVariable;
    if (endpoint.requestsPerMinute)
        result["requests_per_minute"] = *endpoint.requestsPerMinute;
    if (endpoint.protocol != "compatible")
        result["protocol"] = endpoint.protocol;
    if (endpoint.tokensPerMinute)
        result["tokens_per_minute"] = *endpoint.tokensPerMinute;
    if (endpoint.streams)
        result["streams"] = true;
    if (endpoint.firstTokenTimeout.count() > 0)
        result["first_token_timeout_seconds"] = endpoint.firstTokenTimeout.count();
    if (endpoint.idleTimeout.count() > 0)
        result["idle_timeout_seconds"] = endpoint.idleTimeout.count();
    if (!endpoint.file.empty())
        result["file"] = endpoint.file;
    if (!endpoint.pool.empty())
        result["pool"] = endpoint.pool;
    if (endpoint.prices)
        result["prices_per_million_tokens"] = {{"prompt", endpoint.prices->prompt},
                                               {"completion", endpoint.prices->completion},
                                               {"currency", endpoint.prices->currency}};
    return result;
}

// Throws nlohmann's exceptions, which readEndpoints() catches.
ModelEndpoint endpointFrom(const json &value)
{
    ModelEndpoint endpoint;
    endpoint.name = value.at("name").get<std::string>();
    endpoint.baseUrl = value.at("base_url").get<std::string>();
    endpoint.model = value.at("model").get<std::string>();
    endpoint.concurrency = value.value("concurrency", endpoint.concurrency);
    endpoint.timeout = std::chrono::seconds(value.value("timeout_seconds", endpoint.timeout.count()));
    endpoint.protocol = value.value("protocol", endpoint.protocol);
    endpoint.streams = value.value("streams", false);
    endpoint.firstTokenTimeout = std::chrono::seconds(value.value("first_token_timeout_seconds", std::int64_t{0}));
    endpoint.idleTimeout = std::chrono::seconds(value.value("idle_timeout_seconds", std::int64_t{0}));
    endpoint.file = value.value("file", endpoint.file);
    endpoint.pool = value.value("pool", endpoint.pool);
    if (value.contains("tokens_per_minute"))
        endpoint.tokensPerMinute = value["tokens_per_minute"].get<int>();
    if (value.contains("requests_per_minute"))
        endpoint.requestsPerMinute = value["requests_per_minute"].get<int>();
    if (value.contains("prices_per_million_tokens")) {
        const json &prices = value["prices_per_million_tokens"];
        endpoint.prices = ModelPrices{prices.at("prompt").get<double>(), prices.at("completion").get<double>(),
                                      prices.value("currency", std::string())};
    }
    const std::string word = value.value("key", std::string("none"));
    const auto known = std::find_if(std::begin(keySources), std::end(keySources),
                                    [&word](const auto &entry) { return word == entry.second; });
    if (known == std::end(keySources))
        throw json::other_error::create(501, "unknown source of a key", &value);
    endpoint.keySource = known->first;
    endpoint.keyVariable = value.value("key_variable", std::string());
    return endpoint;
}

tl::unexpected<Error> unreadable(const std::string &file, const std::string &why)
{
    return fail(ErrorKind::InvalidInput,
                "The list of models " + file + " cannot be read (" + why + "); correct the file or move it away.");
}

Result<std::vector<ModelEndpoint>> readEndpoints(const std::string &file, const std::string &bytes)
{
    std::vector<ModelEndpoint> endpoints;
    try {
        const json root = json::parse(bytes);
        if (root.at("version").get<int>() > fileVersion)
            return fail(ErrorKind::NewerVersion, "The list of models " + file
                        + " was written by a newer version of the program; use that version.");
        for (const json &value : root.at("models"))
            endpoints.push_back(endpointFrom(value));
    } catch (const json::exception &exception) {
        return unreadable(file, exception.what());
    }
    for (const ModelEndpoint &endpoint : endpoints)
        if (const auto valid = validate(endpoint); !valid)
            return unreadable(file, valid.error().message);
    return endpoints;
}

Result<std::string> readBytes(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return std::string();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, "The list of models " + path + " cannot be opened ("
                    + file.errorString().toStdString() + "); check its permissions.");
    return file.readAll().toStdString();
}

} // namespace

std::string ModelSettings::defaultFolder()
{
    const QString given = qEnvironmentVariable("EVOL_CONFIG_DIR");
    if (!given.isEmpty())
        return given.toStdString();
    // The application's own location depends on which of the two programs asks.
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return (folder + QStringLiteral("/evol-studio")).toStdString();
}

Result<ModelSettings> ModelSettings::load(const std::string &folder)
{
    ModelSettings settings(folder + "/models.json");
    const auto bytes = readBytes(settings.m_file);
    if (!bytes)
        return tl::unexpected(bytes.error());
    settings.m_stored = *bytes;
    if (bytes->empty() && !QFileInfo::exists(QString::fromStdString(settings.m_file)))
        return settings;
    auto endpoints = readEndpoints(settings.m_file, *bytes);
    if (!endpoints)
        return tl::unexpected(endpoints.error());
    settings.m_endpoints = std::move(*endpoints);
    return settings;
}

Result<> ModelSettings::save()
{
    const auto present = readBytes(m_file);
    if (!present)
        return tl::unexpected(present.error());
    if (*present != m_stored)
        return fail(ErrorKind::Busy, "Another program has changed the list of models " + m_file + "; try again.");

    json models = json::array();
    for (const ModelEndpoint &endpoint : m_endpoints)
        models.push_back(toJson(endpoint));
    const json root = {{"version", fileVersion}, {"models", std::move(models)}};
    const std::string bytes = root.dump(2, ' ', false, json::error_handler_t::replace) + "\n";

    const QString path = QString::fromStdString(m_file);
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.write(bytes.data(), static_cast<qint64>(bytes.size())) == static_cast<qint64>(bytes.size())
        && file.commit();
    if (!written)
        return fail(ErrorKind::Io, "The list of models " + m_file + " cannot be written ("
                    + file.errorString().toStdString() + "); check the folder's permissions and free space.");
    m_stored = bytes;
    return {};
}

const ModelEndpoint *ModelSettings::find(const std::string &name) const
{
    const auto found = std::find_if(m_endpoints.begin(), m_endpoints.end(),
                                    [&name](const ModelEndpoint &endpoint) { return endpoint.name == name; });
    return found == m_endpoints.end() ? nullptr : &*found;
}

Result<> ModelSettings::add(ModelEndpoint endpoint)
{
    if (auto valid = validate(endpoint); !valid)
        return valid;
    if (find(endpoint.name))
        return fail(ErrorKind::InvalidInput,
                    "There is a model \"" + endpoint.name + "\" already; remove it first or give another name.");
    m_endpoints.push_back(std::move(endpoint));
    return {};
}

Result<> ModelSettings::replace(const std::string &name, ModelEndpoint endpoint)
{
    if (auto valid = validate(endpoint); !valid)
        return valid;
    const auto found = std::find_if(m_endpoints.begin(), m_endpoints.end(),
                                    [&name](const ModelEndpoint &known) { return known.name == name; });
    if (found == m_endpoints.end())
        return unknown(name);
    if (endpoint.name != name && find(endpoint.name))
        return fail(ErrorKind::InvalidInput, "There is a model \"" + endpoint.name + "\" already; give another name.");
    *found = std::move(endpoint);
    return {};
}

Result<> ModelSettings::remove(const std::string &name)
{
    const auto removed = std::erase_if(m_endpoints, [&name](const ModelEndpoint &known) { return known.name == name; });
    return removed > 0 ? Result<>() : unknown(name);
}

Result<> ModelSettings::unknown(const std::string &name) const
{
    return fail(ErrorKind::NotFound, "There is no model \"" + name + "\" in " + m_file + ".");
}

} // namespace evol
