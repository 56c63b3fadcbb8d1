// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "models/protocol.h"

#include "models/anthropic_messages.h"
#include "models/chat_completion.h"

namespace evol {

namespace {

constexpr const char *bearer = "Authorization: Bearer ";

std::string chatAddress(const EndpointAddress &address, const std::string &)
{
    return address.chat;
}

/// A resource's own address needs the name of the deployment and a version; its …/openai/v1 is like everybody's.
/// https://learn.microsoft.com/azure/ai-services/openai/reference
std::string azureAddress(const EndpointAddress &address, const std::string &model)
{
    if (address.base.find("/openai/") != std::string::npos)
        return address.chat;
    return address.base + "/openai/deployments/" + model + "/chat/completions?api-version=2024-10-21";
}

std::string messagesAddress(const EndpointAddress &address, const std::string &)
{
    return address.base + "/messages";
}

std::string compatibleBody(const std::string &model, const ChatRequest &request, bool streams)
{
    return chatCompletionBody(model, request, {"max_tokens", streams});
}

std::string openAiBody(const std::string &model, const ChatRequest &request, bool streams)
{
    return chatCompletionBody(model, request, {"max_completion_tokens", streams});
}

} // namespace

const std::vector<const Protocol *> &protocols()
{
    static const Protocol kinds[] = {
        {"compatible", bearer, {}, chatAddress, compatibleBody, readChatCompletion},
        {"openai", bearer, {}, chatAddress, openAiBody, readChatCompletion},
        {"azure", "api-key: ", {}, azureAddress, openAiBody, readChatCompletion},
        {"anthropic", "x-api-key: ", {"anthropic-version: 2023-06-01"}, messagesAddress, anthropicBody, readAnthropicMessage},
    };
    static const std::vector<const Protocol *> all{&kinds[0], &kinds[1], &kinds[2], &kinds[3]};
    return all;
}

} // namespace evol
