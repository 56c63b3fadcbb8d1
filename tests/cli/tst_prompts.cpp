// SPDX-License-Identifier: GPL-3.0-or-later
// Prompts and operators of a project's own, by the real program.
#include "support/chat_server.h"
#include "support/evolving_responder.h"
#include "support/program.h"

#include <QFile>
#include <QTest>

using namespace evol;
using nlohmann::json;

namespace {

void write(const Program &evol, const QString &name, const QByteArray &text)
{
    QFile file(evol.file(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

/// Versions in force, by `evol prompts versions`.
json inForce(const Program &evol, const QString &key)
{
    for (const json &each : evol.run({"prompts", "versions", "a.evol", key, "--json"}).json()) {
        if (each.at("current") == true)
            return each;
    }
    return {};
}

} // namespace

class TestPrompts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPromptIsChangedComparedAndTakenBack()
    {
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?"});
        write(evol, "deep.txt", "Deeper: {instruction}{context}");
        write(evol, "deeper.txt", "Much deeper: {instruction}{context}");
        for (const char *file : {"deep.txt", "deeper.txt"})
            QCOMPARE(evol.run({"prompts", "set", "a.evol", "general/deepen", file}).status, 0);
        const json versions = evol.run("prompts versions a.evol general/deepen --json").json();
        QCOMPARE(versions.size(), std::size_t{3});
        COMPARE_JSON(versions.at(0).at("built_in"), true);
        COMPARE_JSON(versions.at(2).at("by"), "ada");
        const QString first = QString::fromStdString(versions.at(1).at("version").get<std::string>());
        QCOMPARE(evol.run({"prompts", "compare", "a.evol", "general/deepen", first}).out.trimmed(),
                 QByteArray("{+Much deeper+}[-Deeper-]: {instruction}{context}"));
        QCOMPARE(evol.run("prompts preview a.evol general/deepen --instruction 1").out.trimmed(), QByteArray("Much deeper: 1+1=?"));
        evol.run("evolve a.evol --operators deepen");
        COMPARE_JSON(evol.run("show a.evol 2 --json").json().at("prompt_version"), inForce(evol, "general/deepen").at("version"));
        evol.run("undo a.evol");
        evol.run("undo a.evol");
        COMPARE_JSON(inForce(evol, "general/deepen").at("version"), first.toStdString());
        QCOMPARE(evol.run("prompts reset a.evol general/deepen").status, 0);
        COMPARE_JSON(inForce(evol, "general/deepen").at("built_in"), true);
    }

    void aPromptWithoutItsPlaceholderIsRefusedByName()
    {
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?"});
        write(evol, "bad.txt", "Deeper: {instruction}");
        const ProgramResult refused = evol.run("prompts set a.evol general/deepen bad.txt");
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("{context}") && refused.err.contains("general/deepen"), refused.err);
        QVERIFY(evol.run("prompts try a.evol general/deepen --file bad.txt").err.contains("{context}"));
        QVERIFY(evol.run("prompts show a.evol general/poetry").err.contains("general/poetry"));
        COMPARE_JSON(inForce(evol, "general/deepen").at("built_in"), true);
    }

    void aTrialAsksOnceAndChangesNothing()
    {
        ChatServer server(evolvingResponder());
        const QString model = QString::fromStdString(server.baseUrl()) + "#m";
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?", "--seed", "2+2=?", "--seed", "3+3=?", "--seed", "4+4=?"});
        write(evol, "deep.txt", "Deeper: {instruction}{context}");
        const json tried = evol.run({"prompts", "try", "a.evol", "general/deepen", "--file", "deep.txt", "--model", model, "--json"}).json();
        QCOMPARE(tried.at("answers").size(), std::size_t{3});
        COMPARE_JSON(tried.at("answers").at(2).at("sent"), "Deeper: 3+3=?");
        QVERIFY(!tried.at("answers").at(2).at("reply").get<std::string>().empty());
        COMPARE_JSON(evol.run({"prompts", "try", "a.evol", "general/deepen", "--file", "deep.txt", "--model", model, "--json"}).json(), tried);
        QCOMPARE(server.requestCount(), 3);
        COMPARE_JSON(evol.run("stats a.evol --json").json().at("instructions"), 4);
        COMPARE_JSON(inForce(evol, "general/deepen").at("built_in"), true);
    }

    void aPromptAboutStepsIsTriedOnTheStepsOfResponses()
    {
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?", "--seed", "2+2=?"});
        QVERIFY(evol.run("prompts preview a.evol label_step --instruction 1").err.contains("no response"));
        evol.run("respond a.evol --only 2");
        QVERIFY(evol.run("prompts preview a.evol label_step --instruction 2").out.contains("2 + 2 = 4"));
        const json answers = evol.run("prompts try a.evol label_step --json").json().at("answers");
        QCOMPARE(answers.size(), std::size_t{1});
        COMPARE_JSON(answers.at(0).at("instruction"), 2);
        COMPARE_JSON(answers.at(0).at("reply"), "Neutral");
    }

    void anOperatorOfOnesOwnEvolves()
    {
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "1+1=?"});
        write(evol, "riddle.txt", "As a riddle: {instruction}{context}");
        QCOMPARE(evol.run({"operators", "add", "a.evol", "riddle", "--title", "謎", "--direction", "in_breadth", "--prompt", "riddle.txt"}).status, 0);
        QCOMPARE(evol.run("evolve a.evol --operators riddle --method math").status, 0);
        const json child = evol.run("show a.evol 2 --json").json();
        COMPARE_JSON(child.at("operator"), "riddle");
        COMPARE_JSON(child.at("prompt_version"), inForce(evol, "own/riddle").at("version"));
        QVERIFY(evol.run("tree a.evol").out.contains("謎"));
        QVERIFY(evol.run({"operators", "add", "a.evol", "deepen", "--title", "x", "--prompt", "riddle.txt"}).err.contains("built-in"));
        QVERIFY(evol.run({"operators", "add", "a.evol", "No key", "--title", "x", "--prompt", "riddle.txt"}).err.contains("No key"));
        QCOMPARE(evol.run("operators remove a.evol riddle").status, 0);
        QCOMPARE(evol.run("evolve a.evol --operators riddle").status, 1);
        QVERIFY(evol.run("list a.evol --operator riddle").out.startsWith("2"));
        QCOMPARE(evol.run("check a.evol").status, 0);
    }

    void anInterruptedRunGoesOnWithThePromptsItBeganWith()
    {
        ChatServer server(evolvingResponder());
        const QString model = QString::fromStdString(server.baseUrl()) + "#m";
        const Program evol;
        evol.run({"new", "a.evol", "--seed", "Name a river."});
        write(evol, "one.txt", "First way: {instruction}{context}");
        write(evol, "two.txt", "Second way: {instruction}{context}");
        evol.run("prompts set a.evol general/deepen one.txt");
        evol.run({"evolve", "a.evol", "--operators", "deepen", "--epochs", "2", "--model", model, "--max-requests", "3"});
        evol.run("prompts set a.evol general/deepen two.txt");
        for (int i = 0; i < 4 && evol.run("resume a.evol").status == 3; ++i) // the limit again
            QVERIFY(i < 3);
        QVERIFY(server.requestsContaining("First way") >= 2);
        QCOMPARE(server.requestsContaining("Second way"), 0);
    }
};

QTEST_GUILESS_MAIN(TestPrompts)
#include "tst_prompts.moc"
