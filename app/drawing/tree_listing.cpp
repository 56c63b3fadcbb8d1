// SPDX-License-Identifier: GPL-3.0-or-later
// Lines for terminals. Any thread.
#include "drawing/tree_listing.h"

#include <QStringList>
#include <QTextBoundaryFinder>

#include <unicode/uchar.h>

#include <algorithm>

namespace evol {

namespace {

/// Levels beyond this are told by a number instead of being drawn.
constexpr int deepestDrawn = 12;
constexpr int narrowestText = 16;

int columnsOf(char32_t character)
{
    const auto c = static_cast<UChar32>(character);
    const int type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
        return 0;
    const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

int columnsOf(const QString &text)
{
    int columns = 0;
    for (const char32_t character : text.toStdU32String())
        columns += columnsOf(character);
    return columns;
}

QString cut(const QString &text, int columns)
{
    if (columnsOf(text) <= columns)
        return text;
    QString kept;
    int used = 1; // the …
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    for (qsizetype from = 0, to; (to = finder.toNextBoundary()) > 0; from = to) {
        const QString grapheme = text.mid(from, to - from);
        used += columnsOf(grapheme);
        if (used > columns)
            break;
        kept += grapheme;
    }
    return kept + u'…';
}

/// What a terminal would obey must not come from a text.
QString oneLine(const QString &text)
{
    QString line = text.simplified();
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control)
            c = u'\uFFFD';
    }
    return line;
}

class Listing
{
public:
    Listing(const Pool &pool, const TreeContent &content, const ListingOptions &options)
        : m_pool(pool), m_content(content), m_options(options)
    {
    }

    std::string write(NodeIndex root)
    {
        std::vector<NodeIndex> open;
        for (const NodeIndex node : m_pool.preorder(root)) {
            while (!open.empty() && open.back() != m_pool.parent(node)) {
                open.pop_back();
                m_more.pop_back();
            }
            writeLine(node, static_cast<int>(open.size()), node == root || m_pool.nextSibling(node) == noNode);
            open.push_back(node);
            m_more.push_back(m_pool.nextSibling(node) != noNode && node != root);
        }
        return std::move(m_out);
    }

private:
    QString branches(int depth, bool last) const
    {
        if (depth == 0)
            return {};
        QString line;
        int drawn = depth;
        if (depth > deepestDrawn) {
            line = QStringLiteral("⋯%1 ").arg(depth - deepestDrawn);
            drawn = deepestDrawn;
        }
        for (int level = depth - drawn + 1; level < depth; ++level)
            line += m_more[std::size_t(level)] ? QStringLiteral("│  ") : QStringLiteral("   ");
        return line + (last ? QStringLiteral("└─ ") : QStringLiteral("├─ "));
    }

    QString painted(const QString &text, const char *code) const
    {
        if (m_options.colouring == Colouring::None || text.isEmpty())
            return text;
        return QStringLiteral("\x1b[%1m%2\x1b[0m").arg(QLatin1String(code), text);
    }

    QString stateOf(NodeIndex node) const
    {
        QString state;
        if (m_pool.state(node) == State::Eliminated) {
            QStringList rules;
            for (std::size_t rule = 0; rule < m_pool.ruleKeys().size(); ++rule) {
                if (m_pool.firedRules(node) & (1u << rule))
                    rules += m_content.ruleTitle(m_pool.ruleKeys()[rule]);
            }
            state = rules.isEmpty() ? QStringLiteral("✕ eliminated") : QStringLiteral("✕ ") + rules.join(QStringLiteral(", "));
        } else if (m_pool.parent(node) != noNode) {
            state = QStringLiteral("✓");
        }
        if (m_pool.isOverridden(node))
            state += state.isEmpty() ? QStringLiteral("⚑") : QStringLiteral(" ⚑");
        return state;
    }

    void writeLine(NodeIndex node, int depth, bool last)
    {
        const std::string &key = m_pool.operatorKey(node);
        const bool struck = m_pool.state(node) == State::Eliminated;
        const QString branch = branches(depth, last);
        const QString number = QStringLiteral("#%1").arg(m_pool.id(node));
        const QString title = key.empty() ? QStringLiteral("seed") : m_content.operatorTitle(key);
        const QString state = stateOf(node);
        QString head = branch + number + u' ' + title + (state.isEmpty() ? QString() : u' ' + state);
        QString text = oneLine(m_content.text(m_pool.id(node)));
        if (m_options.columns > 0) {
            const int room = m_options.columns - columnsOf(head) - 2;
            if (room < narrowestText) {
                // Too deep for this terminal: the line is longer rather than empty of words.
                text = cut(text, narrowestText);
            } else {
                text = cut(text, room);
            }
        }
        const char *colour = struck ? "90"
            : key.empty()           ? "1"
            : m_content.direction(key) == Direction::InDepth ? "34"
                                                              : "31";
        const QString stateColoured = painted(state, struck ? "90" : m_pool.isOverridden(node) ? "35" : "32");
        QString line = painted(branch, "90") + painted(number, "90") + u' ' + painted(title, colour)
            + (state.isEmpty() ? QString() : u' ' + stateColoured);
        if (!text.isEmpty())
            line += QStringLiteral("  ") + (struck ? painted(text, "90") : text);
        m_out += line.toStdString();
        m_out += '\n';
    }

    const Pool &m_pool;
    const TreeContent &m_content;
    ListingOptions m_options;
    std::vector<bool> m_more; ///< of each open level: whether a sibling follows
    std::string m_out;
};

} // namespace

int displayColumns(std::string_view text)
{
    return columnsOf(QString::fromUtf8(text.data(), qsizetype(text.size())));
}

std::string cutToColumns(std::string_view text, int columns)
{
    return cut(oneLine(QString::fromUtf8(text.data(), qsizetype(text.size()))), columns).toStdString();
}

std::string treeAsText(const Pool &pool, NodeIndex root, const TreeContent &content, const ListingOptions &options)
{
    return Listing(pool, content, options).write(root);
}

} // namespace evol
