// SPDX-License-Identifier: GPL-3.0-or-later
// The main thread.
#include "cli/project_access.h"

#include "storage/project_file.h"

#include <QEventLoop>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <pwd.h>
#include <unistd.h>

namespace evol {

std::string currentPerson()
{
    if (const char *user = std::getenv("USER"); user && *user)
        return user;
    const passwd *account = getpwuid(getuid());
    return account ? account->pw_name : "someone";
}

Result<std::unique_ptr<ProjectReader>> openForReading(const std::string &path)
{
    return openProjectReadOnly(path);
}

Result<ReadProject> readProject(const std::string &path)
{
    auto reader = openForReading(path);
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    auto pool = (*reader)->pool();
    if (!pool)
        return tl::unexpected<Error>(pool.error());
    return ReadProject{std::move(*reader), std::move(*pool)};
}

Result<std::unique_ptr<Document>> openForWriting(const std::string &path, const std::string &by)
{
    auto store = openProject(path);
    if (!store)
        return tl::unexpected<Error>(store.error());
    auto reader = (*store)->openReader();
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    return Document::make(path, std::move(*store), std::move(*reader), std::make_shared<SystemClock>(),
                          by.empty() ? currentPerson() : by);
}

Result<std::string> readText(const std::string &path)
{
    std::ifstream file;
    if (path != "-") {
        file.open(path, std::ios::binary);
        if (!file)
            return fail(ErrorKind::NotFound, path + " cannot be opened; check the name.");
    }
    std::istream &from = path == "-" ? std::cin : file;
    return std::string(std::istreambuf_iterator<char>(from), {});
}

Result<> waitFor(const std::function<void(Document::Done)> &start)
{
    QEventLoop loop;
    Result<> outcome;
    bool called = false;
    start([&](const Result<> &result) {
        outcome = result;
        called = true;
        loop.quit();
    });
    if (!called)
        loop.exec();
    return outcome;
}

Result<std::string> oneOf(const std::string &value, const std::string &what, const std::vector<std::string> &choices)
{
    if (std::find(choices.begin(), choices.end(), value) != choices.end())
        return value;
    std::string list;
    for (const std::string &choice : choices)
        list += (list.empty() ? "" : ", ") + choice;
    return fail(ErrorKind::InvalidInput, "There is no " + what + ' ' + value + ". Choose one of: " + list + '.');
}

} // namespace evol
