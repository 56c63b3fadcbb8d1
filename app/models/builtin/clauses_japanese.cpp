// SPDX-License-Identifier: GPL-3.0-or-later
// What rewrites of general Japanese text add, new instructions and outlines. Constant tables, any thread.
#include "models/builtin/general_clauses.h"

namespace evol::builtin {

namespace {

constexpr std::string_view constraints = "add_constraints";
constexpr std::string_view deepen = "deepen";
constexpr std::string_view concretize = "concretize";
constexpr std::string_view reasoning = "increase_reasoning";
constexpr std::string_view input = "complicate_input";
constexpr unsigned prose = Explain | Ideas | Document;

std::vector<Clause> japaneseClauses()
{
    return {
        {constraints, prose, "length", "全体を二百字以内に収め、同じ論点を繰り返さないでください。"},
        {constraints, prose, "audience", "この話題に初めて触れる小学六年生に向けて書いてください。"},
        {constraints, prose | Creative, "words", "「とても」「非常に」「重要」という言葉は使わないでください。"},
        {constraints, Explain | Document, "end", "最後に「つまり」で始まる一文で要点をまとめてください。"},
        {constraints, Ideas, "count", "ちょうど五つ挙げ、実行しやすい順に並べてください。"},
        {constraints, Creative, "senses", "少なくとも一つの音と一つの匂いを入れ、感情を直接書かないでください。"},
        {constraints, Transform, "names", "元の文の人名、数字、引用はそのまま残してください。"},
        {constraints, Transform, "size", "最後に、元の文と結果の文字数を一行で記してください。"},
        {constraints, Classify, "certainty", "確信の度合いを百分率で示し、理由を一文で添えてください。"},
        {constraints, Classify, "quote", "判断の根拠とした語句を、かぎ括弧で引用してください。"},
        {constraints, Code, "library", "標準ライブラリだけを使い、空の入力も正しく扱ってください。"},
        {constraints, Code, "tests", "異常な入力を一つ含む三つのテストケースを付けてください。"},
        {constraints, WordProblem, "units", "途中の結果にはすべて単位を付け、手順に番号を振ってください。"},
        {deepen, Explain, "why", "なぜそうなるのか、実際にはどのような影響があるのかも説明してください。"},
        {deepen, Explain, "error", "よくある誤解を一つ挙げ、それがなぜ生まれるのかも示してください。"},
        {deepen, Ideas, "drawback", "それぞれについて、選んだ理由と最大の欠点も述べてください。"},
        {deepen, Ideas, "wrong", "それぞれがふさわしくない場合と、そのときの対応も書いてください。"},
        {deepen, Document, "objection", "読み手が抱きそうな最も強い反論を予想し、それに答えてください。"},
        {deepen, Document | Creative, "note", "最後に、読み手に何を感じてほしいのか、そのための工夫を二文で説明してください。"},
        {deepen, Creative, "works", "また、どこが要になっていて、何を変えると台無しになるのかも説明してください。"},
        {deepen, Transform, "meaning", "そのあと、意味に最も影響した変更とその理由を説明してください。"},
        {deepen, Transform, "reading", "二通りに読める箇所を一つ挙げ、どう判断したかも述べてください。"},
        {deepen, Classify, "feature", "決め手となった特徴と、何が変われば逆の結論になるのかを説明してください。"},
        {deepen, Code, "correct", "その方法がなぜ正しいのか、入力が千倍になるとどうなるのかを説明してください。"},
        {deepen, Code, "errors", "実行時に起こり得るエラーと、それを呼び出し側に伝える方法も論じてください。"},
        {deepen, WordProblem, "double", "最初に与えられた数が二倍だったら答えがどう変わるかも説明してください。"},
        {concretize, prose, "example", "実在の場所、年、人物を挙げた例を一つ加えてください。"},
        {concretize, prose, "case", "読み手は函館で小さな書店を営む林さんだと考えて、内容を合わせてください。"},
        {concretize, Ideas, "people", "土曜日一日と一万円しかない京都の友人四人のためのものとしてください。"},
        {concretize, Creative, "place", "十一月の雨の夜、駅の待合室を舞台にしてください。"},
        {concretize, Creative, "things", "青い自転車、鍵のかかったピアノ、遠くからの手紙を登場させてください。"},
        {concretize, Transform, "use", "結果は金沢の博物館のポスターに印刷されるものとしてください。"},
        {concretize, Classify, "use", "公立図書館の相談窓口で下す判断で、来館者に説明が要るものとしてください。"},
        {concretize, Code, "sample", "五つ以上の値からなる具体的な入力で動作を示し、正確な出力も書いてください。"},
        {concretize, WordProblem, "table", "解く前に、分かっている量と求める量を単位とともに一覧にしてください。"},
        {reasoning, Explain, "compare", "二つの異なる答えを順を追って比べ、どちらに説得力があるかを論じてください。"},
        {reasoning, Explain, "chain", "初めに前提を述べ、そこから一つずつ論点を導き、最も弱い点を指摘してください。"},
        {reasoning, Ideas, "compare", "最も良い二つを費用、手間、危険の面から比べ、どちらを選ぶかを説明してください。"},
        {reasoning, Document | Creative, "decisions", "書き始める前に、迷った点を三つ挙げ、それぞれの判断の理由を示してください。"},
        {reasoning, Document | Creative, "drafts", "書き出しを二通り考えて比べ、採用する方を理由とともに示してください。"},
        {reasoning, Transform, "compare", "二つの案を作り、一文ずつ比べて、どちらが良いかを説明してください。"},
        {reasoning, Classify, "weigh", "賛成と反対の根拠を挙げ、一つずつ検討したうえで決めてください。"},
        {reasoning, Code, "compare", "二つの方法を実行時間と読みやすさで比べ、採用する方の理由を述べてください。"},
        {reasoning, Code, "trace", "小さな入力で手順を追い、各段階の状態を示してください。"},
        {reasoning, WordProblem, "ways", "二通りの方法で解いて結果を比べ、どちらが間違えにくいかを述べてください。"},
        {input, prose, "reader", "次のJSONデータにある読み手に合わせて、深さと例を選んでください。\n\n```json\n{\n  \"読み手\": \"電気工事の見習い\",\n  \"年齢\": 19,\n  \"知識\": [\"百分率\", \"基礎の物理\"],\n  \"読む時間_分\": 4\n}\n```"},
        {input, Ideas, "limits", "次の表にある条件をすべて守ってください。\n\n| 条件 | 値 |\n| --- | --- |\n| 人数 | 4 |\n| 予算（円） | 12000 |\n| 時間 | 6 |"},
        {input, Explain | Document, "points", "次の表の項目を、重みの大きい順に取り上げてください。\n\n| 項目 | 重み |\n| --- | --- |\n| 定義 | 1 |\n| 例 | 3 |\n| 限界 | 2 |"},
        {input, Creative, "figures", "次の表の人物を、上から順に登場させてください。\n\n| 人物 | 望み | 秘密 |\n| --- | --- | --- |\n| 葵 | 鍵 | 手紙 |\n| 直樹 | 静けさ | 借金 |"},
        {input, Transform, "settings", "作業では、次のJSONデータの設定に従ってください。\n\n```json\n{\n  \"一文の最大文字数\": 40,\n  \"改行を残す\": true,\n  \"文体\": \"平明\"\n}\n```"},
        {input, Classify, "costs", "次の表にある誤りの代償を考慮に入れてください。\n\n| 誤り | 代償 |\n| --- | --- |\n| 誤検出 | 1 |\n| 見逃し | 5 |"},
        {input, Code, "sample", "コードは次の形のデータを扱えなければなりません。\n\n```json\n[\n  {\"id\": 7, \"name\": \"Lima\", \"values\": [3, 1, 2]},\n  {\"id\": 9, \"name\": \"Oslo\", \"values\": []}\n]\n```"},
        {input, WordProblem, "table", "答えを書く前に、解く手順で次の表を埋めてください。\n\n| 手順 | 演算 | 結果 | 単位 |\n| --- | --- | --- | --- |\n| 1 | | | |\n| 2 | | | |"},
    };
}

} // namespace

GeneralCatalogue makeJapaneseGeneralCatalogue()
{
    GeneralCatalogue catalogue;
    catalogue.clauses = japaneseClauses();
    catalogue.fresh = {
        {Explain, "[x]の仕組みを、[y]にも分かる言葉で説明してください。", {"潮力発電", "そろばん", "日時計", "点字", "運河の閘門"}, {"十歳の子ども", "退職した船員", "新しい同僚"}},
        {Ideas, "[x]のための、珍しくて実行できる案を五つ、おおよその費用とともに挙げてください。", {"山小屋で過ごす雨の一週間", "初めての水槽", "六人の読書会", "日の当たらないベランダ"}, {}},
        {Document, "[x]が[y]に、あと一週間待ってほしいと頼む短い手紙を書いてください。", {"製本職人", "翻訳者", "合唱団"}, {"急いでいる客", "町の資料館", "大家さん"}},
        {Creative, "[x]が[y]を見つける物語の書き出しを書いてください。", {"夜勤のパン職人", "地図を描く人", "調律師"}, {"干潮のときだけ開く扉", "鏡文字の日記", "明日の写真"}},
        {Transform, "[x]の天気予報を、[y]への連絡文に書き換えてください。", {"北の港町", "高い峠", "瀬戸内の島"}, {"漁師たち", "八歳の子どもたち", "結婚式の客"}},
        {Classify, "「[x]」という主張が事実、好み、定義のどれに関わるかを、理由とともに判定してください。", {"将棋はスポーツである", "トマトは果物である", "沈黙も音楽である"}, {}},
        {Code, "[x]の中で最も長い空白を見つけ、なければゼロを返す[y]のプログラムを書いてください。", {"時間区間の一覧", "ログのディレクトリ", "センサーの測定値の列"}, {"Python", "Go", "JavaScript"}},
    };
    catalogue.outlines = {
        {WordProblem, "この問題は数値では解いていません。内蔵の規則が読めるのは式と自分で作った問題だけで、「[topic]」のような自由な文章は読めません。\n1. 分かっている量を単位とともに書き出します。\n2. 求める量と、それを決める量を書き出します。\n3. 一度に一つずつ計算し、結果の大きさを確かめます。\n推測になるため、ここでは数を示しません。"},
        {Code, "1. 課題：[topic]。\n2. 入力と出力、そして最も小さい例を書き出します。\n3. 空の入力と不正な入力を先に扱い、次に一般の場合を扱います。\n4. 小さい例、空の入力、大きい入力で試します。\n規則だけでは正しさを保証できないため、コードは示しません。"},
        {AnyTask, "1. 主題：[topic]。\n2. まず言葉の意味を述べ、次にそれらの関係を説明します。\n3. 読み手が確かめられる例と、当てはまらない例を一つずつ挙げます。\n4. 最後に、問いに直接答える一文で結びます。\n内蔵の規則は事実を知らないため、具体的な内容は人か言語モデルが補う必要があります。"},
    };
    catalogue.heading = "内蔵の規則（言語モデルなし）による概要：";
    catalogue.withContext = "添えられた入力の冒頭：「[start]」";
    catalogue.noTopic = "元の依頼";
    return catalogue;
}

} // namespace evol::builtin
