// SPDX-License-Identifier: GPL-3.0-or-later
// The list of operators and methods: what it names, and how people may write it.
#include "evolution/operators.h"
#include "evolution/prompts.h"

#include <QTest>

#include <set>

using namespace evol;

class TestOperators : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGeneralMethodIsThatOfWizardLm()
    {
        const auto method = findMethod("general");
        QVERIFY(method.has_value());
        std::vector<std::string> inDepth, inBreadth;
        for (const EvolutionOperator &each : (*method)->operators)
            (each.direction == Direction::InDepth ? inDepth : inBreadth).emplace_back(each.key);
        QCOMPARE(inDepth, (std::vector<std::string>{"add_constraints", "deepen", "concretize", "increase_reasoning", "complicate_input"}));
        QCOMPARE(inBreadth, std::vector<std::string>{"breadth"});
    }

    void everyOperatorHasAPromptAndAKeyOfItsOwn()
    {
        for (const Method &method : methods()) {
            std::set<std::string> keys;
            for (const EvolutionOperator &each : method.operators) {
                QVERIFY(keys.insert(each.key).second);
                const auto prompt = PromptLibrary().prompt(std::string(method.key) + '/' + each.key);
                QVERIFY2(prompt.has_value(), prompt ? "" : prompt.error().message.c_str());
            }
        }
    }

    void theMethodForMathematicsGoesUpwardAndDownward()
    {
        std::vector<std::string> upward, downward;
        for (const EvolutionOperator &each : (*findMethod("math"))->operators)
            (each.direction == Direction::Downward ? downward : upward).emplace_back(each.key);
        QCOMPARE(upward, (std::vector<std::string>{"add_constraints", "deepen", "concretize", "increase_reasoning"}));
        QCOMPARE(downward, (std::vector<std::string>{"make_easier", "easier_topic"}));
    }

    void theMethodForCodeHasItsFiveHeuristicsAndAsksForComplexitySeldom()
    {
        const Method &code = **findMethod("code");
        QCOMPARE(code.operators.size(), std::size_t{5});
        for (const EvolutionOperator &each : code.operators)
            QCOMPARE(each.weight < 1, std::string(each.key) == "higher_complexity");
    }

    void anOperatorHasOneTitleWhateverTheMethod()
    {
        for (const Method &method : methods()) {
            for (const EvolutionOperator &each : method.operators)
                QCOMPARE(operatorTitle(each.key), std::string(each.title));
        }
    }

    void refusesWeightsByName()
    {
        const Method &general = **findMethod("general");
        QVERIFY(checkWeights(general, {}, {{"deepen", 2}, {"breadth", 0}}));
        QVERIFY(checkWeights(general, {}, {{"poetry", 1}}).error().message.find("poetry") != std::string::npos);
        QVERIFY(checkWeights(general, {}, {{"deepen", -1}}).error().message.find("deepen") != std::string::npos);
        QVERIFY(!checkWeights(general, {"deepen"}, {{"deepen", 0}}));
    }

    void namesTheMethodsThereAreForOneThatIsNot()
    {
        const auto method = findMethod("poetry");
        QVERIFY(!method);
        QCOMPARE(method.error().kind, ErrorKind::InvalidInput);
        QVERIFY(method.error().message.find("general") != std::string::npos);
    }

    void readsAnOperatorHoweverItIsWritten()
    {
        const Method &general = **findMethod("general");
        for (const char *written : {"add_constraints", "Add constraints", "add-constraints", "ADD_CONSTRAINTS"})
            QCOMPARE(operatorKey(general, written).value_or("none"), std::string("add_constraints"));
        for (const char *written : {"", "add", "addconstraints", "add_constraints "}) {
            const auto key = operatorKey(general, written);
            QVERIFY(!key);
            QVERIFY(key.error().message.find("deepen") != std::string::npos);
        }
    }

    void hasATitleForWhateverAProjectHolds()
    {
        QCOMPARE(operatorTitle(""), std::string("Seed"));
        QCOMPARE(operatorTitle("deepen"), std::string("Deepen"));
        QCOMPARE(operatorTitle("of_a_later_version"), std::string("Of a later version"));
        QCOMPARE(operatorTitle("riddle", {{"riddle", "謎"}}), std::string("謎"));
        QVERIFY(findOperator("of_a_later_version") == nullptr);
    }
};

QTEST_GUILESS_MAIN(TestOperators)
#include "tst_operators.moc"
