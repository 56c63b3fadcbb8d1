// SPDX-License-Identifier: GPL-3.0-or-later
// Both palettes can be read: contrast as WCAG 2 AA asks for it.
#include "drawing/palette.h"

#include <QTest>

using namespace evol;

class PaletteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfTheStandard()
    {
        QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 0.01);
        QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }

    void textCanBeReadOnEveryGround()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            const Palette &p = paletteOf(theme);
            for (const QColor &ground : {p.ground, p.panel}) {
                for (const QColor &text : {p.text, p.quietText, p.inDepth, p.inBreadth, p.overridden})
                    QVERIFY2(contrast(text, ground) >= 4.5,
                             qPrintable(text.name() + QStringLiteral(" on ") + ground.name()
                                        + QStringLiteral(" %1").arg(contrast(text, ground))));
            }
            QVERIFY(contrast(p.text, p.accentTint) >= 4.5);
            QVERIFY(contrast(p.onAccent, p.accent) >= 4.5);
        }
    }

    void signsCanBeSeenOnEveryGround()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            const Palette &p = paletteOf(theme);
            for (const QColor &ground : {p.ground, p.panel}) {
                for (const QColor &sign : {p.kept, p.eliminated, p.warning, p.strongLine, p.accent})
                    QVERIFY2(contrast(sign, ground) >= 3, qPrintable(sign.name() + QStringLiteral(" on ") + ground.name()));
            }
        }
    }
};

QTEST_GUILESS_MAIN(PaletteTest)
#include "tst_palette.moc"
