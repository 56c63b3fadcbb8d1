// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evaluation/graded_questions.h"

#include "dataset/dataset_import.h"
#include "evolution/answer_agreement.h"

namespace evol {

Result<std::vector<GradedQuestion>> readGradedQuestions(const std::string &path, std::size_t most)
{
    std::vector<GradedQuestion> questions;
    ImportOptions options;
    options.duplicates = Duplicates::Take;
    const auto report = importFile(path, options, [&](const ImportedRow &row) -> Result<> {
        const auto answer = row.responses.empty() ? std::nullopt : finalAnswer(row.responses.front().text);
        if (!answer)
            return fail(ErrorKind::InvalidInput, path + ", line " + std::to_string(row.line) + ": the question has no final answer to grade by.");
        if (most == 0 || questions.size() < most)
            questions.push_back({row.context.empty() ? row.instruction : row.instruction + "\n\n" + row.context, *answer});
        return {};
    });
    if (!report)
        return tl::unexpected<Error>(report.error());
    if (!report->refused.empty()) {
        const RefusedRow &first = report->refused.front();
        return fail(ErrorKind::InvalidInput, path + ", line " + std::to_string(first.line) + ": " + first.reason);
    }
    return questions;
}

Grade gradeOf(const GradedQuestion &question, std::string_view solution)
{
    const auto answer = finalAnswer(solution);
    return !answer ? Grade::Invalid : *answer == question.answer ? Grade::Correct : Grade::Wrong;
}

void BenchmarkScore::count(Grade grade)
{
    ++(grade == Grade::Correct ? correct : grade == Grade::Wrong ? wrong : invalid);
}

} // namespace evol
