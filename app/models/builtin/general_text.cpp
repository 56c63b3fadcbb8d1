// SPDX-License-Identifier: GPL-3.0-or-later
// Keyword rules over the beginning of a text. Any thread.
#include "models/builtin/general_text.h"

#include <algorithm>
#include <array>
#include <span>

namespace evol::builtin {

namespace {

// Instructions say what they want early on; the rest is data.
constexpr std::size_t looked = 1500;

using Words = std::span<const std::string_view>;

std::string lowered(std::string_view text)
{
    std::string result = " ";
    for (const char c : text) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) || c == '+' || c == '#';
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        if (isLetter)
            result.push_back(lower);
        else if (result.back() != ' ')
            result.push_back(' ');
    }
    return result.back() == ' ' ? result : result + " ";
}

bool hasAny(const std::string& text, Words words)
{
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

int numberCount(std::string_view text)
{
    int count = 0;
    bool inside = false;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        count += digit && !inside ? 1 : 0;
        inside = digit;
    }
    return count;
}

Task englishTask(const std::string& text, std::string_view original)
{
    static constexpr auto code = std::to_array<std::string_view>({" python ", " javascript ", " java ", " c++ ", " c# ", " sql ", " code ",
        " coding ", " regex ", " regular expression ", " algorithm ", " css ", " matlab ", " script in ", " shell script ",
        " bash ", " write a program ", " write a function ", " api ", " computer program ", " react ", " rust ", " linked list "});
    static constexpr auto quantity = std::to_array<std::string_view>({" how many ", " how much ", " how far ", " how long ", " what is the total ",
        " calculate ", " percent "});
    static constexpr auto classify = std::to_array<std::string_view>({" classify ", " detect ", " categorize ", " determine whether ", " true or false ",
        " which of the following ", " tell me if ", " tell me whether ", " predict whether ", " choose the ", " select the ", " identify ",
        " verify ", " is a spam ", " whether the ", " what category ", " label ", " fact checking ", " is it true ", " is there any bias ",
        " analyze the sentences ", " does the ", " sentiment ", " satisfied or "});
    static constexpr auto transform = std::to_array<std::string_view>({" rewrite ", " translate ", " summarize ", " summarise ", " paraphrase ", " convert ",
        " converting ", " replace ", " correct the ", " edit ", " extract ", " rephrase ", " simplify ", " complete the ", " fill in ", " expand ",
        " reverse ", " sort the ", " arrange ", " reorder ", " remove ", " add comments ", " parse ", " link all ", " transform ", " re write ", " turn the ",
        " sort ", " find the misspelling ", " tags of ", " synonyms of ", " make the following ", " summarization "});
    static constexpr auto creative = std::to_array<std::string_view>({" story ", " poem ", " haiku ", " joke ", " song ", " lyrics ", " scene ",
        " dialogue ", " conversation ", " proverb ", " riddle ", " spells ", " metaphor ", " slogan ", " rap ", " tale ", " novel ", " limerick ",
        " short stories ", " puzzle "});
    static constexpr auto document = std::to_array<std::string_view>({" email ", " letter ", " essay ", " article ", " report ", " review ", " speech ",
        " blog ", " post ", " product description ", " advertisement ", " resume ", " paragraph ", " survey ", " cover letter ", " memo ", " title ",
        " headline ", " statement ", " business plan ", " announcement ", " caption "});
    static constexpr auto ideas = std::to_array<std::string_view>({" list ", " brainstorm ", " suggest ", " come up with ", " recommend ", " ideas ",
        " give me some ", " give some ", " give an example ", " give three ", " give two ", " give five ", " plan ", " checklist ", " recipe ", " itinerary ", " budget ", " menu ", " suggestions ",
        " name three ", " name five ", " name two ", " tips ", " ways to ", " some games "});
    static constexpr auto explain = std::to_array<std::string_view>({" explain ", " describe ", " why ", " how would ", " how do ", " how can "});
    static constexpr auto lookup = std::to_array<std::string_view>({" find ", " who ", " when ", " where ", " in which year ", " answer the following ",
        " output the ", " output none ", " definition ", " multiple choice ", " return the ", " what is the relation ", " fourth word ", " in what year ",
        " which country ", " how many ", " capital of ", " solve ", " solving ", " evaluate the ", " compute ", " simplify ", " differentiate ", " math problem ", " answer a math question ", " grammatical ", " address of "});
    const auto startsWithAny = [&](Words words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
    };
    if (hasAny(text, code))
        return Code;
    if (numberCount(original) >= 2 && hasAny(text, quantity))
        return WordProblem;
    if (startsWithAny(explain))
        return Explain;
    if (startsWithAny(lookup) || hasAny(text, std::span(lookup).subspan(4)))
        return Lookup;
    if (hasAny(text, classify))
        return Classify;
    if (hasAny(text, transform))
        return Transform;
    if (hasAny(text, creative))
        return Creative;
    if (hasAny(text, document))
        return Document;
    return hasAny(text, ideas) ? Ideas : Explain;
}

Task easternTask(const std::string& text, std::string_view original)
{
    static constexpr auto code = std::to_array<std::string_view>({"代码", "编程", "写程序", "写一个程序", "编写一段程序", "python", "Python", "SQL", "Java", "プログラムを", "コードを", "関数を",
        "正则表达式", "函数来", "编写一个函数", "正規表現"});
    static constexpr auto quantity = std::to_array<std::string_view>({"多少", "几个", "いくつ", "何個"});
    static constexpr auto classify = std::to_array<std::string_view>({"分类", "判断", "识别", "是否", "选择正确", "选择给定", "检测", "属于", "分類", "判定", "選択", "選んで", "かどうか"});
    static constexpr auto transform = std::to_array<std::string_view>({"改写", "翻译", "总结", "概括", "转换", "替换", "修改", "提取", "重写", "改成", "改为", "排序", "排列",
        "编辑", "补全", "填空", "分离", "合并", "翻訳", "要約", "書き換え", "変換", "抽出", "並べ替え", "言い換え", "将以下"});
    static constexpr auto creative = std::to_array<std::string_view>({"故事", "诗", "笑话", "歌词", "对话", "小说", "俳句", "谜语", "口号", "座右铭", "物語", "詩", "冗談", "歌詞", "会話"});
    static constexpr auto document = std::to_array<std::string_view>({"邮件", "信", "文章", "作文", "报告", "评论", "演讲", "广告", "简历", "段落", "声明", "描述性", "メール", "手紙",
        "記事", "レポート", "作文"});
    static constexpr auto ideas = std::to_array<std::string_view>({"列举", "列出", "建议", "推荐", "提出", "给出", "计划", "清单", "方法", "食谱", "三个", "五个", "挙げて", "提案", "計画",
        "リスト", "アイデア"});
    static constexpr auto explain = std::to_array<std::string_view>({"描述", "解释", "说明", "阐述", "介绍", "为什么", "什么是", "请解释", "请描述", "请介绍", "なぜ", "どうして"});
    static constexpr auto compute = std::to_array<std::string_view>({"计算", "求", "解方程", "解决方程"});
    static constexpr auto making = std::to_array<std::string_view>({"写", "撰", "拟", "编", "创作", "生成", "创建", "创造", "构建", "构造", "讲", "設", "書", "作っ", "作り", "作成"});
    const auto startsWithAny = [&](Words words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
    };
    const bool makes = hasAny(text, making);
    if (hasAny(text, code))
        return Code;
    if (numberCount(original) >= (startsWithAny(compute) ? 1 : 2) && (hasAny(text, quantity) || startsWithAny(compute)))
        return WordProblem;
    if (startsWithAny(explain))
        return Explain;
    if (hasAny(text, classify))
        return Classify;
    if (hasAny(text, transform))
        return Transform;
    if (makes && hasAny(text, creative))
        return Creative;
    if (makes && hasAny(text, document))
        return Document;
    return hasAny(text, ideas) ? Ideas : Explain;
}

struct Work {
    std::string_view word;
    Task task;
    bool isNarrative;
    bool isShort;
};

/// The thing a text asks for is the first one named after a verb of making.
void findWork(const std::string& text, GeneralText& general)
{
    static constexpr auto works = std::to_array<Work>({{"story", Creative, true, false}, {"scene", Creative, true, false}, {"dialogue", Creative, true, false},
        {"conversation", Creative, true, false}, {"tale", Creative, true, false}, {"poem", Creative, false, false}, {"haiku", Creative, false, true}, {"joke", Creative, false, true},
        {"song", Creative, false, false}, {"lyrics", Creative, false, false}, {"proverb", Creative, false, true}, {"riddle", Creative, false, true}, {"metaphor", Creative, false, true},
        {"slogan", Creative, false, true}, {"email", Document, false, false}, {"letter", Document, false, false}, {"essay", Document, false, false}, {"article", Document, false, false},
        {"report", Document, false, false}, {"review", Document, false, false}, {"speech", Document, false, false}, {"description", Document, false, false},
        {"paragraph", Document, false, false}, {"survey", Document, false, false}, {"title", Document, false, true}, {"headline", Document, false, true}, {"sentence", Document, false, true},
        {"phrase", Document, false, true}, {"word", Document, false, true}, {"list", Ideas, false, false}, {"plan", Ideas, false, false}, {"checklist", Ideas, false, false},
        {"recipe", Ideas, false, false}, {"menu", Ideas, false, false}, {"budget", Ideas, false, false}, {"summary", Transform, false, false}, {"function", Code, false, false},
        {"program", Code, false, false}, {"script", Code, false, false}, {"query", Code, false, true}, {"question", Document, false, true}, {"limerick", Creative, false, true},
        {"statement", Document, false, false}, {"advertisement", Document, false, false}});
    static constexpr auto verbs = std::to_array<std::string_view>({" write ", " create ", " generate ", " compose ", " make ", " give ", " tell ", " design ",
        " draft ", " construct ", " develop ", " produce ", " need to write ", " craft "});
    std::size_t from = std::string::npos;
    for (const std::string_view verb : verbs)
        if (const std::size_t at = text.find(verb); at != std::string::npos)
            from = std::min(from, at + verb.size() - 1);
    if (from == std::string::npos)
        return;
    // Only the object of that verb counts, not something mentioned at the end of a long sentence.
    const std::string near = text.substr(from, 48);
    std::size_t first = std::string::npos;
    Task task = general.task;
    for (const Work& work : works) {
        const std::size_t at = near.find(" " + std::string(work.word) + " ");
        if (at >= first)
            continue;
        const std::string before = near.substr(0, at + 1);
        // "write a title for the article": what follows a preposition is not the thing itself.
        if (before.find(" for ") != std::string::npos || before.find(" of ") != std::string::npos || before.find(" the following ") != std::string::npos
            || before.find(" in ") != std::string::npos || before.find(" to ") != std::string::npos)
            continue;
        first = at;
        general.work = work.word;
        general.isNarrative = work.isNarrative;
        general.isShortWork = work.isShort;
        task = work.task;
    }
    constexpr unsigned replaced = Explain | Ideas | Document | Creative;
    const bool isPlainMaking = task != Code && task != Transform;
    if (first != std::string::npos && (general.task & replaced) != 0 && isPlainMaking)
        general.task = task;
}

bool startsAsQuestion(const std::string& text)
{
    static constexpr auto starts = std::to_array<std::string_view>({" what ", " why ", " how ", " when ", " where ", " who ", " which ", " whose ", " is ",
        " are ", " was ", " were ", " do ", " does ", " did ", " can ", " could ", " will ", " would ", " should ", " has ", " have ", " may ", " what's ", " whats ", " am ", " whom "});
    return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

bool isStopWord(const std::string& word)
{
    static constexpr auto words = std::to_array<std::string_view>({
        "about", "add", "after", "all", "also", "an", "and", "answer", "any", "are", "as", "ask", "at", "be",
        "because", "been", "before", "between", "both", "brainstorm", "but", "by", "can", "cannot", "classify",
        "come", "compare", "construct", "convert", "could", "create", "describe", "design", "detect", "did", "do",
        "does", "each", "edit", "either", "etc", "even", "ever", "every", "example", "examples", "explain", "find",
        "following", "for", "from", "generate", "get", "give", "given", "has", "have", "he", "help", "her", "here",
        "his", "how", "identify", "if", "in", "input", "into", "is", "it", "its", "just", "let", "lets", "like",
        "list", "make", "many", "may", "me", "might", "more", "most", "much", "must", "my", "name", "need",
        "neither", "never", "new", "no", "not", "of", "ok", "on", "one", "only", "or", "other", "our", "output",
        "please", "provide", "really", "rewrite", "same", "say", "shall", "she", "should", "so", "some", "sorry",
        "step", "still", "such", "suggest", "tell", "than", "that", "the", "their", "them", "then", "there",
        "these", "they", "this", "three", "to", "two", "up", "use", "using", "very", "want", "was", "we", "went",
        "were", "what", "when", "where", "which", "while", "why", "will", "with", "within", "without", "would",
        "write", "you", "your"});
    return word.size() < 2 || std::binary_search(words.begin(), words.end(), word);
}

std::vector<std::string> topicWordsOf(std::string_view text, Language language)
{
    std::vector<std::string> topics;
    if (language == Language::English || language == Language::Other) {
        for (std::string& word : wordsOf(text, 200))
            if (!isStopWord(word) && word.size() < 24 && !(word[0] >= '0' && word[0] <= '9') && std::find(topics.begin(), topics.end(), word) == topics.end() && topics.size() < 6)
                topics.push_back(std::move(word));
        return topics;
    }
    // No dictionary of Chinese or Japanese here: the beginning of the instruction stands for its topic.
    std::string start;
    std::size_t count = 0;
    for (std::size_t position = 0; position < text.size() && count < 18; ++count) {
        const std::size_t from = position;
        const char32_t c = nextCodePoint(text, position);
        if (c == '\n' || c == 0x3002 || c == 0xFF1F || c == '?' || c == 0xFF1A || c == ':')
            break;
        start += text.substr(from, position - from);
    }
    if (!start.empty())
        topics.push_back(start);
    return topics;
}

} // namespace

std::vector<std::string> wordsOf(std::string_view text, std::size_t most)
{
    std::vector<std::string> words;
    std::string word;
    char32_t previous = 0;
    std::size_t previousStart = 0;
    const auto finish = [&] {
        if (!word.empty())
            words.push_back(std::move(word));
        word.clear();
    };
    for (std::size_t position = 0; position < text.size() && words.size() < most;) {
        const std::size_t start = position;
        const char32_t c = nextCodePoint(text, position);
        const bool isEast = isHan(c) || isKana(c);
        if (isEast) {
            finish();
            if (previous != 0)
                words.emplace_back(text.substr(previousStart, position - previousStart));
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xC0 && c < 0x2000)) {
            word += text.substr(start, position - start);
        } else if (c >= 'A' && c <= 'Z') {
            word.push_back(static_cast<char>(c + 32));
        } else if (c != '\'' && c != 0x2019) {
            finish();
        }
        previous = isEast ? c : 0;
        previousStart = start;
    }
    finish();
    return words;
}

GeneralText analyseText(std::string_view text)
{
    GeneralText general;
    const std::string_view head = text.substr(0, looked);
    general.language = detectLanguage(text);
    const bool isEnglish = general.language == Language::English;
    const std::string lower = lowered(head);
    general.task = isEnglish ? englishTask(lower, head) : easternTask(std::string(head), head);
    general.isQuestion = startsAsQuestion(lower);
    general.isSentence = wordsOf(head, 20).size() >= (isEnglish ? 3U : 4U);
    general.topicWords = topicWordsOf(head, general.language);
    static constexpr auto several = std::to_array<std::string_view>({" list ", " some ", " ideas ", " ways ", " things ", " suggestions ", " examples ",
        " checklist ", " tips ", " strategies ", " questions ", " games ", " steps "});
    static constexpr auto programs = std::to_array<std::string_view>({" program ", " function ", " script ", " code ", " algorithm ", " class "});
    general.isList = !isEnglish || hasAny(lower, several);
    general.isProgram = !isEnglish || hasAny(lower, programs);
    if (isEnglish)
        findWork(lower, general);
    if (general.work == "answer" && general.task == Document)
        general.work = "text";
    if (general.work == "answer" && general.task == Creative)
        general.work = "piece";
    return general;
}

} // namespace evol::builtin
