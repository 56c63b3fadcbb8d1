// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of changes: what is written can be read, what is damaged is refused by a sentence.
#include "storage/change_codec.h"
#include "storage/run_codec.h"

#include <QTest>
#include <map>

using namespace evol;

namespace {

class Texts
{
public:
    TextWriter writer()
    {
        return [this](const std::string &body) -> TextReference {
            if (body.empty())
                return {};
            m_bodies.push_back(body);
            return {static_cast<std::int64_t>(m_bodies.size()), "hash of " + std::to_string(m_bodies.size())};
        };
    }
    TextReader reader() const
    {
        return [this](const TextReference &text) -> Result<std::string> {
            if (text.id < 1 || text.id > static_cast<std::int64_t>(m_bodies.size()))
                return fail(ErrorKind::Corrupt, "no such text");
            return m_bodies[static_cast<std::size_t>(text.id - 1)];
        };
    }

private:
    std::vector<std::string> m_bodies;
};

const Instruction fullInstruction{3, 1, 2, "deepen", "text \"数学\"\n", "context", "skill", "origin:12", "model", "version", 9, {}};
const Response fullResponse{4, 3, "answer", "source", "version", 8, {}};
const Verdict fullVerdict{{{"refusal", "sorry \\ \"x\"", EvidencePlace::Response, 5, 12}, {"b", "", EvidencePlace::Judge, 0, 0}}, 7};

const Study fullStudy{
    5, "uid", {"Study", {"As \"X\""}, true},
    {JudgementKind::Ranking, {{"overall", "Overall", "which?", {"1", "2", "3", "4", "5"}}}, true, 3, 2, Stratum::Skill, 18'000'000'000'000'000'000u},
    {"a", "b"},
    {{3, "text", "context", "Math", 8, 2, "deepen", {{1, 4, "one", 3}, {2, 0, "", 0}}, {1, 0}}, {0, "", "", "", 0, 0, "", {}, {}}}};
const Vote fullVote{{{0, {1, 2, 2}}, {1, {3}}}, "too hard", "a note", true, 1200, 1'700'000'000'000};
const Session fullSession{6, 5, "Ada", {{1, {2, 1}, fullVote}, {0, {1}, {}}, {2, {1, 2}, Vote{}}}};

const Instruction editedInstruction{3, 1, 2, "deepen", "text", "", "", "", "model", "", 0, "Ada"};
const Response editedResponse{4, 3, "answer", "source", "", 0, "Ada"};

std::vector<Change> everyKind()
{
    return {AddInstruction{fullInstruction},
            AddInstruction{Instruction{}},
            RemoveInstruction{fullInstruction},
            AddResponse{fullResponse},
            RemoveResponse{fullResponse},
            SetVerdict{3, fullVerdict, std::nullopt},
            SetVerdict{3, std::nullopt, Verdict{}},
            SetOverride{3, Override{Decision::Keep, "why", "Ada"}, Override{Decision::Eliminate, "", ""}},
            SetDifficulty{3, std::nullopt, 10},
            SetDifficulty{3, 1, std::nullopt},
            RateResponse{4, 3, Rating{5, "good"}, Rating{0, "note"}},
            SetTitle{"from", "to"},
            AddInstruction{editedInstruction},
            AddResponse{editedResponse},
            EditInstruction{3, {"old", "context", ""}, {"new", "", "Ada"}},
            EditResponse{4, 3, {"", "", ""}, {"new", "", "Ada"}},
            MoveInstruction{3, 1, 0},
            SetTag{3, "数学", false, true},
            SetNote{3, "", "look \"again\""},
            SetFlag{3, true, false},
            SetSetting{"filter:Too easy", std::nullopt, "{\"difficulty_to\":2}"},
            AddStudy{fullStudy},
            RemoveStudy{fullStudy},
            EditStudy{5, {"Study", {}, false}, fullStudy.settings},
            AddSession{fullSession},
            RemoveSession{fullSession},
            CastVote{5, 6, 0, std::nullopt, fullVote},
            CastVote{5, 6, 0, fullVote, Vote{}}};
}

} // namespace

class TestChangeCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrote()
    {
        for (const Change &change : everyKind()) {
            Texts texts;
            const std::string payload = encodePayload(change, texts.writer());
            const auto read = decodePayload(static_cast<int>(change.index()), payload, texts.reader());
            QVERIFY2(read.has_value(), payload.c_str());
            // Equal values have equal encodings, and an encoding names every field.
            Texts again;
            QCOMPARE(encodePayload(*read, again.writer()), payload);
        }
        Texts texts;
        const std::string payload = encodePayload(AddInstruction{fullInstruction}, texts.writer());
        QVERIFY(std::get<AddInstruction>(*decodePayload(0, payload, texts.reader())).instruction == fullInstruction);
    }

    void keepsTheFieldsThatFilesOutThereHave()
    {
        Texts texts;
        QCOMPARE(encodePayload(AddResponse{fullResponse}, texts.writer()),
                 std::string("{\"exchange\":8,\"id\":4,\"instruction\":3,\"prompt_version\":\"version\",\"source\":\"source\","
                             "\"text\":{\"id\":1,\"sha256\":\"hash of 1\"}}"));
        QCOMPARE(encodePayload(SetDifficulty{3, {}, 4}, texts.writer()), std::string("{\"from\":null,\"instruction\":3,\"to\":4}"));
        QCOMPARE(encodePayload(SetVerdict{3, {}, fullVerdict}, texts.writer()),
                 std::string("{\"from\":null,\"instruction\":3,\"to\":{\"fired\":[{\"evidence\":\"sorry \\\\ \\\"x\\\"\",\"length\":12,"
                             "\"offset\":5,\"place\":1,\"rule\":\"refusal\"},{\"evidence\":\"\",\"length\":0,\"offset\":0,"
                             "\"place\":2,\"rule\":\"b\"}],\"judge_exchange\":7}}"));
    }

    void keepsEditors()
    {
        Texts texts;
        QVERIFY(std::get<AddInstruction>(*decodePayload(0, encodePayload(AddInstruction{editedInstruction}, texts.writer()), texts.reader()))
                    .instruction == editedInstruction);
        QVERIFY(std::get<AddResponse>(*decodePayload(2, encodePayload(AddResponse{editedResponse}, texts.writer()), texts.reader()))
                    .response == editedResponse);
        const Change edit = EditInstruction{3, {"old", "context", ""}, {"new", "", "Ada"}};
        const auto read = decodePayload(static_cast<int>(edit.index()), encodePayload(edit, texts.writer()), texts.reader());
        QVERIFY(std::get<EditInstruction>(*read).from == (Wording{"old", "context", ""}));
        QVERIFY(std::get<EditInstruction>(*read).to == (Wording{"new", "", "Ada"}));
    }

    void givesEveryKindTheNumberItHasInFiles()
    {
        QCOMPARE(Change(EditInstruction{}).index(), std::size_t{9});
        QCOMPARE(Change(EditResponse{}).index(), std::size_t{10});
        QCOMPARE(Change(MoveInstruction{}).index(), std::size_t{11});
        QCOMPARE(Change(SetTag{}).index(), std::size_t{12});
        QCOMPARE(Change(SetNote{}).index(), std::size_t{13});
        QCOMPARE(Change(SetFlag{}).index(), std::size_t{14});
        QCOMPARE(Change(SetSetting{}).index(), std::size_t{15});
        QCOMPARE(Change(AddStudy{}).index(), std::size_t{16});
        QCOMPARE(Change(RemoveStudy{}).index(), std::size_t{17});
        QCOMPARE(Change(EditStudy{}).index(), std::size_t{18});
        QCOMPARE(Change(AddSession{}).index(), std::size_t{19});
        QCOMPARE(Change(RemoveSession{}).index(), std::size_t{20});
        QCOMPARE(Change(CastVote{}).index(), std::size_t{21});
    }

    void keepsStudiesSessionsAndVotesWhole()
    {
        Texts texts;
        const auto back = [&](const Change &change) {
            return *decodePayload(static_cast<int>(change.index()), encodePayload(change, texts.writer()), texts.reader());
        };
        QVERIFY(std::get<AddStudy>(back(AddStudy{fullStudy})).study == fullStudy);
        QVERIFY(std::get<RemoveSession>(back(RemoveSession{fullSession})).session == fullSession);
        const auto cast = std::get<CastVote>(back(CastVote{5, 6, 7, fullVote, Vote{}}));
        QVERIFY(cast.from == fullVote);
        QVERIFY(cast.to == Vote{});
        QCOMPARE(cast.comparison, 7);
    }

    void writesNoReferenceForAnEmptyText()
    {
        Texts texts;
        Instruction instruction = fullInstruction;
        instruction.context.clear();
        const std::string payload = encodePayload(AddInstruction{instruction}, texts.writer());
        QVERIFY(payload.find("\"context\":null") != std::string::npos);
        QVERIFY(std::get<AddInstruction>(*decodePayload(0, payload, texts.reader())).instruction == instruction);
    }

    void refusesWhatItCannotRead_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("unknown kind") << 99 << QByteArray("{}");
        QTest::newRow("negative kind") << -1 << QByteArray("{}");
        QTest::newRow("empty") << 0 << QByteArray();
        QTest::newRow("no JSON") << 0 << QByteArray("{\"id\":");
        QTest::newRow("no object") << 0 << QByteArray("[]");
        QTest::newRow("null") << 0 << QByteArray("null");
        QTest::newRow("field missing") << 4 << QByteArray("{\"instruction\":1,\"from\":null}");
        QTest::newRow("text for a number") << 6 << QByteArray("{\"instruction\":\"1\",\"from\":null,\"to\":null}");
        QTest::newRow("number for a text") << 8 << QByteArray("{\"from\":1,\"to\":\"b\"}");
        QTest::newRow("verdict without a list") << 4 << QByteArray("{\"instruction\":1,\"from\":null,\"to\":{\"fired\":7,\"judge_exchange\":0}}");
        QTest::newRow("text that is not there") << 2 << QByteArray("{\"exchange\":8,\"id\":4,\"instruction\":3,\"prompt_version\":\"\",\"source\":\"\",\"text\":{\"id\":77,\"sha256\":\"\"}}");
    }
    void refusesWhatItCannotRead()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, payload);
        const Texts texts;
        const auto read = decodePayload(kind, payload.toStdString(), texts.reader());
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Corrupt);
    }

    void doesNotThrowOnInvalidUtf8()
    {
        Texts texts;
        const std::string broken = "a\xff\xc3";
        QVERIFY(decodePayload(8, encodePayload(SetTitle{broken, "b"}, texts.writer()), texts.reader()).has_value());
        QVERIFY(decodeFiredRules(encodeFiredRules({{"rule", broken, EvidencePlace::Judge, 0, 3}})).has_value());
        RunSettings settings;
        settings.evolver = broken;
        QVERIFY(decodeRunSettings(encodeRunSettings(settings)).has_value());
    }

    void refusesRunSettingsThatItCannotRead()
    {
        QCOMPARE(decodeRunSettings("{}").error().kind, ErrorKind::Corrupt);
        QCOMPARE(decodeRunSettings("x").error().kind, ErrorKind::Corrupt);
    }
};

QTEST_GUILESS_MAIN(TestChangeCodec)
#include "tst_change_codec.moc"
