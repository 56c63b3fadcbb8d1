// SPDX-License-Identifier: GPL-3.0-or-later
// What rewrites add to arithmetic problems in English, and the words of the solution. Constant tables, any thread.
#include "models/builtin/catalogue_english.h"

namespace evol::builtin {

namespace {

std::vector<StepText> abstractSteps()
{
    constexpr auto voice = Voice::Abstract;
    return {
        {voice, StepKind::Add,
            {"Take the result so far and add [a] to it before going on.", "After that, add [a] to what you have and carry the sum forward."},
            "Next, add to the result the amount found in this [format]."},
        {voice, StepKind::Subtract,
            {"Take the result so far and subtract [a] from it before going on.", "After that, take [a] away from what you have and keep the rest."},
            "Next, subtract from the result the amount found in this [format]."},
        {voice, StepKind::Multiply,
            {"Take the result so far and multiply it by [a] before going on.", "After that, multiply what you have by [a] and carry the product forward."},
            "Next, multiply the result by the amount found in this [format]."},
        {voice, StepKind::Divide,
            {"Take the result so far and divide it by [a], exactly, before going on.", "After that, divide what you have by [a] and keep the exact quotient."},
            "Next, divide the result by the amount found in this [format]."},
        {voice, StepKind::LoseShare, {"Then take away [a th] of the result, so that only the rest of it remains."}, ""},
        {voice, StepKind::EvenOdd,
            {"If the result so far is even, add [a] to it; if it is odd, subtract [b] from it instead.",
                "Now look at the result: where it is even, increase it by [a], and where it is odd, decrease it by [b]."}, ""},
        {voice, StepKind::AddFirst, {"Then add the very first number of the problem to the result once more."}, ""},
        {voice, StepKind::Percent, {"Increase the result by [a] percent and go on with the increased value."}, ""},
        {voice, StepKind::Square, {"Then multiply the result by itself and go on with that square."}, ""},
    };
}

std::vector<StepText> thingSteps()
{
    constexpr auto voice = Voice::Things;
    return {
        {voice, StepKind::Add,
            {"Later [friend] comes by and gives [him] [a] more, which [she] keeps.", "On the way home [she] buys another [a items] at a roadside stall.",
                "The next day a parcel with [a] more of them arrives for [him]."},
            "A few days later [she] gets some more, exactly as many as this [format] says."},
        {voice, StepKind::Subtract,
            {"Then [she] gives [a] of them to [friend], who had none.", "The next day [she] loses [a] of them on the bus to town.",
                "On Monday [she] trades [a] of them to a classmate for an old comic book."},
            "After the weekend [she] gives some of them away, exactly as many as this [format] says."},
        {voice, StepKind::Multiply,
            {"By the end of the month [she] has [a times] as many of them as that.",
                "[She] keeps collecting until the number [she] has is [a times] what it was."},
            ""},
        {voice, StepKind::Divide, {"[She] then keeps only [a th] of them and leaves all the others to [friend]."}, ""},
        {voice, StepKind::LoseShare,
            {"Afterwards [she] gives away [a th] of them to the children next door.", "Then [she] donates [a th] of them to the school bazaar and keeps the rest."}, ""},
        {voice, StepKind::AddMultiple, {"[friend], who has [a times] as many as [she] has at this point, hands all of those over to [him]."}, ""},
        {voice, StepKind::EvenOdd,
            {"If the number [she] has by now is even, an aunt gives [him] [a] more; if it is odd, [she] gives [b] to the aunt."}, ""},
    };
}

std::vector<StepText> amountSteps()
{
    constexpr auto voice = Voice::Amount;
    return {
        {voice, StepKind::Add,
            {"An hour later, someone adds another [a items] to what is there.", "In the afternoon [friend] comes by and adds [a items] more to it."},
            "The next day [friend] adds some more to it, in the same unit, as much as this [format] says."},
        {voice, StepKind::Subtract,
            {"Then someone takes [a items] out of it again for the neighbours.", "Before dinner [friend] takes [a items] out of it."},
            "The next day [friend] takes some out of it, in the same unit, as much as this [format] says."},
        {voice, StepKind::Multiply, {"By the next day the amount in it has become [a times] what it was."}, ""},
        {voice, StepKind::Divide, {"After that, only [a th] of the amount is kept in it and the rest is taken away."}, ""},
        {voice, StepKind::LoseShare, {"During the afternoon [a th] of the amount is used up, and the rest stays where it is."}, ""},
        {voice, StepKind::Percent, {"Overnight the amount in it grows by [a] percent, and nobody knows quite why."}, ""},
    };
}

std::vector<StepText> temperatureSteps()
{
    constexpr auto voice = Voice::Temperature;
    return {
        {voice, StepKind::Add,
            {"Over the next hour the temperature rises by another [a items].", "Then the sky clears up and it gets warmer by [a items]."},
            "After that it gets warmer, by as many [items] as this [format] says."},
        {voice, StepKind::Subtract,
            {"Over the next hour the temperature falls by [a items].", "Then a cold wind sets in and it gets colder by [a items]."},
            "After that it gets colder, by as many [items] as this [format] says."},
    };
}

std::vector<FollowUpText> followUps()
{
    using enum FollowUpKind;
    return {
        {Prime, {"Then say whether the answer is a prime number and explain how you can tell.", "Is the answer a prime number? Give a reason for what you say."},
            {"$1 is a prime number: it is larger than 1, and only 1 and $1 divide it.",
                "$1 is not a prime number, because $2 × $3 = $1.",
                "$1 is not a prime number, since only whole numbers larger than 1 can be prime."}},
        {Remainder, {"Also work out what remainder the answer leaves when it is divided by [a]."},
            {"$1 = $2 × $3 + $4, so the remainder on division by $2 is $4."}},
        {FirstDoubled, {"How would the answer change if the first number given were twice as large?", "Work out, too, what the answer would be if the first number given were doubled."},
            {"With the first number doubled from $1 to $2, the answer would be $3 instead of $4.",
                "With the first number doubled from $1 to $2, the answer would still be $3."}},
        {GeneralFormula, {"Also give the general formula for the answer when the first number given is replaced by n."},
            {"With n in place of the first number $1, the answer is $2."}},
        {DigitSum, {"What do the decimal digits of the answer add up to, ignoring any sign?"},
            {"The digits add up to $1."}},
        {Divisors, {"In addition, list all the positive whole numbers that divide the answer without a remainder."},
            {"The positive divisors of $1 are: $2."}},
        {SquareCompared, {"Compare the answer with its own square: which of the two is larger, and why?"},
            {"The square of $1 is $2, and the square is larger, since $1 lies above 1.",
                "The square of $1 is $2, and the square is larger, since it is positive and $1 is negative.",
                "The square of $1 is $2, so the two are equal, which happens only for 0 and 1.",
                "The square of $1 is $2, and the square is smaller, since $1 lies between 0 and 1."}},
        {Distance, {"How far away from [a] is the answer, and on which side of it does it lie?"},
            {"The answer $1 is $2 away from $3 and lies above it.",
                "The answer $1 is $2 away from $3 and lies below it.",
                "The answer is exactly $3, so the distance is $2 and it lies on neither side."}},
        {Between, {"Between which two neighbouring whole numbers does the answer lie, and to which of them is it closer?"},
            {"$1 lies between $2 and $3 and is closer to $2.",
                "$1 lies between $2 and $3 and is closer to $3.",
                "$1 lies exactly in the middle between $2 and $3."}},
        {Parity, {"Is the answer even or odd, and how can you see that without dividing?"},
            {"$1 is even, which its last digit $2 shows.",
                "$1 is odd, which its last digit $2 shows."}},
        {PercentOf, {"Express the answer as an exact percentage of [a] as well, and show how you get there."},
            {"$1 / $2 × 100 = $3, so the answer is $3 percent of $2."}},
        {Reciprocal, {"What is the reciprocal of the answer, written as an exact fraction or whole number?"},
            {"The reciprocal of $1 is $2, since their product is 1."}},
        {Order, {"Explain as well whether the answer would stay the same if the first two numbers were swapped."},
            {"Swapping the first two numbers changes nothing: in an addition or a multiplication the order does not matter.",
                "Swapping the first two numbers would change the answer: it would be $1 instead of $2.",
                "Swapping the first two numbers changes nothing here, because they are equal."}},
        {PrimeFactors, {"Break the answer down into its prime factors as well, in increasing order."},
            {"In prime factors, $1 = $2."}},
        {NextMultiple, {"What is the smallest multiple of [a] that is larger than the answer?"},
            {"The smallest multiple of $2 that is larger than $1 is $2 × $3 = $4."}},
        {AverageWith, {"What number lies exactly halfway between the answer and [a] on the number line?"},
            {"Halfway between $1 and $2 lies ($1 + $2) / 2 = $3."}},
    };
}

std::vector<RequirementText> requirements()
{
    using enum RequirementKind;
    return {
        {Binary, {"Write the final answer in binary notation, without leading zeros or a prefix.", "Give the final answer as a binary number, using only the digits 0 and 1."}},
        {Octal, {"Write the final answer in octal notation, that is, in base eight, without a prefix."}},
        {Hexadecimal, {"Write the final answer in hexadecimal notation, with capital letters and without a prefix."}},
        {Words, {"Write the final answer out in English words instead of figures.", "The final answer must be spelled out in English words, without any figures."}},
        {Roman, {"Write the final answer in Roman numerals, the way a church clock would show it."}},
        {LowestTerms, {"Give the final answer as a fraction in lowest terms, not as a decimal."}},
        {Mixed, {"Give the final answer as a mixed number, a whole part followed by a proper fraction."}},
        {TwoDecimals, {"Round the final answer to two decimal places, and write both of them out."}},
        {ThreeDecimals, {"Round the final answer to three decimal places, and write all of them out."}},
        {Scientific, {"Write the final answer in scientific notation, as a number times a power of ten."}},
        {Padded, {"Write the final answer with exactly six digits, filled up with leading zeros on the left."}},
        {OwnLines, {"Show every step of the calculation on a numbered line of its own.", "Put each step of the calculation on a separate, numbered line."}},
        {NameOperations, {"At every step, name the operation that you use in brackets after it."}},
        {CheckBackwards, {"Check the last step with the inverse operation before you state the answer.", "Undo the last step with the opposite operation as a check before you answer."}},
        {NoDecimals, {"Keep every value in the working exact: no decimals and no rounding in between."}},
        {Estimate, {"Begin with an estimate of the answer to the nearest whole number.", "Before any exact work, state roughly what the answer will be, as a whole number."}},
        {ListGiven, {"Start by listing all the numbers that are given, in the order in which they appear."}},
        {FullSentence, {"Sum up the result in one full sentence before the final line."}},
        {Unit, {"Name the unit of the answer on a line of its own."}},
    };
}

SolutionText solutionText()
{
    SolutionText text;
    text.heading = "Worked out by built-in rules (no language model), in exact arithmetic:";
    text.given = "Given numbers: $1.";
    text.estimate = "Estimate: about $1.";
    text.check = "Check with the inverse operation: $1.";
    text.unit = "Unit: $1.";
    text.plainUnit = "Unit: none, the answer is a plain number.";
    text.sentence = "All in all, the calculation from the given numbers leads to the result $1.";
    text.even = "$1 is even: $2";
    text.odd = "$1 is odd: $2";
    text.form = "In the form asked for, $1 is written $2.";
    text.isUndefined = "$1 is undefined: the operation has no value there, so the whole problem has none.";
    text.isTooLarge = "$1 has more digits than these rules compute with, so no exact value is given here.";
    text.operations = {"addition", "subtraction", "multiplication", "division", "power", "remainder",
        "greatest common divisor", "least common multiple"};
    return text;
}

} // namespace

void addEnglishAdditions(Catalogue& catalogue)
{
    for (const auto& steps : {abstractSteps(), thingSteps(), amountSteps(), temperatureSteps()})
        catalogue.steps.insert(catalogue.steps.end(), steps.begin(), steps.end());
    catalogue.followUps = followUps();
    catalogue.requirements = requirements();
    catalogue.solution = solutionText();
}

} // namespace evol::builtin
