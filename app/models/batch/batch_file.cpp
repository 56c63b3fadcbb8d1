// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "models/batch/batch_file.h"

#include "models/chat_completion.h"

#include <QByteArray>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

std::string hexadecimal(const std::string &key)
{
    return QByteArray::fromStdString(key).toHex().toStdString();
}

std::string keyOf(const json &line)
{
    const auto id = line.is_object() ? line.find("custom_id") : line.end();
    if (!line.is_object() || id == line.end() || !id->is_string())
        return {};
    const QByteArray key = QByteArray::fromHex(QByteArray::fromStdString(id->get<std::string>()));
    return key.size() == 32 ? key.toStdString() : std::string();
}

/// `null` and what is missing are the same.
json part(const json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() ? *found : json();
}

BatchResult failure(const std::string &key, BatchFate fate, const json &error)
{
    const json message = part(error, "message"), code = part(error, "code");
    std::string reason = message.is_string() ? message.get<std::string>() : std::string();
    if (reason.empty())
        reason = code.is_string() ? code.get<std::string>() : "no reason is given";
    BatchResult result;
    result.key = key;
    result.fate = fate;
    result.reason = "The batch says of this request: \"" + excerpt(reason, {}) + "\".";
    return result;
}

/// The codes that OpenAI documents for requests it did not work on.
bool isUnsent(const json &error)
{
    const json code = part(error, "code");
    return code == "batch_expired" || code == "batch_cancelled";
}

BatchResult readResponse(const std::string &key, const json &response, const std::string &file)
{
    HttpReply http;
    const json status = part(response, "status_code");
    http.status = status.is_number_integer() ? status.get<int>() : 200;
    http.body = part(response, "body").dump();
    http.contentType = "application/json";
    EndpointFacts facts;
    facts.address.base = file;
    BatchResult result;
    result.key = key;
    if (http.status != 200) {
        const EndpointFailure explained = explainStatus(http, facts, std::chrono::system_clock::now());
        result.fate = explained.hope == Hope::None ? BatchFate::Failed : BatchFate::Unsent;
        result.reason = explained.error.message;
        return result;
    }
    auto reply = readChatCompletion(http, facts);
    if (reply) {
        result.reply = std::move(*reply);
    } else {
        result.fate = BatchFate::Failed;
        result.reason = reply.error().error.message;
    }
    return result;
}

} // namespace

std::string batchLine(const std::string &key, const std::string &model, const ChatRequest &request)
{
    // Put together by hand: the body is JSON already.
    return R"({"custom_id":")" + hexadecimal(key) + R"(","method":"POST","url":"/v1/chat/completions","body":)" +
           chatCompletionBody(model, request) + "}\n";
}

std::string batchLineKey(std::string_view line)
{
    return keyOf(json::parse(line, nullptr, false));
}

Result<BatchResult> readBatchLine(std::string_view line, const std::string &file)
{
    const json parsed = json::parse(line, nullptr, false);
    const std::string key = keyOf(parsed);
    if (key.empty())
        return fail(ErrorKind::BadReply, "no result of a request of ours: \"" + excerpt(line, {}) + "\"");
    const json error = part(parsed, "error"), response = part(parsed, "response");
    if (response.is_object() && part(response, "body").is_object())
        return readResponse(key, response, file);
    if (!error.is_null())
        return failure(key, isUnsent(error) ? BatchFate::Unsent : BatchFate::Failed, error);
    return fail(ErrorKind::BadReply, "neither a response nor an error: \"" + excerpt(line, {}) + "\"");
}

} // namespace evol
