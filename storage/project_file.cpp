// SPDX-License-Identifier: GPL-3.0-or-later
// Recognises a file by its header before SQLite sees it, so that what is refused is never touched.
#include "storage/project_file.h"

#include "storage/schema.h"
#include "storage/sqlite_store.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QUrl>
#include <QtEndian>
#include <sqlite3.h>

#include <array>

namespace evol {

namespace {

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

/// https://www.sqlite.org/fileformat.html section 1.3
struct FileHeader {
    std::uint32_t pageSize, changeCounter, pages, userVersion, application, versionValidFor;
};

/// The file itself, whatever link leads to it: SQLite names its journal after it, and so must the lock be.
std::string realPath(const std::string &path)
{
    const QFileInfo info(qt(path));
    return (info.exists() ? info.canonicalFilePath() : info.absoluteFilePath()).toStdString();
}

bool hasJournal(const std::string &path)
{
    return QFileInfo(qt(realPath(path)) + QStringLiteral("-wal")).size() > 0;
}

using Head = std::array<char, 100>;

/// Through SQLite's own file layer: closing a file any other way drops the locks that this process may hold on it
/// (https://www.sqlite.org/howtocorrupt.html section 2.2). A shorter file is filled up with zeros.
int readHead(const std::string &path, Head &head)
{
    sqlite3_vfs *system = sqlite3_vfs_find(nullptr);
    const std::unique_ptr<void, void (*)(void *)> memory(sqlite3_malloc(system->szOsFile), sqlite3_free);
    auto *file = static_cast<sqlite3_file *>(memory.get());
    file->pMethods = nullptr;
    const std::string name = realPath(path) + '\0'; // a list of parameters, which is empty, ends in a second NUL
    int status = system->xOpen(system, name.c_str(), file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, nullptr);
    if (status == SQLITE_OK)
        status = file->pMethods->xRead(file, head.data(), static_cast<int>(head.size()), 0);
    if (file->pMethods)
        file->pMethods->xClose(file);
    return status == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : status;
}

Result<FileHeader> readHeader(const std::string &path)
{
    const QFileInfo info(qt(path));
    if (!info.exists())
        return fail(ErrorKind::NotFound, "There is no file " + path + ". Check the name, or make a new project there.");
    if (info.isDir())
        return fail(ErrorKind::NotOurs, path + " is a folder, not an Evol Studio project.");
    Head head{};
    if (info.isFile()) {
        if (const int status = readHead(path, head); status != SQLITE_OK)
            return fail(ErrorKind::Io, path + " cannot be read (" + sqlite3_errstr(status) + "). Check its permissions.");
    }
    if (std::string_view(head.data(), 16) != std::string_view("SQLite format 3\0", 16) || info.size() < 100)
        return fail(ErrorKind::NotOurs, path + " is not an Evol Studio project.");
    const auto at = [&](int offset) { return qFromBigEndian<quint32>(head.data() + offset); };
    const std::uint32_t rawPageSize = qFromBigEndian<quint16>(head.data() + 16);
    return FileHeader{rawPageSize == 1 ? 65536 : rawPageSize, at(24), at(28), at(60), at(68), at(92)};
}

/// Errors: NotFound, NotOurs, NewerVersion, Corrupt.
Result<> recognise(const std::string &path)
{
    const auto header = readHeader(path);
    if (!header)
        return tl::unexpected<Error>(header.error());
    if (header->application != applicationId)
        return fail(ErrorKind::NotOurs, path + " is an SQLite database, but not an Evol Studio project.");
    if (header->userVersion > migrations().size()) {
        return fail(ErrorKind::NewerVersion,
                    path + " was made by a newer version of Evol Studio (file version " +
                        std::to_string(header->userVersion) + ", this program knows " +
                        std::to_string(migrations().size()) + "). Update the program to open it.");
    }
    const std::int64_t size = QFileInfo(qt(path)).size();
    const std::int64_t expected = std::int64_t{header->pageSize} * header->pages;
    // Until the journal is copied back, the header may rightly be ahead of the file.
    if (!hasJournal(path) && header->changeCounter == header->versionValidFor && size < expected) {
        return fail(ErrorKind::Corrupt, path + " is damaged: it should have " + std::to_string(expected) +
                                            " bytes and has " + std::to_string(size) + ". Restore it from a backup.");
    }
    return {};
}

bool isWriteProtected(const std::string &path)
{
    // An administrator's programs could write a file without write permission; its owner meant it not to be.
    const QFileInfo info(qt(path));
    const auto anyone = QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther;
    return !info.isWritable() || !(info.permissions() & anyone);
}

Result<std::unique_ptr<QLockFile>> lock(const std::string &path)
{
    auto lockFile = std::make_unique<QLockFile>(qt(realPath(path)) + QStringLiteral(".lock"));
    lockFile->setStaleLockTime(0);
    if (lockFile->tryLock())
        return lockFile;
    if (lockFile->error() != QLockFile::LockFailedError) {
        return fail(ErrorKind::ReadOnly, "The folder of " + path + " cannot be written. Open the project read-only, or work on a copy.");
    }
    qint64 process = 0;
    QString host, program;
    lockFile->getLockInfo(&process, &host, &program);
    return fail(ErrorKind::Busy, path + " is open in another program (" + program.toStdString() + ", process " +
                                     std::to_string(process) + "). Close it there, or open it read-only here.");
}

std::size_t versionOf(Connection &connection)
{
    Query query(connection.statement("PRAGMA user_version"));
    query.next();
    return static_cast<std::size_t>(query.integer(0));
}

Result<> migrate(Connection &connection)
{
    for (std::size_t version = versionOf(connection); version < migrations().size(); ++version) {
        connection.execute("BEGIN IMMEDIATE");
        connection.execute(migrations()[version].c_str());
        connection.execute(("PRAGMA user_version = " + std::to_string(version + 1)).c_str());
        connection.execute("COMMIT");
    }
    return {};
}

Result<> fillNewFile(const std::string &path, const std::string &title, const Clock &clock)
{
    return guarded(path, [&]() -> Result<> {
        Connection connection(realPath(path), Access::ReadWrite);
        connection.execute(("PRAGMA application_id = " + std::to_string(applicationId)).c_str());
        if (auto migrated = migrate(connection); !migrated)
            return migrated;
        const std::string created = std::to_string(clock.now());
        connection.execute("BEGIN IMMEDIATE");
        Query(connection.statement("INSERT INTO property VALUES ('created', ?)")).bind(created).run();
        Query(connection.statement("INSERT INTO property VALUES ('title', ?)")).bind(title).run();
        connection.execute("COMMIT");
        // Last, so that the header on disk is complete from the first moment the file counts as ours.
        connection.execute("PRAGMA journal_mode = WAL");
        return {};
    });
}

} // namespace

Result<> createProject(const std::string &path, const std::string &title, const Clock &clock)
{
    QFile file(qt(path));
    if (QFileInfo(qt(path)).exists())
        return fail(ErrorKind::Refused, path + " is there already and is not overwritten. Choose another name.");
    if (!file.open(QIODevice::NewOnly))
        return fail(ErrorKind::Io, path + " cannot be made: " + file.errorString().toStdString() + ".");
    file.close();
    auto filled = fillNewFile(path, title, clock);
    if (!filled)
        file.remove();
    return filled;
}

Result<> createProject(const std::string &path, const std::string &title, const Clock &clock,
                       const std::function<Result<>(ProjectStore &)> &fill)
{
    if (auto made = createProject(path, title, clock); !made)
        return made;
    auto filled = openProject(path).and_then([&](const std::unique_ptr<ProjectStore> &store) { return fill(*store); });
    if (!filled)
        QFile::remove(qt(path));
    return filled;
}

Result<std::unique_ptr<ProjectStore>> openProject(const std::string &path)
{
    if (auto recognised = recognise(path); !recognised)
        return tl::unexpected<Error>(recognised.error());
    if (isWriteProtected(path))
        return fail(ErrorKind::ReadOnly, path + " is write-protected. Open it read-only, make it writable, or work on a copy.");
    auto locked = lock(path);
    if (!locked)
        return tl::unexpected<Error>(locked.error());
    return guarded(path, [&]() -> Result<std::unique_ptr<ProjectStore>> {
        auto connection = std::make_unique<Connection>(realPath(path), Access::ReadWrite);
        connection->execute("PRAGMA journal_mode = WAL");
        // Keys and hashes are entered into their indexes in no order: pages of all of these are wanted again soon.
        connection->execute("PRAGMA cache_size = -32768");
        connection->execute("PRAGMA wal_autocheckpoint = 4000");
        if (auto migrated = migrate(*connection); !migrated)
            return tl::unexpected<Error>(migrated.error());
        return std::make_unique<SqliteStore>(path, std::move(connection), std::move(*locked));
    });
}

Result<std::unique_ptr<ProjectReader>> openProjectReadOnly(const std::string &path)
{
    if (auto recognised = recognise(path); !recognised)
        return tl::unexpected<Error>(recognised.error());
    const auto open = [&](const std::string &file, Access access) {
        return guarded(path, [&]() -> Result<std::unique_ptr<ProjectReader>> {
            auto connection = std::make_unique<Connection>(file, access);
            Query(connection->statement("SELECT count(*) FROM property")).next();
            if (const std::string views = shownAsNewest(versionOf(*connection)); !views.empty())
                connection->executeAside(views.c_str());
            return std::make_unique<SqliteReader>(path, std::move(connection));
        });
    };
    const std::string file = realPath(path);
    const bool isProtected = isWriteProtected(path);
    if (!isProtected || hasJournal(path)) {
        auto reader = open(file, isProtected ? Access::ReadOnly : Access::QueryOnly);
        if (reader || hasJournal(path))
            return reader;
    }
    // SQLite would leave its shared memory beside a file that cannot be written, or has no place for it in a folder
    // that cannot be. Nobody else can write there either, so the file may be read as one that does not change.
    const QString escaped = QString::fromLatin1(QUrl::toPercentEncoding(qt(file), "/"));
    return open("file:" + escaped.toStdString() + "?immutable=1", Access::ReadOnly);
}

} // namespace evol
