// SPDX-License-Identifier: GPL-3.0-or-later
// Where one reads: instructions with their changes marked, responses as Markdown, pages of our own as HTML. Never
// touches the network or the disk, whatever a text asks for, and follows no link by itself. GUI thread.
#pragma once

#include "evolution/word_diff.h"

#include <QTextBrowser>

namespace evol {

enum class ShowRemoved { No, Yes };

class ReadingView : public QTextBrowser
{
    Q_OBJECT
public:
    explicit ReadingView(QWidget *parent = nullptr);

    void showPlain(const QString &text);
    void showMonospace(const QString &text);
    void showMarkdown(const QString &text);
    void showPieces(const std::vector<DiffPiece> &pieces, ShowRemoved removed);
    /// HTML made by this program; texts of models go through toHtmlEscaped() before they get in.
    void showPage(const QString &html);

    QVariant loadResource(int type, const QUrl &name) override;

private:
    void begin(const QFont &font);
    void setFormulas(const QStringList &formulas);
    void dressBlocks();
    void setLines();
};

} // namespace evol
