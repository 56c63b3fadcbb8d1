// SPDX-License-Identifier: GPL-3.0-or-later
// A project file with evolved, answered and judged instructions, in English and Japanese, open as the window has it.
// GUI thread.
#pragma once

#include "evolution/rules/rules.h"
#include "tests/support/open_document.h"
#include "ui/project.h"
#include "ui/theme.h"

#include <QApplication>
#include <QSet>
#include <QTest>
#include <QWidget>

#include <memory>

namespace evol::test {

inline const std::string apology = "I'm sorry, but I can't help with that.";
inline const std::string goodAnswer = "Two. One and one more make two, as one sees by counting two apples on a table.";

class AuditFixture
{
public:
    TemporaryProject file;
    std::unique_ptr<Project> project;

    AuditFixture() { m_store = file.open(); }

    InstructionId addSeed(const std::string &text) { return test::addSeed(*m_store, text); }

    /// A child with a response (empty: none), judged by the exact rules, and by a judge that found no gain where
    /// `judge` says something.
    InstructionId addEvolved(InstructionId parent, const std::string &text, const std::string &response, const std::string &judge = {})
    {
        Verdict verdict;
        const std::string before = must(m_store->reader().instruction(parent)).text;
        if (!judge.empty())
            verdict.fired.push_back({"no_information_gain", judge, EvidencePlace::Judge, 0, judge.size()});
        for (FiredRule &fired : judgeByRules({before, text, response.empty() ? nullptr : &response, {}}))
            verdict.fired.push_back(std::move(fired));
        std::vector<Change> changes{AddInstruction{childOf(parent, text)}};
        const InstructionId id = std::get<AddInstruction>(must(act(*m_store, changes, "Evolve", "engine")).front()).instruction.id;
        changes.clear();
        if (!response.empty())
            changes.push_back(AddResponse{answer(id, response)});
        changes.push_back(SetVerdict{id, {}, verdict});
        must(act(*m_store, changes, "Evolve", "engine"));
        return id;
    }

    /// Seed 1; eliminated 2 to 4 (two refusals and a leak), kept 5 and 6; 7 is Japanese and refused.
    void addUsual()
    {
        addSeed("1+1=?");
        addEvolved(1, "What is 1+1, and why?", apology);
        addEvolved(1, "What is 1+1 in binary?", apology);
        addEvolved(1, "Rewrite the given prompt: what is 1+1?", goodAnswer);
        addEvolved(1, "How many apples are two and one more?", goodAnswer);
        addEvolved(1, "Prove that 1+1=2.", goodAnswer);
        addEvolved(1, "1足す1はいくつですか。理由を説明し、りんごを使った例を一つ挙げてください。", "申し訳ありませんが、その質問にはお答えできません。");
    }

    enum class Opens { Writable, ReadOnly };
    void open(Opens how = Opens::Writable)
    {
        m_store.reset();
        auto document = how == Opens::Writable ? openDocument(file) : openDocumentReadOnly(file);
        project = std::make_unique<Project>(std::move(document), [](const RunSettings &) -> Result<RunModels> { return fail(ErrorKind::Refused, "No models here."); });
    }

    ProjectStore &store() { return *m_store; }
    Document &document() { return project->document(); }
    ProjectReader &reader() { return project->document().reader(); }
    const Pool &pool() const { return project->pool(); }
    Override decided(InstructionId id) { return must(reader().override(id)).value_or(Override{}); }

private:
    std::unique_ptr<ProjectStore> m_store;
};

/// Waits until keys are the window's.
inline void activate(QWidget &window)
{
    window.show();
    const auto isActive = [&window] {
        window.activateWindow();
        return QApplication::activeWindow() == &window;
    };
    QTRY_VERIFY(isActive());
}

/// Whether more is painted than a ground; with EVOL_LOOKS_DIR set the picture is kept for a person to judge.
inline bool isPainted(QWidget &widget, const QString &name)
{
    QTest::qWait(0);
    const QImage image = widget.grab().toImage();
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colours += image.pixel(x, y);
    }
    const QString folder = qEnvironmentVariable("EVOL_LOOKS_DIR");
    return colours.size() > 8 && (folder.isEmpty() || image.save(QStringLiteral("%1/%2.png").arg(folder, name)));
}

} // namespace evol::test
