// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the real `evol` in a folder of the test's own, with settings of its own. The test's thread.
#pragma once

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <QTest>

#include <nlohmann/json.hpp>

/// QCOMPARE for a JSON value.
#define COMPARE_JSON(actual, expected)                                                                                \
    do {                                                                                                               \
        const nlohmann::json value = (actual);                                                                         \
        QVERIFY2(value == nlohmann::json(expected), value.dump().c_str());                                             \
    } while (false)

namespace evol {

struct ProgramResult {
    int status = -1;
    QByteArray out, err;

    nlohmann::json json() const { return nlohmann::json::parse(out.toStdString(), nullptr, false); }
};

class Program
{
public:
    QString file(const QString &name) const { return m_folder.filePath(name); }

    /// `evol` started and not waited for.
    std::unique_ptr<QProcess> start(const QStringList &arguments) const
    {
        auto process = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("EVOL_CONFIG_DIR"), m_folder.filePath(QStringLiteral("config")));
        environment.insert(QStringLiteral("USER"), QStringLiteral("ada"));
        environment.remove(QStringLiteral("EVOL_API_KEY"));
        process->setProcessEnvironment(environment);
        process->setWorkingDirectory(m_folder.path());
        process->start(QStringLiteral(EVOL_PROGRAMS_DIR "/evol"), arguments);
        return process;
    }

    static ProgramResult finish(QProcess &process)
    {
        if (!process.waitForFinished(240'000))
            process.kill();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    ProgramResult run(const QStringList &arguments) const { return finish(*start(arguments)); }
    ProgramResult run(const char *words) const { return run(QString::fromUtf8(words).split(QLatin1Char(' '))); }

private:
    QTemporaryDir m_folder;
};

} // namespace evol
