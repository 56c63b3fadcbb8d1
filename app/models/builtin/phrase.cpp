// SPDX-License-Identifier: GPL-3.0-or-later
// Filling and reading the slots of a pattern. Any thread.
#include "models/builtin/phrase.h"

#include "models/builtin/number_forms.h"

#include <algorithm>

namespace evol::builtin {

namespace {

std::size_t numberIndex(std::string_view slot)
{
    const bool isNumber = slot[0] >= 'a' && slot[0] <= 'h' && (slot.size() == 1 || slot[1] == ' ');
    return isNumber ? static_cast<std::size_t>(slot[0] - 'a') : std::string_view::npos;
}

bool isVowel(char c)
{
    return std::string_view("aeiou").find(c) != std::string_view::npos;
}

std::string countedNoun(const Catalogue& catalogue, const Rational& number, const Noun& noun)
{
    if (catalogue.language == Language::Chinese)
        return number.text() + noun.counter + noun.singular;
    if (catalogue.language == Language::Japanese)
        return noun.singular + number.text() + noun.counter;
    const bool below = isLess(Rational(0), number) && isLess(number, Rational(1));
    if (below)
        return number.text() + (isVowel(noun.singular[0]) ? " of an " : " of a ") + noun.singular;
    return number.text() + " " + (number == Rational(1) || number == Rational(-1) ? noun.singular : noun.plural);
}

std::string shareText(const Catalogue& catalogue, const Rational& number)
{
    if (catalogue.language == Language::Chinese)
        return number == Rational(2) ? "一半" : numberInWords(number.numerator(), Language::Chinese) + "分之一";
    if (catalogue.language == Language::Japanese)
        return number == Rational(2) ? "半分" : number.text() + "分の1";
    static constexpr std::array<std::string_view, 11> names = {"", "", "half", "a third", "a quarter", "a fifth",
        "a sixth", "a seventh", "an eighth", "a ninth", "a tenth"};
    return number.isIntegerWithin(2, 10) ? std::string(names[static_cast<std::size_t>(number.numerator())])
                                         : "1/" + number.text();
}

std::string timesText(const Catalogue& catalogue, const Rational& number)
{
    if (catalogue.language == Language::Chinese || catalogue.language == Language::Japanese)
        return number.text() + "倍";
    return number == Rational(2) ? "twice" : number.text() + " times";
}

std::string personText(const Person& person, std::string_view slot)
{
    if (slot == "name") return person.name;
    if (slot == "she") return person.subject;
    if (slot == "her") return person.possessive;
    if (slot == "him") return person.object;
    if (slot == "herself") return person.reflexive;
    if (slot == "friend") return person.friendName;
    std::string capital = person.subject; // "She"
    if (!capital.empty() && capital[0] >= 'a' && capital[0] <= 'z')
        capital[0] = static_cast<char>(capital[0] - 32);
    return capital;
}

bool isNounSlot(std::string_view slot)
{
    return slot == "items" || slot == "item" || slot == "unit";
}

const std::string& nounText(const Noun& noun, std::string_view slot)
{
    return slot == "items" ? noun.plural : slot == "item" ? noun.singular : noun.counter;
}

std::string slotText(const Catalogue& catalogue, std::string_view slot, const PhraseValues& values)
{
    if (slot == "expr")
        return expressionText(values.expression);
    if (slot == "code")
        return "`" + expressionText(values.expression) + "`";
    if (slot == "format")
        return catalogue.formatNames[static_cast<std::size_t>(values.format)];
    if (isNounSlot(slot))
        return nounText(catalogue.nouns[static_cast<std::size_t>(values.noun)], slot);
    const std::size_t index = numberIndex(slot);
    if (index == std::string_view::npos)
        return personText(catalogue.people[static_cast<std::size_t>(values.person)], slot);
    const Rational& number = values.numbers[index];
    if (slot.ends_with(" items"))
        return countedNoun(catalogue, number, catalogue.nouns[static_cast<std::size_t>(values.noun)]);
    if (slot.ends_with(" th"))
        return shareText(catalogue, number);
    if (slot.ends_with(" times"))
        return timesText(catalogue, number);
    return slot.ends_with(" value") ? (number.isDecimal(6) ? number.decimalText() : "\"" + number.text() + "\"")
                                    : number.text();
}

/// The longest of several candidate texts that stands at `position`; -1 for none.
template <class TextOf>
int longestAt(std::string_view rest, int known, std::size_t count, TextOf textOf)
{
    int best = -1;
    std::size_t bestLength = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (known >= 0 && static_cast<std::size_t>(known) != i)
            continue;
        const std::string candidate = textOf(i);
        if (candidate.size() > bestLength && rest.starts_with(candidate)) {
            best = static_cast<int>(i);
            bestLength = candidate.size();
        }
    }
    return best;
}

class PhraseReader
{
public:
    PhraseReader(const Catalogue& catalogue, std::string_view text, std::size_t position, PhraseValues& values)
        : m_catalogue(catalogue), m_text(text), m_position(position), m_values(values)
    {
    }

    std::size_t position() const { return m_position; }

    bool read(std::string_view pattern)
    {
        while (!pattern.empty()) {
            const std::size_t open = std::min(pattern.find('['), pattern.size());
            if (m_text.substr(m_position, open) != pattern.substr(0, open))
                return false;
            m_position += open;
            pattern.remove_prefix(open);
            if (pattern.empty())
                break;
            const std::size_t close = pattern.find(']');
            if (!readSlot(pattern.substr(1, close - 1)))
                return false;
            pattern.remove_prefix(close + 1);
        }
        return true;
    }

private:
    std::string_view rest() const { return m_text.substr(m_position); }

    bool readSlot(std::string_view slot)
    {
        bool found = false;
        if (slot == "expr" || slot == "code")
            return readExpression(slot == "code");
        if (slot == "format")
            found = readFormat();
        else if (isNounSlot(slot))
            found = readNoun(slot);
        else if (numberIndex(slot) != std::string_view::npos)
            found = readNumber(slot, numberIndex(slot));
        else
            found = readPerson(slot);
        if (!found)
            return false;
        // What was read must be what would be written, so that reading and writing stay inverses.
        const std::string written = slotText(m_catalogue, slot, m_values);
        if (!rest().starts_with(written))
            return false;
        m_position += written.size();
        return true;
    }

    bool readFormat()
    {
        const int index = longestAt(rest(), -1, m_catalogue.formatNames.size(),
            [&](std::size_t i) { return m_catalogue.formatNames[i]; });
        m_values.format = static_cast<BlockFormat>(std::max(index, 0));
        return index > 0;
    }

    bool readNoun(std::string_view slot)
    {
        m_values.noun = longestAt(rest(), m_values.noun, m_catalogue.nouns.size(),
            [&](std::size_t i) { return nounText(m_catalogue.nouns[i], slot); });
        return m_values.noun >= 0;
    }

    bool readPerson(std::string_view slot)
    {
        if (slot == "name" && m_values.person < 0)
            m_values.person = longestAt(rest(), -1, m_catalogue.people.size(),
                [&](std::size_t i) { return m_catalogue.people[i].name; });
        return m_values.person >= 0;
    }

    bool readNumber(std::string_view slot, std::size_t index)
    {
        const auto value = slot.ends_with(" th") || slot.ends_with(" times") ? readNamedNumber(slot) : readFigures(slot);
        if (!value || (m_values.known[index] && !(m_values.numbers[index] == *value)))
            return false;
        m_values.numbers[index] = *value;
        m_values.known[index] = true;
        if (!slot.ends_with(" items"))
            return true;
        m_values.noun = longestAt(rest(), m_values.noun, m_catalogue.nouns.size(),
            [&](std::size_t i) { return countedNoun(m_catalogue, *value, m_catalogue.nouns[i]); });
        return m_values.noun >= 0;
    }

    /// "a third" and "twice" stand for few numbers: try them all.
    std::optional<Rational> readNamedNumber(std::string_view slot) const
    {
        std::optional<Rational> found;
        std::size_t length = 0;
        for (int i = 2; i <= 20; ++i) {
            const std::string text = slot.ends_with(" th") ? shareText(m_catalogue, i) : timesText(m_catalogue, i);
            if (text.size() > length && rest().starts_with(text)) {
                found = Rational(i);
                length = text.size();
            }
        }
        return found;
    }

    std::optional<Rational> readFigures(std::string_view slot) const
    {
        std::size_t at = m_position;
        if (slot.ends_with(" value") && rest().starts_with('"'))
            ++at;
        // Japanese puts the noun before the number: look a short way ahead.
        const bool nounFirst = slot.ends_with(" items") && m_catalogue.language == Language::Japanese;
        const std::size_t furthest = std::min(m_text.size(), at + 40);
        while (nounFirst && at < furthest && !(m_text[at] >= '0' && m_text[at] <= '9') && m_text[at] != '-')
            ++at;
        return readRational(m_text, at);
    }

    bool readExpression(bool inBackticks)
    {
        if (inBackticks) {
            const std::size_t end = rest().starts_with('`') ? m_text.find('`', m_position + 1) : std::string_view::npos;
            if (end == std::string_view::npos)
                return false;
            m_values.expression = parseExpression(m_text.substr(m_position + 1, end - m_position - 1), Variables::Allowed);
            m_position = end + 1;
            return m_values.expression != nullptr;
        }
        std::size_t end = m_position;
        while (end < m_text.size()) {
            const bool isSign = m_text.substr(end).starts_with("×");
            if (!isSign && std::string_view("0123456789+-*/^(). ").find(m_text[end]) == std::string_view::npos)
                break;
            end += isSign ? std::string_view("×").size() : 1;
        }
        while (end > m_position && (m_text[end - 1] == ' ' || m_text[end - 1] == '.'))
            --end;
        m_values.expression = parseExpression(m_text.substr(m_position, end - m_position));
        const bool exact = m_values.expression && expressionText(m_values.expression) == m_text.substr(m_position, end - m_position);
        m_position = end;
        return exact;
    }

    const Catalogue& m_catalogue;
    std::string_view m_text;
    std::size_t m_position;
    PhraseValues& m_values;
};

} // namespace

std::string fillPhrase(const Catalogue& catalogue, std::string_view pattern, const PhraseValues& values)
{
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('['), pattern.size());
        text += pattern.substr(0, open);
        pattern.remove_prefix(open);
        if (pattern.empty())
            break;
        const std::size_t close = pattern.find(']');
        text += slotText(catalogue, pattern.substr(1, close - 1), values);
        pattern.remove_prefix(close + 1);
    }
    return text;
}

bool matchPhrase(const Catalogue& catalogue, std::string_view pattern, std::string_view text, std::size_t& position,
    PhraseValues& values)
{
    PhraseValues tried = values;
    PhraseReader reader(catalogue, text, position, tried);
    if (!reader.read(pattern))
        return false;
    position = reader.position();
    values = tried;
    return true;
}

} // namespace evol::builtin
