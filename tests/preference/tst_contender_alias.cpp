// SPDX-License-Identifier: GPL-3.0-or-later
// What contenders are called while names are hidden: each something else, and in an order that says nothing.
#include "preference/contender_alias.h"

#include <QTest>

#include <set>

using namespace evol;

namespace {

Study studyOf(int contenders, std::uint64_t seed)
{
    Study study;
    study.design.seed = seed;
    for (int c = 1; c <= contenders; ++c)
        study.contenders.push_back("model " + std::to_string(c));
    return study;
}

} // namespace

class TestContenderAlias : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLettersAreThoseOfAsManyContenders()
    {
        const auto names = contenderNames(studyOf(4, 7), Names::Hidden);
        QCOMPARE(std::set<std::string>(names.begin(), names.end()), (std::set<std::string>{"Contender A", "Contender B", "Contender C", "Contender D"}));
    }

    void afterZComesAA()
    {
        const auto names = contenderNames(studyOf(255, 7), Names::Hidden);
        const std::set<std::string> all(names.begin(), names.end());
        QCOMPARE(all.size(), std::size_t{255});
        for (const char *name : {"Contender Z", "Contender AA", "Contender AZ", "Contender BA", "Contender IU"})
            QVERIFY2(all.contains(name), name);
        QVERIFY(!all.contains("Contender IV"));
    }

    void oneAliasIsThatOfTheWholeList()
    {
        const Study study = studyOf(6, 3);
        const auto names = contenderNames(study, Names::Hidden);
        for (int c = 1; c <= 6; ++c)
            QCOMPARE(contenderAlias(study, c), names[std::size_t(c) - 1]);
    }

    void noNameIsInItUntilNamesShow()
    {
        const Study study = studyOf(3, 3);
        for (const std::string &name : contenderNames(study, Names::Hidden))
            QVERIFY(name.find("model") == std::string::npos);
        QCOMPARE(contenderNames(study, Names::Shown), study.contenders);
    }

    void theSameSeedGivesTheSameAliases()
    {
        QCOMPARE(contenderNames(studyOf(9, 11), Names::Hidden), contenderNames(studyOf(9, 11), Names::Hidden));
    }

    void everyContenderIsAnyLetterAsOften()
    {
        int first = 0;
        for (std::uint64_t seed = 1; seed <= 3000; ++seed)
            first += contenderAlias(studyOf(3, seed), 1) == "Contender A";
        // A third, with a standard error of 26.
        QVERIFY2(first > 900 && first < 1100, qPrintable(QString::number(first)));
    }
};

QTEST_APPLESS_MAIN(TestContenderAlias)
#include "tst_contender_alias.moc"
