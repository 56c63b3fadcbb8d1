// SPDX-License-Identifier: GPL-3.0-or-later
// What rewrites of general Chinese text add, new instructions and outlines. Constant tables, any thread.
#include "models/builtin/general_clauses.h"

namespace evol::builtin {

namespace {

constexpr std::string_view constraints = "add_constraints";
constexpr std::string_view deepen = "deepen";
constexpr std::string_view concretize = "concretize";
constexpr std::string_view reasoning = "increase_reasoning";
constexpr std::string_view input = "complicate_input";
constexpr unsigned prose = Explain | Ideas | Document;

std::vector<Clause> chineseClauses()
{
    return {
        {constraints, prose, "length", "全文请控制在两百字以内，并且不要重复同一个观点。"},
        {constraints, prose, "audience", "请写给从未接触过这一主题的小学高年级学生看。"},
        {constraints, prose | Creative, "words", "全文不得使用“非常”“十分”“重要”这三个词。"},
        {constraints, Explain | Document, "end", "最后请用一句以“总之”开头的话概括要点。"},
        {constraints, Ideas, "count", "请正好给出五项，并按实施的难易程度由易到难排列。"},
        {constraints, Ideas, "obvious", "请避开大多数人首先会想到的三种答案。"},
        {constraints, Creative, "senses", "其中至少要写到一种声音和一种气味，并且不得直接写出任何情绪。"},
        {constraints, Transform, "names", "原文中的人名、数字和引文必须原样保留。"},
        {constraints, Transform, "size", "最后请用一行分别注明原文和结果的字数。"},
        {constraints, Classify, "certainty", "请同时用百分比注明把握程度，并用一句话说明理由。"},
        {constraints, Classify, "quote", "请用引号标出你作判断所依据的原文词句。"},
        {constraints, Code, "library", "只能使用标准库，并且要妥善处理空输入。"},
        {constraints, Code, "tests", "请附上三个测试用例，其中一个要包含异常输入。"},
        {constraints, WordProblem, "units", "请为每个中间结果注明单位，并给各步骤编号。"},
        {constraints, WordProblem, "check", "请从答案倒推回已知条件，检验结果是否正确。"},
        {deepen, Explain, "why", "请进一步说明为什么会这样，以及这在实际中意味着什么。"},
        {deepen, Explain, "error", "请再指出一个常见的误解，并说明它是怎样产生的。"},
        {deepen, Explain, "dispute", "请再讨论谁可能不同意通常的看法，理由是什么。"},
        {deepen, Ideas, "drawback", "请为每一项说明入选的理由和最主要的缺点。"},
        {deepen, Ideas, "wrong", "请再说明每一项在什么情况下并不合适，那时该怎么办。"},
        {deepen, Document, "objection", "请预想读者可能提出的最有力的反对意见，并作出回应。"},
        {deepen, Document | Creative, "note", "最后请用两句话说明你希望读者想到什么，又是怎样做到的。"},
        {deepen, Creative, "works", "然后请说明它的妙处在哪里，改动哪一处就会失去效果。"},
        {deepen, Transform, "meaning", "之后请说明哪一处改动对意思影响最大，以及为什么要这样改。"},
        {deepen, Transform, "reading", "请指出一处可以有两种理解的地方，并说明你如何取舍。"},
        {deepen, Classify, "feature", "请说明起决定作用的特征是什么，怎样改变才会得出相反的结论。"},
        {deepen, Classify, "border", "请再举一个更难判断的临界例子，并说明难在哪里。"},
        {deepen, Code, "correct", "请说明这种做法为什么正确，以及输入增大一千倍时会怎样。"},
        {deepen, Code, "errors", "请讨论运行时可能出现哪些错误，调用者应当如何得知。"},
        {deepen, WordProblem, "double", "请再说明：如果给出的第一个数加倍，答案会怎样变化。"},
        {concretize, prose, "example", "请举一个例子，写明真实的地点、年份和人物。"},
        {concretize, prose, "case", "请设定读者是在青岛经营一家小书店的林女士，并据此调整内容。"},
        {concretize, Explain | Ideas, "life", "请联系一名刚住进合租房的大学新生本周可能遇到的情况。"},
        {concretize, Ideas, "people", "请假定对象是四位住在成都的朋友，他们只有一个周六和一千元预算。"},
        {concretize, Document, "event", "请提到一件具体的事，例如二〇一九年三月镇图书馆因水灾闭馆。"},
        {concretize, Creative, "place", "请把场景设在十一月一个雨夜的火车站候车室里。"},
        {concretize, Creative, "things", "其中要出现一辆蓝色自行车、一架上锁的钢琴和一封远方来信。"},
        {concretize, Transform, "use", "请假定结果将印在苏州一家博物馆的海报上。"},
        {concretize, Transform, "audience", "请假定读者是一位用手机阅读的退休药剂师。"},
        {concretize, Classify, "use", "请设想这是为一家公共图书馆的咨询台作出的判断，需要向读者解释。"},
        {concretize, Classify, "contrast", "请自拟一个会得出相反结论的简短例子，并指出差别。"},
        {concretize, Code, "sample", "请用至少包含五个值的具体输入演示，并给出准确的输出。"},
        {concretize, Code, "domain", "请以一家小网店的订单为例，每笔订单包含顾客、日期和金额。"},
        {concretize, WordProblem, "table", "解答之前，请先把所有已知量和所求量连同单位列成清单。"},
        {reasoning, Explain, "compare", "请逐步比较两种不同的回答，并论证哪一种更有说服力。"},
        {reasoning, Explain, "chain", "请先写明你的假设，再一步一步推出每个论点，并指出最薄弱的一环。"},
        {reasoning, Ideas, "compare", "请从成本、精力和风险三方面比较其中最好的两项，并说明你会选哪一项。"},
        {reasoning, Ideas, "score", "请按两条自定的标准给每一项打一到五分，再根据总分得出建议。"},
        {reasoning, Document | Creative, "decisions", "动笔之前，请先列出你必须作出的三个取舍及其理由。"},
        {reasoning, Document | Creative, "drafts", "请先拟出两种不同的开头，加以比较，并说明采用哪一种的理由。"},
        {reasoning, Transform, "compare", "请给出两个版本，逐句比较，并说明哪一个更好。"},
        {reasoning, Transform, "rule", "请逐步进行：先说明所用的规则，再加以应用，最后核对结果。"},
        {reasoning, Classify, "weigh", "请先列出支持和反对的理由，逐条权衡，然后再作决定。"},
        {reasoning, Classify, "compare", "请用三条标准比较两个最有可能的答案，并论证你的选择。"},
        {reasoning, Code, "compare", "请从运行时间和可读性两方面比较两种做法，并说明为什么选用其中一种。"},
        {reasoning, Code, "trace", "请用一个小输入手工推演，写出每一步之后的状态。"},
        {reasoning, WordProblem, "ways", "请用两种不同的方法求解，比较结果，并说明哪一种更不容易出错。"},
        {input, prose, "reader", "请根据下面这段JSON数据所描述的读者来选择深浅和例子：\n\n```json\n{\n  \"读者\": \"电工学徒\",\n  \"年龄\": 19,\n  \"已掌握\": [\"百分数\", \"基础物理\"],\n  \"阅读分钟\": 4\n}\n```"},
        {input, Ideas, "limits", "请遵守下表中的全部限制：\n\n| 限制 | 数值 |\n| --- | --- |\n| 人数 | 4 |\n| 预算（元） | 800 |\n| 小时 | 6 |"},
        {input, Explain | Document, "points", "请按权重从大到小涵盖下表中的各点：\n\n| 要点 | 权重 |\n| --- | --- |\n| 定义 | 1 |\n| 例子 | 3 |\n| 局限 | 2 |"},
        {input, Creative, "figures", "请让下表各行依次出现在其中：\n\n| 人物 | 想要 | 隐瞒 |\n| --- | --- | --- |\n| 阿宁 | 一把钥匙 | 一封信 |\n| 老陶 | 安静 | 一笔债 |"},
        {input, Transform, "settings", "处理时请采用这段JSON数据中的设置：\n\n```json\n{\n  \"每句最多字数\": 25,\n  \"保留换行\": true,\n  \"语气\": \"平实\"\n}\n```"},
        {input, Transform, "glossary", "需要用到以下词语时，请采用表中的写法：\n\n| 避免 | 改用 |\n| --- | --- |\n| 进行讨论 | 讨论 |\n| 作出决定 | 决定 |"},
        {input, Classify, "costs", "请把下表中判断失误的代价考虑在内：\n\n| 失误 | 代价 |\n| --- | --- |\n| 误报 | 1 |\n| 漏报 | 5 |"},
        {input, Classify, "record", "请把结论写成一行，存入下面这条SQL语句所建的表：\n\n```sql\nCREATE TABLE decisions (label TEXT, certainty INTEGER, reason TEXT);\n```"},
        {input, Code, "sample", "代码要能处理如下形式的数据：\n\n```json\n[\n  {\"id\": 7, \"name\": \"Lima\", \"values\": [3, 1, 2]},\n  {\"id\": 9, \"name\": \"Oslo\", \"values\": []}\n]\n```"},
        {input, WordProblem, "table", "给出答案之前，请先用解题步骤填写下表：\n\n| 步骤 | 运算 | 结果 | 单位 |\n| --- | --- | --- | --- |\n| 1 | | | |\n| 2 | | | |"},
    };
}

} // namespace

GeneralCatalogue makeChineseGeneralCatalogue()
{
    GeneralCatalogue catalogue;
    catalogue.clauses = chineseClauses();
    catalogue.fresh = {
        {Explain, "请用[y]听得懂的话解释[x]是怎样工作的。", {"潮汐发电", "算盘", "种子库", "盲文", "船闸", "日晷"}, {"十岁孩子", "退休船员", "新同事"}},
        {Explain, "[x]为什么难以预测？[y]能做些什么？", {"山体滑坡", "口岸排队", "流行的名字"}, {"镇政府", "一家小农场", "志愿者小组"}},
        {Ideas, "请为[x]提出五个少见而可行的主意，并估算各自的花费。", {"山间小屋的雨天一周", "第一个鱼缸", "六人读书会", "不见阳光的阳台"}, {}},
        {Document, "请写一封短信，由[x]请求[y]再宽限一周。", {"装订师傅", "房客", "译者", "合唱团"}, {"着急的顾客", "镇档案馆", "房东"}},
        {Creative, "请写一个故事的开头：[x]发现了[y]。", {"值夜班的面包师", "画地图的人", "调琴师"}, {"一扇只在退潮时打开的门", "一本用反字写的日记", "一张明天的照片"}},
        {Transform, "请把[x]的天气预报改写成给[y]的通知。", {"海边小城", "高山垭口", "长江沿岸"}, {"渔船船员", "八岁的学生", "婚礼宾客"}},
        {Classify, "请判断“[x]”这一说法涉及的是事实、口味还是定义，并说明理由。", {"象棋是体育运动", "番茄是水果", "沉默也是一种音乐"}, {}},
        {Code, "请用[y]编写程序，找出[x]中最长的空缺，没有空缺时返回零。", {"一组时间区间", "一个日志目录", "一串传感器读数"}, {"Python", "Go", "JavaScript"}},
    };
    catalogue.outlines = {
        {WordProblem, "这道题没有用数值求解：内置规则只能读懂算式和自己编写的题目，读不懂“[topic]”这样的自由文字。\n1. 写出每个已知量及其单位。\n2. 写出所求的量，以及它取决于哪些已知量。\n3. 一次只做一步运算，并检查结果的大小是否合理。\n这里不给出数字，因为那只会是猜测。"},
        {Code, "1. 任务：[topic]。\n2. 写出输入、输出和一个最小的例子。\n3. 先处理空输入和无效输入，再处理一般情况。\n4. 用小例子、空输入和大输入分别测试。\n这里不给出代码，因为仅凭规则无法保证程序正确。"},
        {Classify | Transform, "1. 要处理的内容：[topic]。\n2. 通读一遍，标出人名、数字和引文。\n3. 写出可能的结果以及各自的依据。\n4. 逐句核对，确认没有增添或遗漏。\n内置规则并不理解内容，因此结果本身需要由人或语言模型给出。"},
        {AnyTask, "1. 主题：[topic]。\n2. 先说明其中每个概念的意思，再说明它们之间的联系。\n3. 举一个读者可以核实的例子，再举一个不成立的情形。\n4. 最后用一句话直接回答问题。\n内置规则不掌握有关的事实，具体内容需要由人或语言模型补充。"},
    };
    catalogue.heading = "由内置规则（没有语言模型）写出的提纲：";
    catalogue.withContext = "所附的输入开头是：“[start]”。";
    catalogue.noTopic = "原来的要求";
    return catalogue;
}

} // namespace evol::builtin
