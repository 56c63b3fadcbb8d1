// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas driven as hands drive it: mouse, wheel and keys, and a pool that grows under it.
#include "tests/drawing/sample_tree.h"
#include "ui/canvas/canvas_navigation.h"
#include "ui/canvas/canvas_view.h"

#include <QContextMenuEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace evol;
using namespace evol::test;

namespace {

using Ids = std::vector<InstructionId>;

AddInstruction addition(InstructionId id, InstructionId parent)
{
    Instruction instruction;
    instruction.id = id;
    instruction.parent = parent;
    instruction.epoch = 1;
    instruction.operatorKey = parent == 0 ? "" : "deepen";
    return {instruction};
}

} // namespace

class CanvasViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_pool = samplePool();
        m_view = std::make_unique<CanvasView>();
        m_view->camera().setDuration(0);
        m_view->resize(1400, 800);
        m_view->setContent(&m_content);
        m_view->setPool(&m_pool);
        m_view->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup() { m_view.reset(); }

    void theFirstSightIsTheWholeTree()
    {
        for (InstructionId id = 1; id <= 8; ++id)
            QVERIFY(m_view->rect().contains(m_view->cardOf(id)));
        QVERIFY(m_view->scale() <= 1);
    }

    void anEmptyCanvasPaintsItsSentence()
    {
        CanvasView empty;
        empty.resize(500, 300);
        const QColor ground = paletteOf(Theme::Light).ground;
        const QImage image = empty.grab().toImage();
        int written = 0;
        for (int x = 0; x < image.width(); ++x)
            written += image.pixelColor(x, image.height() / 2) != ground;
        QVERIFY(written > 20);
        QTest::keyClick(&empty, Qt::Key_Right);
        QTest::keyClick(&empty, Qt::Key_F);
        QTest::mouseClick(&empty, Qt::LeftButton);
        QCOMPARE(empty.selection(), Ids());
    }

    void aClickSelectsAndAClickOnTheGroundDeselects()
    {
        QSignalSpy changed(m_view.get(), &CanvasView::selectionChanged);
        click(4);
        QCOMPARE(m_view->selection(), Ids{4});
        click(2);
        QCOMPARE(m_view->selection(), Ids{2});
        QCOMPARE(changed.count(), 2);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, {3, 3});
        QCOMPARE(m_view->selection(), Ids());
        QCOMPARE(m_view->current(), 0);
    }

    void controlTogglesAndShiftAdds()
    {
        click(4);
        click(2, Qt::ControlModifier);
        QCOMPARE(m_view->selection(), (Ids{2, 4}));
        click(4, Qt::ControlModifier);
        QCOMPARE(m_view->selection(), Ids{2});
        click(5, Qt::ShiftModifier);
        QCOMPARE(m_view->selection(), (Ids{2, 5}));
    }

    void aDragOnTheGroundPansByWholePixels()
    {
        const QRect before = m_view->cardOf(1);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {5, 5});
        QTest::mouseMove(m_view.get(), {30, 20});
        QTest::mouseMove(m_view.get(), {55, 45});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {55, 45});
        QCOMPARE(m_view->cardOf(1), before.translated(50, 40));
        QCOMPARE(m_view->selection(), Ids());
    }

    void shiftAndADragSelectsWhatTheBoxTouches()
    {
        const QRect box = m_view->cardOf(4).united(m_view->cardOf(5)).adjusted(4, 4, -4, -4);
        QTest::mousePress(m_view.get(), Qt::LeftButton, Qt::ShiftModifier, box.topLeft());
        move(box.center(), Qt::ShiftModifier);
        move(box.bottomRight(), Qt::ShiftModifier);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, Qt::ShiftModifier, box.bottomRight());
        QCOMPARE(m_view->selection(), (Ids{4, 5}));
    }

    void theWheelZoomsAboutTheCursor()
    {
        const QPointF at = m_view->cardOf(4).center();
        const QPointF under = m_view->camera().view().toLayout(at);
        const double before = m_view->scale();
        wheel(at, 240);
        QVERIFY(m_view->scale() > before * 1.2);
        const QPointF now = m_view->camera().view().toScreen(under);
        QVERIFY((now - at).manhattanLength() < 1.5);
        wheel(at, -240);
        QVERIFY(std::abs(m_view->scale() - before) < 1e-6);
    }

    void zoomingStopsAtItsLimits()
    {
        for (int i = 0; i < 100; ++i)
            wheel({200, 200}, 1200);
        QCOMPARE(m_view->scale(), CanvasCamera::largestScale);
        for (int i = 0; i < 100; ++i)
            wheel({200, 200}, -1200);
        QCOMPARE(m_view->camera().zoom(), m_view->camera().smallestZoom());
        m_view->grab();
        QTest::keyClick(m_view.get(), Qt::Key_F);
        QVERIFY(m_view->rect().contains(m_view->cardOf(8)));
    }

    void keysZoomAndFit()
    {
        const double before = m_view->scale();
        QTest::keyClick(m_view.get(), Qt::Key_Plus);
        QVERIFY(m_view->scale() > before);
        QTest::keyClick(m_view.get(), Qt::Key_Minus);
        QTest::keyClick(m_view.get(), Qt::Key_Minus);
        QVERIFY(m_view->scale() < before);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        QCOMPARE(m_view->scale(), 1.0);
        QTest::keyClick(m_view.get(), Qt::Key_F);
        QCOMPARE(m_view->scale(), before);
    }

    void arrowsWalkToParentChildAndSiblings()
    {
        m_view->goTo(1);
        QCOMPARE(walked(Qt::Key_Right), 2);
        QCOMPARE(walked(Qt::Key_Right), 4);
        QCOMPARE(walked(Qt::Key_Down), 5);
        QCOMPARE(walked(Qt::Key_Right), 5);
        QCOMPARE(walked(Qt::Key_Up), 4);
        QCOMPARE(walked(Qt::Key_Left), 2);
        QCOMPARE(walked(Qt::Key_Down), 3);
        QCOMPARE(walked(Qt::Key_Down), 7);
        QCOMPARE(walked(Qt::Key_Left), 6);
        QCOMPARE(walked(Qt::Key_Up), 1);
        QCOMPARE(walked(Qt::Key_Left), 1);
        m_view->goTo(8);
        QCOMPARE(walked(Qt::Key_Home), 1);
        QCOMPARE(walked(Qt::Key_End), 3);
    }

    void arrowsTurnWithTheTree()
    {
        m_view->setOrientation(Orientation::TopDown);
        m_view->goTo(1);
        QCOMPARE(walked(Qt::Key_Down), 2);
        QCOMPARE(walked(Qt::Key_Right), 3);
        QCOMPARE(walked(Qt::Key_Up), 1);
    }

    void aWalkBringsItsCardIntoView()
    {
        m_view->goTo(1);
        m_view->resize(420, 300);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        m_view->centreOn(1);
        QVERIFY(!m_view->rect().intersects(m_view->cardOf(4)));
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QVERIFY(m_view->rect().contains(m_view->cardOf(4)));
    }

    void shiftAndArrowsExtendTheSelection()
    {
        m_view->goTo(1);
        QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_view->selection(), (Ids{1, 2}));
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QCOMPARE(m_view->selection(), Ids());
        QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_view->selection().size(), std::size_t(8));
    }

    void doubleClickSpaceAndEnterActivate()
    {
        QSignalSpy activated(m_view.get(), &CanvasView::activated);
        QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, m_view->cardOf(5).center());
        QCOMPARE(activated.takeFirst().first().toLongLong(), 5);
        click(2);
        QTest::keyClick(m_view.get(), Qt::Key_Space);
        QCOMPARE(activated.takeFirst().first().toLongLong(), 2);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(activated.takeFirst().first().toLongLong(), 2);
    }

    void spaceAndADragPansWithoutActivating()
    {
        click(2);
        QSignalSpy activated(m_view.get(), &CanvasView::activated);
        const QRect before = m_view->cardOf(2);
        QTest::keyPress(m_view.get(), Qt::Key_Space);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, before.center());
        QTest::mouseMove(m_view.get(), before.center() + QPoint(25, 5));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, before.center() + QPoint(25, 5));
        QTest::keyRelease(m_view.get(), Qt::Key_Space);
        QCOMPARE(m_view->cardOf(2), before.translated(25, 5));
        QCOMPARE(activated.count(), 0);
    }

    void aContextMenuNamesItsInstructionAndSelectsIt()
    {
        QSignalSpy asked(m_view.get(), &CanvasView::contextMenuRequested);
        const QPoint at = m_view->cardOf(4).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_view->mapToGlobal(at));
        QCoreApplication::sendEvent(m_view.get(), &event);
        QCOMPARE(asked.first().at(0).toLongLong(), 4);
        QCOMPARE(asked.first().at(1).toPoint(), m_view->mapToGlobal(at));
        QCOMPARE(m_view->selection(), Ids{4});
        QContextMenuEvent ground(QContextMenuEvent::Mouse, {2, 2}, m_view->mapToGlobal(QPoint(2, 2)));
        QCoreApplication::sendEvent(m_view.get(), &ground);
        QCOMPARE(asked.last().at(0).toLongLong(), 0);
    }

    void newInstructionsAppearWithoutMovingTheSelectedOne()
    {
        click(5);
        const QRect before = m_view->cardOf(5);
        std::vector<Change> changes;
        for (InstructionId id = 9; id < 40; ++id)
            changes.push_back(addition(id, id % 2 ? 4 : 2));
        for (const Change &change : changes)
            m_pool.apply(change);
        m_view->poolChanged(changes);
        m_view->grab();
        QVERIFY(!m_view->cardOf(39).isNull());
        QCOMPARE(m_view->cardOf(5), before);
        QCOMPARE(m_view->selection(), Ids{5});
    }

    void whatIsReadStaysWhereItIsWithoutASelection()
    {
        QTest::keyClick(m_view.get(), Qt::Key_0);
        m_view->centreOn(5);
        const QRect before = m_view->cardOf(5);
        const Change change = addition(9, 4);
        m_pool.apply(change);
        m_view->poolChanged({change});
        m_view->grab();
        QCOMPARE(m_view->cardOf(5), before);
    }

    void aRemovedInstructionLeavesTheSelection()
    {
        click(8);
        const Change change = RemoveInstruction{addition(8, 4).instruction};
        m_pool.apply(change);
        m_view->poolChanged({change});
        m_view->grab();
        QCOMPARE(m_view->selection(), Ids());
        QVERIFY(m_view->cardOf(8).isNull());
    }

    void theFirstSeedOfAnEmptyProjectComesIntoView()
    {
        Pool pool;
        m_view->setPool(&pool);
        const Change change = addition(1, 0);
        pool.apply(change);
        m_view->poolChanged({change});
        m_view->grab();
        QVERIFY(m_view->rect().contains(m_view->cardOf(1)));
        m_view->setPool(nullptr);
    }

    void oneRootShowsItsTreeOnly()
    {
        m_view->setRoot(6);
        QVERIFY(m_view->cardOf(1).isNull());
        QVERIFY(m_view->rect().contains(m_view->cardOf(7)));
        m_view->setRoot(0);
        QVERIFY(m_view->rect().contains(m_view->cardOf(1)));
    }

    void aFoldedBranchTakesNoRoomAndUnfoldsAgain()
    {
        const QRect before = m_view->cardOf(8);
        click(2);
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        m_view->setSelection({2});
        m_view->fold();
        QVERIFY(m_view->cardOf(4).isNull() && m_view->cardOf(8).isNull());
        QVERIFY(!m_view->cardOf(2).isNull());
        // A sign behind the card says that there is more.
        const QRect card = m_view->cardOf(2);
        const QImage folded = m_view->grab().toImage();
        const QRect behind(card.right() + 2, card.center().y() - 6, 16, 12);
        m_view->fold();
        QVERIFY(folded.copy(behind) != m_view->grab().toImage().copy(behind));
        QVERIFY(!m_view->cardOf(8).isNull());
        QCOMPARE(m_view->cardOf(8).size(), before.size());
    }

    void foldingKeepsWhatOneReadsInItsPlace()
    {
        m_view->goTo(2);
        m_view->grab();
        const QRect before = m_view->cardOf(2);
        m_view->fold();
        QCOMPARE(m_view->cardOf(2), before);
    }

    void goingToAFoldedInstructionUnfoldsItsWay()
    {
        m_view->setSelection({2});
        m_view->fold();
        m_view->goTo(8);
        QVERIFY(m_view->rect().contains(m_view->cardOf(8)));
        QVERIFY(m_view->scope().folded.empty());
    }

    void theEliminatedCanBeHiddenAndAppearWhenKept()
    {
        CanvasScope scope;
        scope.hidesEliminated = true;
        m_view->setScope(scope);
        QVERIFY(m_view->cardOf(3).isNull());
        QVERIFY(!m_view->cardOf(5).isNull()); // overridden: kept
        SetOverride keep;
        keep.instruction = 3;
        keep.to = Override{Decision::Keep, "", "Ada"};
        m_pool.apply(keep);
        m_view->poolChanged({keep});
        QVERIFY(!m_view->cardOf(3).isNull());
    }

    void oneLineageShowsTheWayFromTheSeedOnly()
    {
        CanvasScope scope;
        scope.lineage = 4;
        m_view->setScope(scope);
        for (const InstructionId shown : {1, 2, 4})
            QVERIFY(!m_view->cardOf(shown).isNull());
        for (const InstructionId hidden : {3, 5, 6, 7, 8})
            QVERIFY(m_view->cardOf(hidden).isNull());
        QVERIFY(m_view->rect().contains(m_view->cardOf(4)));
    }

    void oneGoesBackToThePlaceOneCameFromAndForwardAgain()
    {
        m_view->goTo(1);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        m_view->centreOn(1);
        const QRect first = m_view->cardOf(1);
        m_view->goTo(8);
        const QRect second = m_view->cardOf(8);
        m_view->goBack();
        QCOMPARE(m_view->cardOf(1), first);
        m_view->goForward();
        QCOMPARE(m_view->cardOf(8), second);
        m_view->setRoot(6);
        QVERIFY(m_view->cardOf(8).isNull());
        m_view->goBack();
        QCOMPARE(m_view->root(), 0);
        QCOMPARE(m_view->cardOf(8), second);
    }

    void zoomingToTheSelectionFillsTheView()
    {
        m_view->setSelection({6, 7});
        m_view->fitSelection();
        const QRect both = m_view->cardOf(6).united(m_view->cardOf(7));
        QVERIFY(m_view->rect().contains(both));
        QVERIFY((both.center() - m_view->rect().center()).manhattanLength() <= 2);
    }

    void aLineageAndABranchCanBeSelected()
    {
        m_view->goTo(4);
        m_view->selectLineage();
        QCOMPARE(m_view->selection(), (Ids{1, 2, 4}));
        m_view->goTo(2);
        m_view->selectSubtree();
        QCOMPARE(m_view->selection(), (Ids{2, 4, 5, 8}));
        QCOMPARE(m_view->current(), 2);
    }

    void everyColouringPaintsOtherPixelsAndHasALegend()
    {
        m_view->camera().zoomAt({0, 0}, 0.15 / m_view->scale());
        std::vector<QImage> pictures;
        for (const Colouring colouring : {Colouring::Direction, Colouring::State, Colouring::Operator, Colouring::Epoch, Colouring::Difficulty}) {
            m_view->setColouring(colouring);
            pictures.push_back(m_view->grab().toImage());
        }
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            for (std::size_t j = i + 1; j < pictures.size(); ++j)
                QVERIFY(pictures[i] != pictures[j]);
        }
    }

    void aMovedInstructionIsShownUnderItsNewParent()
    {
        const QRect before = m_view->cardOf(2);
        const Change change = MoveInstruction{2, 1, 7};
        m_pool.apply(change);
        m_view->poolChanged({change});
        QVERIFY(m_view->cardOf(2).left() > m_view->cardOf(7).right());
        QCOMPARE(m_view->cardOf(8).left() - m_view->cardOf(2).left(), 2 * (m_view->cardOf(2).left() - m_view->cardOf(7).left()));
        QCOMPARE(m_view->cardOf(2).size(), before.size());
    }

    void oneHugeTreeFillsTheViewAlongAndAcross()
    {
        const Pool large = randomPool(20'000, 0.9, 1, 5);
        m_view->setPool(&large);
        const QRectF all(m_view->camera().view().toScreen(m_view->layout().bounds().topLeft()),
                         m_view->camera().view().toScreen(m_view->layout().bounds().bottomRight()));
        QVERIFY(m_view->rect().contains(all.toAlignedRect()));
        QVERIFY2(all.width() > 300 && all.height() > 700, qPrintable(QStringLiteral("%1 x %2").arg(all.width()).arg(all.height())));
        QTest::keyClick(m_view.get(), Qt::Key_0);
        QCOMPARE(m_view->camera().view().scaleX, m_view->camera().view().scaleY);
        m_view->setPool(&m_pool);
    }

    void wordsThatAreNotThereYetArePaintedWhenTheyArrive()
    {
        class LateContent : public SampleContent
        {
        public:
            QString text(InstructionId id) const override { return isThere ? SampleContent::text(id) : QString(); }
            bool isThere = false;
        } late;
        m_view->setContent(&late);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        const QImage before = m_view->grab().toImage();
        QVERIFY(!m_view->isComplete());
        late.isThere = true;
        m_view->textsArrived();
        QTRY_VERIFY(m_view->isComplete());
        QVERIFY(m_view->grab().toImage() != before);
        m_view->setContent(&m_content);
    }

    void aLargerTreeHasAMapThatMovesTheView()
    {
        const Pool large = randomPool(3000, 0.8, 20, 5);
        m_view->setPool(&large);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        m_view->centreOn(1);
        const TreeView before = m_view->camera().view();
        const QPoint corner(m_view->width() - 30, m_view->height() - 30);
        QCOMPARE(m_view->instructionAt(corner), 0);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, corner);
        QVERIFY(m_view->camera().view().origin.x() > before.origin.x());
        QVERIFY(m_view->camera().view().origin.y() > before.origin.y());
        m_view->grab();
        m_view->setPool(&m_pool);
    }

    void resizingKeepsTheMiddleInTheMiddle()
    {
        m_view->centreOn(2);
        m_view->resize(900, 500);
        QVERIFY((m_view->cardOf(2).center() - m_view->rect().center()).manhattanLength() <= 3);
    }

    void aQuarterOfAMillionInstructionsCanBeShownAndWalked()
    {
        const Pool large = randomPool(250'000, 0.5, 5000, 5);
        m_view->setPool(&large);
        m_content.asked = 0;
        m_view->grab();
        QCOMPARE(m_content.asked, 0);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        m_view->goTo(250'000);
        m_view->grab();
        QVERIFY(m_view->rect().contains(m_view->cardOf(250'000)));
        QVERIFY(m_content.asked < 100);
        QTest::keyClick(m_view.get(), Qt::Key_Left);
        QCOMPARE(m_view->current(), large.id(large.parent(large.indexOf(250'000))));
        m_view->setPool(&m_pool);
    }

    void assistiveToolsAreToldWhatIsSelected()
    {
        QVERIFY(!m_view->accessibleName().isEmpty());
        click(1);
        QVERIFY(m_view->accessibleDescription().contains(QStringLiteral("1+1=?")));
    }

private:
    void click(InstructionId id, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(m_view.get(), Qt::LeftButton, modifiers, m_view->cardOf(id).center());
    }

    void move(const QPoint &to, Qt::KeyboardModifiers modifiers)
    {
        QMouseEvent event(QEvent::MouseMove, to, m_view->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(m_view.get(), &event);
    }

    void wheel(const QPointF &at, int angle)
    {
        QWheelEvent event(at, m_view->mapToGlobal(at), {}, {0, angle}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.get(), &event);
    }

    InstructionId walked(Qt::Key key)
    {
        QTest::keyClick(m_view.get(), key);
        return m_view->current();
    }

    Pool m_pool;
    SampleContent m_content = sampleContent();
    std::unique_ptr<CanvasView> m_view;
};

QTEST_MAIN(CanvasViewTest)
#include "tst_canvas_view.moc"
