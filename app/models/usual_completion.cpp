// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "models/usual_completion.h"

#include "models/reply_reading.h"

#include <utility>
#include <vector>

namespace evol {

namespace {

/// Called by the library for each value in the order of the text. To return false ends the reading.
class UsualReader
{
public:
    bool isWhole() const { return m_hasMessage; }
    CompletionParts takeParts()
    {
        if (m_parts.reasoning.empty())
            m_parts.reasoning = std::move(m_otherReasoning);
        return std::move(m_parts);
    }

    bool null() { return m_place != Place::Choices; }
    bool boolean(bool) { return m_place != Place::Choices && !isIn(Place::Root, "error"); }
    bool number_integer(json::number_integer_t) { return boolean(true); } // a negative one is no count
    bool number_unsigned(json::number_unsigned_t number) { return count(static_cast<double>(number)); }
    bool number_float(json::number_float_t number, const std::string &) { return count(number); }
    bool binary(json::binary_t &) { return false; }
    bool string(std::string &text)
    {
        if (m_place == Place::Message && m_key == "content")
            m_parts.content = std::move(text);
        else if (m_place == Place::Message && m_key == "reasoning_content")
            m_parts.reasoning = std::move(text);
        else if (m_place == Place::Message && m_key == "reasoning")
            m_otherReasoning = std::move(text);
        else if (m_place == Place::Message && m_key == "refusal")
            m_parts.refusal = std::move(text);
        else if (isIn(Place::Choice, "finish_reason"))
            m_parts.finishReason = std::move(text);
        return boolean(true);
    }

    bool start_object(std::size_t)
    {
        Place inside = Place::Elsewhere;
        if (m_outer.empty())
            inside = Place::Root;
        else if (isIn(Place::Root, "usage"))
            inside = Place::Usage;
        else if (m_place == Place::Choices && !std::exchange(m_hasChoice, true))
            inside = Place::Choice;
        else if (isIn(Place::Choice, "message"))
            inside = Place::Message;
        m_hasMessage = m_hasMessage || inside == Place::Message;
        return enter(inside);
    }
    bool start_array(std::size_t) { return enter(isIn(Place::Root, "choices") ? Place::Choices : Place::Elsewhere); }
    bool key(std::string &name)
    {
        m_key.swap(name);
        return true;
    }
    bool end_object() { return leave(); }
    bool end_array() { return leave(); }
    bool parse_error(std::size_t, const std::string &, const json::exception &) { return false; }

private:
    enum class Place { Elsewhere, Root, Choices, Choice, Message, Usage };

    bool isIn(Place place, const char *key) const { return m_place == place && m_key == key; }
    bool enter(Place place)
    {
        const bool isUsual = !isIn(Place::Root, "error") && !isIn(Place::Message, "content") && (m_place != Place::Choices || m_hasChoice);
        m_outer.push_back(std::exchange(m_place, place));
        return isUsual;
    }
    bool leave()
    {
        m_place = m_outer.back();
        m_outer.pop_back();
        return true;
    }
    bool count(double number)
    {
        if (isIn(Place::Usage, "prompt_tokens"))
            m_parts.promptTokens = countOf(number);
        else if (isIn(Place::Usage, "completion_tokens"))
            m_parts.completionTokens = countOf(number);
        return boolean(true);
    }

    CompletionParts m_parts;
    std::string m_otherReasoning, m_key;
    Place m_place = Place::Elsewhere;
    std::vector<Place> m_outer;
    bool m_hasChoice = false, m_hasMessage = false;
};

} // namespace

std::optional<CompletionParts> readUsualCompletion(const std::string &body)
{
    UsualReader reader;
    if (!json::sax_parse(body, &reader) || !reader.isWhole())
        return std::nullopt;
    return reader.takeParts();
}

} // namespace evol
