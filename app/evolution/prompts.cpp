// SPDX-License-Identifier: GPL-3.0-or-later
// Prompts from the Qt resources, and their rendering. Any thread: resources are read-only.
#include "evolution/prompts.h"

#include "domain/sha256.h"
#include "resources/resources.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace evol {
namespace {

constexpr QLatin1String promptFolder(":/prompts/");
constexpr QLatin1String promptSuffix(".txt");

std::string_view withoutSpaceAtEnd(std::string_view text)
{
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

std::vector<std::string_view> requiredPlaceholders(std::string_view key)
{
    if (key == "judge_equal")
        return {"{instruction}", "{context}", "{child}"};
    if (key == "label_step")
        return {"{instruction}", "{context}", "{steps}", "{step}"};
    return {"{instruction}", "{context}"};
}

std::map<std::string, Prompt, std::less<>> readBuiltIn()
{
    std::map<std::string, Prompt, std::less<>> all;
    for (const std::string &key : PromptLibrary::builtInKeys()) {
        QFile file(promptFolder + QString::fromStdString(key) + promptSuffix);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        all.emplace(key, makePrompt(key, {content.constData(), static_cast<std::size_t>(content.size())}));
    }
    return all;
}

} // namespace

PromptLibrary::PromptLibrary(const Texts &overrides)
{
    for (const auto &[key, text] : overrides)
        m_overrides.emplace(key, makePrompt(key, text));
}

Result<Prompt> PromptLibrary::prompt(std::string_view key) const
{
    const auto found = m_overrides.find(key);
    if (found == m_overrides.end())
        return builtInPrompt(key);
    if (auto usable = checkPrompt(found->second); !usable)
        return tl::unexpected(usable.error());
    return found->second;
}

Result<Prompt> PromptLibrary::builtInPrompt(std::string_view key)
{
    static const std::map<std::string, Prompt, std::less<>> all = readBuiltIn();
    const auto found = all.find(key);
    if (found == all.end())
        return fail(ErrorKind::NotFound, "There is no prompt \"" + std::string(key) +
                                             "\"; check the name, or add its text to the project.");
    if (auto usable = checkPrompt(found->second); !usable)
        return tl::unexpected(usable.error());
    return found->second;
}

std::vector<std::string> PromptLibrary::builtInKeys()
{
    initResources();
    std::vector<std::string> keys;
    QDirIterator files(promptFolder, {u'*' + promptSuffix}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        keys.push_back(path.mid(promptFolder.size()).chopped(promptSuffix.size()).toStdString());
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

Prompt makePrompt(std::string key, std::string_view text)
{
    const std::string_view content = withoutSpaceAtEnd(text);
    return {std::move(key), std::string(content), hexOf(sha256(content)).substr(0, 12)};
}

Result<> checkPrompt(const Prompt &prompt)
{
    for (const std::string_view placeholder : requiredPlaceholders(prompt.key)) {
        if (prompt.text.find(placeholder) == std::string::npos)
            return fail(ErrorKind::InvalidInput, "The prompt \"" + prompt.key + "\" lacks " + std::string(placeholder)
                                                     + "; put it where that text belongs.");
    }
    return {};
}

Result<std::string> render(const Prompt &prompt, const PromptValues &values)
{
    if (auto usable = checkPrompt(prompt); !usable)
        return tl::unexpected(usable.error());
    return fillIn(prompt.text, values);
}

} // namespace evol
