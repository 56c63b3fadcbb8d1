// SPDX-License-Identifier: GPL-3.0-or-later
// Exports: the same rows and seed give the same bytes, in Alpaca's form, whole or not at all. Test thread only.
#include "dataset/dataset_export.h"
#include "dataset/export_formats.h"
#include "import_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <set>

#include <sys/resource.h>
#include <unistd.h>

using namespace evol;

namespace {

class Rows : public DatasetSource
{
public:
    explicit Rows(std::vector<DatasetRow> rows) : m_rows(std::move(rows)) {}

    Result<std::vector<InstructionId>> ids() override
    {
        std::vector<InstructionId> ids;
        for (const auto &row : m_rows)
            ids.push_back(row.id);
        return ids;
    }
    Result<DatasetRow> row(InstructionId id) override
    {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const DatasetRow &r) { return r.id == id; });
        return found != m_rows.end() ? Result<DatasetRow>(*found) : fail(ErrorKind::NotFound, "gone");
    }

    std::vector<DatasetRow> m_rows;
};

Rows someRows()
{
    return Rows({{1, "1+1=?", "", "2"},
                 {2, "What is the relation between the given pairs?", "Night : Day :: Right : Left", "They are opposites."},
                 {3, "一加一等于几？", "", "等于二。"},
                 {4, "Say \"hi\" with a \\ and a tab\t.", "", "\"hi\" \\ \t\x01 \xE2\x80\xA8 😀\r\nBye"},
                 {5, "No answer yet", "", ""},
                 {6, "Only blanks for an answer", "", " \n"},
                 {7, "Écris un poème.", "en français", "Les sanglots longs"}});
}

Rows manyRows(int count)
{
    std::vector<DatasetRow> rows;
    for (int i = 1; i <= count; ++i)
        rows.push_back({i, "instruction " + std::to_string(i), "", std::string(1000, 'x')});
    return Rows(std::move(rows));
}

QByteArray exported(DatasetSource &source, const char *format, std::uint64_t seed = 0)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto report = exportDataset(source, **exportFormat(format), buffer, {seed, {}});
    return report ? buffer.data() : QByteArray::fromStdString(report.error().message);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// A disk on which every file ends at a number of bytes.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class ExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormatHasAKeyOfItsOwn()
    {
        std::set<std::string_view> keys;
        for (const ExportFormat *format : exportFormats()) {
            QVERIFY(keys.insert(format->key()).second);
            QVERIFY(!format->title().empty() && format->fileSuffix().starts_with('.'));
            QCOMPARE(exportFormat(format->key()).value(), format);
        }
        QCOMPARE(exportFormat("jsonl").value()->key(), "alpaca_jsonl");
        QVERIFY(exportFormat("csv").error().message.find("alpaca, alpaca_jsonl") != std::string::npos);
    }

    void theFileIsByteForByteTheGoldenOne_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<qulonglong>("seed");
        QTest::newRow("alpaca.json") << QByteArray("alpaca") << 0ull;
        QTest::newRow("alpaca_seed_7.json") << QByteArray("alpaca") << 7ull;
        QTest::newRow("alpaca.jsonl") << QByteArray("alpaca_jsonl") << 0ull;
        QTest::newRow("alpaca_seed_7.jsonl") << QByteArray("alpaca_jsonl") << 7ull;
    }

    void theFileIsByteForByteTheGoldenOne()
    {
        QFETCH(QByteArray, format);
        QFETCH(qulonglong, seed);
        Rows rows = someRows();
        QCOMPARE(exported(rows, format.constData(), seed),
                 contents(EVOL_TESTS_DIR "/dataset/golden/" + QString(QTest::currentDataTag())));
    }

    void theOrderOfTheSourceDoesNotShow()
    {
        Rows rows = someRows();
        const auto before = exported(rows, "alpaca", 3);
        std::reverse(rows.m_rows.begin(), rows.m_rows.end());
        QCOMPARE(exported(rows, "alpaca", 3), before);
        QVERIFY(exported(rows, "alpaca", 4) != before);
    }

    void rowsWithoutAResponseAreLeftOutAndCounted()
    {
        Rows rows = someRows();
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        const auto report = exportDataset(rows, **exportFormat("alpaca"), buffer);
        QCOMPARE(report->written, 5);
        QCOMPARE(report->withoutResponse, 2);
    }

    void nothingToExportIsAnEmptyList()
    {
        Rows none({});
        QCOMPARE(exported(none, "alpaca"), QByteArray("[]\n"));
        QCOMPARE(exported(none, "alpaca_jsonl"), QByteArray());
    }

    void whatIsExportedComesInAgain_data()
    {
        QTest::addColumn<QByteArray>("format");
        for (const ExportFormat *format : exportFormats())
            QTest::newRow(format->key().data()) << QByteArray(format->key().data());
    }

    void whatIsExportedComesInAgain()
    {
        QFETCH(QByteArray, format);
        Rows rows = someRows();
        const Imported imported = importBytes(exported(rows, format.constData()), "again.json");
        QVERIFY2(imported.report, imported.error().c_str());
        QCOMPARE(imported.report->accepted, 5);
        QCOMPARE(imported.report->refusedCount, 0);
        for (const auto &row : imported.rows) {
            const bool found = std::any_of(rows.m_rows.begin(), rows.m_rows.end(), [&](const DatasetRow &r) {
                return r.instruction == row.instruction && r.input == row.context
                    && row.responses == std::vector<ImportedResponse>{{"", r.output}};
            });
            QVERIFY2(found, row.instruction.c_str());
        }
    }

    void aRealDataSetGoesOutAndComesInAsItWas()
    {
        const std::string path = EVOL_SHARED_DATA "/alpaca_zh.json";
        if (!QFile::exists(QString::fromStdString(path)))
            QSKIP("alpaca_zh.json is not here");
        const Imported first = importPath(path);
        std::vector<DatasetRow> all;
        for (const auto &row : first.rows) {
            if (!row.responses.empty())
                all.push_back({std::int64_t(all.size()) + 1, row.instruction, row.context, row.responses[0].text});
        }
        Rows rows(all);
        Imported again = importBytes(exported(rows, "alpaca"), "again.json");
        QCOMPARE(again.rows.size(), all.size());
        std::vector<std::array<std::string, 3>> before;
        std::vector<std::array<std::string, 3>> after;
        for (const auto &row : all)
            before.push_back({row.instruction, row.input, row.output});
        for (const auto &row : again.rows)
            after.push_back({row.instruction, row.context, row.responses.at(0).text});
        std::sort(before.begin(), before.end());
        std::sort(after.begin(), after.end());
        QVERIFY(before == after);
    }

    void textThatIsNoUtf8IsAnErrorThatNamesTheInstruction()
    {
        Rows rows({{12, "caf\xE9", "", "x"}});
        QCOMPARE(exported(rows, "alpaca"), QByteArray("Instruction 12 or its response is not valid UTF-8."));
    }

    void anErrorOfTheSourceStopsTheExport()
    {
        class Broken : public Rows
        {
        public:
            using Rows::Rows;
            Result<DatasetRow> row(InstructionId) override { return fail(ErrorKind::Corrupt, "row lost"); }
        } rows({{1, "a", "", "b"}});
        QCOMPARE(exported(rows, "alpaca"), QByteArray("row lost"));
    }

    void cancellingLeavesTheOldFile()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath("out.json");
        write(path, "old");
        Rows rows = manyRows(2000);
        ExportOptions options;
        options.progress = [](std::int64_t done, std::int64_t total) -> Result<void> {
            return done * 2 < total ? Result<void>() : fail(ErrorKind::Cancelled, "Cancelled.");
        };
        const auto report = exportToFile(rows, **exportFormat("alpaca"), path.toStdString(), options);
        QCOMPARE(report.error().kind, ErrorKind::Cancelled);
        QCOMPARE(contents(path), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void aFileIsReplacedWhole()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath("out.json");
        write(path, "old and longer than what comes");
        Rows rows({{1, "1+1=?", "", "2"}});
        QVERIFY(exportToFile(rows, **exportFormat("alpaca_jsonl"), path.toStdString()));
        QCOMPARE(contents(path), QByteArray("{\"instruction\": \"1+1=?\", \"input\": \"\", \"output\": \"2\"}\n"));
    }

    void aFullDiskLeavesTheOldFileAndNothingElse_data()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("found while writing") << 500;
        QTest::newRow("found at the end") << 8;
        QTest::newRow("found between the two") << 20;
    }

    void aFullDiskLeavesTheOldFileAndNothingElse()
    {
        QFETCH(int, rows);
        QTemporaryDir folder;
        const auto path = folder.filePath("out.json");
        write(path, "old");
        Rows source = manyRows(rows);
        Result<ExportReport> report;
        {
            const SmallDisk disk(8192);
            report = exportToFile(source, **exportFormat("alpaca"), path.toStdString());
        }
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Io);
        QVERIFY2(report.error().message.find("out.json cannot be written") != std::string::npos,
                 report.error().message.c_str());
        QCOMPARE(contents(path), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void aPlaceThatCannotBeWrittenIsAClearError()
    {
        Rows rows = someRows();
        const auto &format = **exportFormat("alpaca");
        const auto missing = exportToFile(rows, format, "/no/such/folder/out.json");
        QCOMPARE(missing.error().kind, ErrorKind::Io);
        QVERIFY(missing.error().message.starts_with("/no/such/folder/out.json cannot be written"));
        QTemporaryDir folder;
        const auto isFolder = exportToFile(rows, format, folder.path().toStdString());
        QVERIFY(isFolder.error().message.find("is a folder") != std::string::npos);
    }

    void aFolderThatMayNotBeWrittenKeepsItsFile()
    {
        if (::geteuid() == 0)
            QSKIP("root may write everywhere");
        QTemporaryDir folder;
        const auto path = folder.filePath("out.json");
        write(path, "old");
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner);
        Rows rows = someRows();
        const auto report = exportToFile(rows, **exportFormat("alpaca"), path.toStdString());
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(report.error().kind, ErrorKind::Io);
        QCOMPARE(contents(path), QByteArray("old"));
    }
};

QTEST_APPLESS_MAIN(ExportTest)
#include "tst_export.moc"
