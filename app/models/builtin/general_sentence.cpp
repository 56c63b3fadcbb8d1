// SPDX-License-Identifier: GPL-3.0-or-later
// Adding a sentence to an instruction without disturbing what it carries. Any thread.
#include "models/builtin/general_text.h"

#include <algorithm>

namespace evol::builtin {

namespace {

std::string_view trimmedEnd(std::string_view text)
{
    while (!text.empty() && std::string_view(" \n\r\t").find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    return text;
}

std::string_view lastLine(std::string_view text)
{
    const std::size_t newline = text.rfind('\n');
    return newline == std::string_view::npos ? text : text.substr(newline + 1);
}

bool endsWithAny(std::string_view text, std::initializer_list<std::string_view> ends)
{
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

/// "Answer:" or "Output =": the place where the reply goes.
bool isLabel(std::string_view line)
{
    return line.size() <= 24 && endsWithAny(line, {":", "=", "：", "->"}) && line.find_first_not_of(":=->： ") != std::string_view::npos;
}

/// Lines of data: code, tables, lists, options, anything that is not running text.
bool isDataLine(std::string_view line)
{
    if (line.starts_with("|") || line.starts_with("```") || line.starts_with("-") || line.starts_with("*") || line.starts_with("    ")
        || line.starts_with("\t") || line.starts_with("(") || line.starts_with("{") || line.starts_with("}") || line.starts_with("<"))
        return true;
    return !endsWithAny(line, {".", "?", "!", "。", "？", "！", "\"", "”", ")", "」"});
}

std::string joinedInline(std::string_view text, const std::string& sentence, const GeneralText& general)
{
    const bool isEnglish = general.language == Language::English;
    std::string result(text);
    if (!endsWithAny(text, {".", "?", "!", "。", "？", "！", ".\"", "?\"", "!\"", ".”", "?”", "!”", ".)", "?)", "．", "…", "。”", "？”", "。」", "！”"})) {
        // A colon that announced an input, a stray comma: the sentence ends here now.
        for (const std::string_view end : {":", "：", ",", "，", ";", "；", "、"})
            if (result.ends_with(end))
                result.resize(result.size() - end.size());
        const bool asks = general.isQuestion && result.find('?') == std::string::npos;
        result += isEnglish ? (asks ? "?" : ".") : "。";
    }
    return result + (isEnglish ? " " : "") + sentence;
}

} // namespace

std::string shortenText(const std::string& text)
{
    const std::string_view whole = trimmedEnd(text);
    std::size_t cut = std::string_view::npos;
    for (const std::string_view end : {". ", "? ", "! ", ".\n", "?\n", "!\n", "。", "？", "！"}) {
        // The text's own last mark ends what is to go.
        const std::size_t at = whole.size() <= end.size() ? std::string_view::npos : whole.rfind(end, whole.size() - end.size() - 1);
        const std::size_t after = at == std::string_view::npos ? 0 : at + (end.size() == 2 ? 1 : end.size());
        if (after != 0 && after < whole.size() && (cut == std::string_view::npos || after > cut))
            cut = after;
    }
    return cut == std::string_view::npos ? text : std::string(trimmedEnd(whole.substr(0, cut)));
}

std::string withSentence(std::string_view text, const std::string& sentence, const GeneralText& general)
{
    text = trimmedEnd(text);
    const std::string_view last = lastLine(text);
    if (last.size() == text.size())
        return joinedInline(text, sentence, general);
    if (isLabel(last)) {
        const std::string_view before = trimmedEnd(text.substr(0, text.size() - last.size()));
        const std::string gap = sentence.find('\n') == std::string::npos ? "\n" : "\n\n";
        return std::string(before) + gap + sentence + gap + std::string(last);
    }
    if (isDataLine(last))
        return std::string(text) + "\n\n" + sentence;
    return joinedInline(text, sentence, general);
}

} // namespace evol::builtin
