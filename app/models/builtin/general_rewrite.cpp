// SPDX-License-Identifier: GPL-3.0-or-later
// Choosing among clauses, specific terms and new instructions. Any thread.
#include "models/builtin/general_rewrite.h"

#include "models/builtin/general_clauses.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace evol::builtin {

namespace {

// Texts longer than this are data with an instruction before it; only the beginning is compared.
constexpr std::size_t compared = 65'536;

std::string replacedAll(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string clauseText(const Clause& clause, const GeneralText& general)
{
    return replacedAll(std::string(clause.text), "[work]", general.work);
}

/// The longest part of a clause that is the same whatever is asked for: what it is recognised by.
std::string_view markOf(const Clause& clause)
{
    const std::size_t slot = clause.text.find("[work]");
    if (slot == std::string_view::npos)
        return clause.text;
    const std::string_view before = clause.text.substr(0, slot);
    const std::string_view after = clause.text.substr(slot + 6);
    return before.size() > after.size() ? before : after;
}

struct Heard {
    std::vector<std::string_view> families; ///< of the clauses that the text contains already
    std::size_t ownLength = 0;              ///< of the text before the first of them
};

Heard heardClauses(std::string_view text, Language language)
{
    Heard heard;
    heard.ownLength = text.size();
    for (const Clause& clause : generalCatalogueOf(language).clauses) {
        const std::size_t at = text.find(markOf(clause));
        if (at == std::string_view::npos)
            continue;
        heard.families.push_back(clause.family);
        heard.ownLength = std::min(heard.ownLength, at);
    }
    return heard;
}

/// What the instruction was before any clause was added decides what sort of task it is.
GeneralText analyseOwnText(std::string_view text)
{
    const std::string_view head = text.substr(0, compared);
    const Heard heard = heardClauses(head, detectLanguage(text));
    return analyseText(heard.ownLength > 0 && heard.ownLength < head.size() ? text.substr(0, heard.ownLength) : text);
}

bool suits(const Clause& clause, const GeneralText& general, std::string_view operatorKey)
{
    if (clause.operatorKey != operatorKey || (clause.tasks & general.task) == 0)
        return false;
    switch (clause.needs) {
    case Needs::LongWork: return !general.isShortWork;
    case Needs::Narrative: return general.isNarrative;
    case Needs::List: return general.isList;
    case Needs::Program: return general.isProgram;
    default: return true;
    }
}

std::vector<std::string> openClauses(std::string_view text, const GeneralText& general, std::string_view operatorKey)
{
    const auto taken = heardClauses(text, general.language).families;
    std::vector<std::string> open;
    for (const Clause& clause : generalCatalogueOf(general.language).clauses)
        if (suits(clause, general, operatorKey) && std::find(taken.begin(), taken.end(), clause.family) == taken.end())
            open.push_back(clauseText(clause, general));
    return open;
}

bool isWordEnd(std::string_view text, std::size_t at)
{
    if (at >= text.size() || std::string_view(".,;:!?").find(text[at]) != std::string_view::npos)
        return true;
    // "a company logo" must stay; "a company that sells" may change.
    static constexpr auto next = std::to_array<std::string_view>({" that ", " who ", " which ", " with ", " to ", " for ", " in ", " on ", " at ", " and ",
        " by ", " during ", " when ", " can ", " about ", " is ", " using "});
    return std::any_of(next.begin(), next.end(), [&](std::string_view word) { return text.substr(at).starts_with(word); });
}

/// Replaces the first general term of the running text; empty where there is none.
std::string madeSpecific(const std::string& text, const GeneralText& general)
{
    const std::size_t prose = std::min({text.find('\n'), text.find('`'), text.find('"'), text.find("“"), text.size()});
    std::size_t best = std::string::npos;
    const Specific* chosen = nullptr;
    for (const Specific& specific : generalCatalogueOf(general.language).specifics) {
        const std::size_t at = text.find(" " + std::string(specific.general));
        const std::size_t end = at == std::string::npos ? at : at + 1 + specific.general.size();
        if (at < best && end <= prose && isWordEnd(text, end)) {
            best = at;
            chosen = &specific;
        }
    }
    if (!chosen)
        return {};
    // "Recommend a movie" leaves the choice to the answer.
    const std::size_t space = text.rfind(' ', best - 1);
    const std::string verb = best == 0 ? "" : text.substr(space == std::string::npos || space >= best ? 0 : space + 1, best - (space == std::string::npos || space >= best ? 0 : space + 1));
    static constexpr auto choosing = std::to_array<std::string_view>({"ecommend", "uggest", "enerate", "reate", "rite", "ake", "esign", "ind", "ame", "ick", "hoose", "elect", "lan", "ive"});
    if (std::any_of(choosing.begin(), choosing.end(), [&](std::string_view end) { return std::string_view(verb).ends_with(end); }))
        return {};
    // "children" alone is a general term, "the children" of the text are not.
    const std::string_view before = std::string_view(text).substr(0, best);
    const bool isBare = !chosen->general.starts_with("a ") && !chosen->general.starts_with("an ");
    if (isBare && !before.ends_with(" for") && !before.ends_with(" to") && !before.ends_with(" can"))
        return {};
    return std::string(before) + " " + std::string(chosen->specific) + text.substr(best + 1 + chosen->general.size());
}

std::string freshText(const std::string& text, const GeneralText& general, SeededChoice& choice)
{
    std::vector<const FreshInstruction*> suited;
    for (const FreshInstruction& fresh : generalCatalogueOf(general.language).fresh)
        if ((fresh.tasks & general.task) != 0)
            suited.push_back(&fresh);
    if (suited.empty())
        return text;
    const FreshInstruction& fresh = *suited[choice.below(suited.size())];
    std::string result(fresh.text);
    if (!fresh.x.empty())
        result = replacedAll(result, "[x]", fresh.x[choice.below(fresh.x.size())]);
    if (!fresh.y.empty())
        result = replacedAll(result, "[y]", fresh.y[choice.below(fresh.y.size())]);
    // A long instruction deserves a sibling of about its own length.
    static constexpr auto keys = std::to_array<std::string_view>({"add_constraints", "deepen", "concretize"});
    const std::size_t extra = std::min<std::size_t>(text.size() / 160, keys.size());
    const GeneralText analysed = analyseText(result);
    for (std::size_t i = 0; i < extra; ++i) {
        const auto open = openClauses(result, analysed, keys[i]);
        if (!open.empty())
            result = withSentence(result, open[choice.below(open.size())], analysed);
    }
    return result;
}

std::string outlineOf(const GeneralText& general)
{
    for (const AnswerOutline& outline : generalCatalogueOf(general.language).outlines)
        if ((outline.tasks & general.task) != 0)
            return std::string(outline.text);
    return {};
}

/// The beginning of a text on one line, cut between characters.
std::string startOf(std::string_view text)
{
    std::string start;
    std::size_t count = 0;
    for (std::size_t position = 0; position < text.size() && count < 40; ++count) {
        const std::size_t from = position;
        const char32_t c = nextCodePoint(text, position);
        if (c == '\n' || c == '\r')
            break;
        if (c >= 0x20 && c != '"' && c != 0xFFFD)
            start += text.substr(from, position - from);
    }
    return start;
}

} // namespace

const GeneralCatalogue& generalCatalogueOf(Language language)
{
    static const GeneralCatalogue english = makeEnglishGeneralCatalogue();
    static const GeneralCatalogue chinese = makeChineseGeneralCatalogue();
    static const GeneralCatalogue japanese = makeJapaneseGeneralCatalogue();
    switch (language) {
    case Language::Chinese: return chinese;
    case Language::Japanese: return japanese;
    default: return english;
    }
}

std::string withoutPromptWords(std::string text)
{
    static constexpr auto phrases = std::to_array<std::string_view>({"given prompt", "rewritten prompt", "created prompt"});
    const auto isSame = [](char left, char right) { return (left >= 'A' && left <= 'Z' ? left | 0x20 : left) == right; };
    for (const std::string_view phrase : phrases) {
        auto from = text.begin();
        while ((from = std::search(from, text.end(), phrase.begin(), phrase.end(), isSame)) != text.end()) {
            const auto word = from + static_cast<std::ptrdiff_t>(phrase.find(' ') + 1);
            const std::string replacement = "text  ";
            std::copy(replacement.begin(), replacement.begin() + 4, word);
            from = text.erase(word + 4, word + 6);
        }
    }
    return text;
}

std::string rewriteText(const std::string& text, std::string_view operatorKey, SeededChoice& choice)
{
    const GeneralText general = analyseOwnText(text);
    if (general.language == Language::Other || !general.isSentence || !isCleanText(text))
        return text;
    if (operatorKey == "breadth")
        return freshText(text, general, choice);
    if (operatorKey == "concretize") {
        std::string specific = madeSpecific(text, general);
        if (!specific.empty())
            return withoutPromptWords(std::move(specific));
    }
    static constexpr auto known = std::to_array<std::string_view>({"add_constraints", "concretize", "increase_reasoning", "complicate_input"});
    const bool isKnown = std::find(known.begin(), known.end(), operatorKey) != known.end();
    const auto open = openClauses(std::string_view(text).substr(0, compared), general, isKnown ? operatorKey : "deepen");
    if (open.empty())
        return text;
    return withoutPromptWords(withSentence(text, open[choice.below(open.size())], general));
}

std::string answerText(std::string_view text, std::string_view context)
{
    const GeneralText general = analyseOwnText(text);
    const GeneralCatalogue& catalogue = generalCatalogueOf(general.language);
    std::string topic;
    if (isCleanText(text.substr(0, compared)))
        for (const std::string& word : general.topicWords)
            topic += (topic.empty() ? "" : ", ") + word;
    if (topic.empty())
        topic = catalogue.noTopic;
    std::string answer = std::string(catalogue.heading) + "\n";
    const std::string start = startOf(context);
    if (!start.empty())
        answer += replacedAll(std::string(catalogue.withContext), "[start]", start) + "\n";
    answer += replacedAll(replacedAll(outlineOf(general), "[topic]", topic), "[work]", general.work);
    return withoutPromptWords(std::move(answer));
}

bool gainsOver(std::string_view parent, std::string_view child)
{
    constexpr std::size_t most = 20'000;
    auto before = wordsOf(parent.substr(0, compared), most);
    auto after = wordsOf(child.substr(0, compared), most);
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    std::vector<std::string> added;
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(added));
    // One or two new words are a rewording; a requirement takes more.
    return added.size() >= 3;
}

int difficultyOfText(std::string_view text)
{
    const std::size_t words = wordsOf(text.substr(0, compared), 5000).size();
    const GeneralText general = analyseOwnText(text);
    std::size_t points = 1 + std::min<std::size_t>(words / 18, 5);
    points += heardClauses(text.substr(0, compared), general.language).families.size();
    points += general.task == Code || general.task == WordProblem ? 1 : 0;
    return static_cast<int>(std::clamp<std::size_t>(points, 1, 10));
}

} // namespace evol::builtin
