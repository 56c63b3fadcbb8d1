// SPDX-License-Identifier: GPL-3.0-or-later
// The lists, and their look-up. One set holds all languages: no word here is content in another of them.
// no, 不, 不是, 没有, はい and いいえ are left out: they answer a question. The pieces into which ICU cuts
// Japanese verbs ("し", "まっ") and the phrases that it keeps whole ("我是") are words too. Any thread.
#include "evolution/rules/stop_words.h"

#include "evolution/words.h"

#include <string>
#include <unordered_set>

namespace evol {
namespace {

constexpr std::string_view english = R"(
    a an the
    i me my mine myself we us our ours ourselves you your yours yourself yourselves
    he him his himself she her hers herself it its itself they them their theirs themselves
    what which who whom whose this that these those
    am is are was were be been being have has had having do does did doing done
    will would shall should can could may might must
    and but or nor if because as while until although though unless since than
    of at by for with about against between among into onto through during before after above below
    to from up upon down in out on off over under within without toward towards
    again further then once here there when where why how
    all any both each few more most other others another some such
    not only own same so too very just also even ever now yet still
    i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll
    we're we've we'd we'll they're they've they'd they'll
    that's that'd that'll there's here's what's who's where's how's let's should've could've would've
    ain't aren't can't cannot couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't
    needn't shan't shouldn't wasn't weren't won't wouldn't
)";

constexpr std::string_view chinese = R"(
    的 地 得 之 了 着 著 过 過 所 者
    我 你 您 他 她 它 牠 祂 我们 我們 你们 你們 您们 他们 他們 她们 她們 它们 它們 咱 咱们 咱們
    自己 自身 本人 本身 大家 人家 别人 別人 我的 你的 您的 他的 她的 它的
    这 這 那 哪 这个 這個 那个 那個 哪个 哪個 这些 這些 那些 哪些 这里 這裡 這裏 那里 那裡 哪里 哪裡
    这儿 那儿 哪儿 这样 這樣 那样 那樣 这么 這麼 那么 那麼 怎么 怎麼 怎样 怎樣 如何 什么 什麼 为什么 為什麼
    谁 誰 何 几 幾 多少 此 该 該 其 某 某个 某些 各 各个 各種 每 每个 每個 另 另外 其他 其它 其余 其中
    是 为 為 有 在 于 於 会 會 能 能够 能夠 可 可以 要 应 應 应该 應該 应当 必须 必須 需 得以 被 让 讓 使 使得 给 給
    和 与 與 及 以及 并 並 并且 並且 而 而且 或 或者 或是 还是 還是 但 但是 可是 不过 不過 然而 却 卻 只是
    因 因为 因為 由于 由於 所以 因此 因而 于是 於是 从而 從而 既 既然 如 如果 假如 若 要是 倘若 虽 雖 虽然 雖然 尽管 儘管
    即使 即便 哪怕 无论 無論 不论 不論 不管 只要 只有 除非 除了 除 以 以便 以免 为了 為了 而是 不仅 不僅 不但 不只
    从 從 自 自从 自從 由 向 往 朝 到 至 对于 對於 关于 關於 按 按照 根据 根據 依照 依据 通过 通過 经过 經過 随 随着 隨著
    把 将 將 用 比 跟 同 当 當 当中 之间 之間 之后 之後 之前 之中 之一 上 下 里 裡 裏 中 内 內 外 前 后 後 间 間 时 時
    很 非常 十分 太 更 更加 最 较 較 比较 比較 极 極 极其 极为 相当 相當 稍 稍微 都 全 全都 也 还 還 又 再 再次 就 才 只 仅 僅
    已 已经 已經 曾 曾经 曾經 正 正在 将要 即 即将 便 则 則 乃 且 甚至 尤其 特别 特別 总 總 总是 往往 常 常常 经常 一直 仍 仍然
    一 一个 一個 一些 一种 一種 一样 一樣 一般 一定 一切 个 個 些 种 種 们 們 等 等等 例如 比如 譬如 即是 也就是 就是 也是 都是
    我是 你是 您是 他是 她是 它是 这是 這是 那是 我有 你有 他有 她有 我在 你在 他在 她在 我要 我也 我还 我還 你我
    还有 還有 也有 都有 就有 只能 只会 只會 已是 已有 又是 仍是 仍有 便是 便有 则是 則是 正是 或有 但有 所有 有些 有的 有着 有著 有时 有時
    何时 何時 为何 為何 为此 為此 如此 由此 从此 從此 在此 除此 此外 此时 此時 这时 這時 那时 那時 这种 這種 那种 那種 同时 同時
    以上 以下 以前 以后 以後 以及其 以内 以外 其一 其后 其後 其间 之于 之上 之下 至于 至於 总之 總之 即可 需要 仅仅 僅僅 一一
    因此而 如果有的话 如果有 的话 的是 了一 为一
    啊 吗 嗎 呢 吧 呀 哦 喔 噢 哇 啦 嘛 么 麼 嘿 哈 哎 唉 嗯 呵 哟 喲 罢了 而已 似的 一下
)";

constexpr std::string_view japanese = R"(
    の に は を が と も へ や で か ね よ ぞ さ わ な し て た だ ば から まで より など ほど くらい ぐらい
    だけ しか ばかり のみ こそ さえ すら でも とも やら ずつ って のは のが のを のに ので には では とは へは
    からは までは よりは についての について によって により による に対して に対する において における として
    としての とともに に関して に関する にとって のため のために のような のように
    です ます でした ました でしょう だろう だった である であり であった であって ではない ではありません でして まして
    じゃ じゃない ません ない なく なくて なかった なければ ず ぬ ん たい たく たり れる られる せる させる
    れ られ せ させ う よう ようだ ような ように ようです そう そうだ そうです らしい みたい みたいな べき はず わけ つもり
    する した して します しました している しています していた すれ すれば しよう され される された されて されている
    いる い いた いて います いました おり おります ある あり あった あって あります ありました なる なり なった なって なります
    できる でき できた できます くる きた いく いった みる みた おく しまう しまった くれる くれた もらう いただく ください
    くださり こと もの ところ とき ため うち まま ほう 事 物 時 為 者 等
    これ それ あれ どれ この その あの どの ここ そこ あそこ どこ こちら そちら あちら どちら こう ああ どう
    こんな そんな あんな どんな これら それら あれら
    私 わたし 僕 ぼく 俺 あなた 君 彼 彼女 彼ら 私たち 私達 我々 あなたたち 自分 誰 だれ 何 なに なん いつ なぜ
    そして また および 及び または 又は しかし だが けれど けれども けど しかも さらに なお ただし ただ もし すると
    それで それでは それから そのため したがって だから なので ですから ところで つまり すなわち 例えば たとえば
    とても もっと 最も もう まだ すでに 既に ちょうど やはり やっぱり まず 次に
    さん ちゃん くん 様 たち 達 ら
    えー ええと まあ さあ ねえ
    ま しょ しょう せん す あっ ろう っ け く べ き さい くだ り ありま しま いま み なか まっ てい そうですね これから
)";

// Chinese and Japanese say yes with the verb of the question; the whole response is one of these.
constexpr std::string_view shortAnswers = R"(
    是 是的 有 有的 会 會 会的 會的 能 能够 能夠 可 可以 可以的 要 需要 应该 應該 必须 必須
    ある あります いる います できる できます する します なし ない ありません できません しません いません なります
    そう そうだ そうです そうですね
)";

using WordSet = std::unordered_set<std::string_view>;

template <std::size_t Count>
WordSet wordSet(const std::array<std::string_view, Count> &lists)
{
    constexpr std::string_view separators = " \n";
    WordSet set;
    for (const std::string_view list : lists) {
        for (std::size_t start = list.find_first_not_of(separators); start != std::string_view::npos;) {
            const std::size_t end = list.find_first_of(separators, start);
            set.insert(list.substr(start, end - start));
            start = list.find_first_not_of(separators, end);
        }
    }
    return set;
}

} // namespace

std::array<std::string_view, 3> stopWordLists()
{
    return {english, chinese, japanese};
}

bool isStopWord(std::string_view word)
{
    static const WordSet stopWords = wordSet(stopWordLists());

    constexpr std::size_t longest = 64; // bytes; a segment can be the whole text
    if (word.size() > longest)
        return false;
    constexpr std::string_view typographicApostrophe = "’";
    std::string plain = lowerCased(word);
    if (const std::size_t offset = plain.find(typographicApostrophe); offset != std::string::npos) {
        plain[offset] = '\'';
        plain.erase(offset + 1, typographicApostrophe.size() - 1);
    }
    return stopWords.contains(plain);
}

bool isShortAnswer(std::string_view response)
{
    static const WordSet answers = wordSet(std::array{shortAnswers});
    return answers.contains(response);
}

} // namespace evol
