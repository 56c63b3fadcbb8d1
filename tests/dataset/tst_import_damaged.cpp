// SPDX-License-Identifier: GPL-3.0-or-later
// What importing makes of damaged and strange files: the good rows come in, and a sentence tells of the rest.
// Test thread only.
#include "import_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace evol;

using Texts = std::vector<std::string>;
using Lines = std::vector<std::int64_t>;

#define VERIFY_HAS(text, part) QVERIFY2((text).find(part) != std::string::npos, (text).c_str())

class ImportDamagedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileThatCannotBeUsedIsOneSentence_data()
    {
        QTest::addColumn<QString>("fixture");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("empty") << "empty.jsonl" << "empty.jsonl is empty; choose a file with instructions.";
        QTest::newRow("only blanks")
            << "only_blanks.jsonl" << "only_blanks.jsonl holds no records; choose a file with instructions.";
        QTest::newRow("empty list")
            << "empty_list.json" << "empty_list.json holds no records; choose a file with instructions.";
        QTest::newRow("binary")
            << "picture.png" << "picture.png is a binary file, not text; choose a JSON, JSON Lines or text file.";
        QTest::newRow("compressed")
            << "compressed.jsonl.gz" << "compressed.jsonl.gz is compressed; unpack it first.";
        QTest::newRow("UTF-16") << "utf16_with_mark.json"
                                << "utf16_with_mark.json is in UTF-16; save it as UTF-8 first.";
        QTest::newRow("UTF-16 without mark")
            << "utf16_without_mark.json" << "utf16_without_mark.json is in UTF-16; save it as UTF-8 first.";
    }

    void aFileThatCannotBeUsedIsOneSentence()
    {
        QFETCH(QString, fixture);
        QFETCH(QString, sentence);
        const Imported imported = importFixture(fixture.toStdString());
        QVERIFY(!imported.report);
        QCOMPARE(imported.report.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(QString::fromStdString(imported.error()), sentence);
    }

    void aFolderIsRefused()
    {
        const Imported imported = importPath(EVOL_TESTS_DIR);
        QCOMPARE(imported.report.error().kind, ErrorKind::InvalidInput);
        VERIFY_HAS(imported.error(), "is a folder");
    }

    void aMissingFileIsNamed()
    {
        const Imported imported = importPath("/no/such/file.jsonl");
        QCOMPARE(imported.report.error().kind, ErrorKind::NotFound);
        VERIFY_HAS(imported.error(), "/no/such/file.jsonl");
    }

    void aFileThatMayNotBeReadIsAnErrorOfTheDisk()
    {
        if (::geteuid() == 0)
            QSKIP("root may read everything");
        QTemporaryDir folder;
        QFile file(folder.filePath("secret.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
        file.close();
        file.setPermissions({});
        const Imported imported = importPath(file.fileName().toStdString());
        QCOMPARE(imported.report.error().kind, ErrorKind::Io);
        VERIFY_HAS(imported.error(), "cannot be read");
    }

    void fieldsOfAnotherDataSetAreNamedNotGuessedAt()
    {
        const Imported imported = importFixture("fields_of_another_data_set.jsonl");
        QVERIFY(!imported.report);
        VERIFY_HAS(imported.error(), "Its fields are: category, context, instruction, response.");
    }

    void goodRowsComeInAndBadOnesAreToldByLine_data()
    {
        QTest::addColumn<QString>("fixture");
        QTest::addColumn<Texts>("good");
        QTest::addColumn<Lines>("refused");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *fixture, Texts good, Lines refused, const char *reason = "") {
            QTest::newRow(fixture) << QString(fixture) << std::move(good) << std::move(refused) << QString(reason);
        };
        row("utf8_byte_order_mark.json", {"1+1=?"}, {});
        row("windows_line_ends.jsonl", {"first", "second"}, {});
        row("last_line_without_line_feed.jsonl", {"one", "two"}, {});
        row("list_with_odd_commas.json", {"one", "two", "three"}, {});
        row("invalid_utf8_in_a_line.jsonl", {"good before", "good after"}, {2}, "not valid UTF-8 (byte 21)");
        row("invalid_utf8_in_a_list.json", {"good before", "good after"}, {3}, "not valid UTF-8");
        row("list_cut_inside_a_record.json", {"one", "two"}, {4}, "The file ends inside this record");
        row("list_cut_between_records.json", {"one", "two"}, {4}, "The file ends before its list is closed");
        row("last_line_cut.jsonl", {"one", "two"}, {3}, "It ends in the middle");
        row("lines_that_are_no_objects.jsonl", {"one", "five"}, {2, 3, 4, 5, 6, 7}, "It is a number, not a JSON object");
        row("elements_that_are_no_objects.json", {"one", "five"}, {1, 1, 1, 1, 1, 1, 1}, "It is a number, not");
        row("instruction_missing_or_no_text.jsonl", {"good"}, {1, 2, 3, 4, 5, 6}, "It has no \"instruction\".");
        row("numbers_and_nulls_for_texts.jsonl", {"null is none", "good"}, {2, 3, 4},
            "\"input\" is a number where a text is expected.");
        row("list_with_a_quote_missing.json", {"one", "four"}, {3, 4}, "not valid JSON");
        row("list_followed_by_text.json", {"one"}, {4}, "More text follows the end of the list");
        row("half_a_surrogate_pair.jsonl", {"😀 whole"}, {1}, "surrogate");
        row("number_too_large.jsonl", {"good"}, {1}, "number that is too large");
        row("damaged_first_lines.jsonl", {"good"}, {1, 2}, "not valid JSON");
    }

    void goodRowsComeInAndBadOnesAreToldByLine()
    {
        QFETCH(QString, fixture);
        QFETCH(Texts, good);
        QFETCH(Lines, refused);
        QFETCH(QString, reason);
        const Imported imported = importFixture(fixture.toStdString());
        QVERIFY2(imported.report, imported.error().c_str());
        QVERIFY(imported.countsAddUp());
        QCOMPARE(imported.instructions(), good);
        QCOMPARE(imported.refusedLines(), refused);
        VERIFY_HAS(imported.reason(0), reason.toStdString());
    }

    void everyReasonForAnInstructionSaysWhatItIs()
    {
        const Imported imported = importFixture("instruction_missing_or_no_text.jsonl");
        QCOMPARE(imported.reason(1), "\"instruction\" is empty.");
        QCOMPARE(imported.reason(2), "\"instruction\" is empty.");
        QCOMPARE(imported.reason(3), "\"instruction\" is null where a text is expected.");
        QCOMPARE(imported.reason(4), "\"instruction\" is a number where a text is expected.");
        QCOMPARE(imported.reason(5), "\"instruction\" is a list where a text is expected.");
    }

    void aNullResponseIsNoResponse()
    {
        const Imported imported = importFixture("numbers_and_nulls_for_texts.jsonl");
        QVERIFY(imported.rows.at(0).responses.empty());
        QVERIFY(imported.rows.at(0).context.empty());
    }

    void aNulCharacterRefusesItsRowOnly()
    {
        const Imported imported = importFixture("nul_characters.jsonl");
        QVERIFY2(imported.report, imported.error().c_str());
        QCOMPARE(imported.refusedLines(), (Lines{1, 3}));
        VERIFY_HAS(imported.reason(0), "NUL character");
        VERIFY_HAS(imported.reason(1), "NUL character");
        QCOMPARE(imported.rows.size(), 1u);
    }

    void difficultiesOutsideOneToTenAreRefused()
    {
        const Imported imported = importFixture("wizardlm_difficulties.jsonl");
        QCOMPARE(imported.instructions(), (Texts{"number 1", "number 2", "number 9"}));
        QCOMPARE(imported.rows[1].difficulty, 10);
        QVERIFY(!imported.rows[2].difficulty);
        QCOMPARE(imported.reason(0), "\"Difficulty\" is outside 1 to 10.");
        QCOMPARE(imported.reason(3), "\"Difficulty\" is outside 1 to 10.");
        QCOMPARE(imported.reason(5), "\"Difficulty\" is a text where a whole number from 1 to 10 is expected.");
    }

    void invalidUtf8InTextRefusesItsLineOnly()
    {
        const Imported imported = importFixture("invalid_utf8.txt");
        QCOMPARE(imported.instructions(), (Texts{"good before", "good after"}));
        QCOMPARE(imported.refusedLines(), (Lines{2}));
    }

    void deepNestingIsRefusedWithoutExhaustingTheStack()
    {
        const QByteArray deep = QByteArray(2000000, '[') + QByteArray(2000000, ']');
        const QByteArray good = "{\"instruction\": \"good\", \"output\": \"x\"}";
        const QByteArray bad = "{\"instruction\": \"deep\", \"output\": \"x\", \"extra\": " + deep + "}";
        const Imported lines = importBytes(good + "\n" + bad + "\n", "a.jsonl");
        const Imported list = importBytes("[" + good + ",\n" + bad + "]", "a.json");
        for (const Imported *imported : {&lines, &list}) {
            QCOMPARE(imported->instructions(), Texts{"good"});
            QCOMPARE(imported->refusedLines(), Lines{2});
            VERIFY_HAS(imported->reason(0), "nested more than 100 levels");
        }
        QVERIFY(!importBytes(QByteArray(2000000, '['), "a.json").report);
    }

    void aLineOfTenMegabytesIsReadWhole()
    {
        const QByteArray text(10 << 20, 'x');
        const Imported imported = importBytes("{\"instruction\": \"" + text + "\", \"output\": \"y\"}", "a.jsonl");
        QCOMPARE(imported.rows.size(), 1u);
        QCOMPARE(imported.rows[0].instruction.size(), std::size_t(10 << 20));
    }

    void aRecordLongerThanTheLimitIsSkippedAndTheNextIsRead()
    {
        const QByteArray good = "{\"instruction\": \"good\", \"output\": \"x\"}";
        const QByteArray huge = "{\"instruction\": \"" + QByteArray(65 << 20, 'x') + "\", \"output\": \"y\"}";
        const Imported lines = importBytes(huge + "\n" + good, "a.jsonl");
        const Imported list = importBytes("[" + huge + ",\n" + good + "]", "a.json");
        for (const Imported *imported : {&lines, &list}) {
            QCOMPARE(imported->instructions(), Texts{"good"});
            QCOMPARE(imported->refusedLines(), Lines{1});
            VERIFY_HAS(imported->reason(0), "longer than 64 MiB");
        }
    }

    void onlyTheFirstThousandReasonsAreKeptButAllAreCounted()
    {
        QByteArray bytes = "{\"instruction\": \"good\"}\n";
        for (int i = 0; i < 2500; ++i)
            bytes += "{\"instruction\": 5}\n";
        const Imported imported = importBytes(bytes, "a.jsonl");
        QCOMPARE(imported.report->refusedCount, 2500);
        QCOMPARE(imported.report->refused.size(), ImportReport::maximumRefusedKept);
        QCOMPARE(imported.report->read, 2501);
    }

    void aFileCutAnywhereGivesItsWholeRowsAndNeverMore()
    {
        const QByteArray whole = "[\n  {\"instruction\": \"one\", \"input\": \"\", \"output\": \"é\\n\"},\n"
                                 "  {\"instruction\": \"two\", \"output\": \"[{\\\"\"}\n]\n";
        ImportOptions options;
        options.format = "alpaca";
        std::size_t most = 0;
        for (qsizetype length = 1; length <= whole.size(); ++length) {
            const Imported imported = importBytes(whole.left(length), "a.json", options);
            QVERIFY(imported.countsAddUp());
            QVERIFY(imported.rows.size() >= most);
            most = imported.rows.size();
            QCOMPARE(imported.report->refusedCount, length < whole.size() - 1 ? 1 : 0);
        }
        QCOMPARE(most, 2u);
    }

    void anyBytesAtAllAreReadToAnEnd()
    {
        const QDir fixtures(EVOL_TESTS_DIR "/dataset/fixtures");
        const auto names = fixtures.entryList(QDir::Files);
        QVERIFY(names.size() > 20);
        quint32 random = 1;
        const auto next = [&] { return random = random * 1664525u + 1013904223u; };
        for (const auto &name : names) {
            QFile file(fixtures.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            for (int round = 0; round < 100 && !bytes.isEmpty(); ++round) {
                QByteArray changed = bytes;
                for (int change = 0; change < 3; ++change) {
                    static constexpr char marks[] = "[]{}\",:\\\n 0\xE9";
                    changed[qsizetype((next() >> 8) % quint32(changed.size()))] = marks[(next() >> 8) % (sizeof marks - 1)];
                }
                const Imported imported = importBytes(changed, name.toStdString());
                QVERIFY(!imported.report || imported.countsAddUp());
                QVERIFY(imported.report || imported.error().size() > 10);
            }
        }
    }
};

QTEST_APPLESS_MAIN(ImportDamagedTest)
#include "tst_import_damaged.moc"
