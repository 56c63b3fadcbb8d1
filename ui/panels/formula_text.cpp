// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "ui/panels/formula_text.h"

#include <QHash>
#include <QRegularExpression>

#include <utility>

namespace evol {

namespace {

const QHash<QString, QString> &signs()
{
    static const QHash<QString, QString> all{
        {"alpha", "α"}, {"beta", "β"}, {"gamma", "γ"}, {"delta", "δ"}, {"epsilon", "ε"}, {"varepsilon", "ε"}, {"zeta", "ζ"}, {"eta", "η"}, {"theta", "θ"},
        {"iota", "ι"}, {"kappa", "κ"}, {"lambda", "λ"}, {"mu", "μ"}, {"nu", "ν"}, {"xi", "ξ"}, {"pi", "π"}, {"rho", "ρ"}, {"sigma", "σ"}, {"tau", "τ"},
        {"phi", "φ"}, {"varphi", "φ"}, {"chi", "χ"}, {"psi", "ψ"}, {"omega", "ω"}, {"Gamma", "Γ"}, {"Delta", "Δ"}, {"Theta", "Θ"}, {"Lambda", "Λ"},
        {"Xi", "Ξ"}, {"Pi", "Π"}, {"Sigma", "Σ"}, {"Phi", "Φ"}, {"Psi", "Ψ"}, {"Omega", "Ω"},
        {"times", " × "}, {"cdot", " · "}, {"div", " ÷ "}, {"pm", " ± "}, {"mp", " ∓ "}, {"le", " ≤ "}, {"leq", " ≤ "}, {"ge", " ≥ "}, {"geq", " ≥ "},
        {"ne", " ≠ "}, {"neq", " ≠ "}, {"approx", " ≈ "}, {"equiv", " ≡ "}, {"sim", " ∼ "}, {"propto", " ∝ "}, {"to", " → "}, {"rightarrow", " → "},
        {"Rightarrow", " ⇒ "}, {"implies", " ⇒ "}, {"iff", " ⇔ "}, {"leftarrow", " ← "}, {"mapsto", " ↦ "}, {"infty", "∞"}, {"partial", "∂"}, {"nabla", "∇"},
        {"sum", "∑"}, {"prod", "∏"}, {"int", "∫"}, {"oint", "∮"}, {"in", " ∈ "}, {"notin", " ∉ "}, {"subset", " ⊂ "}, {"subseteq", " ⊆ "}, {"cup", " ∪ "},
        {"cap", " ∩ "}, {"emptyset", "∅"}, {"forall", "∀"}, {"exists", "∃"}, {"neg", "¬"}, {"land", " ∧ "}, {"lor", " ∨ "}, {"wedge", " ∧ "}, {"vee", " ∨ "},
        {"angle", "∠"}, {"degree", "°"}, {"circ", "∘"}, {"perp", " ⊥ "}, {"parallel", " ∥ "}, {"mid", " | "}, {"ldots", "…"}, {"dots", "…"}, {"cdots", "⋯"},
        {"prime", "′"}, {"ell", "ℓ"}, {"hbar", "ℏ"}, {"Re", "ℜ"}, {"Im", "ℑ"}, {"langle", "⟨"}, {"rangle", "⟩"}, {"lfloor", "⌊"}, {"rfloor", "⌋"},
        {"lceil", "⌈"}, {"rceil", "⌉"}, {"quad", "  "}, {"qquad", "    "}, {"therefore", "∴ "}, {"because", "∵ "}, {"lvert", "|"}, {"rvert", "|"},
        {"left", ""}, {"right", ""}, {"big", ""}, {"Big", ""}, {"bigg", ""}, {"Bigg", ""}, {"displaystyle", ""}, {"limits", ""}, {"nolimits", ""}, {"hline", ""},
    };
    return all;
}

const QHash<QChar, QString> &blackboard()
{
    static const QHash<QChar, QString> all{{u'R', "ℝ"}, {u'N', "ℕ"}, {u'Z', "ℤ"}, {u'Q', "ℚ"}, {u'C', "ℂ"}, {u'P', "ℙ"}, {u'E', "𝔼"}};
    return all;
}

bool isFunction(const QString &name)
{
    static const QStringList all{"sin", "cos", "tan", "cot", "sec", "csc", "log", "ln", "exp", "lim", "max", "min", "gcd", "lcm", "mod", "det", "arg", "deg", "dim", "arcsin", "arccos", "arctan"};
    return all.contains(name);
}

using Place = FormulaRun::Place;

class FormulaReader
{
public:
    explicit FormulaReader(const QString &latex) : m_text(latex) {}

    std::vector<FormulaRun> all()
    {
        while (m_at < m_text.size())
            readPiece(Place::Line);
        return std::move(m_runs);
    }

private:
    void add(const QString &text, Place place, bool italic = false)
    {
        if (text.isEmpty())
            return;
        if (!m_runs.empty() && m_runs.back().place == place && m_runs.back().italic == italic)
            m_runs.back().text += text;
        else
            m_runs.push_back({text, place, italic});
    }

    void readPiece(Place place)
    {
        const QChar c = m_text[m_at++];
        if (c == u'\\')
            return readCommand(place);
        if (c == u'^' || c == u'_') {
            const QString inside = argument();
            return append(inside, place == Place::Line ? (c == u'^' ? Place::Raised : Place::Lowered) : place);
        }
        if (c == u'{' || c == u'}' || c.isSpace() || c == u'&') {
            // Signs bring their own blanks; those of the source say nothing.
            return;
        }
        if (c == u'~')
            return add(QStringLiteral(" "), place);
        if (c == u'-')
            return add(QStringLiteral("−"), place);
        if (c == u'=' || c == u'<' || c == u'>')
            return add(QStringLiteral(" %1 ").arg(c), place);
        add(c, place, c.isLetter() && c.unicode() < 128);
    }

    void readCommand(Place place)
    {
        QString name;
        while (m_at < m_text.size() && m_text[m_at].isLetter() && m_text[m_at].unicode() < 128)
            name += m_text[m_at++];
        if (name.isEmpty()) {
            if (m_at == m_text.size())
                return add(QStringLiteral("\\"), place);
            const QChar sign = m_text[m_at++];
            if (sign == u'\\')
                add(QStringLiteral("\n"), place);
            else if (sign == u',' || sign == u';' || sign == u':' || sign == u' ')
                add(QStringLiteral(" "), place);
            else if (sign != u'!')
                add(sign, place);
            return;
        }
        if (name == QLatin1String("frac") || name == QLatin1String("dfrac") || name == QLatin1String("tfrac"))
            return readFraction(place);
        if (name == QLatin1String("sqrt"))
            return readRoot(place);
        if (name == QLatin1String("text") || name == QLatin1String("mathrm") || name == QLatin1String("textbf") || name == QLatin1String("mathbf") || name == QLatin1String("operatorname"))
            return add(argument(), place);
        if (name == QLatin1String("mathbb")) {
            const QString inside = argument();
            return add(inside.size() == 1 ? blackboard().value(inside[0], inside) : inside, place);
        }
        if (name == QLatin1String("begin") || name == QLatin1String("end")) {
            argument();
            return;
        }
        if (name == QLatin1String("boxed") || name == QLatin1String("overline") || name == QLatin1String("bar") || name == QLatin1String("vec") || name == QLatin1String("hat"))
            return append(argument(), place);
        if (isFunction(name))
            return add(name + (m_at < m_text.size() && m_text[m_at] != u'(' && m_text[m_at] != u'_' && m_text[m_at] != u'^' ? QStringLiteral(" ") : QString()), place);
        const auto sign = signs().constFind(name);
        add(sign != signs().constEnd() ? *sign : u'\\' + name, place);
    }

    /// The inside of the braces that follow, or the one sign.
    QString argument()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        if (m_at >= m_text.size())
            return {};
        if (m_text[m_at] != u'{') {
            const qsizetype start = m_at++;
            if (m_text[start] == u'\\') {
                while (m_at < m_text.size() && m_text[m_at].isLetter())
                    ++m_at;
            }
            return m_text.mid(start, m_at - start);
        }
        const qsizetype start = ++m_at;
        for (int depth = 1; m_at < m_text.size(); ++m_at) {
            depth += (m_text[m_at] == u'{') - (m_text[m_at] == u'}');
            if (depth == 0)
                return m_text.mid(start, m_at++ - start);
        }
        return m_text.mid(start);
    }

    void append(const QString &latex, Place place)
    {
        for (const FormulaRun &run : formulaRuns(latex))
            add(run.text, place == Place::Line ? run.place : place, run.italic);
    }

    void appendBracketed(const QString &latex, Place place)
    {
        // One number or letter reads well without brackets.
        static const QRegularExpression simple(QStringLiteral("^(\\d+(\\.\\d+)?|\\w|\\\\[A-Za-z]+)$"));
        const bool needs = !simple.match(latex.trimmed()).hasMatch();
        if (needs)
            add(QStringLiteral("("), place);
        append(latex, place);
        if (needs)
            add(QStringLiteral(")"), place);
    }

    void readFraction(Place place)
    {
        const QString above = argument(), below = argument();
        appendBracketed(above, place);
        add(QStringLiteral("∕"), place);
        appendBracketed(below, place);
    }

    void readRoot(Place place)
    {
        if (m_at < m_text.size() && m_text[m_at] == u'[') {
            const qsizetype end = m_text.indexOf(u']', m_at);
            if (end > 0) {
                append(m_text.mid(m_at + 1, end - m_at - 1), Place::Raised);
                m_at = end + 1;
            }
        }
        add(QStringLiteral("√"), place);
        appendBracketed(argument(), place);
    }

    QString m_text;
    qsizetype m_at = 0;
    std::vector<FormulaRun> m_runs;
};

/// Where a formula that begins at `at` ends, and its inside; -1: none begins there.
std::pair<qsizetype, QString> formulaAt(const QString &text, qsizetype at)
{
    const std::pair<QString, QString> fences[] = {{QStringLiteral("$$"), QStringLiteral("$$")}, {QStringLiteral("\\["), QStringLiteral("\\]")}, {QStringLiteral("\\("), QStringLiteral("\\)")}};
    for (const auto &[open, close] : fences) {
        if (QStringView(text).mid(at).startsWith(open)) {
            const qsizetype end = text.indexOf(close, at + open.size());
            if (end > at + open.size())
                return {end + close.size(), text.mid(at + open.size(), end - at - open.size())};
            return {-1, {}};
        }
    }
    if (text[at] != u'$' || at + 2 >= text.size() || text[at + 1].isSpace())
        return {-1, {}};
    const qsizetype end = text.indexOf(u'$', at + 1), line = text.indexOf(u'\n', at);
    if (end < 0 || (line >= 0 && line < end) || text[end - 1].isSpace() || (end + 1 < text.size() && text[end + 1].isDigit()))
        return {-1, {}};
    static const QRegularExpression math(QStringLiteral("[\\\\^_=<>+*{}]|^-?[A-Za-z][A-Za-z0-9]{0,2}$|^[A-Za-z]\\(|^-?\\d+$|^\\d*[A-Za-z]$"));
    const QString inside = text.mid(at + 1, end - at - 1);
    return math.match(inside).hasMatch() ? std::pair(end + 1, inside) : std::pair(qsizetype(-1), QString());
}

} // namespace

std::vector<FormulaRun> formulaRuns(const QString &latex)
{
    return FormulaReader(latex).all();
}

QString takeFormulas(const QString &markdown, QStringList &formulas)
{
    QString text;
    text.reserve(markdown.size());
    for (qsizetype at = 0; at < markdown.size();) {
        if (markdown[at] == u'`') {
            // Code ends at as many of these as it began with.
            qsizetype ticks = at;
            while (ticks < markdown.size() && markdown[ticks] == u'`')
                ++ticks;
            const QString fence(ticks - at, u'`');
            const qsizetype close = markdown.indexOf(fence, ticks);
            const qsizetype end = close < 0 ? markdown.size() : close + fence.size();
            text += QStringView(markdown).mid(at, end - at);
            at = end;
            continue;
        }
        if ((markdown[at] == u'$' || markdown[at] == u'\\') && formulas.size() < mostFormulas) {
            const auto [end, inside] = formulaAt(markdown, at);
            if (end > 0) {
                text += QChar(char16_t(formulaMark + formulas.size()));
                formulas += inside;
                at = end;
                continue;
            }
        }
        text += markdown[at++];
    }
    return text;
}

} // namespace evol
