// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of text on cards: read through TreeContent when a card is first seen, broken to its width, the
// last one elided, and kept in a bounded cache in the form that is quickest to paint. The thread that draws.
#pragma once

#include "drawing/tree_content.h"

#include <QCache>
#include <QFont>
#include <QStaticText>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace evol {

/// Breaks at words, anywhere in scripts without spaces; white space becomes one space. At most `lines`, the
/// last one elided.
QStringList wrapText(const QString &text, const QFont &font, int width, int lines);

struct CardLines {
    QStringList text;
    std::vector<QStaticText> prepared;
};

class CardText
{
public:
    explicit CardText(const TreeContent &content);

    /// Valid until the next call.
    const CardLines &lines(InstructionId id, const QFont &font, int width, int lines);
    /// One line of words that many cards share, elided to the width. Valid until the next call.
    const QStaticText &label(const QString &text, const QFont &font, int width);
    /// Tells the content which of these it will be asked for.
    void prefetch(const std::vector<InstructionId> &ids);
    void clear();
    int cachedTexts() const { return static_cast<int>(m_texts.size()); }

    /// How long preparing lines may take for one picture: beyond it, those not prepared before come out empty. At
    /// least one is prepared for each picture. Empty: any time.
    void setPatience(std::optional<std::chrono::nanoseconds> patience) { m_patience = patience; }
    void beginPicture();
    /// Whether lines came out empty since then, for want of time, or of a text that is not there yet.
    bool isUnprepared() const { return m_unprepared; }
    bool isUnread() const { return m_unread; }

    struct Key {
        InstructionId id;
        int pixelSize;
        int width;
        int lines;
        bool operator==(const Key &) const = default;
    };
    struct LabelKey {
        QString text;
        int style; ///< of the font
        int width;
        bool operator==(const LabelKey &) const = default;
    };

private:
    const QString *text(InstructionId id);

    const TreeContent &m_content;
    QCache<InstructionId, QString> m_texts; ///< the beginnings only: no card shows more
    QCache<Key, CardLines> m_lines;
    QCache<LabelKey, QStaticText> m_labels;
    std::optional<std::chrono::nanoseconds> m_patience;
    std::chrono::nanoseconds m_spent{0};
    bool m_unprepared = false, m_unread = false;
};

size_t qHash(const CardText::Key &key, size_t seed = 0);
size_t qHash(const CardText::LabelKey &key, size_t seed = 0);

} // namespace evol
