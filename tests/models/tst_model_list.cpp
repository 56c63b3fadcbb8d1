// SPDX-License-Identifier: GPL-3.0-or-later
// From a spec to a model: which endpoint, which key, at what price, and what is said where there is none.
#include "endpoint_fixture.h"

#include "models/local_servers.h"
#include "models/model_list.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace evol;

namespace {

class RememberingKeyStore : public KeyStore
{
public:
    Result<std::string> read(const std::string &entry) const override
    {
        const auto found = m_entries.find(entry);
        if (found == m_entries.end())
            return fail(ErrorKind::NotFound, "no entry " + entry);
        return found->second;
    }
    Result<> write(const std::string &entry, const std::string &secret) override
    {
        m_entries[entry] = secret;
        return {};
    }
    Result<> remove(const std::string &entry) override
    {
        m_entries.erase(entry);
        return {};
    }

private:
    std::map<std::string, std::string> m_entries;
};

} // namespace

class TestModelList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void makesTheBuiltInModel();
    void makesAModelFromAUrl();
    void makesAModelFromTheUsersList();
    void takesTheKeyOfAUrlFromTheEnvironment();
    void takesTheKeyOfAnEndpointFromItsVariable();
    void takesTheKeyOfAnEndpointFromTheKeychain();
    void sendsNoKeyToAnEndpointWithoutOne();
    void knowsPricesAndConcurrency();
    void saysWhatThereIsWhenAModelIsUnknown();
    void saysWhatIsMissingInAUrl();
    void aBadListHurtsOnlyTheModelsInIt();
    void listsTheServersModels();
    void findsServersOnThisComputer();
    void testsAnEndpointWithOneRequest();

private:
    void add(const ModelEndpoint &endpoint) const;
    ModelEndpoint endpoint(const std::string &name) const;
    std::string keyThatArrivesFor(const std::string &spec);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ChatServer> m_server;
    std::shared_ptr<RememberingKeyStore> m_keychain;
    std::map<std::string, std::string> m_environment;
    ModelSources m_sources;
};

void TestModelList::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ChatServer>();
    m_keychain = std::make_shared<RememberingKeyStore>();
    m_environment.clear();
    m_sources = {};
    m_sources.settingsFolder = m_directory->path().toStdString();
    m_sources.keychain = m_keychain;
    m_sources.environment = [this](const std::string &variable) {
        const auto found = m_environment.find(variable);
        return found == m_environment.end() ? std::nullopt : std::optional(found->second);
    };
}

void TestModelList::add(const ModelEndpoint &endpoint) const
{
    auto settings = ModelSettings::load(m_sources.settingsFolder).value();
    QVERIFY(settings.add(endpoint).has_value());
    QVERIFY(settings.save().has_value());
}

ModelEndpoint TestModelList::endpoint(const std::string &name) const
{
    ModelEndpoint result;
    result.name = name;
    result.baseUrl = m_server->baseUrl();
    result.model = "qwen2.5-7b";
    return result;
}

std::string TestModelList::keyThatArrivesFor(const std::string &spec)
{
    const auto model = makeModel(spec, m_sources);
    if (!model)
        return model.error().message;
    const auto reply = answerOf(**model);
    if (!reply)
        return reply.error().message;
    const auto headers = m_server->requests().back().headers;
    const auto found = headers.find("authorization");
    return found == headers.end() ? std::string() : found->second;
}

void TestModelList::makesTheBuiltInModel()
{
    const auto model = makeModel("builtin", m_sources);
    QVERIFY2(model.has_value(), model ? "" : model.error().message.c_str());
    QCOMPARE((*model)->name(), std::string("builtin"));
}

void TestModelList::makesAModelFromAUrl()
{
    const auto model = makeModel(m_server->baseUrl() + "#org/qwen#2", m_sources);
    QVERIFY(model.has_value());
    QCOMPARE((*model)->name(), std::string("org/qwen#2"));
    QVERIFY(answerOf(**model).has_value());
    QCOMPARE(m_server->requests().at(0).body.at("model").get<std::string>(), std::string("org/qwen#2"));
}

void TestModelList::makesAModelFromTheUsersList()
{
    add(endpoint("lab"));
    const auto model = makeModel("lab", m_sources);
    QVERIFY(model.has_value());
    QCOMPARE((*model)->name(), std::string("qwen2.5-7b"));
    QVERIFY((*model)->description().starts_with("qwen2.5-7b at 127.0.0.1:"));
    QVERIFY(answerOf(**model).has_value());
}

void TestModelList::takesTheKeyOfAUrlFromTheEnvironment()
{
    const std::string spec = m_server->baseUrl() + "#m";
    QCOMPARE(keyThatArrivesFor(spec), std::string());
    m_environment["OPENAI_API_KEY"] = "second";
    QCOMPARE(keyThatArrivesFor(spec), std::string("Bearer second"));
    m_environment["EVOL_API_KEY"] = "first";
    QCOMPARE(keyThatArrivesFor(spec), std::string("Bearer first"));
    m_environment["EVOL_API_KEY"] = "";
    QCOMPARE(keyThatArrivesFor(spec), std::string("Bearer second"));
}

void TestModelList::takesTheKeyOfAnEndpointFromItsVariable()
{
    ModelEndpoint lab = endpoint("lab");
    lab.keySource = KeySource::Environment;
    lab.keyVariable = "LAB_KEY";
    add(lab);
    m_environment["EVOL_API_KEY"] = "not this one";
    QVERIFY(keyThatArrivesFor("lab").find("LAB_KEY, which is not set") != std::string::npos);
    m_environment["LAB_KEY"] = "lab-secret";
    QCOMPARE(keyThatArrivesFor("lab"), std::string("Bearer lab-secret"));
}

void TestModelList::takesTheKeyOfAnEndpointFromTheKeychain()
{
    ModelEndpoint lab = endpoint("lab");
    lab.keySource = KeySource::Keychain;
    add(lab);
    QCOMPARE(keyThatArrivesFor("lab"), std::string("no entry lab"));
    QVERIFY(m_keychain->write("lab", "kept-secret").has_value());
    QCOMPARE(keyThatArrivesFor("lab"), std::string("Bearer kept-secret"));
}

void TestModelList::sendsNoKeyToAnEndpointWithoutOne()
{
    add(endpoint("local"));
    m_environment["OPENAI_API_KEY"] = "meant for somebody else";
    QCOMPARE(keyThatArrivesFor("local"), std::string());
}

void TestModelList::knowsPricesAndConcurrency()
{
    ModelEndpoint lab = endpoint("lab");
    lab.prices = ModelPrices{0.5, 1.5, "EUR"};
    lab.concurrency = 32;
    add(lab);
    const auto terms = modelTerms("lab", m_sources);
    QVERIFY(terms.has_value());
    QCOMPARE(terms->prices, lab.prices);
    QCOMPARE(terms->concurrency, 32);
    m_sources.concurrency = 5;
    QCOMPARE(modelTerms("lab", m_sources)->concurrency, 5);
    QVERIFY(!modelTerms(m_server->baseUrl() + "#m", m_sources)->prices);
    QVERIFY(!modelTerms("builtin", m_sources)->prices);
    QCOMPARE(modelTerms("nowhere", m_sources).error().kind, ErrorKind::NotFound);
}

void TestModelList::saysWhatThereIsWhenAModelIsUnknown()
{
    add(endpoint("lab"));
    add(endpoint("home"));
    const auto model = makeModel("Lab", m_sources);
    QVERIFY(!model);
    QCOMPARE(model.error().kind, ErrorKind::NotFound);
    QVERIFY2(model.error().message.find("There is no model \"Lab\". There are: builtin, lab, home;") == 0,
             model.error().message.c_str());
}

void TestModelList::saysWhatIsMissingInAUrl()
{
    for (const std::string spec : {"http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1#"}) {
        const auto model = makeModel(spec, m_sources);
        QVERIFY(!model);
        QCOMPARE(model.error().kind, ErrorKind::InvalidInput);
        QVERIFY2(model.error().message.find("after a #") != std::string::npos, model.error().message.c_str());
    }
    QCOMPARE(makeModel("ftp://h/v1#m", m_sources).error().kind, ErrorKind::InvalidInput);
}

void TestModelList::aBadListHurtsOnlyTheModelsInIt()
{
    QFile file(m_directory->filePath(QStringLiteral("models.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    QCOMPARE(makeModel("lab", m_sources).error().kind, ErrorKind::InvalidInput);
    QVERIFY(makeModel(m_server->baseUrl() + "#m", m_sources).has_value());
    QVERIFY(modelTerms("builtin", m_sources).has_value());
}

void TestModelList::listsTheServersModels()
{
    add(endpoint("lab"));
    QCOMPARE(*listModels("lab", m_sources), std::vector<std::string>{"test-model"});
    QCOMPARE(*listModels("builtin", m_sources), std::vector<std::string>{"builtin"});
    QVERIFY(!listModels("nowhere", m_sources));
}

void TestModelList::testsAnEndpointWithOneRequest()
{
    add(endpoint("lab"));
    const auto sentence = testEndpoint("lab", m_sources);
    QVERIFY2(sentence.has_value(), sentence ? "" : sentence.error().message.c_str());
    QVERIFY(sentence->find("answers") != std::string::npos);
    m_server->setResponder([](const nlohmann::json &, int) { return ChatServer::Answer::error(500, "broken"); });
    QCOMPARE(testEndpoint("lab", m_sources).error().kind, ErrorKind::Network);
    QCOMPARE(m_server->requestCount(), 2);
}

void TestModelList::findsServersOnThisComputer()
{
    ChatServer server;
    const std::string url = server.baseUrl();
    const Preset running{"ollama", "Ollama", "compatible", url.c_str(), "", 1, 4};
    const Preset silent{"vllm", "vLLM", "compatible", "http://127.0.0.1:9/v1", "", 9, 256};
    const Preset elsewhere{"openai", "OpenAI", "openai", url.c_str(), "OPENAI_API_KEY", 0, 32};
    const std::vector<const Preset *> candidates{&elsewhere, &running, &silent};
    const auto found = findLocalServers(candidates);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().preset, &running);
    QCOMPARE(found.front().models, std::vector<std::string>{"test-model"});
    QCOMPARE(placesLookedAt(candidates), std::string("Ollama (1), vLLM (9)"));

    ModelEndpoint taken;
    taken.name = "test-model";
    const ModelEndpoint endpoint = endpointOf(found.front(), "test-model", {taken});
    QCOMPARE(endpoint.name, std::string("test-model-2"));
    QCOMPARE(endpoint.baseUrl, url);
    QCOMPARE(endpoint.concurrency, 4);
    QVERIFY(validate(endpoint));
}

QTEST_GUILESS_MAIN(TestModelList)
#include "tst_model_list.moc"
