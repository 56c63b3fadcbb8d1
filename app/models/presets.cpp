// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "models/presets.h"

namespace evol {

const std::vector<const Preset *> &presets()
{
    static const Preset kinds[] = {
        {"openai", "OpenAI", "openai", "https://api.openai.com/v1", "OPENAI_API_KEY", 0, 32},
        {"anthropic", "Anthropic", "anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY", 0, 16},
        {"azure", "Azure OpenAI", "azure", "https://RESOURCE.openai.azure.com", "AZURE_OPENAI_API_KEY", 0, 16},
        {"openrouter", "OpenRouter", "compatible", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY", 0, 16},
        {"ollama", "Ollama", "compatible", "http://127.0.0.1:11434/v1", "", 11434, 4},
        {"llama.cpp", "llama.cpp's server", "compatible", "http://127.0.0.1:8080/v1", "", 8080, 4},
        {"vllm", "vLLM", "compatible", "http://127.0.0.1:8000/v1", "", 8000, 256},
        {"lmstudio", "LM Studio", "compatible", "http://127.0.0.1:1234/v1", "", 1234, 4},
        {"compatible", "Any OpenAI-compatible server", "compatible", "http://127.0.0.1:8080/v1", "", 0, 8},
    };
    static const std::vector<const Preset *> all = [] {
        std::vector<const Preset *> list;
        for (const Preset &each : kinds)
            list.push_back(&each);
        return list;
    }();
    return all;
}

ModelEndpoint endpointOf(const Preset &preset)
{
    ModelEndpoint endpoint;
    endpoint.protocol = preset.protocol;
    endpoint.baseUrl = preset.baseUrl;
    endpoint.concurrency = preset.concurrency;
    endpoint.keyVariable = preset.keyVariable;
    endpoint.keySource = endpoint.keyVariable.empty() ? KeySource::None : KeySource::Environment;
    return endpoint;
}

} // namespace evol
