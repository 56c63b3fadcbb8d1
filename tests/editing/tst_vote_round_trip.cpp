// SPDX-License-Identifier: GPL-3.0-or-later
// Votes that leave as a file and come in again say the same.
#include "editing/vote_studies.h"
#include "preference/study_results.h"
#include "preference/vote_exports.h"
#include "tests/support/memory_reader.h"
#include "tests/support/memory_study_reader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace evol;
using namespace evol::test;

namespace {

/// The one study of a file of votes.
MemoryStudyReader imported(const QString &path)
{
    VoteStudies studies("Study", path.toStdString());
    const auto read = importVotes(path.toStdString(), {}, [&](ImportedVote vote) { return studies.take(std::move(vote)); });
    if (!read || read->refusedCount > 0)
        qWarning("refused: %s", read ? read->refused.front().reason.c_str() : read.error().message.c_str());
    MemoryReader project;
    Study study;
    std::vector<Session> sessions;
    auto changes = studies.changes(project);
    for (Change &change : *changes) {
        if (auto *added = std::get_if<AddStudy>(&change))
            study = std::move(added->study);
        else if (auto *opened = std::get_if<AddSession>(&change))
            sessions.push_back(std::move(opened->session));
    }
    return MemoryStudyReader(std::move(study), std::move(sessions));
}

MemoryStudyReader exportedAndImported(MemoryStudyReader &reader, const char *key, const VoteExportOptions &options = {})
{
    const QTemporaryDir folder;
    const VoteExport &format = **voteExport(key);
    QFile file(folder.filePath("votes") + QString::fromStdString(std::string(format.fileSuffix())));
    const bool open = file.open(QIODevice::WriteOnly);
    const auto report = exportVotes(reader, 1, format, options, [&](std::string_view text) -> Result<> {
        file.write(text.data(), qsizetype(text.size()));
        return {};
    });
    if (!open || !report)
        qWarning("not written");
    file.close();
    return imported(file.fileName());
}

/// As "wins/ties/losses" of each contender by name.
QStringList counts(MemoryStudyReader &reader)
{
    const auto results = studyResults(reader, 1, {0, 1, 0.95});
    QStringList all;
    for (const ContenderFigures &c : results->mainCriterion().contenders)
        all += QString("%1 %2/%3/%4").arg(QString::fromStdString(c.name)).arg(c.rate.wins).arg(c.rate.ties).arg(c.rate.losses);
    all.sort();
    return all;
}

MemoryStudyReader threeRaters()
{
    Study study;
    study.settings = {"Study", {}, true};
    study.design.criteria = {{"overall", "Overall", "", {}}};
    study.contenders = {"red", "green", "=blue"};
    for (int i = 1; i <= 6; ++i) {
        const std::string n = std::to_string(i);
        study.items.push_back({0, (i == 2 ? "''=" : "-") + n + " + 1, \"=\" ?", "", "", 0, 0, {}, {{1, 0, "r" + n, 0}, {2, 0, "g\n" + n, 0}, {3, 0, "b" + n, 0}}, {}});
    }
    std::vector<Session> sessions;
    for (int rater = 0; rater < 3; ++rater) {
        sessions.push_back({0, 0, "Rater " + std::to_string(rater), {}});
        for (int i = 0; i < 6; ++i) {
            std::vector<int> shown = {(i + rater) % 3 + 1, (i + rater + 1) % 3 + 1};
            const int outcome = (5 * i + 3 * rater + i * rater) % 4;
            sessions.back().comparisons.push_back({i + 1, std::move(shown), Vote{{{0, {outcome}}}, {}, "a note, with \"quotes\"", i == 2, 1250, 1767323045006}});
        }
    }
    return MemoryStudyReader(std::move(study), std::move(sessions));
}

} // namespace

class TestVoteRoundTrip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void figuresAreTheSameAfterwards_data()
    {
        QTest::addColumn<QByteArray>("format");
        for (const char *format : {"alpaca_eval", "arena", "ratings"})
            QTest::newRow(format) << QByteArray(format);
    }
    void figuresAreTheSameAfterwards()
    {
        QFETCH(QByteArray, format);
        MemoryStudyReader before = threeRaters();
        MemoryStudyReader after = exportedAndImported(before, format.constData());
        QCOMPARE(counts(after), counts(before));
        QCOMPARE(after.whole.items.size(), std::size_t{6});
        const auto agreed = [](MemoryStudyReader &reader) { return *studyResults(reader, 1, {0, 1, 0.95})->mainCriterion().agreement.percent.value; };
        QCOMPARE(agreed(after), agreed(before));
    }

    void theTableKeepsEverythingSaid()
    {
        MemoryStudyReader before = threeRaters();
        const MemoryStudyReader after = exportedAndImported(before, "ratings");
        QCOMPARE(after.all.size(), before.all.size());
        for (std::size_t s = 0; s < after.all.size(); ++s) {
            QCOMPARE(after.all[s].rater, before.all[s].rater);
            for (std::size_t i = 0; i < before.all[s].comparisons.size(); ++i)
                QVERIFY(after.all[s].comparisons.at(i).vote == before.all[s].comparisons[i].vote);
        }
        for (std::size_t i = 0; i < before.whole.items.size(); ++i)
            QCOMPARE(after.whole.items.at(i).text, before.whole.items[i].text);
    }

    void pairsComeBackAsWinsOnly()
    {
        MemoryStudyReader before = threeRaters();
        MemoryStudyReader after = exportedAndImported(before, "pairs", {{}, PairRows::EachVote});
        const auto results = studyResults(after, 1, {0, 1, 0.95});
        QCOMPARE(results->mainCriterion().ties, std::int64_t{0});
        const auto original = studyResults(before, 1, {0, 1, 0.95});
        QCOMPARE(results->mainCriterion().judgements, original->mainCriterion().judgements - original->mainCriterion().ties);
    }

    void stepsComeBackWithTheirLabels()
    {
        Study study;
        study.settings = {"Steps", {}, true};
        study.design.kind = JudgementKind::Steps;
        study.design.criteria = {{"overall", "Overall", "", {}}};
        study.contenders = {"model"};
        study.items.push_back({0, "question", "", "", 0, 0, {}, {{1, 0, "one\n\n two\nthree\n", 0}}, {}});
        MemoryStudyReader before(study, {{0, 0, "Ada", {{1, {1}, Vote{{{0, {1, 0, -1}}}, {}, {}, false, 0, 0}}}}});
        const MemoryStudyReader after = exportedAndImported(before, "steps");
        QVERIFY(after.all.at(0).comparisons.at(0).vote->judgements == before.all[0].comparisons[0].vote->judgements);
        QCOMPARE(after.all[0].rater, std::string("Ada"));
        QCOMPARE(after.whole.contenders, study.contenders);
    }

    void publishedFiguresSurviveEveryFormat_data() { figuresAreTheSameAfterwards_data(); }
    void publishedFiguresSurviveEveryFormat()
    {
        const QString path = EVOL_SHARED_DATA "/alpaca_eval_votes_alpaca-7b.json";
        if (!QFile::exists(path))
            QSKIP("the file of real votes is not there");
        QFETCH(QByteArray, format);
        MemoryStudyReader before = imported(path);
        MemoryStudyReader after = exportedAndImported(before, format.constData());
        for (MemoryStudyReader *reader : {&before, &after}) {
            const auto results = studyResults(*reader, 1, {0, 1, 0.95});
            const auto &contenders = results->mainCriterion().contenders;
            const auto alpaca = std::find_if(contenders.begin(), contenders.end(), [](const ContenderFigures &c) { return c.name == "alpaca-7b"; });
            QCOMPARE(alpaca->rate.wins, std::int64_t{205});
            QCOMPARE(alpaca->rate.losses, std::int64_t{584});
            QCOMPARE(alpaca->rate.ties, std::int64_t{16});
            QVERIFY(std::abs(*alpaca->rate.rate - 26.459627329192543) < 1e-9);
            QVERIFY(std::abs(*alpaca->rate.error - 1.535711469748) < 1e-9);
        }
    }
};

QTEST_APPLESS_MAIN(TestVoteRoundTrip)
#include "tst_vote_round_trip.moc"
