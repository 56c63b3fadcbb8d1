// SPDX-License-Identifier: GPL-3.0-or-later
// Bringing files into a document: seeds and responses, all of a file or nothing of it, as one step of undo.
#include "editing/project_import.h"
#include "tests/support/open_document.h"

#include <QFile>
#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

class Import
{
public:
    std::string write(const char *name, const QByteArray &content)
    {
        const std::string path = project.folder() + '/' + name;
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the file cannot be written");
        return path;
    }
    Result<ImportOutcome> run(ImportRequest request)
    {
        Result<ImportOutcome> outcome = fail(ErrorKind::Io, "not called");
        int calls = 0;
        importInto(*document, std::move(request), [&](const Result<ImportOutcome> &result) {
            ++calls;
            outcome = result;
        });
        document->waitUntilWritten();
        if (calls != 1)
            qFatal("called %d times", calls);
        return outcome;
    }
    Result<ImportOutcome> seeds(const std::string &path) { return run({path, {}, ImportAs::Seeds, {}, {}, {}}); }
    Result<ImportOutcome> responses(const std::string &path, const std::string &contender = {})
    {
        return run({path, {}, ImportAs::Responses, contender, {}, {}});
    }

    TemporaryProject project;
    std::unique_ptr<Document> document = openDocument(project);
};

const QByteArray alpaca = R"([
{"instruction": "1+1=?", "input": "", "output": "2"},
{"instruction": "Sum", "input": "1, 2", "output": ""},
{"instruction": "1+1=?", "input": "", "output": "two"},
{"instruction": ""}
])";

} // namespace

class TestProjectImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsInSeedsWithTheirAnswers()
    {
        Import import;
        const auto outcome = import.seeds(import.write("alpaca.json", alpaca));
        QVERIFY2(outcome.has_value(), outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(outcome->report.read, std::int64_t{4});
        QCOMPARE(outcome->report.accepted, std::int64_t{2});
        QCOMPARE(outcome->report.duplicates, std::int64_t{1});
        QCOMPARE(outcome->report.refusedCount, std::int64_t{1});
        QCOMPARE(outcome->responses, std::int64_t{1});
        QCOMPARE(import.document->pool().count(), 2);
        const Instruction first = must(import.document->reader().instruction(1));
        QCOMPARE(first.text, std::string("1+1=?"));
        QCOMPARE(first.origin, std::string("alpaca.json:2"));
        QVERIFY(first.isSeed());
        QCOMPARE(must(import.document->reader().instruction(2)).context, std::string("1, 2"));
        const auto responses = must(import.document->reader().responses(1));
        QCOMPARE(responses.size(), std::size_t{1});
        QCOMPARE(responses.front().text, std::string("2"));
        QCOMPARE(responses.front().source, std::string("alpaca.json"));
        QVERIFY(must(import.document->reader().check()).empty());
    }

    void leavesOutWhatTheProjectHas()
    {
        Import import;
        const std::string path = import.write("alpaca.json", alpaca);
        must(import.seeds(path));
        const auto again = must(import.seeds(path));
        QCOMPARE(again.report.accepted, std::int64_t{0});
        QCOMPARE(again.report.duplicates, std::int64_t{3});
        QCOMPARE(import.document->pool().count(), 2);
        QCOMPARE(must(import.document->reader().actions(10)).size(), std::size_t{1});
    }

    void isOneStepOfUndo()
    {
        Import import;
        must(import.seeds(import.write("alpaca.json", alpaca)));
        QCOMPARE(import.document->undoState().undoLabel, std::string("Import alpaca.json"));
        import.document->undo();
        import.document->waitUntilWritten();
        QCOMPARE(import.document->pool().count(), 0);
        must(import.seeds(import.write("alpaca.json", alpaca)));
        QCOMPARE(import.document->pool().count(), 2);
        QCOMPARE(import.document->pool().indexOf(1), noNode);
    }

    void bringsInResponsesOfAContender()
    {
        Import import;
        must(import.seeds(import.write("seeds.txt", "1+1=?\n2+2=?\n")));
        const std::string path = import.write("answers.json", R"([
{"instruction": "2+2=?", "output": "4", "generator": "qwen"},
{"instruction": "9+9=?", "output": "18", "generator": "qwen"},
{"instruction": "1+1=?", "output": "", "generator": "qwen"},
{"instruction": "1+1=?", "output": "2", "generator": "qwen"},
{"instruction": "1+1=?", "output": "two", "generator": "qwen"}
])");
        const auto outcome = must(import.responses(path));
        QCOMPARE(outcome.responses, std::int64_t{3});
        QCOMPARE(outcome.report.accepted, std::int64_t{3});
        QCOMPARE(outcome.report.refusedCount, std::int64_t{2});
        QCOMPARE(outcome.report.read, outcome.report.accepted + outcome.report.duplicates + outcome.report.refusedCount);
        QCOMPARE(outcome.report.refused.size(), std::size_t{2});
        QCOMPARE(outcome.report.refused[0].line, std::int64_t{3});
        QCOMPARE(must(import.document->reader().responses(2)).front().source, std::string("qwen"));
        QCOMPARE(must(import.document->reader().responses(1)).size(), std::size_t{2});
        must(import.responses(path, "mine"));
        QCOMPARE(must(import.document->reader().responses(2)).back().source, std::string("mine"));
    }

    void listsRefusedRowsInTheOrderOfTheFileAndNotWithoutEnd()
    {
        Import import;
        must(import.seeds(import.write("seeds.txt", "1+1=?\n")));
        QByteArray lines;
        for (int i = 0; i < 1500; ++i)
            lines += i % 2 ? "{\"instruction\": 7}\n" : "{\"instruction\": \"unknown " + QByteArray::number(i) + "\", \"output\": \"a\", \"generator\": \"b\"}\n";
        const auto outcome = must(import.responses(import.write("answers.jsonl", lines)));
        QCOMPARE(outcome.report.refusedCount, std::int64_t{1500});
        QCOMPARE(outcome.report.refused.size(), ImportReport::maximumRefusedKept);
        for (std::size_t i = 0; i < outcome.report.refused.size(); ++i)
            QCOMPARE(outcome.report.refused[i].line, static_cast<std::int64_t>(i + 1));
    }

    void changesNothingWhereTheFileCannotBeRead()
    {
        Import import;
        const std::string before = describe(import.document->reader());
        QCOMPARE(import.seeds(import.project.folder() + "/missing.json").error().kind, ErrorKind::NotFound);
        QVERIFY(!import.seeds(import.project.folder()));
        QVERIFY(!import.seeds(import.write("picture.png", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\0", 12))));
        QVERIFY(!import.run({import.write("a.json", alpaca), "no such format", ImportAs::Seeds, {}, {}, {}}));
        QCOMPARE(describe(import.document->reader()), before);
    }

    void changesNothingWhereCancelled()
    {
        Import import;
        QByteArray lines;
        for (int i = 0; i < 5000; ++i)
            lines += "{\"instruction\": \"Instruction " + QByteArray::number(i) + "\", \"output\": \"a\"}\n";
        ImportRequest request;
        request.path = import.write("many.jsonl", lines);
        request.cancelled = std::make_shared<std::atomic<bool>>(false);
        request.progress = [flag = request.cancelled](std::int64_t, std::int64_t) { *flag = true; };
        const auto outcome = import.run(request);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::Cancelled);
        QCOMPARE(import.document->pool().count(), 0);
    }

    void refusesWhereReadOnly()
    {
        Import import;
        const std::string path = import.write("a.json", alpaca);
        import.document = openDocumentReadOnly(import.project);
        QCOMPARE(import.seeds(path).error().kind, ErrorKind::ReadOnly);
    }
};

QTEST_GUILESS_MAIN(TestProjectImport)
#include "tst_project_import.moc"
