// SPDX-License-Identifier: GPL-3.0-or-later
// A server that works on batch files, by OpenAI's files and batches
// (https://platform.openai.com/docs/api-reference/batch), which compatible servers have, too. Blocks; not for the GUI
// thread.
#pragma once

#include "domain/batch.h"
#include "models/model_list.h"

#include <cstdint>
#include <string>

namespace evol {

struct RemoteBatch {
    std::string id;
    std::string status; ///< as the server says it: "validating", "in_progress", "completed", "expired", …
    std::int64_t total = 0, completed = 0, failed = 0; ///< 0 where the server does not say
    std::string outputFile, errorFile; ///< ids; empty: none yet
    std::string trouble;               ///< why it failed as a whole

    bool isOver() const;
};

class BatchEndpoint
{
public:
    /// `spec`: as a batch remembers its model.
    static Result<BatchEndpoint> open(const std::string &spec, const ModelSources &sources = {});

    /// Hands the file over. One that the server has already, by its content and number, is not handed over again: what was
    /// killed between sending and noting it down is not paid twice. What is asked again has a number of its own.
    Result<RemoteBatch> send(const std::string &path, BatchId number);
    Result<RemoteBatch> look(const std::string &id);
    /// Writes a file of the server to `path`, whole or not at all.
    Result<> fetch(const std::string &fileId, const std::string &path);

private:
    explicit BatchEndpoint(std::shared_ptr<EndpointModel> endpoint) : m_endpoint(std::move(endpoint)) {}
    Result<std::optional<RemoteBatch>> known(const std::string &fingerprint);

    std::shared_ptr<EndpointModel> m_endpoint;
};

} // namespace evol
