// SPDX-License-Identifier: GPL-3.0-or-later
// Who may include whom. Reads every #include of the program and holds it against the table below; a new arrow is a
// new entry here, made on purpose. Also sees to it that every file begins with its licence.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTest>

#include <map>
#include <optional>
#include <set>

namespace {

const QString root = QStringLiteral(EVOL_SOURCE_DIR "/");

/// The folders whose headers a folder may include, beside its own. The arrows go down only.
const std::map<QString, QStringList> &arrows()
{
    static const std::map<QString, QStringList> table{
        {"domain", {}},
        {"evolution", {"domain", "resources"}},
        {"preference", {"domain"}},
        {"dataset", {"domain"}},
        {"evaluation", {"domain", "evolution", "dataset"}},
        {"models", {"domain", "evolution"}},
        {"storage", {"domain", "evolution"}},
        {"editing", {"domain", "evolution", "preference", "dataset", "evaluation"}},
        {"drawing", {"domain", "evolution", "preference", "dataset", "resources"}},
        {"cli", {"domain", "evolution", "preference", "dataset", "evaluation", "models", "storage", "editing", "drawing", "resources"}},
        {"ui", {"domain", "evolution", "preference", "dataset", "evaluation", "editing", "drawing", "resources"}},
    };
    return table;
}

/// The window makes stores and models by these alone, and knows them by the interfaces of domain and evolution.
const std::set<QString> &factoriesForUi()
{
    static const std::set<QString> headers{
        "storage/project_file.h", "models/model_list.h",     "models/model_settings.h",  "models/model_endpoint.h",
        "models/presets.h",       "models/local_servers.h",
        "models/key_store.h",     "models/api_key.h",        "models/system_keychain.h", "models/run_models.h",
    };
    return headers;
}

/// The folders that may include a library, by the beginning of its headers' names.
const std::map<QString, QStringList> &librariesOfFolders()
{
    static const std::map<QString, QStringList> table{
        {"SQLiteCpp/", {"storage"}}, {"sqlite3", {"storage"}}, {"curl/", {"models"}}, {"qt6keychain/", {"models"}},
        {"openssl/", {"domain"}},
    };
    return table;
}

/// Likewise for the modules of Qt; those not named here are open to all.
const std::map<QString, QStringList> &modulesOfFolders()
{
    static const std::map<QString, QStringList> table{
        {"QtWidgets", {"ui"}},          {"QtCharts", {"ui"}}, {"QtSvgWidgets", {"ui"}}, {"QtOpenGLWidgets", {"ui"}},
        {"QtGui", {"drawing", "ui"}},   {"QtSvg", {"drawing", "ui"}},
        {"QtPrintSupport", {"ui"}},     {"QtNetwork", {}},    {"QtSql", {}},            {"QtHttpServer", {}},
    };
    return table;
}

/// Exceptions, each with its reason.
bool isExcepted(const QString &file, const QString &header)
{
    // Drawing to a file needs fonts, which need an application object that has them.
    return file == "app/cli/main.cpp" && header == "QGuiApplication";
}

/// "domain" for app/domain/pool.h, "storage" for storage/schema.h.
QString folderOf(const QString &file)
{
    const QStringList parts = file.split('/');
    return parts.at(parts.at(0) == "app" ? 1 : 0);
}

QString moduleOf(const QString &header)
{
    static const QString qtHeaders = QLibraryInfo::path(QLibraryInfo::HeadersPath) + '/';
    if (header.contains('/'))
        return header.section('/', 0, 0);
    for (const auto &[module, folders] : modulesOfFolders()) {
        if (QFile::exists(qtHeaders + module + '/' + header))
            return module;
    }
    return {};
}

bool exists(const QString &file, const QString &header)
{
    for (const QString &folder : {QString(), QStringLiteral("app/"), QFileInfo(file).path() + '/'}) {
        if (QFile::exists(root + folder + header))
            return true;
    }
    return false;
}

/// What is wrong with an include; empty: nothing.
QString objection(const QString &file, const QString &header, bool isQuoted)
{
    const QString folder = folderOf(file);
    if (isExcepted(file, header))
        return {};
    if (!isQuoted) {
        for (const auto &[library, folders] : librariesOfFolders()) {
            if (header.startsWith(library) && !folders.contains(folder))
                return header + " is for " + folders.join(", ") + " only";
        }
        const auto module = modulesOfFolders().find(moduleOf(header));
        if (module != modulesOfFolders().end() && !module->second.contains(folder))
            return header + " of " + module->first + " is for " + (module->second.isEmpty() ? "nobody" : module->second.join(", ")) + " only";
        return {};
    }
    if (header.endsWith(".moc"))
        return {};
    if (header.contains(".."))
        return header + " should be named from the top";
    if (!exists(file, header))
        return header + " is not there";
    const QString target = header.startsWith("app/") || !header.contains('/') ? QString() : header.section('/', 0, 0);
    if (header.startsWith("app/"))
        return header + " should be named without app/";
    if (target.isEmpty() || target == folder || !(arrows().contains(target) || target == "resources" || target == "tests"))
        return {};
    if (folder == "ui" && factoriesForUi().contains(header))
        return {};
    return arrows().at(folder).contains(target) ? QString() : folder + " must not include " + header;
}

QStringList objectionsTo(const QString &file, const QString &content)
{
    static const QRegularExpression include(R"re(^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">])re", QRegularExpression::MultilineOption);
    QStringList objections;
    for (auto found = include.globalMatch(content); found.hasNext();) {
        const auto match = found.next();
        const QString wrong = objection(file, match.captured(2), match.captured(1) == "\"");
        if (!wrong.isEmpty())
            objections.append(file + ": " + wrong);
    }
    return objections;
}

QStringList filesUnder(const QStringList &folders, const QStringList &names)
{
    QStringList files;
    for (const QString &folder : folders) {
        QDirIterator each(root + folder, names, QDir::Files, QDirIterator::Subdirectories);
        while (each.hasNext())
            files.append(each.next().mid(root.size()));
    }
    files.sort();
    return files;
}

QString contentOf(const QString &file)
{
    QFile open(root + file);
    return open.open(QIODevice::ReadOnly) ? QString::fromUtf8(open.readAll()) : QString();
}

} // namespace

class TestIncludes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIncludeFollowsAnArrow()
    {
        const QStringList files = filesUnder({"app", "storage", "ui"}, {"*.cpp", "*.h"});
        QVERIFY(files.size() > 100);
        QStringList objections;
        for (const QString &file : files) {
            if (arrows().contains(folderOf(file)))
                objections += objectionsTo(file, contentOf(file));
            else
                objections.append(file + ": the folder has no place in the table of arrows");
        }
        QVERIFY2(objections.isEmpty(), qPrintable('\n' + objections.join('\n')));
    }

    void seesAWrongArrow_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("isWrong");
        const auto row = [](const char *file, const char *line, bool isWrong) {
            QTest::addRow("%s: %s", file, line) << QString::fromUtf8(file) << QString::fromUtf8(line) << isWrong;
        };
        row("app/domain/x.cpp", "#include \"evolution/operators.h\"", true);
        row("app/domain/x.cpp", "#include \"domain/pool.h\"", false);
        row("app/domain/x.cpp", "  #  include <QWidget>", true);
        row("app/domain/x.cpp", "#include <QImage>", true);
        row("app/domain/x.cpp", "#include <QtGui/QImage>", true);
        row("app/domain/x.cpp", "#include <QObject>", false);
        row("app/evolution/x.cpp", "#include \"storage/schema.h\"", true);
        row("app/evolution/x.cpp", "#include <curl/curl.h>", true);
        row("app/models/x.cpp", "#include <curl/curl.h>", false);
        row("app/models/x.cpp", "#include <QNetworkAccessManager>", true);
        row("app/editing/x.cpp", "#include \"storage/project_file.h\"", true);
        row("app/editing/x.cpp", "#include \"dataset/dataset_import.h\"", false);
        row("app/drawing/x.cpp", "#include \"editing/document.h\"", true);
        row("app/drawing/x.cpp", "#include <QPainter>", false);
        row("app/drawing/x.cpp", "#include <QWidget>", true);
        row("app/cli/x.cpp", "#include \"storage/project_file.h\"", false);
        row("app/cli/x.cpp", "#include \"ui/theme.h\"", true);
        row("app/cli/x.cpp", "#include <QGuiApplication>", true);
        row("app/cli/main.cpp", "#include <QGuiApplication>", false);
        row("storage/x.cpp", "#include <SQLiteCpp/SQLiteCpp.h>", false);
        row("storage/x.cpp", "#include \"editing/document.h\"", true);
        row("ui/panels/x.cpp", "#include \"storage/project_file.h\"", false);
        row("ui/panels/x.cpp", "#include \"storage/sqlite_store.h\"", true);
        row("ui/panels/x.cpp", "#include \"models/model_list.h\"", false);
        row("ui/panels/x.cpp", "#include \"models/curl_loop.h\"", true);
        row("ui/panels/x.cpp", "#include <sqlite3.h>", true);
        row("ui/panels/x.cpp", "#include <QPushButton>", false);
        row("ui/panels/x.cpp", "#include \"../../storage/schema.h\"", true);
        row("ui/panels/x.cpp", "#include \"app/domain/pool.h\"", true);
        row("ui/panels/x.cpp", "#include \"domain/no_such_file.h\"", true);
    }
    void seesAWrongArrow()
    {
        QFETCH(QString, file);
        QFETCH(QString, line);
        QFETCH(bool, isWrong);
        if (line.contains("<Q") && !QFile::exists(QLibraryInfo::path(QLibraryInfo::HeadersPath) + "/QtGui/QImage"))
            QSKIP("Qt's headers are not where Qt says");
        QCOMPARE(!objectionsTo(file, "// a comment\n" + line + "\nint x;\n").isEmpty(), isWrong);
    }

    void everyArrowGoesDown()
    {
        // No circle: taking away, again and again, what includes nothing that is left leaves nothing.
        std::map<QString, QStringList> left = arrows();
        bool found = true;
        while (found) {
            found = false;
            for (auto entry = left.begin(); entry != left.end(); ++entry) {
                const auto isLeft = [&](const QString &target) { return left.contains(target); };
                if (std::none_of(entry->second.begin(), entry->second.end(), isLeft)) {
                    left.erase(entry);
                    found = true;
                    break;
                }
            }
        }
        QVERIFY(left.empty());
    }

    void everyFileBeginsWithItsLicence()
    {
        QStringList without;
        for (const QString &file : filesUnder({"app", "storage", "ui", "tests"}, {"*.cpp", "*.h"})) {
            const QStringList lines = contentOf(file).split('\n');
            if (lines.at(0) != "// SPDX-License-Identifier: GPL-3.0-or-later" || lines.size() < 2 || !lines.at(1).startsWith("// "))
                without.append(file);
        }
        for (const QString &file : filesUnder({"app", "storage", "ui", "tests"}, {"CMakeLists.txt", "*.cmake"})) {
            if (!contentOf(file).startsWith("# SPDX-License-Identifier: GPL-3.0-or-later\n"))
                without.append(file);
        }
        QVERIFY2(without.isEmpty(), qPrintable('\n' + without.join('\n')));
    }
};

QTEST_GUILESS_MAIN(TestIncludes)
#include "tst_includes.moc"
