// SPDX-License-Identifier: GPL-3.0-or-later
// Public data sets as they are published come in whole. Test thread only.
#include "import_fixture.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <map>

using namespace evol;

#define IMPORT_OR_SKIP(imported, name)                                                                                 \
    if (!QFileInfo::exists(EVOL_SHARED_DATA "/" name))                                                                 \
        QSKIP(name " is not here");                                                                                    \
    const Imported imported = importPath(EVOL_SHARED_DATA "/" name);                                                   \
    QVERIFY2(imported.report, imported.error().c_str());                                                               \
    QVERIFY(imported.countsAddUp());                                                                                   \
    QCOMPARE(imported.report->refusedCount, 0)

class ImportRealFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void the175SeedTasksComeInWithTheirFirstInstance()
    {
        IMPORT_OR_SKIP(imported, "seed_tasks.jsonl");
        QCOMPARE(imported.report->format, "seed_tasks");
        QCOMPARE(imported.report->accepted, 175);
        QCOMPARE(imported.rows[1].instruction, "What is the relation between the given pairs?");
        QCOMPARE(imported.rows[1].context, "Night : Day :: Right : Left");
        QCOMPARE(imported.rows[1].line, 2);
        QCOMPARE(imported.rows[1].responses.front().text,
                 "The relation between the given pairs is that they are opposites.");
    }

    void the1319TestQuestionsOfGsm8kKeepTheirAnswersWhole()
    {
        IMPORT_OR_SKIP(imported, "gsm8k_test.jsonl");
        QCOMPARE(imported.report->format, "gsm8k");
        QCOMPARE(imported.report->accepted, 1319);
        QVERIFY(imported.rows[0].instruction.starts_with("Janet’s ducks lay 16 eggs"));
        QVERIFY(imported.rows[0].responses.front().text.find("<<16-3-4=9>>") != std::string::npos);
        for (const auto &row : imported.rows)
            QVERIFY(row.responses.size() == 1 && row.responses.front().text.find("\n#### ") != std::string::npos);
    }

    void the7473TrainingQuestionsOfGsm8kComeInAsAlpaca()
    {
        IMPORT_OR_SKIP(imported, "gsm8k_train_alpaca.json");
        QCOMPARE(imported.report->format, "alpaca");
        QCOMPARE(imported.report->accepted, 7473);
        QVERIFY(imported.rows[1].instruction.starts_with("Weng earns $12 an hour"));
        QCOMPARE(imported.rows[1].line, 7);
        QCOMPARE(imported.rows.back().responses.size(), 1u);
    }

    void the2000ChineseInstructionsComeInButForOneDuplicate()
    {
        IMPORT_OR_SKIP(imported, "alpaca_zh.json");
        QCOMPARE(imported.report->format, "alpaca");
        QCOMPARE(imported.report->read, 2000);
        QCOMPARE(imported.report->accepted, 1999);
        QCOMPARE(imported.report->duplicates, 1);
        QCOMPARE(imported.rows[0].instruction, "介绍一下中国平安保险集团.");
        QCOMPARE(std::count_if(imported.rows.begin(), imported.rows.end(),
                               [](const ImportedRow &row) { return row.responses.empty(); }),
                 1);
    }

    void the218InstructionsOfTheWizardlmTestSetKeepSkillAndDifficulty()
    {
        IMPORT_OR_SKIP(imported, "wizardlm_testset.jsonl");
        QCOMPARE(imported.report->format, "wizardlm_testset");
        QCOMPARE(imported.report->read, 218);
        QCOMPARE(imported.report->duplicates, 1);
        std::map<std::string, int> skills;
        for (const auto &row : imported.rows) {
            QVERIFY(row.difficulty && *row.difficulty >= 1 && *row.difficulty <= 10);
            QVERIFY(row.responses.empty());
            ++skills[row.skill];
        }
        QCOMPARE(skills.size(), 29u);
        QCOMPARE(skills["Math"], 19);
        QCOMPARE(imported.rows[1].difficulty, 3);
    }

    void everyRowOfTheWizardlmTestSetComesInWhenDuplicatesAreTaken()
    {
        const std::string path = EVOL_SHARED_DATA "/wizardlm_testset.jsonl";
        if (!QFileInfo::exists(QString::fromStdString(path)))
            QSKIP("wizardlm_testset.jsonl is not here");
        ImportOptions options;
        options.duplicates = Duplicates::Take;
        QCOMPARE(importPath(path, options).rows.size(), 218u);
    }

    void the805OutputsOfEachModelCarryItsName_data()
    {
        QTest::addColumn<QByteArray>("model");
        for (const char *model : {"alpaca-7b", "vicuna-13b", "wizardlm-13b"})
            QTest::newRow(model) << QByteArray(model);
    }

    void the805OutputsOfEachModelCarryItsName()
    {
        QFETCH(QByteArray, model);
        const auto path = EVOL_SHARED_DATA "/alpaca_eval_outputs_" + model.toStdString() + ".json";
        if (!QFileInfo::exists(QString::fromStdString(path)))
            QSKIP("the outputs are not here");
        const Imported imported = importPath(path);
        QVERIFY2(imported.report, imported.error().c_str());
        QCOMPARE(imported.report->format, "alpaca_eval");
        QCOMPARE(imported.report->accepted, 805);
        for (const auto &row : imported.rows)
            QVERIFY(row.responses.size() == 1 && row.responses.front().source == model.toStdString());
    }

    void fourModelsSolutionsFollowTheGroundTruthOfEachQuestion()
    {
        IMPORT_OR_SKIP(imported, "gsm8k_model_solutions.jsonl");
        QCOMPARE(imported.report->format, "gsm8k_solutions");
        QCOMPARE(imported.report->accepted, 1319);
        const std::vector<std::string> expected{"", "175b_finetuning", "175b_verification", "6b_finetuning",
                                                "6b_verification"};
        for (const auto &row : imported.rows) {
            std::vector<std::string> sources;
            for (const auto &response : row.responses)
                sources.push_back(response.source);
            QCOMPARE(sources, expected);
        }
    }

    void votesAreNotMistakenForInstructions()
    {
        const std::string path = EVOL_SHARED_DATA "/alpaca_eval_votes_alpaca-7b.json";
        if (!QFileInfo::exists(QString::fromStdString(path)))
            QSKIP("the votes are not here");
        const Imported imported = importPath(path);
        QVERIFY(!imported.report);
        QVERIFY2(imported.error().find("output_1") != std::string::npos, imported.error().c_str());
    }
};

QTEST_APPLESS_MAIN(ImportRealFilesTest)
#include "tst_import_real_files.moc"
