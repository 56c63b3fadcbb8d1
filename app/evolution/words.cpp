// SPDX-License-Identifier: GPL-3.0-or-later
// Word segmentation on ICU's BreakIterator. A UText over the UTF-8 bytes makes its positions byte offsets.
// Any thread: each has its own clone of the iterator.
#include "evolution/words.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <QtGlobal>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace evol {
namespace {

std::unique_ptr<icu::BreakIterator> createIterator()
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> iterator(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status) || !iterator)
        qFatal("ICU cannot segment words (%s): its data is missing, reinstall ICU.", u_errorName(status));
    return iterator;
}

icu::BreakIterator &threadIterator()
{
    // Loading the rules costs a hundred times a clone of them.
    static const std::unique_ptr<icu::BreakIterator> prototype = createIterator();
    thread_local const std::unique_ptr<icu::BreakIterator> iterator(prototype->clone());
    return *iterator;
}

bool containsLetterOrNumber(std::string_view segment)
{
    const char *bytes = segment.data();
    const auto length = static_cast<std::int32_t>(segment.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 character = 0;
        U8_NEXT(bytes, i, length, character);
        if (character >= 0 && (U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_N_MASK)) != 0)
            return true;
    }
    return false;
}

std::int32_t icuLength(std::string_view text)
{
    // A little below the limit, for ICU looks ahead of its positions.
    constexpr std::size_t longest = std::numeric_limits<std::int32_t>::max() - 64;
    return static_cast<std::int32_t>(std::min(text.size(), longest));
}

} // namespace

void forEachWord(std::string_view text, const std::function<bool(WordSpan)> &visit)
{
    if (text.empty())
        return;

    UErrorCode status = U_ZERO_ERROR;
    UText source = UTEXT_INITIALIZER;
    utext_openUTF8(&source, text.data(), icuLength(text), &status);
    icu::BreakIterator &iterator = threadIterator();
    iterator.setText(&source, status);
    if (U_FAILURE(status))
        qFatal("ICU cannot read a text of %zu bytes (%s).", text.size(), u_errorName(status));

    std::int32_t start = iterator.first();
    for (std::int32_t end = iterator.next(); end != icu::BreakIterator::DONE; end = iterator.next()) {
        const WordSpan span{static_cast<std::size_t>(start), static_cast<std::size_t>(end - start)};
        start = end;
        if (containsLetterOrNumber(text.substr(span.offset, span.length)) && !visit(span))
            break;
    }
    utext_close(&source);
}

std::vector<WordSpan> words(std::string_view text)
{
    std::vector<WordSpan> spans;
    forEachWord(text, [&spans](WordSpan span) {
        spans.push_back(span);
        return true;
    });
    return spans;
}

std::size_t countWords(std::string_view text, std::size_t stopAt)
{
    if (stopAt == 0)
        return 0;
    std::size_t count = 0;
    forEachWord(text, [&count, stopAt](WordSpan) { return ++count < stopAt; });
    return count;
}

std::string lowerCased(std::string_view text)
{
    std::string lower(text);
    for (char &byte : lower) {
        if (byte >= 'A' && byte <= 'Z')
            byte = static_cast<char>(byte - 'A' + 'a');
    }
    return lower;
}

std::string_view trimmed(std::string_view text)
{
    const char *bytes = text.data();
    auto end = icuLength(text);
    std::int32_t start = 0;
    while (start < end) {
        std::int32_t next = start;
        UChar32 character = 0;
        U8_NEXT(bytes, next, end, character);
        if (character < 0 || !u_isUWhiteSpace(character))
            break;
        start = next;
    }
    while (end > start) {
        std::int32_t previous = end;
        UChar32 character = 0;
        U8_PREV(bytes, start, previous, character);
        if (character < 0 || !u_isUWhiteSpace(character))
            break;
        end = previous;
    }
    return text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
}

std::string excerpt(std::string_view text, std::size_t characters)
{
    std::string result;
    const char *bytes = text.data();
    const std::int32_t length = icuLength(text);
    std::int32_t position = 0;
    for (std::size_t count = 0; position < length; ++count) {
        if (count == characters) {
            result += "…";
            break;
        }
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(bytes, position, length, character);
        char encoded[U8_MAX_LENGTH];
        std::int32_t size = 0;
        U8_APPEND_UNSAFE(encoded, size, character);
        result.append(encoded, static_cast<std::size_t>(size));
    }
    return result;
}

} // namespace evol
