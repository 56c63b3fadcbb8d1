// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "tests/bench/synthetic_text.h"

#include <algorithm>
#include <sstream>

namespace evol::bench {

namespace {

constexpr std::size_t vocabularySize = 30'000;

constexpr const char *commonWords =
    "the of and to a in is that for it as with be on are this by from or an at which you your not can will if "
    "each use how what their more all one have has should using given when where explain write list describe "
    "provide example between number problem answer steps must include than into about other time data find "
    "create following function value any some these only first two three value text sentence compare between "
    "calculate reason why because while without such most same different many new way used make take into over "
    "people system result total order state set question story article summary analysis code program python "
    "list table word words language model method process equation price cost distance speed hours minutes days "
    "weeks percent probability triangle circle area volume water energy heat force light plant animal cell human "
    "health food recipe ingredients city country history war culture music film book author poem character "
    "company market customer product service team project plan budget strategy risk policy law government school "
    "student teacher course exam research study theory experiment evidence argument paragraph essay letter email "
    "message user website page design color image size shape pattern sequence algorithm input output string array "
    "integer variable loop condition error test case edge memory network server database query index search sort "
    "graph tree node path depth breadth constraint requirement limit maximum minimum average sum difference product "
    "ratio fraction decimal digit prime factor multiple square root power matrix vector angle line point plane";

constexpr std::string_view chineseCharacters =
    "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同"
    "么经法当起与好看学进种将还分此心前面又定见只主没公从今回很己最但现前些所同手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其"
    "进此话常与活正感数题解答请写出文章步骤模型语言问计算机程序函数输入输出结果原因分析比较说明例如条件证明概率面积体积距离速度时间价格总和平均";

constexpr std::string_view japaneseCharacters =
    "のにはをたがでてとしれさあるいるもするからなこととしてよってついて文章問題計算答え説明手順例方法言語関数入力出力結果理由分析比較条件証明確率面積体積距離速"
    "度時間値段合計平均書いてくださいどのようにまたそのこれプログラムデータモデルシステムユーザーアルゴリズムテスト作成使用考える場合必要次数学日本語東京都市歴史文化";

std::vector<std::string_view> charactersOf(std::string_view text)
{
    std::vector<std::string_view> characters;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            ++end;
        characters.push_back(text.substr(at, end - at));
        at = end;
    }
    return characters;
}

std::string rareWord(std::size_t number)
{
    static const char *const syllables[] = {"ba", "cor", "din", "el", "far", "gon", "his", "ist", "jan", "kel", "lum", "mor",
                                            "nex", "or", "pra", "qui", "rad", "sil", "tor", "ul", "ven", "wex", "yar", "zin"};
    std::string word;
    for (std::size_t rest = number + 24; rest > 0; rest /= 24)
        word += syllables[rest % 24];
    return word;
}

} // namespace

SyntheticText::SyntheticText(std::uint64_t seed) : m_state(seed)
{
    std::istringstream words(commonWords);
    for (std::string word; words >> word;)
        m_vocabulary.push_back(word);
    for (std::size_t i = 0; m_vocabulary.size() < vocabularySize; ++i)
        m_vocabulary.push_back(rareWord(i));
    double sum = 0;
    for (std::size_t rank = 0; rank < m_vocabulary.size(); ++rank)
        m_shares.push_back(sum += 1.0 / (static_cast<double>(rank) + 3)); // Zipf and Mandelbrot
}

std::uint64_t SyntheticText::below(std::uint64_t bound)
{
    std::uint64_t z = m_state += 0x9E3779B97F4A7C15u; // splitmix64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % bound;
}

bool SyntheticText::chance(double probability)
{
    return static_cast<double>(below(1'000'000)) < probability * 1'000'000;
}

SyntheticText::Language SyntheticText::language()
{
    const std::uint64_t choice = below(100);
    return choice < 90 ? Language::English : choice < 96 ? Language::Chinese : Language::Japanese;
}

std::string SyntheticText::text(Language language, int words)
{
    static const auto chinese = charactersOf(chineseCharacters), japanese = charactersOf(japaneseCharacters);
    switch (language) {
    case Language::Chinese:
        return withoutSpaces(chinese, words * 3 / 2);
    case Language::Japanese:
        return withoutSpaces(japanese, words * 2);
    default:
        return english(words);
    }
}

std::string_view SyntheticText::word()
{
    const double share = m_shares.back() * static_cast<double>(below(1'000'000'007)) / 1'000'000'007.0;
    const auto found = std::upper_bound(m_shares.begin(), m_shares.end(), share);
    return m_vocabulary[std::min(static_cast<std::size_t>(found - m_shares.begin()), m_vocabulary.size() - 1)];
}

std::string SyntheticText::english(int words)
{
    std::string text;
    bool starts = true;
    for (int left = words; left > 0; --left) {
        if (!text.empty())
            text += ' ';
        const std::size_t at = text.size();
        if (below(30) == 0)
            text += std::to_string(below(2000));
        else
            text += word();
        if (starts && text[at] >= 'a')
            text[at] = static_cast<char>(text[at] - 'a' + 'A');
        starts = left == 1 || below(14) == 0;
        if (starts)
            text += below(5) == 0 ? "?" : ".";
        else if (below(12) == 0)
            text += ',';
    }
    return text;
}

std::string SyntheticText::withoutSpaces(const std::vector<std::string_view> &characters, int count)
{
    std::string text;
    for (int i = 1; i <= count; ++i) {
        // Some characters are much more common than others.
        text += characters[std::min(below(characters.size()), below(characters.size()))];
        if (i == count || below(22) == 0)
            text += "。";
        else if (below(14) == 0)
            text += "，";
    }
    return text;
}

} // namespace evol::bench
