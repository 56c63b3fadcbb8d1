// SPDX-License-Identifier: GPL-3.0-or-later
// Making, recognising, locking and opening project files, also when they are damaged, foreign, protected or in use.
// Called with "--hold FILE", "--visit FILE" or "--write FILE" the program is the other process of these tests.
#include "storage/schema.h"
#include "storage/project_file.h"
#include "tests/support/raw_sqlite.h"
#include "tests/support/temporary_project.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>
#include <QtEndian>

#include <cstdio>

using namespace evol;
using namespace evol::test;

namespace {

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

QByteArray contentOf(const std::string &path)
{
    QFile file(qt(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

void writeFile(const std::string &path, const QByteArray &content)
{
    QFile file(qt(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QStringList filesIn(const std::string &folder)
{
    return QDir(qt(folder)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

template <class T>
ErrorKind kindOf(const Result<T> &result)
{
    if (result)
        qFatal("there is no error");
    return result.error().kind;
}

/// The other process, once it has said on its output that it is ready.
class OtherProcess
{
public:
    OtherProcess(const char *mode, const std::string &path)
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(mode), qt(path)});
        ready = process.waitForReadyRead(30000);
    }
    /// Lets it end in an orderly way.
    void finish()
    {
        process.closeWriteChannel();
        process.waitForFinished(30000);
    }
    QProcess process;
    bool ready = false;
};

int hold(const std::string &path)
{
    const auto store = must(openProject(path));
    std::puts("open");
    std::fflush(stdout);
    (void)std::getchar();
    return 0;
}

int visit(const std::string &path)
{
    {
        SQLite::Database database(path, SQLite::OPEN_READWRITE);
        (void)database.execAndGet("SELECT count(*) FROM instruction").getInt64();
    }
    std::puts("seen");
    return 0;
}

[[noreturn]] void write(const std::string &path)
{
    const auto store = must(openProject(path));
    for (int i = 0;; ++i) {
        const auto number = std::to_string(i);
        must(act(*store, {AddInstruction{seed("Instruction " + number)}, AddResponse{answer(0, std::string(5000, 'a') + number)}}));
        Exchange exchange;
        exchange.key = "key " + number;
        must(store->saveExchange(exchange));
        if (i == 20) {
            std::puts("writing");
            std::fflush(stdout);
        }
    }
}

} // namespace

class TestProjectFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksItsFilesAsItsOwn()
    {
        const TemporaryProject project;
        const QByteArray head = contentOf(project.path());
        QCOMPARE(head.left(16), QByteArray("SQLite format 3\0", 16));
        QCOMPARE(qFromBigEndian<quint32>(head.constData() + 68), applicationId);
        QCOMPARE(qFromBigEndian<quint32>(head.constData() + 60), static_cast<quint32>(migrations().size()));
    }

    void leavesOneFileBehindWhenMadeAndWhenClosed()
    {
        const TemporaryProject project;
        QCOMPARE(filesIn(project.folder()), QStringList{"project.evol"});
        {
            const auto store = project.open();
            addSeed(*store, "1+1=?");
        }
        QCOMPARE(filesIn(project.folder()), QStringList{"project.evol"});
    }

    void keepsItsTitle()
    {
        const TemporaryProject project("数学 🧮");
        QCOMPARE(must(project.openReadOnly()->title()), std::string("数学 🧮"));
    }

    void neverOverwritesWhatIsThere()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("notes.evol").toStdString();
        writeFile(path, "my notes");
        QCOMPARE(kindOf(createProject(path, "Sums", SetClock())), ErrorKind::Refused);
        QCOMPARE(contentOf(path), QByteArray("my notes"));
        QDir().mkpath(folder.filePath("folder.evol"));
        QCOMPARE(kindOf(createProject(folder.filePath("folder.evol").toStdString(), "Sums", SetClock())), ErrorKind::Refused);
        QVERIFY(QFile::link(folder.filePath("nowhere"), folder.filePath("link.evol")));
        QVERIFY(!createProject(folder.filePath("link.evol").toStdString(), "Sums", SetClock()));
        QVERIFY(!QFileInfo::exists(folder.filePath("nowhere")));
    }

    void nothingRemainsOfANewProjectThatCannotBeFilled()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("half.evol").toStdString();
        const auto refuse = [](ProjectStore &) -> Result<> { return fail(ErrorKind::InvalidInput, "No."); };
        QCOMPARE(kindOf(createProject(path, "Half", SetClock(), refuse)), ErrorKind::InvalidInput);
        QVERIFY(QDir(folder.path()).isEmpty(QDir::Files));
        writeFile(path, "my notes");
        QCOMPARE(kindOf(createProject(path, "Half", SetClock(), refuse)), ErrorKind::Refused);
        QCOMPARE(contentOf(path), QByteArray("my notes"));
    }

    void saysThatAFolderForANewProjectIsMissing()
    {
        QTemporaryDir folder;
        QCOMPARE(kindOf(createProject(folder.filePath("no/such.evol").toStdString(), "Sums", SetClock())), ErrorKind::Io);
    }

    void saysThatAFileIsMissing()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("missing.evol").toStdString();
        QCOMPARE(kindOf(openProject(path)), ErrorKind::NotFound);
        QCOMPARE(kindOf(openProjectReadOnly(path)), ErrorKind::NotFound);
        QVERIFY(filesIn(folder.path().toStdString()).isEmpty());
    }

    void refusesWhatIsNotAProject_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty file") << QByteArray();
        QTest::newRow("text") << QByteArray("1+1=?\n").repeated(100);
        QTest::newRow("short text") << QByteArray("x");
        QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n", 8) + QByteArray(200, '\0');
        QTest::newRow("SQLite's first bytes alone") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("zeros") << QByteArray(8192, '\0');
    }
    void refusesWhatIsNotAProject()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        const std::string path = folder.filePath("file.evol").toStdString();
        writeFile(path, content);
        QCOMPARE(kindOf(openProject(path)), ErrorKind::NotOurs);
        QCOMPARE(kindOf(openProjectReadOnly(path)), ErrorKind::NotOurs);
        QCOMPARE(contentOf(path), content);
        QCOMPARE(filesIn(folder.path().toStdString()), QStringList{"file.evol"});
    }

    void refusesAFolder()
    {
        QTemporaryDir folder;
        QCOMPARE(kindOf(openProject(folder.path().toStdString())), ErrorKind::NotOurs);
        QCOMPARE(kindOf(openProjectReadOnly(folder.path().toStdString())), ErrorKind::NotOurs);
    }

    void refusesAnotherProgramsDatabase()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("history.db").toStdString();
        {
            SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            database.exec("CREATE TABLE t (a); PRAGMA application_id = 252006673");
        }
        const QByteArray before = contentOf(path);
        QCOMPARE(kindOf(openProject(path)), ErrorKind::NotOurs);
        QCOMPARE(kindOf(openProjectReadOnly(path)), ErrorKind::NotOurs);
        QCOMPARE(contentOf(path), before);
        QCOMPARE(filesIn(folder.path().toStdString()), QStringList{"history.db"});
    }

    void refusesAFileOfANewerVersion()
    {
        const TemporaryProject project;
        rawExecute(project.path(), "PRAGMA user_version = " + std::to_string(migrations().size() + 1));
        const QByteArray before = contentOf(project.path());
        const auto opened = openProject(project.path());
        QCOMPARE(kindOf(opened), ErrorKind::NewerVersion);
        QVERIFY(opened.error().message.find("newer") != std::string::npos);
        QCOMPARE(kindOf(openProjectReadOnly(project.path())), ErrorKind::NewerVersion);
        QCOMPARE(contentOf(project.path()), before);
        QCOMPARE(filesIn(project.folder()), QStringList{"project.evol"});
    }

    void upgradesAFileOfAnOlderVersion()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("old.evol").toStdString();
        {
            SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            database.exec("PRAGMA application_id = " + std::to_string(applicationId));
        }
        {
            const auto store = must(openProject(path));
            QCOMPARE(addSeed(*store, "1+1=?"), InstructionId{1});
            QVERIFY(must(store->reader().check()).empty());
        }
        QCOMPARE(rawInteger(path, "PRAGMA user_version"), static_cast<std::int64_t>(migrations().size()));
    }

    void refusesAFileThatWasCutShort_data()
    {
        QTest::addColumn<int>("pagesLost");
        QTest::newRow("one page") << 1;
        QTest::newRow("half of it") << 1000;
    }
    void refusesAFileThatWasCutShort()
    {
        QFETCH(int, pagesLost);
        const TemporaryProject project;
        {
            const auto store = project.open();
            for (int i = 0; i < 50; ++i)
                addSeed(*store, std::string(3000, 'a') + std::to_string(i));
        }
        QByteArray content = contentOf(project.path());
        content.chop(std::min<qsizetype>(4096 * pagesLost, content.size() / 2));
        writeFile(project.path(), content);
        QCOMPARE(kindOf(openProject(project.path())), ErrorKind::Corrupt);
        QCOMPARE(kindOf(openProjectReadOnly(project.path())), ErrorKind::Corrupt);
        QCOMPARE(contentOf(project.path()), content);
        QCOMPARE(filesIn(project.folder()), QStringList{"project.evol"});
    }

    void tellsOfDamagedPagesInsteadOfCrashing_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 20; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void tellsOfDamagedPagesInsteadOfCrashing()
    {
        QFETCH(int, seed);
        const TemporaryProject project;
        {
            const auto store = project.open();
            for (int i = 0; i < 20; ++i)
                addResponse(*store, addSeed(*store, "Instruction " + std::to_string(i) + std::string(200, 'x')), "42");
        }
        QByteArray content = contentOf(project.path());
        // Whole pages other than the first, which holds what the file is known by.
        const qsizetype pages = content.size() / 4096;
        const qsizetype page = 1 + seed % (pages - 1);
        for (qsizetype i = page * 4096; i < (page + 1) * 4096; ++i)
            content[i] = static_cast<char>(((i * 2654435761u) >> 7) + static_cast<unsigned>(seed));
        writeFile(project.path(), content);
        auto store = openProject(project.path());
        if (!store)
            return;
        ProjectReader &reader = (*store)->reader();
        const auto problems = reader.check();
        QVERIFY(!problems || !problems->empty());
        if (!problems)
            QCOMPARE(problems.error().kind, ErrorKind::Corrupt);
        // Whatever is asked of such a file, an error or an answer comes back.
        (void)reader.pool();
        (void)reader.history({});
        (void)reader.instruction(1);
        (void)reader.responses(1);
        (void)reader.actions(100);
        (void)reader.undoState();
        (void)reader.find("Instruction");
        (void)act(**store, {AddInstruction{test::seed("more")}});
        (void)(*store)->undo("Ada", 1);
        (void)(*store)->redo("Ada", 1);
    }

    void refusesToWriteAWriteProtectedFile()
    {
        const TemporaryProject project;
        addSeed(*project.open(), "1+1=?");
        QFile::setPermissions(qt(project.path()), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
        const QByteArray before = contentOf(project.path());
        const QDateTime changed = QFileInfo(qt(project.path())).lastModified();
        QCOMPARE(kindOf(openProject(project.path())), ErrorKind::ReadOnly);
        QCOMPARE(filesIn(project.folder()), QStringList{"project.evol"});
        {
            const auto reader = project.openReadOnly();
            QCOMPARE(must(reader->instruction(1)).text, std::string("1+1=?"));
            QVERIFY(must(reader->check()).empty());
        }
        QCOMPARE(contentOf(project.path()), before);
        QCOMPARE(QFileInfo(qt(project.path())).lastModified(), changed);
        QCOMPARE(filesIn(project.folder()), QStringList{"project.evol"});
    }

    void readingLeavesNothingBehind()
    {
        const TemporaryProject project;
        addSeed(*project.open(), "1+1=?");
        const QByteArray before = contentOf(project.path());
        (void)must(project.openReadOnly()->pool());
        QCOMPARE(contentOf(project.path()), before);
        QCOMPARE(filesIn(project.folder()), QStringList{"project.evol"});
    }

    void tellsASecondWriterWhoHasTheProject()
    {
        const TemporaryProject project;
        OtherProcess other("--hold", project.path());
        QVERIFY(other.ready);
        const auto second = openProject(project.path());
        QCOMPARE(kindOf(second), ErrorKind::Busy);
        QVERIFY(second.error().message.find(std::to_string(other.process.processId())) != std::string::npos);
        other.finish();
        QVERIFY(openProject(project.path()).has_value());
    }

    void tellsASecondWriterThatComesByAnotherName()
    {
        const TemporaryProject project;
        const QString link = qt(project.folder()) + "/link.evol";
        QVERIFY(QFile::link(qt(project.path()), link));
        const auto store = project.open();
        QCOMPARE(kindOf(openProject(link.toStdString())), ErrorKind::Busy);
    }

    void isReadWhileAnotherProgramWrites()
    {
        const TemporaryProject project;
        OtherProcess other("--write", project.path());
        QVERIFY(other.ready);
        const auto reader = project.openReadOnly();
        QVERIFY(must(reader->pool()).count() > 20);
        const auto problems = must(reader->check());
        other.process.kill();
        other.process.waitForFinished();
        // What is read while the other writes may be of different moments, but no page is ever a half one.
        for (const std::string &problem : problems)
            QVERIFY2(problem.find("SQLite") == std::string::npos, problem.c_str());
    }

    void aReaderSeesWhatIsCommittedAndNoMore()
    {
        const TemporaryProject project;
        const auto store = project.open();
        const auto reader = must(store->openReader());
        must(store->transaction([&]() -> Result<> {
            addSeed(*store, "1+1=?");
            if (must(reader->pool()).count() != 0)
                qFatal("a reader saw what was not committed");
            if (must(store->reader().pool()).count() != 1)
                qFatal("the store does not see its own writing");
            return {};
        }));
        QCOMPARE(must(reader->pool()).count(), 1);
    }

    void losesNothingCommittedWhenKilled()
    {
        const TemporaryProject project;
        for (int round = 0; round < 5; ++round) {
            const int before = must(project.openReadOnly()->pool()).count();
            OtherProcess other("--write", project.path());
            QVERIFY(other.ready);
            other.process.kill();
            QVERIFY(other.process.waitForFinished());
            const auto store = project.open(); // the lock of a dead process does not count
            const auto problems = must(store->reader().check());
            QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
            const Pool pool = must(store->reader().pool());
            QVERIFY(pool.count() >= before + 21);
            for (const NodeIndex n : pool.preorder())
                QCOMPARE(pool.responses(n), 1);
            QCOMPARE(must(store->reader().instruction(pool.count())).text.substr(0, 12), std::string("Instruction "));
        }
    }

    void keepsItsJournalWhenAnotherSqliteProgramComesAndGoes()
    {
        const TemporaryProject project;
        {
            const auto store = project.open();
            addSeed(*store, "before");
            const auto reader = must(store->openReader());
            QCOMPARE(kindOf(openProject(project.path())), ErrorKind::Busy);
            OtherProcess other("--visit", project.path());
            other.finish();
            QCOMPARE(other.process.exitCode(), 0);
            addSeed(*store, "after");
            QCOMPARE(must(reader->pool()).count(), 2);
            QCOMPARE(must(must(store->openReader())->pool()).count(), 2);
            QVERIFY(QFileInfo(qt(project.path() + "-wal")).size() > 0);
        }
        QCOMPARE(must(project.openReadOnly()->pool()).count(), 2);
    }

    void opensFilesWithUnusualNames_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"with blank.evol", "100%25.evol", "what?.evol", "a#b.evol", "数学.evol", "file:x.evol", "q'uote\".evol"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void opensFilesWithUnusualNames()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        const std::string path = folder.filePath(name).toStdString();
        must(createProject(path, "Sums", SetClock()));
        addSeed(*must(openProject(path)), "1+1=?");
        QFile::setPermissions(qt(path), QFile::ReadOwner);
        QCOMPARE(must(must(openProjectReadOnly(path))->pool()).count(), 1);
        QCOMPARE(filesIn(folder.path().toStdString()), QStringList{name});
    }

    void opensAFileNamedLikeAnAddressInTheCurrentFolder()
    {
        QTemporaryDir folder;
        const QString before = QDir::currentPath();
        QDir::setCurrent(folder.path());
        const auto made = createProject("file:x.evol?mode=memory", "Sums", SetClock());
        const auto opened = made ? openProject("file:x.evol?mode=memory") : tl::unexpected<Error>(made.error());
        QDir::setCurrent(before);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
        QVERIFY(filesIn(folder.path().toStdString()).contains("file:x.evol?mode=memory"));
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::string(argv[1]) == "--hold")
        return hold(argv[2]);
    if (argc == 3 && std::string(argv[1]) == "--visit")
        return visit(argv[2]);
    if (argc == 3 && std::string(argv[1]) == "--write")
        write(argv[2]);
    TestProjectFile test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_project_file.moc"
