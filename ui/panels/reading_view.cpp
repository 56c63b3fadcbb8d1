// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/reading_view.h"

#include "ui/panels/formula_text.h"
#include "ui/theme.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPixmap>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextFrame>
#include <QTextTable>

namespace evol {

namespace {

/// Of the font's size; fonts differ in what they take for themselves.
constexpr double lineHeight = 1.45;
// Laying out Markdown of this size takes the window's thread longer than a frame.
constexpr int longestMarkdown = 200'000;

/// "20*35*2" multiplies; to Markdown it would be 20, 35 in italics, 2. In code a star is a star.
QString withTimesSigns(const QString &line)
{
    static const QRegularExpression times(QStringLiteral("(?<=[\\d)])\\*(?=\\(?(?:[\\d$]|\\.\\d))"));
    if (line.startsWith(QLatin1String("    ")) || line.startsWith(QLatin1Char('\t')) || line.contains(QLatin1String("``")))
        return line;
    QStringList parts = line.split(QLatin1Char('`'));
    for (qsizetype i = 0; i < parts.size(); i += 2)
        parts[i].replace(times, QStringLiteral("\\*"));
    return parts.join(QLatin1Char('`'));
}

/// Models mean their line breaks; Markdown would join the lines of a paragraph. Fenced code keeps its own.
QString withLineBreaks(const QString &text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    bool fenced = false;
    for (QString &line : lines) {
        const QString start = line.trimmed().left(3);
        if (start == QLatin1String("```") || start == QLatin1String("~~~"))
            fenced = !fenced;
        else if (!fenced && !start.isEmpty())
            line = withTimesSigns(line) + QStringLiteral("  ");
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ReadingView::ReadingView(QWidget *parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    document()->setDocumentMargin(space::panel);
}

QVariant ReadingView::loadResource(int type, const QUrl &)
{
    // Nothing at all would make QTextDocument look for the file itself.
    if (type == QTextDocument::ImageResource) {
        QPixmap nothing(1, 1);
        nothing.fill(Qt::transparent);
        return nothing;
    }
    return QByteArray("");
}

void ReadingView::begin(const QFont &font)
{
    clear();
    document()->setDefaultFont(font);
    QTextFrameFormat frame = document()->rootFrame()->frameFormat();
    frame.setTopMargin(space::inside);
    document()->rootFrame()->setFrameFormat(frame);
    setCurrentCharFormat(QTextCharFormat());
}

void ReadingView::setLines()
{
    const QFont font = document()->defaultFont();
    const double percent = 100 * lineHeight * QFontInfo(font).pixelSize() / QFontMetricsF(font).lineSpacing();
    // One layout for all of it, not one for each paragraph.
    QTextCursor all(document());
    all.beginEditBlock();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(percent, QTextBlockFormat::ProportionalHeight);
        cursor.setBlockFormat(format);
    }
    all.endEditBlock();
    moveCursor(QTextCursor::Start);
    verticalScrollBar()->setValue(0);
}

void ReadingView::showPlain(const QString &text)
{
    begin(readingFont());
    setPlainText(text);
    setLines();
}

void ReadingView::showMonospace(const QString &text)
{
    begin(monospaceFont());
    setPlainText(text);
    moveCursor(QTextCursor::Start);
}

void ReadingView::showMarkdown(const QString &text)
{
    if (text.size() > longestMarkdown)
        return showPlain(text);
    begin(readingFont());
    QTextDocument::MarkdownFeatures features = QTextDocument::MarkdownDialectGitHub;
    features |= QTextDocument::MarkdownNoHTML;
    QStringList formulas;
    const QString prepared = takeFormulas(text, formulas);
    document()->setMarkdown(withLineBreaks(prepared), features);
    setFormulas(formulas);
    dressBlocks();
    setLines();
}

void ReadingView::setFormulas(const QStringList &formulas)
{
    if (formulas.isEmpty())
        return;
    QTextCursor edit(document());
    edit.beginEditBlock();
    static const QRegularExpression marks(QStringLiteral("[\\x{E000}-\\x{F76F}]"));
    for (QTextCursor found = document()->find(marks); !found.isNull(); found = document()->find(marks, found)) {
        const int number = found.selectedText().front().unicode() - formulaMark;
        if (number < 0 || number >= formulas.size())
            continue;
        const QTextCharFormat around = found.charFormat();
        found.removeSelectedText();
        for (const FormulaRun &run : formulaRuns(formulas[number])) {
            QTextCharFormat format = around;
            format.setFontItalic(run.italic);
            format.setVerticalAlignment(run.place == FormulaRun::Place::Raised    ? QTextCharFormat::AlignSuperScript
                                        : run.place == FormulaRun::Place::Lowered ? QTextCharFormat::AlignSubScript
                                                                                  : QTextCharFormat::AlignNormal);
            found.insertText(run.text, format);
        }
    }
    edit.endEditBlock();
}

void ReadingView::dressBlocks()
{
    const Palette &palette = currentPalette();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        if (block.blockFormat().hasProperty(QTextFormat::BlockCodeFence) || block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage)) {
            QTextBlockFormat format = block.blockFormat();
            format.setBackground(palette.ground);
            cursor.setBlockFormat(format);
        }
        QTextTable *table = cursor.currentTable();
        if (!table || table->format().borderStyle() == QTextFrameFormat::BorderStyle_Solid)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(palette.line);
        format.setBorderCollapse(true);
        format.setCellPadding(space::grid);
        table->setFormat(format);
    }
}

void ReadingView::showPieces(const std::vector<DiffPiece> &pieces, ShowRemoved removed)
{
    begin(readingFont());
    const Palette &palette = currentPalette();
    QTextCharFormat plain;
    QTextCharFormat added;
    added.setBackground(palette.accentTint);
    added.setFontUnderline(true);
    added.setUnderlineColor(palette.accent);
    QTextCharFormat gone;
    gone.setFontStrikeOut(true);
    gone.setForeground(palette.quietText);
    QTextCursor cursor(document());
    for (const DiffPiece &piece : pieces) {
        if (piece.kind == DiffKind::Removed && removed == ShowRemoved::No)
            continue;
        cursor.insertText(QString::fromStdString(piece.text), piece.kind == DiffKind::Added     ? added
                                                              : piece.kind == DiffKind::Removed ? gone
                                                                                                : plain);
    }
    setLines();
}

void ReadingView::showPage(const QString &html)
{
    const int scrolled = verticalScrollBar()->value();
    begin(font());
    setHtml(html);
    setLines();
    verticalScrollBar()->setValue(scrolled);
}

} // namespace evol
