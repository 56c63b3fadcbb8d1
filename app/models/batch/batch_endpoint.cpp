// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "models/batch/batch_endpoint.h"

#include <QCryptographicHash>
#include <QFile>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace evol {

namespace {

using nlohmann::json;

constexpr const char *fingerprintField = "evol_file";

HttpRequest get()
{
    HttpRequest request;
    request.method = HttpMethod::Get;
    return request;
}

std::string textAt(const json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t countAt(const json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

Result<json> parsed(const Result<HttpReply> &reply)
{
    if (!reply)
        return tl::unexpected<Error>(reply.error());
    json j = json::parse(reply->body, nullptr, false);
    if (!j.is_object())
        return fail(ErrorKind::BadReply, "The server's answer about batches is no JSON; it may have no batches.");
    return j;
}

RemoteBatch read(const json &j)
{
    RemoteBatch batch{textAt(j, "id"), textAt(j, "status"), 0, 0, 0, textAt(j, "output_file_id"), textAt(j, "error_file_id"), {}};
    if (const auto counts = j.find("request_counts"); counts != j.end() && counts->is_object()) {
        batch.total = countAt(*counts, "total");
        batch.completed = countAt(*counts, "completed");
        batch.failed = countAt(*counts, "failed");
    }
    if (const auto errors = j.find("errors"); errors != j.end() && errors->is_object() && errors->contains("data") && errors->at("data").is_array()) {
        for (const json &each : errors->at("data")) {
            if (each.is_object() && batch.trouble.empty())
                batch.trouble = textAt(each, "message");
        }
    }
    return batch;
}

Result<std::string> fingerprintOf(const std::string &path, BatchId number)
{
    QFile file(QString::fromStdString(path));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(ErrorKind::NotFound, path + " cannot be read; write it again after: evol batch forget PROJECT BATCH");
    return hash.result().toHex().toStdString() + '-' + std::to_string(number);
}

} // namespace

bool RemoteBatch::isOver() const
{
    return status == "completed" || status == "expired" || status == "failed" || status == "cancelled";
}

Result<BatchEndpoint> BatchEndpoint::open(const std::string &spec, const ModelSources &sources)
{
    auto endpoint = openEndpoint(spec, sources);
    if (!endpoint)
        return tl::unexpected<Error>(endpoint.error());
    return BatchEndpoint(std::move(*endpoint));
}

Result<std::optional<RemoteBatch>> BatchEndpoint::known(const std::string &fingerprint)
{
    const auto list = parsed(m_endpoint->call(get(), "/batches?limit=100"));
    if (!list)
        return tl::unexpected<Error>(list.error());
    const auto data = list->find("data");
    for (const json &each : data != list->end() && data->is_array() ? *data : json::array()) {
        const auto metadata = each.find("metadata");
        if (metadata != each.end() && metadata->is_object() && textAt(*metadata, fingerprintField) == fingerprint)
            return std::optional(read(each));
    }
    return std::optional<RemoteBatch>();
}

Result<RemoteBatch> BatchEndpoint::send(const std::string &path, BatchId number)
{
    const auto fingerprint = fingerprintOf(path, number);
    if (!fingerprint)
        return tl::unexpected<Error>(fingerprint.error());
    const auto there = known(*fingerprint);
    if (!there)
        return tl::unexpected<Error>(there.error());
    if (*there)
        return **there;
    HttpRequest upload;
    upload.uploadedFile = path;
    upload.form = {{"purpose", "batch"}};
    const auto file = parsed(m_endpoint->call(std::move(upload), "/files"));
    if (!file)
        return tl::unexpected<Error>(file.error());
    HttpRequest create;
    create.body = json{{"input_file_id", textAt(*file, "id")}, {"endpoint", "/v1/chat/completions"}, {"completion_window", "24h"},
                       {"metadata", {{fingerprintField, *fingerprint}}}}.dump();
    const auto made = parsed(m_endpoint->call(std::move(create), "/batches"));
    if (!made)
        return tl::unexpected<Error>(made.error());
    RemoteBatch batch = read(*made);
    if (batch.id.empty())
        return fail(ErrorKind::BadReply, "The server made a batch without an id; it may have no batches.");
    return batch;
}

Result<RemoteBatch> BatchEndpoint::look(const std::string &id)
{
    const auto found = parsed(m_endpoint->call(get(), "/batches/" + id));
    return found ? Result<RemoteBatch>(read(*found)) : tl::unexpected<Error>(found.error());
}

Result<> BatchEndpoint::fetch(const std::string &fileId, const std::string &path)
{
    HttpRequest request = get();
    request.savedTo = path + ".part";
    const auto reply = m_endpoint->call(std::move(request), "/files/" + fileId + "/content");
    std::error_code failure;
    if (!reply) {
        std::filesystem::remove(path + ".part", failure);
        return tl::unexpected<Error>(reply.error());
    }
    // An empty file comes without a body, and so without a file.
    if (!std::filesystem::exists(path + ".part"))
        QFile(QString::fromStdString(path + ".part")).open(QIODevice::WriteOnly);
    std::filesystem::rename(path + ".part", path, failure);
    return failure ? Result<>(fail(ErrorKind::Io, path + " cannot be written: " + failure.message() + ".")) : Result<>();
}

} // namespace evol
