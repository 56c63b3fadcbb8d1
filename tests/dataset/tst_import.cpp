// SPDX-License-Identifier: GPL-3.0-or-later
// What importing makes of files that are well, and how it streams them. Test thread only.
#include "import_fixture.h"

#include "dataset/import_formats.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <set>

using namespace evol;

using Texts = std::vector<std::string>;

namespace {

/// A device that makes up JSON Lines as they are read, all of one instruction, and hands them over in small pieces.
class EndlessLines : public QIODevice
{
public:
    explicit EndlessLines(qint64 bytes) : m_left(bytes) { open(ReadOnly | Unbuffered); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        static const QByteArray line = "{\"instruction\": \"1+1=?\", \"output\": \"" + QByteArray(900, 'x') + "\"}\n";
        const auto from = m_at % line.size();
        const auto count = std::min<qint64>({maximum, m_left, line.size() - from});
        std::copy_n(line.constData() + from, count, data);
        m_at += count;
        m_left -= count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    qint64 m_left;
    qint64 m_at = 0;
};

/// Hands over its bytes one at a time.
class Dripping : public QIODevice
{
public:
    explicit Dripping(QByteArray bytes) : m_bytes(std::move(bytes)) { open(ReadOnly | Unbuffered); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64) override
    {
        if (m_at == m_bytes.size())
            return 0;
        *data = m_bytes[m_at++];
        return 1;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

/// Fails after its bytes, as a disk does.
class Failing : public QIODevice
{
public:
    explicit Failing(QByteArray bytes) : m_bytes(std::move(bytes)) { open(ReadOnly | Unbuffered); }
    bool isSequential() const override { return true; }
    bool atEnd() const override { return false; }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        if (m_bytes.isEmpty()) {
            setErrorString("the disk is on fire");
            return -1;
        }
        const auto count = std::min<qint64>(maximum, m_bytes.size());
        std::copy_n(m_bytes.begin(), count, data);
        m_bytes.remove(0, count);
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
};

qint64 residentKilobytes(const char *field)
{
    QFile status("/proc/self/status");
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const auto lines = status.readAll().split('\n');
    for (const auto &line : lines) {
        if (line.startsWith(field))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toLongLong();
    }
    return -1;
}

} // namespace

class ImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormatHasAKeyOfItsOwn()
    {
        std::set<std::string_view> keys;
        for (const ImportFormat *format : importFormats()) {
            QVERIFY(keys.insert(format->key()).second);
            QVERIFY(!format->title().empty());
            QCOMPARE(importFormat(format->key()).value(), format);
        }
    }

    void anUnknownFormatIsAnErrorThatNamesTheKnownOnes()
    {
        ImportOptions options;
        options.format = "parquet";
        const Imported imported = importBytes("[]", "x.json", options);
        QVERIFY(!imported.report);
        QCOMPARE(imported.report.error().kind, ErrorKind::NotFound);
        QVERIFY(imported.error().find("alpaca") != std::string::npos);
    }

    void alpacaComesInFromAListAndFromLinesAlike()
    {
        const QByteArray one = "{\"instruction\": \"1+1=?\", \"input\": \"in binary\", \"output\": \"10\"}";
        const QByteArray two = "{\"output\": \"x\", \"instruction\": \" line\\nfeed \", \"extra\": {\"a\": [1, \"]\"]}}";
        const Imported list = importBytes("[\n" + one + ",\n" + two + "\n]\n", "a.json");
        const Imported lines = importBytes("\n" + one + "\n" + two + "\n", "a.jsonl");
        const ImportedRow first{"1+1=?", "in binary", {{"", "10"}}, "", std::nullopt, 2};
        const ImportedRow second{" line\nfeed ", "", {{"", "x"}}, "", std::nullopt, 3};
        QCOMPARE(list.report->format, "alpaca");
        QVERIFY(list.rows == (std::vector{first, second}));
        QVERIFY(lines.rows == list.rows);
    }

    void instructionsAloneAreAlpacaToo()
    {
        QCOMPARE(importBytes("{\"instruction\": \"1+1=?\"}\n", "a.jsonl").report->format, "alpaca");
    }

    void aLineOfARecordIsWhereItBegins()
    {
        const Imported imported = importBytes("[\n{\n\"instruction\":\n\"a\"},\n\n{\"instruction\": \"b\"}]", "a.json");
        QCOMPARE(imported.rows.size(), 2u);
        QCOMPARE(imported.rows[0].line, 2);
        QCOMPARE(imported.rows[1].line, 6);
    }

    void textLinesComeInOneByOneAndBackslashNStays()
    {
        const Imported imported = importFixture("text_lines.txt");
        QVERIFY2(imported.report, imported.error().c_str());
        QCOMPARE(imported.report->format, "text");
        QCOMPARE(imported.instructions(),
                 (Texts{"1+1=?", "Print \\n twice.", "[Math] What is {x}?", "一加一等于几？"}));
        QCOMPARE(imported.rows[1].line, 3);
        QCOMPARE(imported.report->refusedCount, 0);
    }

    void textThatBeginsWithABracketIsStillText()
    {
        QCOMPARE(importBytes("[Math] 1+1=?\n[Code] sort\n", "Seeds.TXT").instructions(),
                 (Texts{"[Math] 1+1=?", "[Code] sort"}));
    }

    void aTableIsReadByTheNamesOfItsColumns()
    {
        const Imported imported = importFixture("table.csv");
        QCOMPARE(imported.instructions(), (Texts{"1+1=?"}));
        QVERIFY(imported.rows[0].responses == (std::vector<ImportedResponse>{{"", "2"}}));
    }

    void aTablesQuotedFieldsHoldCommasQuotesAndLines()
    {
        const QByteArray table = "\xEF\xBB\xBFinstruction,output\r\n\r\n\"a, \"\"b\"\"\r\nc\",d\r\n1+1=?\r\n,x\r\nlast,\"\"";
        for (const bool drips : {false, true}) {
            Dripping slow(table);
            const Imported imported = drips ? importDevice(slow, "t.csv") : importBytes(table, "t.csv");
            QCOMPARE(imported.instructions(), (Texts{"a, \"b\"\r\nc", "last"}));
            QCOMPARE(imported.rows[0].line, std::int64_t{3});
            QCOMPARE(imported.rows[1].line, std::int64_t{7});
            QCOMPARE(imported.refusedLines(), (std::vector<std::int64_t>{5, 6}));
            QVERIFY(imported.reason(0).find("1 fields") != std::string::npos);
        }
    }

    void aSeedTaskWithSeveralInstancesGivesItsFirst()
    {
        const Imported imported = importFixture("seed_tasks_instances.jsonl");
        QCOMPARE(imported.report->format, "seed_tasks");
        QCOMPARE(imported.instructions(), (Texts{"two instances", "no instances"}));
        QCOMPARE(imported.rows[0].context, "i1");
        QVERIFY(imported.rows[0].responses == (std::vector<ImportedResponse>{{"", "o1"}}));
        QVERIFY(imported.rows[1].responses.empty());
        QCOMPARE(imported.refusedLines(), (std::vector<std::int64_t>{3, 4}));
    }

    void solutionsOfModelsComeInWithTheirSources()
    {
        const Imported imported = importFixture("solutions_of_models.jsonl");
        QCOMPARE(imported.report->format, "gsm8k_solutions");
        QCOMPARE(imported.rows.size(), 1u);
        QVERIFY(imported.rows[0].responses
                == (std::vector<ImportedResponse>{{"", "A: 2"}, {"large", "A: 2"}, {"small", "A: 3"}}));
        QCOMPARE(imported.refusedLines(), (std::vector<std::int64_t>{2}));
        QCOMPARE(imported.reason(0), "In \"small\": \"solution\" is a number where a text is expected.");
    }

    void duplicatesAreCountedAndLeftOut()
    {
        const Imported imported = importFixture("duplicates.jsonl");
        QCOMPARE(imported.instructions(), (Texts{"1+1=?", "1+1=?", "known", "new"}));
        QCOMPARE(imported.report->duplicates, 2);
        QVERIFY(imported.countsAddUp());
    }

    void instructionsOfTheProjectAreDuplicatesToo()
    {
        const InstructionDigests known{instructionDigest(" known ", "")};
        ImportOptions options;
        options.known = &known;
        const Imported imported = importFixture("duplicates.jsonl", options);
        QCOMPARE(imported.report->duplicates, 3);
        QCOMPARE(imported.rows.back().instruction, "new");
    }

    void duplicatesAreTakenWhereAskedFor()
    {
        ImportOptions options;
        options.duplicates = Duplicates::Take;
        QCOMPARE(importFixture("duplicates.jsonl", options).rows.size(), 6u);
    }

    void digestsTellContextFromInstruction()
    {
        QVERIFY(instructionDigest("a", "b") == instructionDigest(" a\n", "\tb"));
        QVERIFY(instructionDigest("a", "b") != instructionDigest("ab", ""));
        QVERIFY(instructionDigest("a", "") != instructionDigest("", "a"));
    }

    void anErrorOfTheTakerStopsTheImport()
    {
        int taken = 0;
        QBuffer buffer;
        buffer.setData("{\"instruction\": \"a\"}\n{\"instruction\": \"b\"}\n{\"instruction\": \"c\"}\n");
        buffer.open(QIODevice::ReadOnly);
        const auto report = importFrom(buffer, "a.jsonl", {}, [&](const ImportedRow &) -> Result<void> {
            return ++taken < 2 ? Result<void>() : fail(ErrorKind::ReadOnly, "full");
        });
        QVERIFY(!report);
        QCOMPARE(report.error().message, "full");
        QCOMPARE(taken, 2);
    }

    void progressIsToldAndCanCancel()
    {
        EndlessLines device(4 << 20);
        ImportOptions options;
        std::int64_t last = 0;
        options.progress = [&](std::int64_t read, std::int64_t) -> Result<void> {
            last = read;
            return read < 1 << 20 ? Result<void>() : fail(ErrorKind::Cancelled, "Cancelled.");
        };
        const Imported imported = importDevice(device, "a.jsonl", options);
        QCOMPARE(imported.report.error().kind, ErrorKind::Cancelled);
        QVERIFY(last >= 1 << 20 && last < 2 << 20);
    }

    void aDeviceThatFailsInTheMiddleIsAnErrorWithItsWords()
    {
        Failing device("{\"instruction\": \"a\"}\n{\"instruction\": " + QByteArray(100000, ' '));
        const Imported imported = importDevice(device, "a.jsonl");
        QVERIFY(!imported.report);
        QCOMPARE(imported.report.error().kind, ErrorKind::Io);
        QVERIFY2(imported.error().find("the disk is on fire") != std::string::npos, imported.error().c_str());
    }

    void aBoundaryOfReadingMayFallAnywhere()
    {
        const QByteArray tail = ",\r\n {\"instruction\": \"q\\\" ] é😀\\\\\", \"output\": \"a\", \"x\": [[{}], 1]} , 7 ,\n"
                                "{\"instruction\": \"last\", \"output\": \"b\"}\r\n ] \n";
        // The first 64 KiB are read as one; every byte of the tail comes to stand at their end once.
        for (qsizetype at = 0; at <= tail.size(); ++at) {
            const QByteArray head = "[{\"instruction\": \"first\", \"output\": \"";
            QByteArray bytes = head + QByteArray(64 * 1024 - head.size() - 2 - at, 'x') + "\"}" + tail;
            const Imported whole = importBytes(bytes, "a.json");
            QCOMPARE(whole.rows.size(), 3u);
            QCOMPARE(whole.rows[1].instruction, "q\" ] é😀\\");
            QCOMPARE(whole.rows[2].line, 3);
            QCOMPARE(whole.refusedLines(), (std::vector<std::int64_t>{2}));
            if (at % 16 == 0) {
                Dripping device(bytes);
                QVERIFY(importDevice(device, "a.json").rows == whole.rows);
            }
        }
    }

    void memoryDoesNotGrowWithTheFile()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer holds on to freed memory");
#endif
        const auto before = residentKilobytes("VmHWM");
        if (before < 0)
            QSKIP("no /proc here");
        EndlessLines device(qint64(48) << 20);
        std::int64_t taken = 0;
        ImportOptions options;
        options.duplicates = Duplicates::Take;
        const auto report = importFrom(device, "a.jsonl", options, [&](const ImportedRow &) {
            ++taken;
            return Result<void>();
        });
        QVERIFY(report);
        QVERIFY(taken > 45000);
        QVERIFY(residentKilobytes("VmHWM") - before < 16 * 1024);
    }

    void aListAsLongAsAFileIsReadInTimeInProportion()
    {
        QByteArray bytes = "[";
        for (int i = 0; i < 20000; ++i)
            bytes += "{\"instruction\": \"" + QByteArray::number(i) + "\", \"output\": \"" + QByteArray(200, 'x') + "\"},\n";
        bytes += "{\"instruction\": \"last\", \"output\": \"x\"}]";
        QCOMPARE(importBytes(bytes, "a.json").rows.size(), 20001u);
    }
};

QTEST_APPLESS_MAIN(ImportTest)
#include "tst_import.moc"
