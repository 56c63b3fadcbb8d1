// SPDX-License-Identifier: GPL-3.0-or-later
// What of a project goes into a dataset: the kept instructions, each with its best response.
#include "editing/project_dataset.h"
#include "tests/support/temporary_project.h"

#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

using Ids = std::vector<InstructionId>;

} // namespace

class TestProjectDataset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesEveryKeptInstruction()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("a")}, AddInstruction{seed("b")}, AddInstruction{childOf(1, "c")},
                          AddInstruction{childOf(1, "d")}, AddInstruction{childOf(2, "e")}}));
        must(act(*store, {SetVerdict{3, {}, eliminatedBy("refusal")}, SetVerdict{4, {}, eliminatedBy("refusal")},
                          SetOverride{4, {}, Override{Decision::Keep, "", ""}}, SetOverride{5, {}, Override{Decision::Eliminate, "", ""}}}));
        ProjectDataset dataset(must(store->reader().pool()), store->reader());
        Ids ids = must(dataset.ids());
        std::sort(ids.begin(), ids.end());
        QCOMPARE(ids, (Ids{1, 2, 4}));
    }

    void takesTheResponseWithTheMostStars()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("1+1=?", "input")}, AddResponse{answer(0, " \n")}, AddResponse{answer(0, "first")},
                          AddResponse{answer(0, "second")}, AddResponse{answer(0, "third")}, AddResponse{answer(0, "")}}));
        const auto output = [&] {
            ProjectDataset dataset(must(store->reader().pool()), store->reader());
            return must(dataset.row(1)).output;
        };
        QCOMPARE(output(), std::string("first"));
        must(act(*store, {RateResponse{3, 1, {}, Rating{3, ""}}, RateResponse{4, 1, {}, Rating{3, ""}}}));
        QCOMPARE(output(), std::string("second"));
        must(act(*store, {RateResponse{4, 1, {}, Rating{4, ""}}, RateResponse{1, 1, {}, Rating{5, "blank"}}}));
        QCOMPARE(output(), std::string("third"));
        must(act(*store, {RateResponse{3, 1, {}, {}}, RateResponse{4, 1, {}, Rating{0, "only a note"}}}));
        QCOMPARE(output(), std::string("first"));
    }

    void givesTheInstructionWithItsContext()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("1+1=?", "input")}}));
        ProjectDataset dataset(must(store->reader().pool()), store->reader());
        const DatasetRow row = must(dataset.row(1));
        QCOMPARE(row.instruction, std::string("1+1=?"));
        QCOMPARE(row.input, std::string("input"));
        QCOMPARE(row.output, std::string());
        QCOMPARE(dataset.row(9).error().kind, ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestProjectDataset)
#include "tst_project_dataset.moc"
