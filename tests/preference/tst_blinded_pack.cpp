// SPDX-License-Identifier: GPL-3.0-or-later
// What a rater's file holds, which must tell nothing of the contenders, and which of its votes come back.
#include "preference/blinded_pack.h"
#include "preference/masking.h"
#include "tests/support/memory_study_reader.h"

#include <QTest>

#include <algorithm>

using namespace evol;
using namespace evol::test;

namespace {

Vote vote(int value, std::int64_t time, const std::string &note = {})
{
    return {{{0, {value}}}, {}, note, false, 1000, time};
}

Study wholeStudy()
{
    Study study;
    study.uid = "uid";
    study.settings = {"Summer study", {"ChatGPT"}, false};
    study.design.criteria = {{"overall", "Overall", "Which is better?", {}}};
    study.design.asksStrength = true;
    study.design.stratum = Stratum::Skill;
    study.design.seed = 77;
    study.contenders = {"vicuna-13b", "alpaca-7b", "wizardlm-13b"};
    for (int number = 1; number <= 2; ++number) {
        StudyItem item{number + 40, "Question " + std::to_string(number), "Context", "Sums", 9, 3, "deepen", {}, {}};
        for (int c = 1; c <= 3; ++c)
            item.answers.push_back({c, 100 + c, "I am " + study.contenders[std::size_t(c) - 1] + ", not ChatGPT: " + std::to_string(number * 10 + c), 0});
        study.items.push_back(item);
    }
    study.items[1].gold = {1, 2, 3};
    return study;
}

Session wholeSession()
{
    Session session;
    session.rater = "Ada";
    session.comparisons = {{2, {3, 1}, vote(1, 50, "nice")}, {1, {2, 3}, {}}, {2, {1, 2}, {}}};
    return session;
}

BlindedPack packed(Study study = wholeStudy(), Session session = wholeSession())
{
    MemoryStudyReader reader(std::move(study), {std::move(session)});
    auto pack = blindedPack(reader, 1);
    if (!pack)
        qFatal("%s", pack.error().message.c_str());
    return std::move(*pack);
}

Session merged(Session stored, const Session &returned)
{
    const auto votes = votesToMerge(stored, returned);
    if (!votes)
        qFatal("%s", votes.error().message.c_str());
    for (const auto &[comparison, given] : *votes)
        stored.comparisons[std::size_t(comparison)].vote = given;
    return stored;
}

} // namespace

class TestBlindedPack : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsOneItemForEachComparisonInItsOrder()
    {
        const BlindedPack pack = packed();
        QCOMPARE(pack.study.items.size(), std::size_t{3});
        QCOMPARE(pack.session.comparisons.size(), std::size_t{3});
        QCOMPARE(pack.study.items[0].text, std::string("Question 2"));
        QCOMPARE(pack.study.items[1].text, std::string("Question 1"));
        QCOMPARE(pack.study.items[1].context, std::string("Context"));
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(pack.session.comparisons[i].item, int(i) + 1);
            QCOMPARE(pack.session.comparisons[i].shown, (std::vector<int>{1, 2}));
        }
    }

    void showsTheAnswersOnTheSidesTheSessionHas()
    {
        const StudyItem item = packed().study.items[0];
        QCOMPARE(item.answers.size(), std::size_t{2});
        QCOMPARE(item.answers[0].text, std::string("I am ▇▇▇, not ▇▇▇: 23"));
        QCOMPARE(item.answers[1].text, std::string("I am ▇▇▇, not ▇▇▇: 21"));
        QCOMPARE(item.answers[0].length, std::int64_t(item.answers[0].text.size()));
    }

    void tellsNothingByWhichAContenderCouldBeKnown()
    {
        const BlindedPack pack = packed();
        QCOMPARE(pack.study.contenders, (std::vector<std::string>{"A", "B"}));
        QCOMPARE(pack.study.design.seed, std::uint64_t{0});
        QCOMPARE(pack.study.design.stratum, Stratum::None);
        QVERIFY(pack.study.settings.masked.empty());
        for (const StudyItem &item : pack.study.items) {
            StudyItem bare = item;
            bare.text.clear();
            bare.context.clear();
            bare.answers.clear();
            QCOMPARE(bare, StudyItem());
            for (std::size_t i = 0; i < item.answers.size(); ++i) {
                QCOMPARE(item.answers[i].contender, int(i) + 1);
                QCOMPARE(item.answers[i].response, ResponseId{0});
            }
        }
    }

    void doesNotDependOnWhoTheContendersAre()
    {
        Study swapped = wholeStudy();
        std::swap(swapped.contenders[0], swapped.contenders[2]);
        for (StudyItem &item : swapped.items)
            std::swap(item.answers[0].contender, item.answers[2].contender);
        Session session = wholeSession();
        for (Comparison &comparison : session.comparisons) {
            for (int &contender : comparison.shown)
                contender = 4 - contender;
        }
        for (StudyItem &item : swapped.items)
            std::sort(item.answers.begin(), item.answers.end(), [](const auto &a, const auto &b) { return a.contender < b.contender; });
        std::reverse(swapped.items[1].gold.begin(), swapped.items[1].gold.end());
        const BlindedPack one = packed(), other = packed(swapped, session);
        QCOMPARE(one.study, other.study);
        QCOMPARE(one.session, other.session);
    }

    void keepsWhatARaterNeeds()
    {
        const BlindedPack pack = packed();
        QCOMPARE(pack.study.settings.name, std::string("Summer study"));
        QCOMPARE(pack.study.design.criteria, wholeStudy().design.criteria);
        QVERIFY(pack.study.design.asksStrength);
        QCOMPARE(pack.session.rater, std::string("Ada"));
        QCOMPARE(pack.session.comparisons[0].vote, std::optional(vote(1, 50, "nice")));
        QVERIFY(!pack.session.comparisons[1].vote);
    }

    void ofDifferentSessionsHasDifferentIdentities()
    {
        MemoryStudyReader reader(wholeStudy(), {wholeSession(), wholeSession()});
        QVERIFY(blindedPack(reader, 1)->study.uid != blindedPack(reader, 2)->study.uid);
    }

    void itsOriginIsReadAsItWasWritten()
    {
        const PackOrigin origin{"uid \"1\"", 7, "Zoë", 0xFFFFFFFFFFFFFFFFu};
        const auto read = decodePackOrigin(encodePackOrigin(origin));
        QVERIFY(read.has_value());
        QCOMPARE(*read, origin);
    }

    void anOriginOfNoUseIsRefused()
    {
        for (const char *text : {"", "[]", "{}", "not json", R"({"version":1})", R"({"version":1,"study":2,"session":1,"rater":"a","items":1})",
                                 R"({"version":1,"study":"u","session":1,"rater":"a","items":-1})"}) {
            const auto read = decodePackOrigin(text);
            QVERIFY2(!read, text);
            QCOMPARE(read.error().kind, ErrorKind::Corrupt);
        }
        const auto newer = decodePackOrigin(R"({"version":2,"study":"u","session":1,"rater":"a","items":1})");
        QVERIFY(!newer);
        QCOMPARE(newer.error().kind, ErrorKind::NewerVersion);
    }

    void itsDigestIsOfTheItemsInTheirOrder()
    {
        Session session = wholeSession();
        const std::uint64_t before = itemsDigest(session);
        session.comparisons[1].vote = vote(2, 9);
        std::swap(session.comparisons[0].shown[0], session.comparisons[0].shown[1]);
        QCOMPARE(itemsDigest(session), before); // it says nothing of contenders
        std::swap(session.comparisons[0], session.comparisons[1]);
        QVERIFY(itemsDigest(session) != before);
        session.comparisons.pop_back();
        QVERIFY(itemsDigest(session) != before);
    }

    void newVotesAndLaterOnesAreTaken()
    {
        const Session stored = wholeSession();
        Session returned = packed().session;
        returned.comparisons[0].vote = vote(2, 60);
        returned.comparisons[2].vote = vote(0, 70);
        const auto votes = votesToMerge(stored, returned);
        QVERIFY(votes.has_value());
        QCOMPARE(votes->size(), std::size_t{2});
        QCOMPARE((*votes)[0], (std::pair{0, vote(2, 60)}));
        QCOMPARE((*votes)[1], (std::pair{2, vote(0, 70)}));
    }

    void earlierVotesAndNoneLeaveWhatIsThere()
    {
        const Session stored = wholeSession();
        Session returned = packed().session;
        returned.comparisons[0].vote = vote(2, 49);
        QVERIFY(votesToMerge(stored, returned)->empty());
        returned.comparisons[0].vote.reset();
        QVERIFY(votesToMerge(stored, returned)->empty());
    }

    void takenTwiceNothingChanges()
    {
        Session returned = packed().session;
        returned.comparisons[1].vote = vote(2, 60);
        const Session once = merged(wholeSession(), returned);
        QVERIFY(votesToMerge(once, returned)->empty());
    }

    void anyOrderOfVersionsGivesTheSame()
    {
        Vote skipped{{}, "too long", {}, false, 1000, 60};
        Vote flagged = vote(1, 60);
        flagged.flagged = true;
        Vote slower = vote(1, 60);
        slower.milliseconds = 2000;
        std::vector<Vote> versions{vote(1, 60), vote(2, 60), vote(1, 60, "note"), skipped, flagged, slower, vote(0, 59)};
        std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6};
        std::optional<Session> first;
        do {
            Session stored = wholeSession();
            for (const std::size_t i : order) {
                Session returned = packedSession;
                returned.comparisons[0].vote = versions[i];
                stored = merged(stored, returned);
            }
            if (!first)
                first = stored;
            QCOMPARE(stored, *first);
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void whatDoesNotBelongIsRefusedWithTheReason()
    {
        const Session stored = wholeSession();
        const auto reason = [&](const Session &returned) {
            const auto votes = votesToMerge(stored, returned);
            return votes ? QString() : QString::fromStdString(votes.error().message);
        };
        Session other = packedSession;
        other.rater = "Bob";
        QVERIFY(reason(other).contains("Bob"));
        Session longer = packedSession;
        longer.comparisons.push_back({4, {1, 2}, {}});
        QVERIFY(reason(longer).contains("4 comparisons"));
        Session wider = packedSession;
        wider.comparisons[1].shown = {1, 2, 3};
        QVERIFY(reason(wider).contains("comparison 2"));
    }

private:
    const Session packedSession = packed().session;
};

QTEST_APPLESS_MAIN(TestBlindedPack)
#include "tst_blinded_pack.moc"
