// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic problems told in Japanese. Fewer stories than in English, the same operators.
// Constant tables, any thread.
#include "models/builtin/arithmetic_catalogue.h"

namespace evol::builtin {

namespace {

using enum NounClass;

std::vector<FrameText> japaneseFrames()
{
    using enum FrameKind;
    const std::string end = "最後に得られる数はいくつですか。";
    return {
        {Plain, {}, {"[expr]はいくつですか。", "[expr]を計算してください。"}, "式[code]の数値は次の[format]にあります。", {}, "この式の値はいくつですか。", end},
        {ExpressionThings, {Fruit, Collectible}, {"[name]は自分が持っている[item]の数を[expr]とメモに書きました。"},
            "[name]は自分が持っている[item]の数を[code]とメモに書きました。数値は次の[format]にあります。", {}, "それは何[unit]ですか。", end},
        {ExpressionAmount, {Unit}, {"[name]が見つけたレシピには、[item]の必要な量が[expr]と書かれています。"}, "", {}, "それは全部で何[unit]ですか。", end},
        {ExpressionBalance, {}, {"[name]は小さな店の帳簿に、その日の利益（単位は円、損失は負の数）を[expr]と記しました。"}, "", {}, "その日の利益は何円ですか。", end},
        {Harvest, {Fruit}, {"[name]は午前に[a items]を取り、昼食のあとにさらに[b]個取りました。", "[name]は朝のうちに[a items]を収穫し、夕方にもう[b]個収穫しました。"},
            "次の[format]は、[name]が一日に二回取った[item]の数を示しています。", {"午前", "昼食後", ""}, "[name]の[item]は全部で何[unit]ですか。", "最後に[name]の[item]は何[unit]ありますか。"},
        {Boxes, {Collectible}, {"[name]は木の箱に[a items]、缶の中に[b]枚をしまっています。"},
            "次の[format]は、[name]が二か所にしまっている[item]の数を示しています。", {"木の箱", "缶", ""}, "[name]の[item]は全部で何[unit]ですか。", "最後に[name]の[item]は何[unit]ありますか。"},
        {Pour, {Unit}, {"[name]は空のおけに[a items]を入れ、そのあとさらに[b items]を加えました。"},
            "次の[format]は、[name]が空のおけに二回に分けて入れた[item]の量（[unit]）を示しています。", {"一回目", "二回目", ""}, "おけの中の[item]は何[unit]ですか。", "最後におけの中の[item]は何[unit]ですか。"},
        {GiveAway, {Fruit, Collectible}, {"[name]は[a items]を持っていて、そのうち[b][unit]を[friend]にあげました。"},
            "次の[format]は、[name]が初めに持っていた[item]の数と[friend]にあげた数を示しています。", {"初め", "あげた数", ""}, "[name]の手元に残った[item]は何[unit]ですか。", "最後に[name]の[item]は何[unit]ありますか。"},
        {Leak, {Unit}, {"[name]のおけには[a items]が入っていましたが、夜の間に[b][unit]こぼれました。"},
            "次の[format]は、[name]のおけに入っていた[item]の量とこぼれた量（[unit]）を示しています。", {"初め", "こぼれた量", ""}, "おけに残った[item]は何[unit]ですか。", "最後におけの中の[item]は何[unit]ですか。"},
        {Bags, {Fruit, Collectible}, {"[name]は袋を[a]つ用意し、それぞれに[b items]を入れました。"},
            "次の[format]は、[name]が用意した袋の数と、一つの袋に入れた[item]の数を示しています。", {"袋の数", "一袋の数", ""}, "[name]の[item]は全部で何[unit]ですか。", "最後に[name]の[item]は何[unit]ありますか。"},
        {Bottles, {Unit}, {"[name]は同じ缶を[a]つ、大きなおけに空けました。一つの缶の中身は[b items]です。"},
            "次の[format]は、[name]がおけに空けた缶の数と、一つの缶に入った[item]の量（[unit]）を示しています。", {"缶の数", "一缶の量", ""}, "おけの中の[item]は何[unit]ですか。", "最後におけの中の[item]は何[unit]ですか。"},
        {Share, {Fruit, Collectible}, {"[name]を含む[b]人で、[a items]を同じ数ずつ分けました。"},
            "次の[format]は、分けた[item]の数と、[name]を含む人数を示しています。", {"全部の数", "人数", ""}, "[name]がもらった[item]は何[unit]ですか。", "最後に[name]の[item]は何[unit]ありますか。"},
        {Jars, {Unit}, {"[name]は[a items]を[b]つの缶に等しく分け、一つだけ手元に残しました。"},
            "次の[format]は、[name]が分けた[item]の量（[unit]）と缶の数を示しています。手元に残すのは一缶だけです。", {"全体の量", "缶の数", ""}, "その缶の中の[item]は何[unit]ですか。", "最後に缶の中の[item]は何[unit]ですか。"},
        {Warming, {Degree}, {"明け方、[name]の家の気温は[a items]で、昼までに[b items]上がりました。"},
            "次の[format]は、[name]が明け方に読んだ気温（[unit]）と昼までの上昇を示しています。", {"明け方", "上昇", ""}, "そのときの気温は何[unit]ですか。", "最後の気温は何[unit]ですか。"},
        {Cooling, {Degree}, {"夕方、[name]の家の気温は[a items]で、真夜中までに[b items]下がりました。"},
            "次の[format]は、[name]が夕方に読んだ気温（[unit]）と真夜中までの低下を示しています。", {"夕方", "低下", ""}, "そのときの気温は何[unit]ですか。", "最後の気温は何[unit]ですか。"},
        {Clock, {}, {"12時間表示の時計が[a]時ちょうどを指していて、そこから[b]時間たちました。"}, "次の[format]は、12時間表示の時計が指す時刻と、待つ時間数を示しています。", {"現在", "待つ時間", ""}, "時計は何時を指しますか。", end},
        {Discount, {}, {"定価[a]円のコートが[b]パーセント引きで売られています。"}, "次の[format]は、コートの定価（円）と割引率（パーセント）を示しています。", {"定価", "割引率", ""}, "値引き後の値段は何円ですか。", end},
        {Ribbons, {}, {"長さ[a]センチと[b]センチの二本のリボンを、余りが出ないように、できるだけ長い同じ長さに切り分けます。"}, "次の[format]は二本のリボンの長さ（センチ）です。余りが出ないように、できるだけ長い同じ長さに切り分けます。", {"一本目", "二本目", ""}, "一切れの長さは何センチですか。", end},
        {Buses, {}, {"二つの路線のバスが同時に出発し、一方は[a]分ごと、もう一方は[b]分ごとに出ます。"}, "次の[format]は、いま同時に出発した二路線のバスの間隔（分）です。", {"第一路線", "第二路線", ""}, "次に同時に出発するのは何分後ですか。", end},
        {Marble, {}, {"袋に赤い玉が[a]個、青い玉が[b]個入っていて、中を見ずに一個取り出します。"}, "次の[format]は袋の中の玉の数です。中を見ずに一個取り出します。", {"赤", "青", ""}, "赤い玉が出る確率はいくつですか。", end},
        {Series, {}, {"初項[a]、公差[b]の等差数列の最初の[c]項を足します。"}, "次の[format]は、等差数列の初項、公差、項数です。", {"初項", "公差", "項数"}, "その和はいくつですか。", end},
        {Pipes, {}, {"一本の管だけならプールを満たすのに[a]時間、もう一本なら[b]時間かかり、二本を同時に開きます。"}, "次の[format]は、二本の管がそれぞれプールを満たすのにかかる時間数です。二本を同時に開きます。", {"一本目", "二本目", ""}, "満たすのに何時間かかりますか。", end},
        {Polygon, {}, {"頂点が[a]個ある凸多角形の内角をすべて足します。"}, "次の[format]は凸多角形の頂点の数です。その内角をすべて足します。", {"頂点の数", "", ""}, "内角の和は何度ですか。", end},
        {Handshakes, {}, {"[a]人の客が集まり、どの二人も一度ずつ握手をします。"}, "次の[format]は集まった客の人数です。どの二人も一度ずつ握手をします。", {"人数", "", ""}, "握手は全部で何回ですか。", end},
    };
}

std::vector<StepText> japaneseSteps()
{
    const auto things = Voice::Things;
    const auto amount = Voice::Amount;
    const auto abstract = Voice::Abstract;
    return {
        {abstract, StepKind::Add, {"その結果に[a]を足して、先へ進んでください。"}, "次に、この[format]にある数を結果に足してください。"},
        {abstract, StepKind::Subtract, {"その結果から[a]を引いて、先へ進んでください。"}, "次に、この[format]にある数を結果から引いてください。"},
        {abstract, StepKind::Multiply, {"その結果に[a]を掛けて、先へ進んでください。"}, "次に、この[format]にある数を結果に掛けてください。"},
        {abstract, StepKind::Divide, {"その結果を[a]で割り、正確な値のまま先へ進んでください。"}, ""},
        {abstract, StepKind::EvenOdd, {"そこまでの結果が偶数なら[a]を足し、奇数なら[b]を引いてください。"}, ""},
        {abstract, StepKind::Percent, {"結果を[a]パーセント増やし、増やした値で続けてください。"}, ""},
        {abstract, StepKind::Square, {"さらに結果を二乗し、その値で続けてください。"}, ""},
        {things, StepKind::Add, {"そのあと[friend]が来て、さらに[a][unit]くれました。", "帰り道に、もう[a][unit]買い足しました。"}, "数日後、この[format]に書かれた数だけ、さらに手に入れました。"},
        {things, StepKind::Subtract, {"それから、そのうちの[a][unit]を[friend]にあげました。", "次の日、バスの中で[a][unit]なくしてしまいました。"}, "週末のあと、この[format]に書かれた数だけ人にあげました。"},
        {things, StepKind::Multiply, {"月末には、数がその時点の[a times]になりました。"}, ""},
        {things, StepKind::LoseShare, {"そのあと、全体の[a th]を近所の子どもたちに配りました。"}, ""},
        {things, StepKind::EvenOdd, {"ここまでの数が偶数なら、おばさんが[a][unit]くれますが、奇数なら、おばさんに[b][unit]渡します。"}, ""},
        {amount, StepKind::Add, {"一時間後、だれかがさらに[a][unit]加えました。"}, "次の日、この[format]に書かれた量だけ、同じ単位で加えました。"},
        {amount, StepKind::Subtract, {"夕食の前に、[friend]がそこから[a][unit]取り出しました。"}, "次の日、この[format]に書かれた量だけ、同じ単位で取り出しました。"},
        {amount, StepKind::Multiply, {"次の日には、量がその時点の[a times]になりました。"}, ""},
        {amount, StepKind::Divide, {"そのあと、全体の[a th]だけを残して、ほかは持ち出しました。"}, ""},
        {amount, StepKind::LoseShare, {"午後のうちに全体の[a th]を使い、残りはそのままにしました。"}, ""},
        {Voice::Temperature, StepKind::Add, {"その後の一時間で、気温はさらに[a items]上がりました。"}, "そのあと気温は、この[format]に書かれた度数だけ上がりました。"},
        {Voice::Temperature, StepKind::Subtract, {"その後の一時間で、気温は[a items]下がりました。"}, "そのあと気温は、この[format]に書かれた度数だけ下がりました。"},
    };
}

std::vector<FollowUpText> japaneseFollowUps()
{
    using enum FollowUpKind;
    return {
        {Prime, {"さらに、その答えが素数かどうかを理由とともに述べてください。"}, {"$1は素数です。1より大きく、1と$1でしか割り切れません。", "$1は素数ではありません。$2 × $3 = $1だからです。", "$1は素数ではありません。素数は1より大きい整数に限られます。"}},
        {Remainder, {"また、その答えを[a]で割った余りも求めてください。"}, {"$1 = $2 × $3 + $4なので、$2で割った余りは$4です。"}},
        {FirstDoubled, {"問題の最初の数が二倍だったら、答えはどう変わりますか。"}, {"最初の数が$1から$2になると、答えは$4ではなく$3になります。", "最初の数が$1から$2になっても、答えは$3のままです。"}},
        {GeneralFormula, {"問題の最初の数をnに置き換えたときの一般的な式も書いてください。"}, {"最初の数$1の代わりにnを使うと、答えは$2です。"}},
        {DigitSum, {"符号を除いて、その答えの各桁の数字の和はいくつですか。"}, {"各桁の数字の和は$1です。"}},
        {Divisors, {"その答えを割り切る正の整数もすべて挙げてください。"}, {"$1の正の約数は$2です。"}},
        {Distance, {"その答えは[a]からどれだけ離れていて、それより大きいですか、小さいですか。"}, {"答えの$1は$3から$2離れていて、それより大きいです。", "答えの$1は$3から$2離れていて、それより小さいです。", "答えはちょうど$3で、差は$2です。"}},
        {Parity, {"その答えは偶数ですか、奇数ですか。見分け方も説明してください。"}, {"$1は偶数です。末尾の数字$2から分かります。", "$1は奇数です。末尾の数字$2から分かります。"}},
        {Reciprocal, {"その答えの逆数も、正確な分数または整数で書いてください。"}, {"$1の逆数は$2です。積が1になるからです。"}},
        {Between, {"その答えはどの隣り合う整数の間にあり、どちらに近いですか。"}, {"$1は$2と$3の間にあり、$2に近いです。", "$1は$2と$3の間にあり、$3に近いです。", "$1は$2と$3のちょうど真ん中にあります。"}},
        {PrimeFactors, {"その答えを小さい順に素因数分解してください。"}, {"素因数分解すると、$1 = $2です。"}},
        {NextMultiple, {"その答えより大きい[a]の倍数のうち、最小のものは何ですか。"}, {"$1より大きい$2の最小の倍数は$2 × $3 = $4です。"}},
    };
}

std::vector<RequirementText> japaneseRequirements()
{
    using enum RequirementKind;
    return {
        {Binary, {"最終的な答えは、先頭のゼロや接頭辞を付けずに二進数で書いてください。"}},
        {Hexadecimal, {"最終的な答えは、大文字を使い接頭辞を付けずに十六進数で書いてください。"}},
        {Words, {"最終的な答えは、算用数字ではなく漢数字で書いてください。"}},
        {LowestTerms, {"最終的な答えは、小数ではなく既約分数で書いてください。"}},
        {TwoDecimals, {"最終的な答えは小数第二位までに丸め、二桁とも書いてください。"}},
        {Padded, {"最終的な答えは、左をゼロで埋めて六桁で書いてください。"}},
        {OwnLines, {"計算の各段階には番号を付け、一行ずつ書いてください。"}},
        {NameOperations, {"各段階の後ろに、使った演算の名前を括弧で書いてください。"}},
        {CheckBackwards, {"答えを述べる前に、逆の演算で最後の段階を確かめてください。"}},
        {NoDecimals, {"計算の途中の値はすべて正確に保ち、丸めないでください。"}},
        {Estimate, {"初めに、答えの見当を最も近い整数で示してください。"}},
        {ListGiven, {"初めに、与えられた数を出てくる順にすべて挙げてください。"}},
        {FullSentence, {"最後の行の前に、結果を一つの文でまとめてください。"}},
    };
}

} // namespace

Catalogue makeJapaneseCatalogue()
{
    Catalogue catalogue;
    catalogue.language = Language::Japanese;
    const auto person = [](const char* name, const char* friendName) { return Person{name, name, name, name, name, friendName}; };
    catalogue.people = {person("さくらさん", "健太さん"), person("大輔さん", "美咲さん"), person("葵さん", "翔さん"), person("直樹さん", "花さん")};
    catalogue.nouns = {{"りんご", "りんご", "個", Fruit}, {"みかん", "みかん", "個", Fruit}, {"梨", "梨", "個", Fruit}, {"くるみ", "くるみ", "個", Fruit},
        {"切手", "切手", "枚", Collectible}, {"カード", "カード", "枚", Collectible}, {"絵はがき", "絵はがき", "枚", Collectible},
        {"水", "水", "リットル", Unit}, {"ジュース", "ジュース", "リットル", Unit}, {"米", "米", "キログラム", Unit}, {"小麦粉", "小麦粉", "キログラム", Unit}, {"", "度", "度", Degree}};
    catalogue.settings = {"ある静かな日曜日の午後、金沢の町での話です。", "九月の終わり、長野の小さな農園でのことです。", "まだ暗い早朝、函館の港の近くでのことです。", "夏祭りの前日で、町じゅうが準備に追われています。"};
    catalogue.purposes = {"この数は台所の戸に貼るメモに書くので、正確でなければなりません。", "近所の人たちがこの数を当てようと、結果を待っています。", "先生は、最初に正しく答えた生徒に本を贈ると約束しました。"};
    catalogue.witnesses = {"いとこがそばで見ていて、変化をすべて青いノートに書き留めています。", "窓辺のカメラが一部始終を撮影しているので、後で確かめられます。"};
    catalogue.formatNames = {"", "表", "JSONデータ", "CSVファイル", "XML文書", "SQLスクリプト", "YAMLファイル", "Pythonの辞書", "", "HTMLの表"};
    catalogue.entryHeading = "項目";
    catalogue.valueHeading = "値";
    catalogue.distractorLabel = "昨年";
    catalogue.distractorNote = "「昨年」の項目は誤って残されたもので、使ってはいけません。";
    catalogue.stepLabel = "数量";
    catalogue.frames = japaneseFrames();
    catalogue.steps = japaneseSteps();
    catalogue.followUps = japaneseFollowUps();
    catalogue.requirements = japaneseRequirements();
    SolutionText& text = catalogue.solution;
    text.heading = "内蔵の規則（言語モデルなし）による正確な計算：";
    text.given = "与えられた数：$1。";
    text.estimate = "見積もり：およそ$1。";
    text.check = "逆の演算による確かめ：$1。";
    text.unit = "単位：$1。";
    text.plainUnit = "単位はなく、答えはただの数です。";
    text.sentence = "以上から、与えられた数を計算した結果は$1です。";
    text.even = "$1は偶数：$2";
    text.odd = "$1は奇数：$2";
    text.form = "求められた形では、$1は$2と書きます。";
    text.isUndefined = "$1は定義されないので、問題全体の値もありません。";
    text.isTooLarge = "$1はこの規則で扱える桁数を超えるため、正確な値は示しません。";
    text.operations = {"足し算", "引き算", "掛け算", "割り算", "累乗", "剰余", "最大公約数", "最小公倍数"};
    return catalogue;
}

} // namespace evol::builtin
