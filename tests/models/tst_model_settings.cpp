// SPDX-License-Identifier: GPL-3.0-or-later
// This user's list of models: what is kept, what is refused, and that a bad file is left alone.
#include "models/model_settings.h"
#include "models/system_keychain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace evol;

namespace {

ModelEndpoint endpoint(const std::string &name)
{
    ModelEndpoint result;
    result.name = name;
    result.baseUrl = "http://127.0.0.1:8080/v1";
    result.model = "qwen2.5-7b";
    return result;
}

} // namespace

class TestModelSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hasNoModelsWithoutAFile();
    void keepsEveryFieldAcrossSaveAndLoad();
    void environmentVariableNamesTheFolder();
    void replacesAndRemovesByName();
    void refusesAnEndpointThatCannotWork_data();
    void refusesAnEndpointThatCannotWork();
    void doesNotShowAKeyGivenAsAVariableName();
    void reportsABadFileAndLeavesItAlone_data();
    void reportsABadFileAndLeavesItAlone();
    void doesNotOverwriteAFileThatWentBadOrChangedMeanwhile();
    void reportsAFolderThatCannotBeWritten();
    void neverStoresAKey();
    void keychainWithoutAServiceSaysToUseTheEnvironment();

private:
    std::string folder() const { return m_directory->path().toStdString(); }
    QByteArray stored() const;
    void store(const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestModelSettings::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

QByteArray TestModelSettings::stored() const
{
    QFile file(m_directory->filePath(QStringLiteral("models.json")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestModelSettings::store(const QByteArray &bytes) const
{
    QFile file(m_directory->filePath(QStringLiteral("models.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestModelSettings::hasNoModelsWithoutAFile()
{
    const auto settings = ModelSettings::load(folder());
    QVERIFY(settings.has_value());
    QVERIFY(settings->endpoints().empty());
    QCOMPARE(settings->find("x"), nullptr);
}

void TestModelSettings::keepsEveryFieldAcrossSaveAndLoad()
{
    ModelEndpoint full = endpoint("lab 日本");
    full.prices = ModelPrices{0.15, 0.6, "EUR"};
    full.concurrency = 64;
    full.requestsPerMinute = 500;
    full.timeout = std::chrono::seconds(30);
    full.keySource = KeySource::Environment;
    full.keyVariable = "LAB_KEY";
    ModelEndpoint kept = endpoint("kept");
    kept.keySource = KeySource::Keychain;
    auto settings = ModelSettings::load(folder() + "/not/there/yet").value();
    QVERIFY(settings.add(full).has_value());
    QVERIFY(settings.add(kept).has_value());
    QVERIFY(settings.add(endpoint("plain")).has_value());
    QVERIFY(settings.save().has_value());
    const auto again = ModelSettings::load(folder() + "/not/there/yet").value();
    QCOMPARE(again.endpoints(), settings.endpoints());
    QCOMPARE(*again.find("lab 日本"), full);
}

void TestModelSettings::environmentVariableNamesTheFolder()
{
    qputenv("EVOL_CONFIG_DIR", "/somewhere/else");
    QCOMPARE(ModelSettings::defaultFolder(), std::string("/somewhere/else"));
    qunsetenv("EVOL_CONFIG_DIR");
    QVERIFY(ModelSettings::defaultFolder().ends_with("/evol-studio"));
}

void TestModelSettings::replacesAndRemovesByName()
{
    auto settings = ModelSettings::load(folder()).value();
    QVERIFY(settings.add(endpoint("a")).has_value());
    QVERIFY(settings.add(endpoint("b")).has_value());
    QCOMPARE(settings.add(endpoint("a")).error().kind, ErrorKind::InvalidInput);
    QCOMPARE(settings.replace("a", endpoint("b")).error().kind, ErrorKind::InvalidInput);
    QVERIFY(settings.replace("a", endpoint("c")).has_value());
    QVERIFY(settings.find("c") && !settings.find("a"));
    QVERIFY(settings.remove("b").has_value());
    QCOMPARE(settings.endpoints().size(), std::size_t{1});
    QCOMPARE(settings.remove("b").error().kind, ErrorKind::NotFound);
    QCOMPARE(settings.replace("b", endpoint("d")).error().kind, ErrorKind::NotFound);
}

void TestModelSettings::refusesAnEndpointThatCannotWork_data()
{
    QTest::addColumn<QString>("field");
    for (const char *field : {"name empty", "name builtin", "name with #", "name with newline", "url", "model",
                              "concurrency", "too concurrent", "requests", "timeout", "price", "currency", "variable"})
        QTest::newRow(field) << QString::fromUtf8(field);
}

void TestModelSettings::refusesAnEndpointThatCannotWork()
{
    QFETCH(QString, field);
    ModelEndpoint bad = endpoint("x");
    const std::map<QString, std::function<void()>> spoil = {
        {"name empty", [&] { bad.name = " "; }},
        {"name builtin", [&] { bad.name = "builtin"; }},
        {"name with #", [&] { bad.name = "a#b"; }},
        {"name with newline", [&] { bad.name = "a\nb"; }},
        {"url", [&] { bad.baseUrl = "qwen"; }},
        {"model", [&] { bad.model.clear(); }},
        {"concurrency", [&] { bad.concurrency = 0; }},
        {"too concurrent", [&] { bad.concurrency = 100'000; }},
        {"requests", [&] { bad.requestsPerMinute = 0; }},
        {"timeout", [&] { bad.timeout = std::chrono::seconds(0); }},
        {"price", [&] { bad.prices = ModelPrices{-1, 0, "EUR"}; }},
        {"currency", [&] { bad.prices = ModelPrices{1, 1, "euro"}; }},
        {"variable", [&] { bad.keySource = KeySource::Environment; }},
    };
    spoil.at(field)();
    auto settings = ModelSettings::load(folder()).value();
    const auto added = settings.add(bad);
    QVERIFY(!added);
    QCOMPARE(added.error().kind, ErrorKind::InvalidInput);
    QVERIFY(settings.endpoints().empty());
}

void TestModelSettings::doesNotShowAKeyGivenAsAVariableName()
{
    ModelEndpoint bad = endpoint("x");
    bad.keySource = KeySource::Environment;
    bad.keyVariable = "sk-secret-secret";
    const auto valid = validate(bad);
    QVERIFY(!valid);
    QVERIFY(valid.error().message.find("sk-secret") == std::string::npos);
}

void TestModelSettings::reportsABadFileAndLeavesItAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    const int invalid = static_cast<int>(ErrorKind::InvalidInput);
    QTest::newRow("empty") << QByteArray("") << invalid;
    QTest::newRow("no JSON") << QByteArray("models: []") << invalid;
    QTest::newRow("half") << QByteArray(R"({"version":1,"models":[{"na)") << invalid;
    QTest::newRow("no list") << QByteArray(R"({"version":1})") << invalid;
    QTest::newRow("wrong types") << QByteArray(R"({"version":1,"models":[{"name":1,"base_url":2,"model":3}]})") << invalid;
    QTest::newRow("not valid") << QByteArray(R"({"version":1,"models":[{"name":"x","base_url":"y","model":"z"}]})") << invalid;
    QTest::newRow("unknown key source")
        << QByteArray(R"({"version":1,"models":[{"name":"x","base_url":"http://h/v1","model":"z","key":"post-it"}]})") << invalid;
    QTest::newRow("newer") << QByteArray(R"({"version":2,"models":[]})") << static_cast<int>(ErrorKind::NewerVersion);
}

void TestModelSettings::reportsABadFileAndLeavesItAlone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    store(bytes);
    const auto settings = ModelSettings::load(folder());
    QVERIFY(!settings);
    QCOMPARE(static_cast<int>(settings.error().kind), kind);
    QVERIFY2(settings.error().message.find(folder() + "/models.json") != std::string::npos, settings.error().message.c_str());
    QCOMPARE(stored(), bytes);
}

void TestModelSettings::doesNotOverwriteAFileThatWentBadOrChangedMeanwhile()
{
    auto settings = ModelSettings::load(folder()).value();
    QVERIFY(settings.add(endpoint("mine")).has_value());
    store("somebody else's work");
    QCOMPARE(settings.save().error().kind, ErrorKind::Busy);
    QCOMPARE(stored(), QByteArray("somebody else's work"));
}

void TestModelSettings::reportsAFolderThatCannotBeWritten()
{
    store("a file, not a folder");
    auto settings = ModelSettings::load(folder() + "/models.json").value();
    QVERIFY(settings.add(endpoint("x")).has_value());
    const auto saved = settings.save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, ErrorKind::Io);
}

void TestModelSettings::neverStoresAKey()
{
    auto settings = ModelSettings::load(folder()).value();
    ModelEndpoint withVariable = endpoint("x");
    withVariable.keySource = KeySource::Environment;
    withVariable.keyVariable = "LAB_KEY";
    qputenv("LAB_KEY", "sk-in-the-environment");
    QVERIFY(settings.add(withVariable).has_value());
    QVERIFY(settings.save().has_value());
    QVERIFY(stored().contains("LAB_KEY"));
    QVERIFY(!stored().contains("sk-in-the-environment"));
    qunsetenv("LAB_KEY");
}

void TestModelSettings::keychainWithoutAServiceSaysToUseTheEnvironment()
{
    // An address where no message bus is: the same on a desktop as on a cluster node.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    SystemKeychain keychain;
    for (const auto &result : {keychain.write("evol-test-entry", "sk-secret"), keychain.remove("evol-test-entry"),
                               keychain.read("evol-test-entry").map([](const std::string &) {})}) {
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Io);
        QVERIFY2(result.error().message.find("environment variable") != std::string::npos, result.error().message.c_str());
        QVERIFY(result.error().message.find("sk-secret") == std::string::npos);
    }
}

QTEST_GUILESS_MAIN(TestModelSettings)
#include "tst_model_settings.moc"
