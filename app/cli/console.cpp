// SPDX-License-Identifier: GPL-3.0-or-later
// The main thread.
#include "cli/console.h"

#include "cli/command.h"

#include <QDateTime>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace evol {

bool Console::isTerminal() const
{
    return isatty(STDOUT_FILENO) == 1;
}

int Console::columns() const
{
    winsize size{};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void Console::print(const std::string &text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void Console::line(const std::string &text)
{
    print(text + '\n');
}

void Console::document(const nlohmann::ordered_json &value)
{
    line(value.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void Console::record(const nlohmann::ordered_json &value)
{
    line(value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void Console::note(const std::string &text)
{
    endProgress();
    std::fprintf(stderr, "%s\n", text.c_str());
}

void Console::progress(const std::string &text)
{
    if (isatty(STDERR_FILENO) != 1)
        return;
    std::fprintf(stderr, "\r\033[K%s", text.c_str());
    std::fflush(stderr);
    m_progressShown = true;
}

void Console::endProgress()
{
    if (m_progressShown)
        std::fputs("\r\033[K", stderr);
    m_progressShown = false;
}

int Console::fail(const Error &error)
{
    note("evol: " + oneLine(error.message));
    return ExitFailed;
}

std::string counted(std::int64_t count, const char *noun)
{
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

std::string oneLine(const std::string &text)
{
    std::string shown;
    for (const char c : text) {
        if (c == '\n' || c == '\t' || c == '\r')
            shown += ' ';
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)
            shown += c;
    }
    return shown;
}

std::string shownTime(std::int64_t milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toStdString();
}

} // namespace evol
