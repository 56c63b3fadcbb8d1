// SPDX-License-Identifier: GPL-3.0-or-later
// Small pools with texts, and random ones, for the tests of drawing and of the canvas. Any thread.
#pragma once

#include "domain/pool.h"
#include "drawing/tree_content.h"

#include <map>
#include <random>

namespace evol::test {

/// Texts and names from a table; what is not in it has a text made of its number.
class SampleContent : public TreeContent
{
public:
    QString text(InstructionId id) const override
    {
        ++asked;
        const auto found = texts.find(id);
        return found == texts.end() ? QStringLiteral("Instruction %1").arg(id) : found->second;
    }
    QString operatorTitle(const std::string &key) const override
    {
        QString title = QString::fromStdString(key);
        title.replace(u'_', u' ');
        title[0] = title[0].toUpper();
        return title;
    }
    Direction direction(const std::string &key) const override
    {
        return key == "breadth" ? Direction::InBreadth : Direction::InDepth;
    }
    QString ruleTitle(const std::string &key) const override
    {
        return key == "no_gain" ? QStringLiteral("no information gain") : QString::fromStdString(key);
    }

    std::map<InstructionId, QString> texts;
    mutable int asked = 0;
};

inline PoolRow row(InstructionId id, InstructionId parent, std::string_view operatorKey = "deepen", int epoch = 1)
{
    PoolRow result;
    result.id = id;
    result.parent = parent;
    result.epoch = parent == 0 ? 0 : epoch;
    result.operatorKey = parent == 0 ? std::string_view() : operatorKey;
    return result;
}

/// Two seeds and six evolutions: one eliminated, one overridden, three scripts.
inline Pool samplePool()
{
    Pool pool;
    pool.add(row(1, 0));
    PoolRow deepened = row(2, 1, "deepen");
    deepened.difficulty = 3;
    deepened.responses = 2;
    deepened.ratings = 2;
    deepened.ratingSum = 9;
    pool.add(deepened);
    PoolRow broad = row(3, 1, "breadth");
    broad.judgedEliminated = true;
    broad.firedRules = 1u << pool.ruleIndex("no_gain");
    broad.responses = 1;
    pool.add(broad);
    pool.add(row(4, 2, "add_constraints", 2));
    PoolRow overridden = row(5, 2, "breadth", 2);
    overridden.judgedEliminated = true;
    overridden.firedRules = 1u << pool.ruleIndex("refusal");
    overridden.override = Decision::Keep;
    pool.add(overridden);
    pool.add(row(6, 0));
    pool.add(row(7, 6, "concretize"));
    pool.add(row(8, 4, "increase_reasoning", 3));
    return pool;
}

inline SampleContent sampleContent()
{
    SampleContent content;
    content.texts = {
        {1, QStringLiteral("1+1=?")},
        {2, QStringLiteral("In what situation does 1+1 not equal 2? Explain with an example.")},
        {3, QStringLiteral("What is one plus one?")},
        {4, QStringLiteral("How would you prove that 1 + 1 = 2 in the Peano axioms, using at most five steps?")},
        {5, QStringLiteral("光の速さで移動すると時間の流れはどのように変わりますか。相対性理論を使って説明してください。")},
        {6, QStringLiteral("写一首关于秋天的诗，要求押韵，并且不超过八行。")},
        {7, QStringLiteral("请写一首关于北京香山红叶的七言绝句，并解释其中的典故。")},
        {8, QStringLiteral("Prove it again\nwithout the fifth axiom, and say where the first proof used it.")},
    };
    return content;
}

/// A tree or forest of `count` nodes; bushy: how near to the root parents are chosen, from 0 (a chain) to 1.
inline Pool randomPool(int count, double bushy, int seeds, unsigned number)
{
    std::mt19937 random(number);
    Pool pool;
    for (int i = 1; i <= count; ++i) {
        if (i <= seeds) {
            pool.add(row(i, 0));
            continue;
        }
        const int low = std::max(1, int((i - 1) * (1 - bushy)));
        const int parent = std::uniform_int_distribution<int>(low, i - 1)(random);
        PoolRow added = row(i, parent, random() % 3 == 0 ? "breadth" : "deepen", 1);
        added.judgedEliminated = random() % 8 == 0;
        pool.add(added);
    }
    return pool;
}

} // namespace evol::test
