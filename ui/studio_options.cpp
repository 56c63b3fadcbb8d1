// SPDX-License-Identifier: GPL-3.0-or-later
// The only file of the window that knows CLI11. Any thread.
#include "ui/studio_options.h"

#include <CLI/CLI.hpp>

#include <string>

namespace evol {

namespace {

constexpr int wrongUsage = 2;
constexpr int largestSide = 16384;

std::string checkSize(const std::string &written)
{
    const QStringList sides = QString::fromStdString(written).split(QLatin1Char('x'));
    bool good = sides.size() == 2;
    for (int i = 0; good && i < 2; ++i) {
        const int side = sides[i].toInt(&good);
        good = good && side > 0 && side <= largestSide;
    }
    return good ? std::string() : "a size is written WIDTHxHEIGHT, for example 1440x900; not " + written;
}

std::string checkWorkspace(const std::string &written)
{
    return written == "explore" || written == "study" ? std::string() : "this version has the workspaces explore and study; not " + written;
}

std::string checkLanguage(const std::string &written)
{
    return written == "en" ? std::string() : "this version speaks English (en) only; not " + written;
}

} // namespace

CommandLine parseCommandLine(int argc, const char *const *argv)
{
    CLI::App app("Evol Studio: grow instruction-tuning data from a few seeds.", "evol-studio");
    app.set_version_flag("--version", std::string("evol-studio " EVOL_VERSION));
    std::string project, workspace = "explore", theme, language = "en", size, screenshot;
    StudioOptions options;
    app.add_option("PROJECT", project, "An Evol Studio project, *.evol");
    app.add_option("--workspace", workspace, "The workspace to show: explore or study")->check(checkWorkspace);
    app.add_option("--theme", theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
    app.add_option("--language", language, "The language of the window: en")->check(checkLanguage);
    app.add_option("--size", size, "The size of the window, WIDTHxHEIGHT")->check(checkSize);
    app.add_option("--screenshot", screenshot, "Paint the window into this PNG file and leave");
    app.add_flag("--demo", options.demo, "Grow the tree of 1+1=? in PROJECT, which is made where it is missing");
    try {
        app.parse(argc, argv);
        if (options.demo && project.empty())
            throw CLI::RequiredError("PROJECT: --demo");
    } catch (const CLI::ParseError &error) {
        const int status = app.exit(error);
        return {std::nullopt, status == 0 ? 0 : wrongUsage};
    }
    options.project = QString::fromStdString(project);
    options.screenshot = QString::fromStdString(screenshot);
    options.showsStudies = workspace == "study";
    if (!theme.empty())
        options.theme = theme == "dark" ? Theme::Dark : Theme::Light;
    if (!size.empty()) {
        const QStringList sides = QString::fromStdString(size).split(QLatin1Char('x'));
        options.size = QSize(sides[0].toInt(), sides[1].toInt());
    }
    return {options, 0};
}

} // namespace evol
