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

Result<FileHeader> readHeader(const std::string &path)
{
    const QFileInfo info(qt(path));
    if (!info.exists())
        return fail(ErrorKind::NotFound, "There is no file " + path + ". Check the name, or make a new project there.");
    if (info.isDir())
        return fail(ErrorKind::NotOurs, path + " is a folder, not an Evol Studio project.");
    QFile file(qt(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, path + " cannot be read: " + file.errorString().toStdString() + ".");
    const QByteArray head = file.read(100);
    if (head.size() < 100 || !head.startsWith(QByteArray("SQLite format 3\0", 16)))
        return fail(ErrorKind::NotOurs, path + " is not an Evol Studio project.");
    const auto at = [&](int offset) { return qFromBigEndian<quint32>(head.constData() + offset); };
    const std::uint32_t rawPageSize = qFromBigEndian<quint16>(head.constData() + 16);
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
    const bool hasJournal = QFileInfo(qt(path) + QStringLiteral("-wal")).size() > 0;
    const std::int64_t expected = std::int64_t{header->pageSize} * header->pages;
    // Until the journal is copied back, the header may rightly be ahead of the file.
    if (!hasJournal && header->changeCounter == header->versionValidFor && size < expected) {
        return fail(ErrorKind::Corrupt, path + " is damaged: it should have " + std::to_string(expected) +
                                            " bytes and has " + std::to_string(size) + ". Restore it from a backup.");
    }
    return {};
}

bool isWriteProtected(const std::string &path)
{
    // An administrator's programs could write a file without write permission; its owner meant it not to be.
    const QFileInfo info(qt(path));
    const auto anyone = QFile::WriteOwner | QFile::WriteUser | QFile::WriteGroup | QFile::WriteOther;
    return !info.isWritable() || !(info.permissions() & anyone);
}

Result<std::unique_ptr<QLockFile>> lock(const std::string &path)
{
    auto lockFile = std::make_unique<QLockFile>(qt(path) + QStringLiteral(".lock"));
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

Result<> migrate(Connection &connection)
{
    std::size_t version = 0;
    {
        Query query(connection.statement("PRAGMA user_version"));
        query.next();
        version = static_cast<std::size_t>(query.integer(0));
    }
    for (; version < migrations().size(); ++version) {
        connection.execute("BEGIN IMMEDIATE");
        connection.execute(migrations()[version]);
        connection.execute(("PRAGMA user_version = " + std::to_string(version + 1)).c_str());
        connection.execute("COMMIT");
    }
    return {};
}

Result<> fillNewFile(const std::string &path, const std::string &title, const Clock &clock)
{
    return guarded(path, [&]() -> Result<> {
        Connection connection(path, Access::ReadWrite);
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
        auto connection = std::make_unique<Connection>(path, Access::ReadWrite);
        connection->execute("PRAGMA journal_mode = WAL");
        if (auto migrated = migrate(*connection); !migrated)
            return tl::unexpected<Error>(migrated.error());
        return std::make_unique<SqliteStore>(path, std::move(connection), std::move(*locked));
    });
}

Result<std::unique_ptr<ProjectReader>> openProjectReadOnly(const std::string &path)
{
    if (auto recognised = recognise(path); !recognised)
        return tl::unexpected<Error>(recognised.error());
    const auto open = [&](const std::string &file) {
        return guarded(path, [&]() -> Result<std::unique_ptr<ProjectReader>> {
            auto connection = std::make_unique<Connection>(file, Access::ReadOnly);
            Query(connection->statement("SELECT count(*) FROM property")).next();
            return std::make_unique<SqliteReader>(path, std::move(connection));
        });
    };
    auto reader = open(path);
    if (reader || QFileInfo(qt(path) + QStringLiteral("-wal")).size() > 0)
        return reader;
    // In a folder that cannot be written SQLite has no place for its shared memory; nobody else can write there
    // either, so the file may be read as one that does not change.
    const QString escaped = QString::fromLatin1(QUrl::toPercentEncoding(QFileInfo(qt(path)).absoluteFilePath(), "/"));
    auto immutable = open("file:" + escaped.toStdString() + "?immutable=1");
    return immutable ? std::move(immutable) : std::move(reader);
}

} // namespace evol
