// SPDX-License-Identifier: GPL-3.0-or-later
// A project with a study of three contenders, and raters' files made of its sessions. The test's thread.
#pragma once

#include "editing/rating_session.h"
#include "editing/study_changes.h"
#include "preference/criteria.h"
#include "preference/masking.h"
#include "tests/support/open_document.h"

#include <QFile>
#include <nlohmann/json.hpp>

namespace evol::test {

inline Vote chosen(Outcome outcome, const std::string &note = {})
{
    return {{{0, {static_cast<int>(outcome)}}}, {}, note, false, 900, 0};
}

/// Calls `act` with a callback and returns what it was called with; fails the program where that is not once.
template <class T>
Result<T> answerOf(Document &document, const std::function<void(std::function<void(Result<T>)>)> &act)
{
    Result<T> answer = fail(ErrorKind::Io, "not called");
    int calls = 0;
    act([&](Result<T> result) {
        ++calls;
        answer = std::move(result);
    });
    document.waitUntilWritten();
    if (calls != 1)
        qFatal("called %d times", calls);
    return answer;
}

inline Result<> answerOf(Document &document, const std::function<void(Document::Done)> &act)
{
    Result<> answer = fail(ErrorKind::Io, "not called");
    act([&](const Result<> &result) { answer = result; });
    document.waitUntilWritten();
    return answer;
}

inline Result<> cast(Document &document, RatingSession &session, int number, const Vote &vote)
{
    return answerOf(document, [&](Document::Done done) { session.cast(number, vote, std::move(done)); });
}

class StudyProject
{
public:
    static constexpr const char *names[] = {"vicuna-13b", "alpaca-7b", "wizardlm-13b"};

    StudyRequest request(int items = 6, int contenders = 3)
    {
        StudyRequest request;
        request.uid = "uid-1";
        request.name = "Summer study";
        request.design.criteria = {*builtinCriterion("overall")};
        request.design.overlap = 2;
        request.design.seed = 5;
        request.masked = defaultMaskedPhrases();
        for (int c = 0; c < contenders; ++c) {
            nlohmann::json all = nlohmann::json::array();
            for (int i = 1; i <= items; ++i)
                all.push_back({{"instruction", "Question " + std::to_string(i)}, {"output", "I am " + std::string(names[c]) + " and say " + std::to_string(10 * i + c)}, {"generator", names[c]}, {"dataset", "d"}});
            const std::string path = project.folder() + '/' + names[c] + ".json";
            QFile file(QString::fromStdString(path));
            if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(all.dump())) < 0)
                qFatal("the file cannot be written");
            request.outputs.push_back({path, {}});
        }
        return request;
    }
    Result<MadeStudy> make(StudyRequest request, AssignmentRequest raters)
    {
        return answerOf<MadeStudy>(*document, [&](auto done) { makeStudy(*document, std::move(request), std::move(raters), std::move(done)); });
    }
    /// Of three raters, each comparison for two of them.
    MadeStudy make() { return must(make(request(), {{"Ada", "Bob", "Cyd"}, 0, 0, {}})); }
    Result<Assignment> assign(AssignmentRequest raters, StudyId study = 1)
    {
        return answerOf<Assignment>(*document, [&](auto done) { assignRaters(*document, study, std::move(raters), std::move(done)); });
    }
    Result<> close(bool closed = true)
    {
        const StudySettings now = must(document->reader().studies().study(1)).settings;
        StudySettings then = now;
        then.closed = closed;
        return answerOf(*document, [&](Document::Done done) { document->apply("Close", {EditStudy{1, now, then}}, std::move(done)); });
    }

    /// The path of a new file for the session.
    Result<std::string> pack(SessionId session, const std::string &name)
    {
        const std::string path = project.folder() + '/' + name + ".evol";
        must(createProject(path, "Summer study", SetClock()));
        return writePack(document->reader(), session, *must(openProject(path)), 1'700'000'000'000).map([&] { return path; });
    }
    std::string packed(SessionId session, const std::string &name) { return must(pack(session, name)); }
    Result<MergedPack> merge(const std::string &path)
    {
        std::shared_ptr<ProjectReader> reader = must(openProjectReadOnly(path));
        return answerOf<MergedPack>(*document, [&](auto done) { mergePack(*document, reader, std::move(done)); });
    }
    QString refusal(const std::string &path)
    {
        const std::string before = describeStudies(document->reader().studies());
        const auto merged = merge(path);
        if (merged || merged.error().kind == ErrorKind::Io)
            return {};
        return describeStudies(document->reader().studies()) == before ? QString::fromStdString(merged.error().message) : QString();
    }
    Session session(SessionId id) { return must(document->reader().studies().session(id)); }

    /// Opens the file as its rater does and says so of its comparisons in turn, at that time.
    static void rate(const std::string &path, const std::vector<Outcome> &outcomes, std::int64_t time)
    {
        auto clock = std::make_shared<SetClock>();
        clock->time = time;
        const auto opened = must(Document::make(path, must(openProject(path)), must(openProjectReadOnly(path)), clock, "Rater"));
        const auto session = must(RatingSession::open(*opened, 1));
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            must(cast(*opened, *session, static_cast<int>(i), chosen(outcomes[i])));
    }

    TemporaryProject project;
    std::unique_ptr<Document> document = openDocument(project);
};

} // namespace evol::test
