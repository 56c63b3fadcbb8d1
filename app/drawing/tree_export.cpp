// SPDX-License-Identifier: GPL-3.0-or-later
// DOT, JSON, and the choice by suffix. The thread of the caller.
#include "drawing/tree_export.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QTextBoundaryFinder>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace evol {

namespace {

using Json = nlohmann::ordered_json;
constexpr int deepestNesting = 400;
constexpr int longestLabel = 60;

struct Format {
    const char *suffix;
    bool needsGui;
    std::function<Result<QByteArray>(const Pool &, NodeIndex, const TreeContent &, const PictureOptions &)> write;
};

const std::vector<Format> &formats()
{
    static const std::vector<Format> all{
        {"svg", true, treeAsSvg},
        {"png", true, treeAsPng},
        {"pdf", true, treeAsPdf},
        {"dot", false,
         [](const Pool &pool, NodeIndex root, const TreeContent &content, const PictureOptions &) {
             return Result<QByteArray>(QByteArray::fromStdString(treeAsDot(pool, root, content)));
         }},
        {"json", false,
         [](const Pool &pool, NodeIndex root, const TreeContent &content, const PictureOptions &) {
             return Result<QByteArray>(QByteArray::fromStdString(treeAsJson(pool, root, content)));
         }},
    };
    return all;
}

const Format *formatOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    for (const Format &format : formats()) {
        if (suffix == QLatin1String(format.suffix))
            return &format;
    }
    return nullptr;
}

std::string quotedForDot(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return '"' + escaped.replace(u'\n', QStringLiteral("\\n")).toStdString() + '"';
}

QString shortened(const QString &text)
{
    const QString line = text.simplified();
    if (line.size() <= longestLabel)
        return line;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, line);
    finder.setPosition(longestLabel);
    if (!finder.isAtBoundary())
        finder.toPreviousBoundary();
    return line.left(finder.position()) + u'…';
}

const char *stateWord(const Pool &pool, NodeIndex node)
{
    return pool.state(node) == State::Kept ? "kept" : "eliminated";
}

Json fieldsOf(const Pool &pool, NodeIndex node, const TreeContent &content)
{
    Json fields;
    const NodeIndex parent = pool.parent(node);
    fields["id"] = pool.id(node);
    fields["parent"] = parent == noNode ? Json(nullptr) : Json(pool.id(parent));
    fields["epoch"] = pool.epoch(node);
    fields["operator"] = pool.operatorKey(node).empty() ? Json(nullptr) : Json(pool.operatorKey(node));
    fields["state"] = stateWord(pool, node);
    fields["overridden"] = pool.isOverridden(node);
    Json rules = Json::array();
    for (std::size_t rule = 0; rule < pool.ruleKeys().size(); ++rule) {
        if (pool.firedRules(node) & (1u << rule))
            rules.push_back(pool.ruleKeys()[rule]);
    }
    fields["rules"] = std::move(rules);
    fields["difficulty"] = pool.difficulty(node) == 0 ? Json(nullptr) : Json(pool.difficulty(node));
    fields["rating"] = pool.rating(node) == 0 ? Json(nullptr) : Json(pool.rating(node));
    fields["responses"] = pool.responses(node);
    fields["text"] = content.text(pool.id(node)).toStdString();
    return fields;
}

std::string line(const Json &fields)
{
    return fields.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string flatList(const Pool &pool, NodeIndex root, const TreeContent &content)
{
    std::string out;
    for (const NodeIndex node : pool.preorder(root)) {
        Json fields = fieldsOf(pool, node, content);
        Json children = Json::array();
        for (NodeIndex child = pool.firstChild(node); child != noNode; child = pool.nextSibling(child))
            children.push_back(pool.id(child));
        fields["children"] = std::move(children);
        out += (out.empty() ? "\n" : ",\n") + line(fields);
    }
    return out;
}

std::string nestedList(const Pool &pool, NodeIndex root, const TreeContent &content)
{
    std::string out;
    std::vector<NodeIndex> open;
    for (const NodeIndex node : pool.preorder(root)) {
        const NodeIndex parent = node == root ? noNode : pool.parent(node);
        const bool first = out.empty() || (!open.empty() && parent == open.back());
        while (!open.empty() && open.back() != parent) {
            out += "]}";
            open.pop_back();
        }
        std::string fields = line(fieldsOf(pool, node, content));
        fields.pop_back();
        out += (first ? "\n" : ",\n") + std::string(open.size() + 1, ' ') + fields + ",\"children\":[";
        open.push_back(node);
    }
    for (std::size_t i = 0; i < open.size(); ++i)
        out += "]}";
    return out;
}

/// Levels of the tree, or of the deepest one of the forest.
int levelsOf(const Pool &pool, NodeIndex root)
{
    std::vector<NodeIndex> open;
    std::size_t levels = 0;
    for (const NodeIndex node : pool.preorder(root)) {
        const NodeIndex parent = node == root ? noNode : pool.parent(node);
        while (!open.empty() && open.back() != parent)
            open.pop_back();
        open.push_back(node);
        levels = std::max(levels, open.size());
    }
    return int(levels);
}

} // namespace

std::string treeAsDot(const Pool &pool, NodeIndex root, const TreeContent &content)
{
    const Palette &palette = paletteOf(Theme::Light);
    const auto name = [](const QColor &colour) { return '"' + colour.name().toStdString() + '"'; };
    std::string out = "digraph evolution {\n  rankdir=LR;\n  node [shape=box, style=\"rounded\", fontname=\"sans-serif\"];\n";
    for (const NodeIndex node : pool.preorder(root)) {
        const std::string id = std::to_string(pool.id(node));
        const std::string &key = pool.operatorKey(node);
        const bool struck = pool.state(node) == State::Eliminated;
        QString label = QStringLiteral("#%1 ").arg(pool.id(node));
        label += key.empty() ? QStringLiteral("seed") : content.operatorTitle(key);
        if (struck)
            label += QStringLiteral(" ✕");
        if (pool.isOverridden(node))
            label += QStringLiteral(" ⚑");
        label += u'\n' + shortened(content.text(pool.id(node)));
        out += "  n" + id + " [label=" + quotedForDot(label);
        if (struck)
            out += ", style=\"rounded,dotted\", color=" + name(palette.eliminated) + ", fontcolor=" + name(palette.quietText);
        else if (key.empty())
            out += ", penwidth=2";
        out += "];\n";
        if (key.empty() || node == root || pool.parent(node) == noNode)
            continue;
        const bool inDepth = content.direction(key) == Direction::InDepth;
        out += "  n" + std::to_string(pool.id(pool.parent(node))) + " -> n" + id
            + " [color=" + name(inDepth ? palette.inDepth : palette.inBreadth)
            + (inDepth ? ", style=solid];\n" : ", style=dashed];\n");
    }
    return out + "}\n";
}

std::string treeAsJson(const Pool &pool, NodeIndex root, const TreeContent &content)
{
    const bool nested = levelsOf(pool, root) <= deepestNesting;
    std::string out = R"({"format":"evol-tree","version":1,"shape":)";
    out += nested ? R"("nested","trees":[)" : R"("flat","instructions":[)";
    out += nested ? nestedList(pool, root, content) : flatList(pool, root, content);
    return out + "\n]}\n";
}

QStringList treeSuffixes()
{
    QStringList suffixes;
    for (const Format &format : formats())
        suffixes += QLatin1String(format.suffix);
    return suffixes;
}

bool needsGui(const QString &path)
{
    const Format *format = formatOf(path);
    return format && format->needsGui;
}

Result<> drawTree(const Pool &pool, InstructionId root, const TreeContent &content, const QString &path,
                  const PictureOptions &options)
{
    const Format *format = formatOf(path);
    if (!format) {
        return fail(ErrorKind::InvalidInput, "Cannot tell a format from the name " + path.toStdString() + "; end it in ."
                        + treeSuffixes().join(QStringLiteral(", .")).toStdString() + ".");
    }
    const NodeIndex node = root == 0 ? noNode : pool.indexOf(root);
    if (root != 0 && node == noNode)
        return fail(ErrorKind::NotFound, "There is no instruction " + std::to_string(root) + "; see them with list.");
    const Result<QByteArray> bytes = format->write(pool, node, content, options);
    if (!bytes)
        return tl::unexpected<Error>(bytes.error());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit()) {
        return fail(ErrorKind::Io, "Cannot write " + path.toStdString() + ": " + file.errorString().toStdString()
                        + "; choose another place.");
    }
    return {};
}

} // namespace evol
