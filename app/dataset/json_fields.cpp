// SPDX-License-Identifier: GPL-3.0-or-later
// Records of JSON and the sentences for what can be wrong with them. Any thread.
#include "dataset/json_fields.h"

#include "dataset/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

using nlohmann::json;

auto refuse(std::string reason)
{
    return fail(ErrorKind::InvalidInput, std::move(reason));
}

int nestingOf(std::string_view bytes)
{
    int depth = 0;
    int deepest = 0;
    bool inString = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

/// The library's words without its own prefixes and without the whole of a long text it stumbled on.
std::string parseReason(const json::parse_error &error, std::size_t size)
{
    std::string_view words = error.what();
    if (error.byte > size)
        return "It ends in the middle: this is not a whole JSON object.";
    if (const auto colon = words.find(": "); colon != std::string_view::npos)
        words.remove_prefix(colon + 2);
    constexpr std::size_t enough = 160;
    return "It is not valid JSON (byte " + std::to_string(error.byte) + "): " + shortened(words, enough) + ".";
}

std::string quoted(const char *name)
{
    return '"' + std::string(name) + '"';
}

const char *typeName(const json &value)
{
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "a list";
    if (value.is_string())
        return "a text";
    if (value.is_null())
        return "null";
    return value.is_boolean() ? "true or false" : "a number";
}

const json *find(const json &record, const char *name)
{
    const auto field = record.find(name);
    return field == record.end() || field->is_null() ? nullptr : &*field;
}

} // namespace

Result<void> checkText(std::string_view bytes)
{
    if (const auto at = firstInvalidUtf8(bytes))
        return refuse("It is not valid UTF-8 (byte " + std::to_string(*at + 1) + "); save the file as UTF-8.");
    if (bytes.find('\0') != std::string_view::npos)
        return refuse("It holds a NUL character (U+0000), which no text may.");
    return {};
}

Result<json> parseObject(std::string_view bytes)
{
    if (const auto text = checkText(bytes); !text)
        return tl::unexpected(text.error());
    if (nestingOf(bytes) > maximumNesting)
        return refuse("It is nested more than " + std::to_string(maximumNesting) + " levels deep.");
    try {
        json value = json::parse(bytes);
        if (!value.is_object())
            return refuse(std::string("It is ") + typeName(value) + ", not a JSON object with fields.");
        return value;
    } catch (const json::parse_error &error) {
        return refuse(parseReason(error, bytes.size()));
    } catch (const json::exception &) {
        return refuse("It holds a number that is too large.");
    }
}

bool hasText(const json &record, const char *name)
{
    const json *field = find(record, name);
    return field && field->is_string();
}

Result<std::string> optionalText(const json &record, const char *name)
{
    const json *field = find(record, name);
    if (!field)
        return std::string();
    if (!field->is_string())
        return refuse(quoted(name) + " is " + typeName(*field) + " where a text is expected.");
    const auto &text = field->get_ref<const std::string &>();
    if (text.find('\0') != std::string::npos)
        return refuse(quoted(name) + " holds a NUL character (U+0000), which no text may.");
    return text;
}

Result<std::string> requiredText(const json &record, const char *name)
{
    if (!record.contains(name))
        return refuse("It has no " + quoted(name) + ".");
    if (record.at(name).is_null())
        return refuse(quoted(name) + " is null where a text is expected.");
    auto text = optionalText(record, name);
    if (text && withoutBlanks(*text).empty())
        return refuse(quoted(name) + " is empty.");
    return text;
}

Result<std::optional<int>> optionalNumber(const json &record, const char *name, int lowest, int highest)
{
    const json *field = find(record, name);
    if (!field)
        return std::nullopt;
    const auto range = std::to_string(lowest) + " to " + std::to_string(highest);
    if (!field->is_number_integer())
        return refuse(quoted(name) + " is " + typeName(*field) + " where a whole number from " + range + " is expected.");
    // Read as unsigned where it is, or 2^64 - 1 would come out as -1.
    const bool tooLarge = field->is_number_unsigned() && field->get<std::uint64_t>() > std::uint64_t(highest);
    if (tooLarge || field->get<std::int64_t>() < lowest || field->get<std::int64_t>() > highest)
        return refuse(quoted(name) + " is outside " + range + ".");
    return field->get<int>();
}

} // namespace evol
