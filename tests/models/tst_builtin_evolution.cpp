// SPDX-License-Identifier: GPL-3.0-or-later
// Chains of rewrites of arithmetic: whatever operators follow each other, the text stays understood, is
// solved exactly, and says something new each time.
#include "models/builtin/arithmetic_catalogue.h"
#include "models/builtin/arithmetic_frames.h"
#include "models/builtin/arithmetic_operators.h"
#include "models/builtin/arithmetic_solution.h"
#include "models/builtin/arithmetic_text.h"
#include "models/builtin/arithmetic_working.h"
#include "models/builtin/builtin_reply.h"
#include "models/builtin/seed_reader.h"

#include <QTest>

#include <set>

using namespace evol;
using namespace evol::builtin;

namespace {

const std::vector<std::string> operators = {"add_constraints", "deepen", "concretize", "increase_reasoning", "complicate_input", "breadth"};

std::string rewrite(const std::string& instruction, const std::string& key, std::uint32_t seed)
{
    ChatTask task;
    task.operatorKey = key;
    task.instruction = instruction;
    return builtinReply(task, seed);
}

std::string reply(Stage stage, const std::string& instruction, const std::string& child = {})
{
    ChatTask task;
    task.stage = stage;
    task.instruction = instruction;
    task.child = child;
    return builtinReply(task, 0);
}

std::string finalAnswer(const std::string& response)
{
    const std::string mark = "\nThe answer is: ";
    const std::size_t at = response.rfind(mark);
    return at == std::string::npos ? "" : response.substr(at + mark.size());
}

bool mentionsPrompts(std::string text)
{
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const char* phrase : {"given prompt", "rewritten prompt", "created prompt", "sorry"})
        if (text.find(phrase) != std::string::npos)
            return true;
    return false;
}

std::optional<Problem> understood(const std::string& text)
{
    auto problem = parseProblem(text);
    return problem ? problem : readSeed(text);
}

} // namespace

class BuiltinEvolutionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOperatorChangesOnePlusOneInSeveralWays()
    {
        for (const std::string& key : operators) {
            std::set<std::string> variants;
            for (std::uint32_t seed = 0; seed < 40; ++seed)
                variants.insert(rewrite("1+1=?", key, seed));
            QVERIFY2(!variants.contains("1+1=?"), key.c_str());
            QVERIFY2(variants.size() >= 10, (key + ": " + std::to_string(variants.size())).c_str());
        }
    }

    void concretizeTellsOfObjectsAndKeepsTheAnswer()
    {
        for (std::uint32_t seed = 0; seed < 50; ++seed) {
            const std::string story = rewrite("1+1=?", "concretize", seed);
            QVERIFY(story.find('+') == std::string::npos);
            QCOMPARE(finalAnswer(reply(Stage::Respond, story)), std::string("2"));
        }
    }

    void thinChainOfFourIsSolvedExactlyAtEveryStep()
    {
        std::string text = "1+1=?";
        for (const char* key : {"concretize", "increase_reasoning", "complicate_input", "deepen"}) {
            const std::string next = rewrite(text, key, 7);
            QVERIFY(next != text);
            QVERIFY2(understood(next), next.c_str());
            QCOMPARE(reply(Stage::Judge, text, next), std::string("Not Equal"));
            text = next;
        }
        QVERIFY(!finalAnswer(reply(Stage::Respond, text)).empty());
    }

    void everyPairOfOperatorsStaysUnderstood_data()
    {
        QTest::addColumn<QByteArray>("seed");
        for (const char* seed : {"1+1=?", "12 * (3 - 4/5) = ?", "3 - 5 = ?", "100 / 8 = ?", "(1+2)*(3+4) = ?", "2^10", "0.1 + 0.2 = ?", "１加１等于几？", "1たす1は？", "24÷6是多少"})
            QTest::newRow(seed) << QByteArray(seed);
    }
    void everyPairOfOperatorsStaysUnderstood()
    {
        QFETCH(QByteArray, seed);
        for (const std::string& first : operators)
            for (const std::string& second : operators)
                for (std::uint32_t number = 0; number < 8; ++number) {
                    const std::string once = rewrite(seed.toStdString(), first, number);
                    const std::string twice = rewrite(once, second, number + 100);
                    const auto problem = understood(twice);
                    QVERIFY2(problem, twice.c_str());
                    QVERIFY2(isAnswerable(*problem), twice.c_str());
                    QVERIFY2(twice != once, (second + ": " + once).c_str());
                }
    }

    void problemsReadBackFromTheirTextUnchanged()
    {
        SeededChoice choice(2024);
        int checked = 0;
        for (int round = 0; round < 400; ++round) {
            const char* seeds[] = {"1+1=?", "3 * (4 - 1/2)", "9 - 14 = ?", "60 / 4 = ?", "7 × 8 = ?", "三加四等于几？", "6引く2は？", "(5+6)*(2+1)-4=?"};
            Problem problem = readSeed(seeds[choice.below(std::size(seeds))]).value();
            for (int depth = 0; depth < 10; ++depth) {
                const auto next = evolveProblem(problem, operators[choice.below(operators.size())], choice);
                if (!next)
                    continue;
                problem = *next;
                const std::string text = renderProblem(problem);
                const auto again = parseProblem(text);
                QVERIFY2(again, text.c_str());
                QVERIFY2(*again == problem, text.c_str());
                QCOMPARE(renderProblem(*again), text);
                ++checked;
            }
        }
        QVERIFY2(checked > 3000, std::to_string(checked).c_str());
    }

    /// Built frame by frame rather than by the operators, so that no sentence of a catalogue goes unread.
    void everySentenceOfEveryCatalogueReadsBack()
    {
        for (const Language language : {Language::English, Language::Chinese, Language::Japanese}) {
            const Catalogue& catalogue = catalogueOf(language);
            for (const FrameText& frame : catalogue.frames)
                for (std::size_t wording = 0; wording < frame.openings.size(); ++wording)
                    for (int format = 0; format < static_cast<int>(BlockFormat::Count); ++format)
                        for (std::size_t person = 0; person < catalogue.people.size(); ++person)
                            readsBack(catalogue, frame, wording, static_cast<BlockFormat>(format), person);
        }
    }

    void stepsFollowUpsAndRequirementsAllReadBack()
    {
        for (const Language language : {Language::English, Language::Chinese, Language::Japanese}) {
            const Catalogue& catalogue = catalogueOf(language);
            for (const FrameKind kind : {FrameKind::Plain, FrameKind::GiveAway, FrameKind::Pour, FrameKind::Warming}) {
                Problem base = baseProblem(catalogue, *catalogue.frame(kind), 0, 0);
                for (const StepText& text : catalogue.steps) {
                    if (text.voice != traitsOf(kind).voice)
                        continue;
                    for (std::size_t wording = 0; wording < text.wordings.size(); ++wording) {
                        Problem problem = base;
                        const bool hasNumber = text.kind != StepKind::AddFirst && text.kind != StepKind::Square;
                        problem.steps.push_back({text.kind, static_cast<int>(wording), hasNumber ? Rational(4) : Rational(), text.kind == StepKind::EvenOdd ? Rational(1) : Rational(), BlockFormat::None});
                        same(problem);
                    }
                }
                for (const FollowUpText& text : catalogue.followUps)
                    for (std::size_t wording = 0; wording < text.wordings.size(); ++wording) {
                        Problem problem = base;
                        const bool hasNumber = text.wordings[wording].find("[a]") != std::string::npos;
                        problem.followUps.push_back({text.kind, static_cast<int>(wording), hasNumber ? Rational(15) : Rational()});
                        same(problem);
                    }
                for (const RequirementText& text : catalogue.requirements)
                    for (std::size_t wording = 0; wording < text.wordings.size(); ++wording) {
                        Problem problem = base;
                        problem.requirements.push_back({text.kind, static_cast<int>(wording)});
                        same(problem);
                    }
            }
        }
    }

    void inDepthRewritesOtherThanReasoningKeepTheAnswer()
    {
        for (std::uint32_t seed = 0; seed < 60; ++seed) {
            std::string text = "12 * (3 - 4/5) = ?";
            for (const char* key : {"concretize", "deepen", "complicate_input", "concretize", "deepen"}) {
                const auto before = workOut(*understood(text)).value;
                const std::string next = rewrite(text, key, seed);
                const Problem problem = *understood(next);
                if (problem.steps.size() == understood(text)->steps.size() || std::string(key) == "concretize")
                    QCOMPARE(workOut(problem).value.text(), before.text());
                text = next;
            }
        }
    }

    void eightEpochsDeepEveryNodeIsSolvedAndNothingLeaks()
    {
        for (std::uint32_t tree = 0; tree < 60; ++tree) {
            SeededChoice choice(tree);
            std::string text = tree % 3 == 0 ? "1+1=?" : tree % 3 == 1 ? "1加1等于几？" : "1たす1は？";
            for (int epoch = 0; epoch < 8; ++epoch) {
                text = rewrite(text, operators[choice.below(5)], tree * 100 + static_cast<std::uint32_t>(epoch));
                QVERIFY2(understood(text), text.c_str());
                QVERIFY2(!mentionsPrompts(text), text.c_str());
                const std::string response = reply(Stage::Respond, text);
                QVERIFY2(!mentionsPrompts(response), response.c_str());
                QVERIFY2(!finalAnswer(response).empty(), response.c_str());
                const int score = std::stoi(reply(Stage::Score, text));
                QVERIFY(score >= 1 && score <= 10);
            }
        }
    }

    void oneOperatorManyTimesEndsUnchangedAndNeverLoops()
    {
        for (const char* key : {"add_constraints", "deepen", "concretize", "increase_reasoning", "complicate_input"}) {
            std::string text = "1+1=?";
            int changes = 0;
            for (std::uint32_t i = 0; i < 40; ++i) {
                const std::string next = rewrite(text, key, i);
                changes += next != text ? 1 : 0;
                QVERIFY(understood(next));
                text = next;
            }
            QVERIFY2(changes >= 4, key);
            QVERIFY(changes < 40);
            QVERIFY(text.size() <= 6000);
            QCOMPARE(reply(Stage::Judge, text, rewrite(text, key, 99)), std::string("Equal"));
        }
    }

    void addsAboutTenToTwentyWords()
    {
        for (const char* key : {"add_constraints", "deepen", "increase_reasoning"})
            for (std::uint32_t seed = 0; seed < 40; ++seed) {
                const auto words = [](const std::string& text) { return QString::fromStdString(text).split(QChar(' ')).size(); };
                const std::string story = rewrite("17 x 3 = ?", "concretize", seed);
                const auto added = words(rewrite(story, key, seed)) - words(story);
                QVERIFY2(added >= 6 && added <= 28, rewrite(story, key, seed).c_str());
            }
    }

    void sameSeedSameTextAndOtherSeedsOtherTexts()
    {
        std::set<std::string> texts;
        for (std::uint32_t seed = 0; seed < 50; ++seed) {
            const std::string text = rewrite("1+1=?", "increase_reasoning", seed);
            QCOMPARE(rewrite("1+1=?", "increase_reasoning", seed), text);
            texts.insert(text);
        }
        QVERIFY(texts.size() >= 20);
    }

    void judgeComparesWhatIsAskedNotHowItIsWorded()
    {
        QCOMPARE(reply(Stage::Judge, "1+1=?", "What is 1 + 1?"), std::string("Equal"));
        QCOMPARE(reply(Stage::Judge, "1+1=?", "1+1=?"), std::string("Equal"));
        QCOMPARE(reply(Stage::Judge, "1+1=?", "１＋１＝？"), std::string("Equal"));
        QCOMPARE(reply(Stage::Judge, "1+1=?", "What is 1 + 2?"), std::string("Not Equal"));
        QCOMPARE(reply(Stage::Judge, "Name a bird.", "name a bird"), std::string("Equal"));
        QCOMPARE(reply(Stage::Judge, "Name a bird.", "Name a bird that lives in the far north."), std::string("Not Equal"));
        QCOMPARE(reply(Stage::Judge, "介绍一种鸟。", "介绍一种鸟"), std::string("Equal"));
        QCOMPARE(reply(Stage::Judge, "介绍一种鸟。", "介绍一种鸟，并说明它生活在哪里。"), std::string("Not Equal"));
    }

    void breadthMakesAnotherKindOfProblemInTheSameLanguage()
    {
        std::set<FrameKind> kinds;
        for (std::uint32_t seed = 0; seed < 60; ++seed) {
            const auto problem = understood(rewrite("1+1=?", "breadth", seed));
            QVERIFY(problem && traitsOf(problem->opening.frame).isRare);
            kinds.insert(problem->opening.frame);
            QVERIFY(understood(rewrite("1加1等于几？", "breadth", seed))->language == Language::Chinese);
        }
        QVERIFY(kinds.size() >= 10);
    }

    void rareProblemsAreSolvedByTheirKnownFormulas_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("clock") << QByteArray("A night watch begins at 10 o'clock on a twelve-hour clock and lasts 14 hours. Which hour does the clock show then?") << QByteArray("12");
        QTest::newRow("discount") << QByteArray("A bicycle is offered at 200 euros with a discount of 15 percent. What is the new price in euros?") << QByteArray("170");
        QTest::newRow("buses") << QByteArray("Two buses leave the station together; one comes back every 12 minutes and the other every 18 minutes. After how much time do the two coincide again for the first time?") << QByteArray("36");
        QTest::newRow("marbles") << QByteArray("A bag holds 3 red and 5 blue marbles, and one is drawn without looking. What is the probability that it is red?") << QByteArray("3/8");
        QTest::newRow("two marbles") << QByteArray("From a bag with 3 red and 5 blue marbles, two are drawn one after the other without putting the first one back. What is the probability that both are red?") << QByteArray("3/28");
        QTest::newRow("speed") << QByteArray("A train travels at a steady 90 kilometres per hour. What is that speed in metres per second?") << QByteArray("25");
        QTest::newRow("series") << QByteArray("An arithmetic sequence starts at 2 and grows by 3 from each term to the next, and its first 10 terms are added up. What is the total?") << QByteArray("155");
        QTest::newRow("power") << QByteArray("The power 3^5 is divided by 7 in whole numbers. What is the remainder?") << QByteArray("5");
        QTest::newRow("round trip") << QByteArray("A driver goes to the coast at 60 kilometres per hour and comes back along the same road at 120 kilometres per hour. What is the average speed of the whole trip in kilometres per hour?") << QByteArray("80");
        QTest::newRow("pipes") << QByteArray("One pipe fills a pool in 3 hours and another one fills it in 6 hours, and both are opened at once. How many hours does the work take the two together?") << QByteArray("2");
        QTest::newRow("ratio") << QByteArray("Two sisters divide 40 coins in the ratio 3 to 5. How much does the first of the two get?") << QByteArray("15");
        QTest::newRow("polygon") << QByteArray("A convex polygon has 6 corners, and all its interior angles are added up. How many degrees is the sum of the angles?") << QByteArray("720");
        QTest::newRow("interest") << QByteArray("A savings account holds 500 euros and earns simple interest of 4 percent a year for 3 years. How many euros are in the account afterwards?") << QByteArray("560");
        QTest::newRow("handshakes") << QByteArray("At a party with 8 guests, everyone shakes hands with everyone else exactly once. How many times does that happen in all?") << QByteArray("28");
        QTest::newRow("doubling") << QByteArray("A pond has 3 lily pads, and their number doubles every day for 4 days. What is the number after that time?") << QByteArray("48");
        QTest::newRow("twice and a third") << QByteArray("Tom has 17 bags with 3 figs in each of them. Rosa, who has twice as many as he has at this point, hands all of those over to him. He then keeps only a third of them and leaves all the others to Rosa. How many figs does he have in the end?") << QByteArray("51");
        QTest::newRow("half an amount") << QByteArray("Maya puts 3/4 of a litre of water into an empty tub and then adds another 2 litres of water. During the afternoon half of the amount is used up, and the rest stays where it is. How many litres of water are in it at the end?") << QByteArray("11/8");
        QTest::newRow("percent and square") << QByteArray("What is 8 - 3? Increase the result by 20 percent and go on with the increased value. Then multiply the result by itself and go on with that square. What number do you end up with?") << QByteArray("36");
        QTest::newRow("table with an entry to ignore") << QByteArray("The table below says how many bags Priya has and how many plums are in each of them.\n\n| entry | value |\n| --- | --- |\n| bags | 4 |\n| in_each_bag | 6 |\n| last_year | 9 |\n\nThe entry last_year was left in by mistake and must not be used. A few days later she gets some more, exactly as many as this JSON object says.\n\n```json\n{\n  \"amount\": 5\n}\n```\n\nHow many plums does she have in the end?") << QByteArray("29");
        QTest::newRow("expression in data") << QByteArray("The expression `a × (b - c)` takes its numbers from the JSON object below.\n\n```json\n{\n  \"a\": 12,\n  \"b\": 3,\n  \"c\": 0.8\n}\n```\n\nWhat is the value of the expression?") << QByteArray("26.4");
        QTest::newRow("cold night") << QByteArray("Kenji reads a temperature of 3 degrees Celsius at sunset, and before midnight it goes down by 5 degrees. Then a cold wind sets in and it gets colder by 4 degrees. What temperature is it in the end, in degrees Celsius?") << QByteArray("-6");
        QTest::newRow("Chinese") << QByteArray("小红有4个袋子，每个袋子里装着6个苹果。随后她把其中的四分之一分给了邻居家的孩子。到了月底，她拥有的数量变成了这时的3倍。最后小红有多少个苹果？最终答案请用汉字数字书写，不要用阿拉伯数字。") << QByteArray("五十四");
        QTest::newRow("Japanese") << QByteArray("さくらさんは袋を4つ用意し、それぞれにりんご6個を入れました。そのあと、全体の半分を近所の子どもたちに配りました。最後にさくらさんのりんごは何個ありますか。") << QByteArray("12");
        QTest::newRow("steps") << QByteArray("Maya keeps 3 marbles in a wooden box and 4 in a tin. If the number she has by now is even, an aunt gives her 5 more; if it is odd, she gives 1 to the aunt. Afterwards she gives away a third of them to the children next door. How many marbles does she have in the end? Write the final answer in binary notation, without leading zeros or a prefix.") << QByteArray("100");
    }
    void rareProblemsAreSolvedByTheirKnownFormulas()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, answer);
        QCOMPARE(finalAnswer(reply(Stage::Respond, text.toStdString())), answer.toStdString());
    }

    void undefinedAndHugeSumsAreNotRewrittenIntoSomethingWrong()
    {
        for (const char* seed : {"1/0=?", "9^99999=?"})
            for (const char* key : {"add_constraints", "deepen", "concretize", "increase_reasoning", "complicate_input"})
                QCOMPARE(rewrite(seed, key, 3), std::string(seed));
    }

private:
    static Problem baseProblem(const Catalogue& catalogue, const FrameText& frame, std::size_t wording, std::size_t person)
    {
        Problem problem;
        problem.language = catalogue.language;
        problem.opening.frame = frame.kind;
        problem.opening.wording = static_cast<int>(wording);
        const int count = traitsOf(frame.kind).numberCount;
        for (int i = 0; i < count; ++i)
            problem.opening.numbers.push_back(12 - 5 * i);
        if (count == 0)
            problem.opening.expression = parseExpression("3 × (4 - 1/2)");
        for (std::size_t i = 0; i < catalogue.nouns.size() && problem.opening.noun < 0; ++i)
            if (!frame.nouns.empty() && catalogue.nouns[i].nounClass == frame.nouns.front())
                problem.opening.noun = static_cast<int>(i);
        const bool isScene = frame.openings.front().find("[name]") != std::string::npos;
        problem.opening.person = isScene ? static_cast<int>(person) : -1;
        return problem;
    }

    static void same(const Problem& problem)
    {
        const std::string text = renderProblem(problem);
        const auto again = parseProblem(text);
        QVERIFY2(again, text.c_str());
        QVERIFY2(*again == problem, text.c_str());
    }

    static void readsBack(const Catalogue& catalogue, const FrameText& frame, std::size_t wording, BlockFormat format, std::size_t person)
    {
        Problem problem = baseProblem(catalogue, frame, wording, person);
        if (format != BlockFormat::None) {
            if (frame.blockOpening.empty() || wording > 0 || catalogue.formatNames[static_cast<std::size_t>(format)].empty())
                return;
            problem.opening.format = format;
            same(problem);
            problem.opening.distractor = Rational(17);
        }
        same(problem);
    }
};

QTEST_APPLESS_MAIN(BuiltinEvolutionTest)
#include "tst_builtin_evolution.moc"
