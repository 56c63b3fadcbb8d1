// SPDX-License-Identifier: GPL-3.0-or-later
// QtKeychain jobs made to look synchronous, and their errors in words. The main thread.
#include "models/system_keychain.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace evol {

namespace {

// Long enough for a person to type a password.
constexpr int longestWaitMilliseconds = 120'000;

QString service()
{
    return QStringLiteral("evol-studio");
}

Result<> explain(QKeychain::Error error, const QString &detail, const std::string &entry)
{
    const std::string name = "the keychain entry \"" + entry + "\" of evol-studio";
    switch (error) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        return fail(ErrorKind::NotFound, "There is no " + name.substr(4) + "; store the key again or name an "
                    "environment variable for it.");
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return fail(ErrorKind::Refused, "Access to " + name + " was denied; unlock the keychain or name an "
                    "environment variable for the key.");
    default:
        return fail(ErrorKind::Io, "No keychain service is available for " + name + " (" + detail.toStdString()
                    + "); name an environment variable for the key instead.");
    }
}

Result<> run(QKeychain::Job &job, const std::string &entry)
{
    if (!QCoreApplication::instance())
        return explain(QKeychain::NoBackendAvailable, QStringLiteral("no application is running"), entry);
    QEventLoop loop;
    bool isFinished = false;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&] {
        isFinished = true;
        loop.quit();
    });
    QTimer::singleShot(longestWaitMilliseconds, &loop, &QEventLoop::quit);
    job.setAutoDelete(false);
    job.setKey(QString::fromStdString(entry));
    job.start();
    loop.exec();
    if (!isFinished)
        return explain(QKeychain::OtherError, QStringLiteral("it does not answer"), entry);
    return explain(job.error(), job.errorString(), entry);
}

} // namespace

Result<std::string> SystemKeychain::read(const std::string &entry) const
{
    QKeychain::ReadPasswordJob job(service());
    if (auto done = run(job, entry); !done)
        return tl::unexpected(done.error());
    return job.textData().toStdString();
}

Result<> SystemKeychain::write(const std::string &entry, const std::string &secret)
{
    QKeychain::WritePasswordJob job(service());
    job.setTextData(QString::fromStdString(secret));
    return run(job, entry);
}

Result<> SystemKeychain::remove(const std::string &entry)
{
    QKeychain::DeletePasswordJob job(service());
    Result<> done = run(job, entry);
    if (!done && done.error().kind == ErrorKind::NotFound)
        return {};
    return done;
}

} // namespace evol
