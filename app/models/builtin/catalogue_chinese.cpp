// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic problems told in Chinese. Fewer stories than in English, the same operators.
// Constant tables, any thread.
#include "models/builtin/arithmetic_catalogue.h"

namespace evol::builtin {

namespace {

using enum NounClass;

std::vector<FrameText> chineseFrames()
{
    using enum FrameKind;
    const std::string end = "最后得到的数是多少？";
    return {
        {Plain, {}, {"[expr]等于多少？", "请计算[expr]的值。"}, "算式[code]中的数字见下面的[format]。", {}, "这个算式的值是多少？", end},
        {ExpressionThings, {Fruit, Collectible}, {"[name]在纸条上写道，自己收藏的[item]的数量是[expr]。"},
            "[name]在纸条上写道，自己收藏的[item]的数量是[code]，其中的数值见下面的[format]。", {}, "一共是多少[items]？", end},
        {ExpressionAmount, {Unit}, {"[name]找到的配方写着，所需的量是[expr]，单位与“[items]”相同。"}, "", {}, "把这个量写成一个数是多少？", end},
        {ExpressionBalance, {}, {"[name]在小店的账本上把当天的利润（单位：元，亏损记为负数）记作[expr]。"}, "", {}, "当天的利润是多少元？", end},
        {Harvest, {Fruit}, {"[name]上午摘了[a items]，午饭后又摘了[b]个。", "清早[name]从老树上摘下[a items]，傍晚又摘了[b]个。"},
            "下面的[format]记录了[name]一天中两次各摘了多少[items]。", {"上午", "午饭后", ""}, "[name]一共摘了多少[items]？", "最后[name]有多少[items]？"},
        {Boxes, {Collectible}, {"[name]的木盒里有[a items]，铁罐里还有[b]张。"},
            "下面的[format]记录了[name]在两个地方各存放了多少[items]。", {"木盒", "铁罐", ""}, "[name]一共有多少[items]？", "最后[name]有多少[items]？"},
        {Pour, {Unit}, {"[name]往空桶里先倒入[a items]，随后又倒入[b items]。"},
            "下面的[format]记录了[name]两次往空桶里各倒入多少[items]。", {"第一次", "第二次", ""}, "桶里现在有多少[items]？", "最后桶里有多少[items]？"},
        {GiveAway, {Fruit, Collectible}, {"[name]有[a items]，把其中的[b items]送给了[friend]。"},
            "下面的[format]记录了[name]原有多少[items]，以及送给[friend]多少。", {"原有", "送出", ""}, "[name]还剩多少[items]？", "最后[name]有多少[items]？"},
        {Leak, {Unit}, {"[name]的桶里装有[a items]，夜里漏掉了[b items]。"},
            "下面的[format]记录了[name]的桶里原有多少[items]，以及漏掉了多少。", {"原有", "漏掉", ""}, "桶里还剩多少[items]？", "最后桶里有多少[items]？"},
        {Bags, {Fruit, Collectible}, {"[name]有[a]个袋子，每个袋子里装着[b items]。", "[name]装好了[a]个纸袋，每袋正好[b items]。"},
            "下面的[format]记录了[name]有几个袋子，以及每袋装多少[items]。", {"袋数", "每袋", ""}, "[name]一共有多少[items]？", "最后[name]有多少[items]？"},
        {Bottles, {Unit}, {"[name]把[a]个同样的罐子里的东西都倒进大桶，每罐有[b items]。"},
            "下面的[format]记录了[name]倒进大桶的罐数，以及每罐有多少[items]。", {"罐数", "每罐", ""}, "桶里有多少[items]？", "最后桶里有多少[items]？"},
        {Share, {Fruit, Collectible}, {"[name]和同学一共[b]人，平分[a items]。"},
            "下面的[format]记录了被平分的[items]的总数，以及包括[name]在内的人数。", {"总数", "人数", ""}, "[name]分到多少[items]？", "最后[name]有多少[items]？"},
        {Jars, {Unit}, {"[name]把[a items]平均装进[b]个罐子，自己只留下一罐。"},
            "下面的[format]记录了被平分的[items]的总量，以及罐数；[name]只留下一罐。", {"总量", "罐数", ""}, "这一罐里有多少[items]？", "最后罐里有多少[items]？"},
        {Warming, {Degree}, {"清晨[name]家阳台上的气温是[a]摄氏度，到中午升高了[b items]。"},
            "下面的[format]记录了[name]清晨读到的气温（摄氏[items]）和到中午升高的度数。", {"清晨", "升高", ""}, "这时气温是摄氏多少[items]？", "最后气温是摄氏多少[items]？"},
        {Cooling, {Degree}, {"傍晚[name]家阳台上的气温是[a]摄氏度，到半夜下降了[b items]。"},
            "下面的[format]记录了[name]傍晚读到的气温（摄氏[items]）和到半夜下降的度数。", {"傍晚", "下降", ""}, "这时气温是摄氏多少[items]？", "最后气温是摄氏多少[items]？"},
        {Clock, {}, {"一只十二小时制的挂钟现在显示[a]点整，再过[b]个小时。"}, "下面的[format]给出一只十二小时制挂钟现在的整点数和要等待的小时数。", {"现在", "等待", ""}, "那时挂钟显示几点？", end},
        {Discount, {}, {"一件大衣原价[a]元，促销时降价百分之[b]。"}, "下面的[format]给出一件大衣的原价（元）和降价的百分数。", {"原价", "降价百分数", ""}, "现价是多少元？", end},
        {Ribbons, {}, {"两条彩带分别长[a]厘米和[b]厘米，要剪成同样长且尽可能长的小段，没有剩余。"}, "下面的[format]给出两条彩带的长度（厘米），要剪成同样长且尽可能长的小段，没有剩余。", {"第一条", "第二条", ""}, "每小段长多少厘米？", end},
        {Buses, {}, {"两路公交车同时从车站出发，一路每[a]分钟发一班，另一路每[b]分钟发一班。"}, "下面的[format]给出刚刚同时发车的两路公交车各自的间隔（分钟）。", {"第一路", "第二路", ""}, "至少过多少分钟两路车再次同时发车？", end},
        {Marble, {}, {"袋子里有[a]个红球和[b]个蓝球，不看袋内摸出一个。"}, "下面的[format]给出袋中两种颜色的球数，不看袋内摸出一个。", {"红球", "蓝球", ""}, "摸到红球的概率是多少？", end},
        {Series, {}, {"一个等差数列的首项是[a]，公差是[b]，把前[c]项加起来。"}, "下面的[format]给出一个等差数列的首项、公差和项数。", {"首项", "公差", "项数"}, "它们的和是多少？", end},
        {PowerRemainder, {}, {"把[a]的[b]次方除以[c]，只取整数商。"}, "下面的[format]给出底数、指数和除数，把幂除以除数，只取整数商。", {"底数", "指数", "除数"}, "余数是多少？", end},
        {Pipes, {}, {"一根水管单独注满水池要[a]小时，另一根要[b]小时，两管同时打开。"}, "下面的[format]给出两根水管各自注满水池所需的小时数，两管同时打开。", {"第一管", "第二管", ""}, "注满水池需要多少小时？", end},
        {Polygon, {}, {"一个凸多边形有[a]个顶点，把它的所有内角加起来。"}, "下面的[format]给出一个凸多边形的顶点数，把它的所有内角加起来。", {"顶点数", "", ""}, "内角和是多少度？", end},
        {Handshakes, {}, {"聚会上有[a]位客人，每两位客人之间都握一次手。"}, "下面的[format]给出聚会的客人数，每两位客人之间都握一次手。", {"客人数", "", ""}, "一共握了多少次手？", end},
    };
}

std::vector<StepText> chineseSteps()
{
    const auto things = Voice::Things;
    const auto amount = Voice::Amount;
    const auto abstract = Voice::Abstract;
    return {
        {abstract, StepKind::Add, {"把得到的结果再加上[a]。", "接着，在此基础上增加[a]，再继续往下算。"}, "接着，把结果加上这份[format]里的数。"},
        {abstract, StepKind::Subtract, {"把得到的结果再减去[a]。", "接着，从现有的结果中减去[a]，保留余下的数。"}, "接着，把结果减去这份[format]里的数。"},
        {abstract, StepKind::Multiply, {"把得到的结果再乘以[a]。"}, "接着，把结果乘以这份[format]里的数。"},
        {abstract, StepKind::Divide, {"把得到的结果再除以[a]，保留精确值。"}, ""},
        {abstract, StepKind::EvenOdd, {"如果此时的结果是偶数，就加上[a]；如果是奇数，就减去[b]。"}, ""},
        {abstract, StepKind::Percent, {"再把结果增加百分之[a]，用增加后的数继续计算。"}, ""},
        {abstract, StepKind::Square, {"然后求这个结果的平方，用平方继续计算。"}, ""},
        {things, StepKind::Add, {"后来[friend]又送来[a items]，[she]都收下了。", "回家路上，[she]又买了[a items]。"}, "几天后[she]又得到一些，数量正好如这份[format]所示。"},
        {things, StepKind::Subtract, {"然后[she]把其中的[a items]送给了[friend]。", "第二天，[she]在车上弄丢了[a items]。"}, "周末过后[she]送出一些，数量正好如这份[format]所示。"},
        {things, StepKind::Multiply, {"到了月底，[she]拥有的数量变成了这时的[a times]。"}, ""},
        {things, StepKind::LoseShare, {"随后[she]把其中的[a th]分给了邻居家的孩子。"}, ""},
        {things, StepKind::EvenOdd, {"如果此时的数量是偶数，姑姑再给[she][a items]；如果是奇数，[she]就给姑姑[b items]。"}, ""},
        {amount, StepKind::Add, {"一小时后，有人又加进去[a items]。"}, "第二天又加进去一些，数量正好如这份[format]所示，单位相同。"},
        {amount, StepKind::Subtract, {"晚饭前，[friend]从里面取走了[a items]。"}, "第二天又取走一些，数量正好如这份[format]所示，单位相同。"},
        {amount, StepKind::Multiply, {"到了第二天，里面的量变成了原来的[a times]。"}, ""},
        {amount, StepKind::Divide, {"之后只留下其中的[a th]，其余的都被拿走了。"}, ""},
        {amount, StepKind::LoseShare, {"下午用掉了其中的[a th]，其余的留在原处。"}, ""},
        {Voice::Temperature, StepKind::Add, {"随后的一小时里，气温又升高了[a items]。"}, "之后气温又升高了一些，度数如这份[format]所示。"},
        {Voice::Temperature, StepKind::Subtract, {"随后的一小时里，气温又下降了[a items]。"}, "之后气温又下降了一些，度数如这份[format]所示。"},
    };
}

std::vector<FollowUpText> chineseFollowUps()
{
    using enum FollowUpKind;
    return {
        {Prime, {"再判断这个答案是不是质数，并说明理由。"}, {"$1是质数：它大于1，并且只能被1和$1整除。", "$1不是质数，因为$2 × $3 = $1。", "$1不是质数，因为质数必须是大于1的整数。"}},
        {Remainder, {"另外，这个答案除以[a]的余数是多少？"}, {"$1 = $2 × $3 + $4，所以除以$2的余数是$4。"}},
        {FirstDoubled, {"如果题目中给出的第一个数变成原来的两倍，答案会怎样变化？"}, {"第一个数由$1变成$2时，答案由$4变成$3。", "第一个数由$1变成$2时，答案仍然是$3。"}},
        {GeneralFormula, {"如果把题目中给出的第一个数换成n，请写出答案的一般公式。"}, {"用n代替第一个数$1，答案是$2。"}},
        {DigitSum, {"不看正负号，这个答案的各位数字之和是多少？"}, {"各位数字之和：$1。"}},
        {Divisors, {"另外，请列出能整除这个答案的所有正整数。"}, {"$1的正因数有：$2。"}},
        {Distance, {"这个答案与[a]相差多少，是比它大还是比它小？"}, {"答案$1与$3相差$2，比它大。", "答案$1与$3相差$2，比它小。", "答案正好是$3，相差$2。"}},
        {Parity, {"这个答案是奇数还是偶数，怎样一眼看出来？"}, {"$1是偶数，看末位数字$2就知道。", "$1是奇数，看末位数字$2就知道。"}},
        {Reciprocal, {"这个答案的倒数是多少？请写成精确的分数或整数。"}, {"$1的倒数是$2，因为两者之积是1。"}},
        {Between, {"这个答案在哪两个相邻的整数之间，更接近哪一个？"}, {"$1在$2和$3之间，更接近$2。", "$1在$2和$3之间，更接近$3。", "$1正好在$2和$3的正中间。"}},
        {PrimeFactors, {"请再把这个答案分解质因数，按从小到大的顺序写出。"}, {"分解质因数：$1 = $2。"}},
        {NextMultiple, {"比这个答案大的[a]的最小倍数是多少？"}, {"比$1大的$2的最小倍数是$2 × $3 = $4。"}},
    };
}

std::vector<RequirementText> chineseRequirements()
{
    using enum RequirementKind;
    return {
        {Binary, {"最终答案请用二进制表示，不带前导零和前缀。"}},
        {Hexadecimal, {"最终答案请用十六进制表示，字母大写，不带前缀。"}},
        {Words, {"最终答案请用汉字数字书写，不要用阿拉伯数字。"}},
        {LowestTerms, {"最终答案请写成最简分数，不要写成小数。"}},
        {TwoDecimals, {"最终答案请四舍五入到两位小数，两位都要写出。"}},
        {Padded, {"最终答案请写成六位数字，不足的在左边补零。"}},
        {OwnLines, {"计算的每一步都要编号，并且单独占一行。"}},
        {NameOperations, {"每一步后面都要在括号里注明所用的运算。"}},
        {CheckBackwards, {"给出答案之前，请用逆运算检验最后一步。"}},
        {NoDecimals, {"计算过程中的每个数都要精确，不得取小数近似。"}},
        {Estimate, {"开头先把答案估计到最接近的整数。"}},
        {ListGiven, {"开头先按出现的顺序列出所有已知数。"}},
        {FullSentence, {"在最后一行之前，用一句完整的话总结结果。"}},
    };
}

} // namespace

Catalogue makeChineseCatalogue()
{
    Catalogue catalogue;
    catalogue.language = Language::Chinese;
    catalogue.people = {{"小红", "她", "她的", "她", "她自己", "小刚"}, {"小明", "他", "他的", "他", "他自己", "小丽"},
        {"王芳", "她", "她的", "她", "她自己", "李强"}, {"张伟", "他", "他的", "他", "他自己", "陈静"}};
    catalogue.nouns = {{"苹果", "个苹果", "个", Fruit}, {"梨", "个梨", "个", Fruit}, {"核桃", "个核桃", "个", Fruit}, {"橘子", "个橘子", "个", Fruit},
        {"邮票", "张邮票", "张", Collectible}, {"卡片", "张卡片", "张", Collectible}, {"贴纸", "张贴纸", "张", Collectible},
        {"水", "升水", "升", Unit}, {"果汁", "升果汁", "升", Unit}, {"大米", "千克大米", "千克", Unit}, {"面粉", "千克面粉", "千克", Unit}, {"", "度", "度", Degree}};
    catalogue.settings = {"这是苏州老城里一个安静的星期天下午。", "事情发生在九月末成都郊外的一个小果园里。", "这是青岛渔港的清晨，码头上天还没亮。", "春节前一天，一家人正忙着准备迎接爷爷奶奶。"};
    catalogue.purposes = {"这个数要写在厨房门上的便条里，所以必须准确。", "邻居们为这个数打了赌，正等着结果。", "老师答应把一本书奖给第一个算对的学生。"};
    catalogue.witnesses = {"表哥在一旁看着，把每次变化都记在蓝色的本子上。", "窗台上的摄像机拍下了全过程，方便以后核对。"};
    catalogue.formatNames = {"", "表格", "JSON数据", "CSV文件", "XML文档", "SQL脚本", "YAML文件", "Python字典", "", "HTML表格"};
    catalogue.entryHeading = "项目";
    catalogue.valueHeading = "数值";
    catalogue.distractorLabel = "去年";
    catalogue.distractorNote = "其中“去年”一项是误留的，不得使用。";
    catalogue.stepLabel = "数量";
    catalogue.frames = chineseFrames();
    catalogue.steps = chineseSteps();
    catalogue.followUps = chineseFollowUps();
    catalogue.requirements = chineseRequirements();
    SolutionText& text = catalogue.solution;
    text.heading = "由内置规则（没有语言模型）精确计算：";
    text.given = "已知数：$1。";
    text.estimate = "估计：约为$1。";
    text.check = "用逆运算检验：$1。";
    text.unit = "单位：$1。";
    text.plainUnit = "没有单位，答案是一个数。";
    text.sentence = "综上所述，由已知数计算得到的结果是$1。";
    text.even = "$1是偶数：$2";
    text.odd = "$1是奇数：$2";
    text.form = "按要求的形式，$1写作$2。";
    text.isUndefined = "$1没有意义，因此整道题没有值。";
    text.isTooLarge = "$1的位数超出了这些规则的计算范围，这里不给出精确值。";
    text.operations = {"加法", "减法", "乘法", "除法", "乘方", "取余", "最大公因数", "最小公倍数"};
    return catalogue;
}

} // namespace evol::builtin
