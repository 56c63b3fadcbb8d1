// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "ui/panels/review_item.h"

#include "evolution/words.h"
#include "ui/panels/page_text.h"
#include "ui/panels/verdict_words.h"
#include "ui/project_texts.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace evol {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(evol::ReviewItem)
};

// Laying out more takes longer than a frame; whoever needs the rest goes to the tree.
constexpr std::size_t longestShown = 40'000;

struct Span {
    std::size_t begin = 0, end = 0;
};

/// In order, without overlaps.
std::vector<Span> evidenceSpans(const std::string &text, const Verdict &verdict, EvidencePlace place)
{
    std::vector<Span> spans;
    for (const FiredRule &fired : verdict.fired) {
        if (fired.place == place && isEvidenceIn(text, fired))
            spans.push_back({fired.offset, fired.offset + fired.length});
    }
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.begin < b.begin; });
    std::vector<Span> merged;
    for (const Span &span : spans) {
        if (!merged.empty() && span.begin <= merged.back().end)
            merged.back().end = std::max(merged.back().end, span.end);
        else
            merged.push_back(span);
    }
    return merged;
}

/// Cuts one piece that begins at `offset` of the text at the borders of the spans.
void addCut(const DiffPiece &piece, std::size_t offset, const std::vector<Span> &spans, std::vector<MarkedPiece> &marked)
{
    std::size_t at = 0;
    const auto add = [&](std::size_t end, bool isEvidence) {
        if (end > at)
            marked.push_back({piece.text.substr(at, end - at), piece.kind, isEvidence});
        at = std::max(at, end);
    };
    for (const Span &span : spans) {
        if (span.end <= offset || span.begin >= offset + piece.text.size())
            continue;
        add(span.begin > offset ? span.begin - offset : 0, false);
        add(std::min(span.end - offset, piece.text.size()), true);
    }
    add(piece.text.size(), false);
}

QString markedHtml(const std::vector<MarkedPiece> &pieces)
{
    const Palette &palette = currentPalette();
    const QString added = QStringLiteral("background:%1;text-decoration:underline;").arg(palette.accentTint.name());
    // Inverted, so that it is neither mistaken for new words nor missed without colours.
    const QString evidence = QStringLiteral("background:%1;color:%2;font-weight:600;").arg(palette.inBreadth.name(), palette.panel.name());
    QString html;
    std::size_t shown = 0;
    for (const MarkedPiece &piece : pieces) {
        if (shown >= longestShown)
            return html + quiet(Words::tr("… (the rest is in the tree: T)"));
        QString words = escaped(shown + piece.text.size() > longestShown ? excerpt(piece.text, longestShown - shown) : piece.text);
        shown += piece.text.size();
        if (piece.isEvidence)
            words = QStringLiteral("<span style='%1'>%2</span>").arg(evidence, words);
        else if (piece.kind == DiffKind::Added)
            words = QStringLiteral("<span style='%1'>%2</span>").arg(added, words);
        html += words;
    }
    return html;
}

QString section(const QString &title, const QString &note, const QString &html)
{
    return QStringLiteral("<p style='margin-top:20px;margin-bottom:2px'><b>%1</b>%2</p><p style='margin:0;white-space:pre-wrap'>%3</p>")
        .arg(escaped(title), note.isEmpty() ? QString() : quiet(QStringLiteral(" · ") + note), html);
}

QString decisionHtml(const Override &decided)
{
    const QString what = (decided.decision == Decision::Keep ? Words::tr("Kept by %1") : Words::tr("Eliminated by %1"))
                             .arg(QString::fromStdString(decided.by));
    const QString reason = decided.reason.empty() ? QString() : QStringLiteral(": ") + escaped(decided.reason);
    return QStringLiteral("<p style='margin:0'>%1%2</p>")
        .arg(coloured(QStringLiteral("⚑ <b>%1</b>").arg(escaped(what)), currentPalette().overridden), reason);
}

QString responseHtml(const ReviewItem &item)
{
    if (!item.response)
        return section(Words::tr("Response"), {}, quiet(Words::tr("None: it was eliminated before it was answered, or not asked yet.")));
    const QString note = Words::tr("%1 words · %2").arg(QLocale().toString(static_cast<qlonglong>(item.responseWords)),
                                                        escaped(shownModel(item.response->source)));
    const std::vector<DiffPiece> whole{{DiffKind::Same, item.response->text}};
    return section(Words::tr("Response"), note, markedHtml(markEvidence(whole, item.verdict, EvidencePlace::Response)));
}

QString verdictHtml(const ReviewItem &item)
{
    if (!item.verdict)
        return QStringLiteral("<p style='margin:0'>%1</p>").arg(quiet(Words::tr("Not judged.")));
    const QString says = item.verdict->kept() ? Words::tr("The eliminator keeps it: no rule fired.") : Words::tr("The eliminator throws it away.");
    return QStringLiteral("<p style='margin:0'>%1</p>").arg(says)
        + rulesHtml({item.instruction.text, item.response ? item.response->text : std::string()}, *item.verdict);
}

} // namespace

Result<ReviewItem> readReviewItem(ProjectReader &reader, InstructionId id)
{
    ReviewItem item;
    auto instruction = reader.instruction(id);
    auto responses = reader.responses(id);
    auto verdict = reader.verdict(id);
    auto decided = reader.override(id);
    if (!instruction)
        return tl::unexpected<Error>(instruction.error());
    if (!responses)
        return tl::unexpected<Error>(responses.error());
    if (!verdict)
        return tl::unexpected<Error>(verdict.error());
    if (!decided)
        return tl::unexpected<Error>(decided.error());
    item.instruction = std::move(*instruction);
    item.verdict = std::move(*verdict);
    item.decided = std::move(*decided);
    if (!responses->empty()) {
        item.response = std::move(responses->front());
        item.responseWords = countWords(item.response->text);
    }
    item.pieces = {{DiffKind::Same, item.instruction.text}};
    if (!item.instruction.isSeed()) {
        if (const auto parent = reader.instruction(item.instruction.parent))
            item.pieces = wordDiff(parent->text, item.instruction.text);
    }
    return item;
}

std::vector<MarkedPiece> markEvidence(const std::vector<DiffPiece> &pieces, const std::optional<Verdict> &verdict,
                                      EvidencePlace place)
{
    std::string text;
    for (const DiffPiece &piece : pieces) {
        if (piece.kind != DiffKind::Removed)
            text += piece.text;
    }
    const std::vector<Span> spans = verdict ? evidenceSpans(text, *verdict, place) : std::vector<Span>();
    std::vector<MarkedPiece> marked;
    std::size_t offset = 0;
    for (const DiffPiece &piece : pieces) {
        if (piece.kind == DiffKind::Removed)
            continue;
        addCut(piece, offset, spans, marked);
        offset += piece.text.size();
    }
    return marked;
}

QString reviewHtml(const ReviewItem &item)
{
    const QString added = item.instruction.isSeed() ? QString()
                                                    : Words::tr("what is new against #%1 is underlined").arg(item.instruction.parent);
    QString html = item.decided ? decisionHtml(*item.decided) : QString();
    html += verdictHtml(item);
    html += section(Words::tr("Instruction"), added, markedHtml(markEvidence(item.pieces, item.verdict, EvidencePlace::Instruction)));
    if (!item.instruction.context.empty())
        html += section(Words::tr("Input"), {}, markedHtml({{item.instruction.context, DiffKind::Same, false}}));
    return html + responseHtml(item);
}

} // namespace evol
