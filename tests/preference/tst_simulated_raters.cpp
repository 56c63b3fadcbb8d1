// SPDX-License-Identifier: GPL-3.0-or-later
// Raters whose judgement is known, over solutions whose correctness is known. Reads gsm8k_model_solutions.jsonl.
#include "preference/resampling.h"
#include "preference/study_results.h"
#include "tests/support/memory_study_reader.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace evol;
using namespace evol::test;

namespace {

struct Solutions {
    Study study;
    std::vector<std::vector<bool>> correct; ///< by item and contender
};

Solutions readSolutions(QFile &file)
{
    Solutions solutions;
    solutions.study.settings = {"GSM8K", {}, true};
    solutions.study.design.criteria = {{"overall", "Overall", "", {}}};
    solutions.study.contenders = {"6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"};
    while (!file.atEnd()) {
        const auto record = nlohmann::json::parse(file.readLine().toStdString());
        StudyItem item;
        item.text = record.at("question");
        std::vector<bool> correct;
        for (const std::string &name : solutions.study.contenders) {
            const auto &solution = record.at(name);
            item.answers.push_back({static_cast<int>(item.answers.size()) + 1, 0, solution.at("solution"), 0});
            correct.push_back(solution.at("is_correct"));
        }
        solutions.study.items.push_back(std::move(item));
        solutions.correct.push_back(std::move(correct));
    }
    return solutions;
}

/// Prefers the correct solution, but errs in a tenth of the cases.
Outcome honest(bool firstCorrect, bool secondCorrect, RandomStream &random)
{
    if (random.uniform() < 0.1)
        return static_cast<Outcome>(random.below(3));
    return firstCorrect == secondCorrect ? Outcome::Tie : firstCorrect ? Outcome::First : Outcome::Second;
}

Session judged(const Solutions &solutions, const std::string &rater, std::uint64_t seed, bool takesLeft)
{
    RandomStream random(seed, 1);
    Session session{0, 0, rater, {}};
    for (std::size_t i = 0; i < solutions.correct.size(); ++i) {
        const int first = static_cast<int>(random.below(4)), second = (first + 1 + static_cast<int>(random.below(3))) % 4;
        const auto correct = [&](int c) { return solutions.correct[i][static_cast<std::size_t>(c)]; };
        const Outcome outcome = takesLeft ? Outcome::First : honest(correct(first), correct(second), random);
        session.comparisons.push_back({static_cast<int>(i) + 1, {first + 1, second + 1}, Vote{{{0, {static_cast<int>(outcome)}}}, {}, {}, false, 0, 0}});
    }
    return session;
}

} // namespace

class TestSimulatedRaters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(EVOL_SHARED_DATA "/gsm8k_model_solutions.jsonl"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("gsm8k_model_solutions.jsonl is not here");
        m_solutions = readSolutions(file);
        QCOMPARE(m_solutions.correct.size(), std::size_t{1319});
        MemoryStudyReader reader(m_solutions.study, {judged(m_solutions, "Ada", 1, false), judged(m_solutions, "Ben", 2, false),
                                                     judged(m_solutions, "Cem", 3, false), judged(m_solutions, "Left", 4, true)});
        m_results = *studyResults(reader, 1, {200, 1, 0.95});
    }

    void theRatingsComeOutInTheOrderOfTheKnownShares()
    {
        std::vector<std::pair<double, double>> shares; // known share, rating
        for (std::size_t c = 0; c < 4; ++c) {
            const auto right = std::count_if(m_solutions.correct.begin(), m_solutions.correct.end(), [c](const auto &item) { return item[c]; });
            shares.push_back({double(right), *m_results.mainCriterion().contenders[c].bradleyTerry.rating});
        }
        std::sort(shares.begin(), shares.end());
        for (std::size_t i = 1; i < shares.size(); ++i)
            QVERIFY(shares[i - 1].second < shares[i].second);
    }

    void whoAlwaysTakesTheLeftIsFoundOutAndNobodyElse()
    {
        for (const RaterFigures &rater : m_results.raters)
            QCOMPARE(rater.position.isFound(), rater.name == "Left");
    }

private:
    Solutions m_solutions;
    StudyResults m_results;
};

QTEST_APPLESS_MAIN(TestSimulatedRaters)
#include "tst_simulated_raters.moc"
