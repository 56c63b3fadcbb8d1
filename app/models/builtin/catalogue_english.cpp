// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic problems told in English: frames, people, things and scenery. Steps, questions and
// requirements are in catalogue_english_additions.cpp. Constant tables, any thread.
#include "models/builtin/catalogue_english.h"

namespace evol::builtin {

namespace {

using enum FrameKind;
using enum NounClass;

std::vector<FrameText> storyFrames()
{
    return {
        {Plain, {}, {"What is [expr]?", "Work out the value of [expr].", "Calculate [expr]."},
            "The expression [code] takes its numbers from the [format] below.", {},
            "What is the value of the expression?", "What number do you end up with?"},
        {ExpressionThings, {Fruit, Collectible},
            {"On a slip of paper, [name] has written the number of [items] in [her] collection as [expr].",
                "The label on a jar gives the number of [items] inside, which belong to [name], as [expr]."},
            "On a slip of paper, [name] has written the number of [items] in [her] collection as [code], with the values from the [format] below.",
            {}, "How many [items] is that?", "What number do you end up with?"},
        {ExpressionAmount, {Unit},
            {"A recipe card that [name] found gives the amount needed as [expr] in [items].",
                "According to the plan that [name] drew up, the barrel has to hold an amount of [expr], counted in [items]."},
            "A recipe card that [name] found gives the amount needed, in [items], as [code], with the values from the [format] below.",
            {}, "How much is that as a single number?", "What number do you end up with?"},
        {ExpressionBalance, {},
            {"In the cash book of a small shop, [name] has noted the day's profit in euros as [expr]; a loss counts as negative."},
            "In the cash book of a small shop, [name] has noted the day's profit in euros as [code], with the values from the [format] below.",
            {}, "How many euros of profit is that?", "What number do you end up with?"},
        {Harvest, {Fruit},
            {"[name] picks [a items] in the morning and [b] more after lunch.",
                "Before breakfast [name] gathers [a items] from the old tree, and in the evening [she] gathers [b] more."},
            "The [format] below says how many [items] [name] picks at two times of the day.", {"morning", "after_lunch", ""},
            "How many [items] does [she] have in all?", "How many [items] does [she] have in the end?"},
        {Boxes, {Fruit, Collectible},
            {"[name] keeps [a items] in a wooden box and [b] in a tin.",
                "[name] has put [a items] on the window sill and another [b] into the top drawer."},
            "The [format] below says how many [items] [name] keeps in each of two places.", {"wooden_box", "tin", ""},
            "How many [items] does [she] have altogether?", "How many [items] does [she] have in the end?"},
        {Gift, {Fruit, Collectible},
            {"[name] has [a items] already and gets [b] more from [her] grandmother.",
                "[name] starts the week with [a items], and on Friday a parcel with [b] more arrives for [him]."},
            "The [format] below says how many [items] [name] has at first and how many [she] is given on top.",
            {"at_first", "as_a_gift", ""}, "How many [items] does [she] have now?", "How many [items] does [she] have in the end?"},
        {Pour, {Unit},
            {"[name] puts [a items] into an empty tub and then adds another [b items].",
                "An empty bucket is filled with [a items] in the morning, and in the evening [name] adds another [b items]."},
            "The [format] below says how many [items] [name] puts into an empty tub on two visits.", {"first_visit", "second_visit", ""},
            "How many [items] are in it?", "How many [items] are in it at the end?"},
        {GiveAway, {Fruit, Collectible},
            {"[name] has [a items] and gives [b] of them to [friend].",
                "Of the [a items] that [name] owns, [she] leaves [b] at school for [friend]."},
            "The [format] below says how many [items] [name] has at first and how many of them [she] gives to [friend].",
            {"at_first", "given_away", ""}, "How many [items] does [she] have left?", "How many [items] does [she] have in the end?"},
        {Unusable, {Fruit},
            {"[name] brings home [a items], but [she] has to throw away [b] of them because of mould.",
                "[name] buys [a items] at the market but has to throw [b] of them away because of worms."},
            "The [format] below says how many [items] [name] buys and how many of them [she] has to throw away.",
            {"bought", "thrown_away", ""}, "How many good [items] does [she] have?", "How many [items] does [she] have in the end?"},
        {Leak, {Unit},
            {"A tub that belongs to [name] holds [a items], and during the night it loses [b items] through a hole.",
                "[name] fills a tub with [a items] and takes out [b items] for a neighbour."},
            "The [format] below says how many [items] a tub of [name]'s holds at first and how many of them it loses.",
            {"at_first", "lost", ""}, "How many [items] are still in it?", "How many [items] are in it at the end?"},
        {Bags, {Fruit, Collectible},
            {"[name] has [a] bags with [b items] in each of them.",
                "[name] fills [a] paper bags so that each of them holds exactly [b items]."},
            "The [format] below says how many bags [name] has and how many [items] are in each of them.",
            {"bags", "in_each_bag", ""}, "How many [items] does [she] have in all?", "How many [items] does [she] have in the end?"},
        {Shelves, {Fruit, Collectible},
            {"In [name]'s room there are [a] shelves, and on each shelf [she] keeps [b items].",
                "[name] lays out [her] [items] in [a] rows of [b]."},
            "The [format] below says how many shelves there are in [name]'s room and how many [items] [she] keeps on each.",
            {"shelves", "on_each_shelf", ""}, "How many [items] does [she] have altogether?", "How many [items] does [she] have in the end?"},
        {Bottles, {Unit},
            {"[name] empties [a] equal containers of [b items] each into one large tub.",
                "A tub is filled from [a] cans, and [name] knows that each can holds [b items]."},
            "The [format] below says how many cans [name] empties into a tub and how many [items] each of them holds.",
            {"cans", "in_each_can", ""}, "How many [items] are in the tub?", "How many [items] are in it at the end?"},
        {Share, {Fruit, Collectible},
            {"[a items] are shared equally among [b] children, and [name] is one of them.",
                "[name] belongs to a group of [b] friends who split [a items] into equal shares."},
            "The [format] below says how many [items] are shared out and how many children, [name] among them, get equal shares.",
            {"shared_out", "children", ""}, "How many [items] does [name] get?", "How many [items] does [name] have in the end?"},
        {Jars, {Unit},
            {"[name] divides [a items] equally among [b] jars and keeps just one of the jars.",
                "A load of [a items] is split into [b] equal parts, and one part goes into a jar for [name]."},
            "The [format] below says how many [items] are divided and into how many equal jars, one of which [name] keeps.",
            {"divided", "jars", ""}, "How many [items] are in that jar?", "How many [items] are in it at the end?"},
        {Warming, {Degree},
            {"At dawn the thermometer on [name]'s balcony shows a temperature of [a items] Celsius, and by noon it has risen by [b items].",
                "[name] reads a temperature of [a items] Celsius at breakfast, and by lunchtime it has gone up by [b items]."},
            "The [format] below gives, in [items] Celsius, the temperature that [name] reads at dawn and its rise until noon.",
            {"at_dawn", "rise", ""}, "What temperature is it then, in [items] Celsius?", "What temperature is it in the end, in [items] Celsius?"},
        {Cooling, {Degree},
            {"In the evening the thermometer on [name]'s balcony shows a temperature of [a items] Celsius, and by midnight it has fallen by [b items].",
                "[name] reads a temperature of [a items] Celsius at sunset, and before midnight it goes down by [b items]."},
            "The [format] below gives, in [items] Celsius, the temperature that [name] reads in the evening and its fall until midnight.",
            {"in_the_evening", "fall", ""}, "What temperature is it then, in [items] Celsius?", "What temperature is it in the end, in [items] Celsius?"},
    };
}

std::vector<FrameText> rareFrames()
{
    const std::string end = "What number do you end up with?";
    return {
        {Clock, {}, {"A twelve-hour clock shows [a] o'clock. It is left running for [b] hours.",
                        "A night watch begins at [a] o'clock on a twelve-hour clock and lasts [b] hours."},
            "The [format] below gives the full hour that a twelve-hour clock shows and a number of hours to wait.",
            {"shown", "hours_to_wait", ""}, "Which hour does the clock show then?", end},
        {Discount, {}, {"A winter coat costs [a] euros, and in the sale its price falls by [b] percent.",
                           "A bicycle is offered at [a] euros with a discount of [b] percent."},
            "The [format] below gives the price of a coat in euros and the discount on it in percent.",
            {"price", "discount_percent", ""}, "What is the new price in euros?", end},
        {Ribbons, {}, {"Two ribbons, [a] and [b] centimetres long, are cut into equal pieces that are as long as possible, with nothing left over.",
                          "A floor of [a] by [b] decimetres is to be covered exactly with equal square tiles that are as large as possible."},
            "The [format] below gives the lengths in centimetres of two ribbons, which are cut into equal pieces that are as long as possible, with nothing left over.",
            {"first_ribbon", "second_ribbon", ""}, "What is the length of one of them?", end},
        {Buses, {}, {"Two buses leave the station together; one comes back every [a] minutes and the other every [b] minutes.",
                        "Two lighthouses flash at the same moment, and after that one flashes every [a] seconds and the other every [b] seconds."},
            "The [format] below gives the periods of two signals that have just sounded together.", {"first_period", "second_period", ""},
            "After how much time do the two coincide again for the first time?", end},
        {Marble, {}, {"A bag holds [a] red and [b] blue marbles, and one is drawn without looking.",
                         "In a drawer lie [a] red and [b] blue socks, and one of them is taken out in the dark."},
            "The [format] below gives the contents of a bag from which one marble is drawn without looking, where red is what counts.",
            {"red", "blue", ""}, "What is the probability that it is red?", end},
        {TwoMarbles, {}, {"From a bag with [a] red and [b] blue marbles, two are drawn one after the other without putting the first one back.",
                             "In a drawer lie [a] red and [b] blue gloves, and two of them are taken out one after the other in the dark."},
            "The [format] below gives how many red and how many blue marbles are in a bag from which two are drawn without putting the first one back.",
            {"red", "blue", ""}, "What is the probability that both are red?", end},
        {SpeedUnits, {}, {"A train travels at a steady [a] kilometres per hour.", "A falcon dives at a steady [a] kilometres per hour."},
            "The [format] below gives the speed of a train in kilometres per hour.", {"speed", "", ""},
            "What is that speed in metres per second?", end},
        {Series, {}, {"An arithmetic sequence starts at [a] and grows by [b] from each term to the next, and its first [c] terms are added up.",
                         "The first row of a theatre has [a] seats, every further row has [b] seats more than the one before, and there are [c] rows."},
            "The [format] below gives the first term, the common difference and the number of terms of an arithmetic sequence.",
            {"first_term", "difference", "terms"}, "What is the total?", end},
        {PowerRemainder, {}, {"The power [a]^[b] is divided by [c] in whole numbers.",
                                 "Someone multiplies [b] copies of the number [a] together and divides the product by [c] in whole numbers."},
            "The [format] below gives a base, an exponent and a modulus; the power is divided by the modulus in whole numbers.",
            {"base", "exponent", "modulus"}, "What is the remainder?", end},
        {Average, {}, {"Three parcels weigh [a], [b] and [c] kilograms.", "In three games, a player scores [a], [b] and [c] points."},
            "The [format] below gives the weights of three parcels in kilograms.", {"first_parcel", "second_parcel", "third_parcel"},
            "What is the mean of the three numbers?", end},
        {RoundTrip, {}, {"A driver goes to the coast at [a] kilometres per hour and comes back along the same road at [b] kilometres per hour."},
            "The [format] below gives the speeds, in kilometres per hour, of a trip to the coast and of the way back along the same road.",
            {"speed_out", "speed_back", ""}, "What is the average speed of the whole trip in kilometres per hour?", end},
        {Pipes, {}, {"One pipe fills a pool in [a] hours and another one fills it in [b] hours, and both are opened at once.",
                        "One painter needs [a] hours for a fence and another one needs [b] hours, and they start together from its two ends."},
            "The [format] below gives the hours that each of two pipes needs to fill a pool alone; both are opened at once.",
            {"first_pipe", "second_pipe", ""}, "How many hours does the work take the two together?", end},
        {RatioShare, {}, {"Two sisters divide [c] coins in the ratio [a] to [b].", "Two partners split a profit of [c] euros in the ratio [a] to [b]."},
            "The [format] below gives the two parts of a ratio in which two partners divide a number of coins.",
            {"first_part", "second_part", "coins"}, "How much does the first of the two get?", end},
        {Polygon, {}, {"A convex polygon has [a] corners, and all its interior angles are added up.",
                          "A park has the outline of a convex polygon with [a] sides, and the angles at its corners are measured and added up."},
            "The [format] below gives the number of corners of a convex polygon, whose interior angles are added up.", {"corners", "", ""},
            "How many degrees is the sum of the angles?", end},
        {Interest, {}, {"A savings account holds [a] euros and earns simple interest of [b] percent a year for [c] years."},
            "The [format] below gives the capital in euros, the yearly simple interest in percent and the number of years of a savings account.",
            {"capital", "interest_percent", "years"}, "How many euros are in the account afterwards?", end},
        {Handshakes, {}, {"At a party with [a] guests, everyone shakes hands with everyone else exactly once.",
                             "In a chess club with [a] members, every two members play one game against each other."},
            "The [format] below gives the number of guests at a party where everyone shakes hands with everyone else exactly once.",
            {"guests", "", ""}, "How many times does that happen in all?", end},
        {Doubling, {}, {"A pond has [a] lily pads, and their number doubles every day for [b] days.",
                           "A rumour is known to [a] people, and every hour, for [b] hours, the number who know it doubles."},
            "The [format] below gives the number of lily pads on a pond and the number of days on which it doubles.",
            {"lily_pads", "days", ""}, "What is the number after that time?", end},
    };
}

} // namespace

Catalogue makeEnglishCatalogue()
{
    Catalogue catalogue;
    catalogue.language = Language::English;
    catalogue.joiner = " ";
    const auto woman = [](const char* name, const char* friendName) { return Person{name, "she", "her", "her", "herself", friendName}; };
    const auto man = [](const char* name, const char* friendName) { return Person{name, "he", "his", "him", "himself", friendName}; };
    catalogue.people = {woman("Maya", "Ben"), man("Tom", "Rosa"), woman("Aisha", "Lena"), man("Luca", "Hana"),
        woman("Priya", "Oscar"), man("Kenji", "Marta"), woman("Elena", "Idris"), man("Omar", "Clara"),
        woman("Ingrid", "Paul"), man("Mateo", "Yuki"), woman("Nadia", "Victor"), man("Samuel", "Alice")};
    catalogue.nouns = {{"pear", "pears", "", Fruit}, {"apple", "apples", "", Fruit}, {"lemon", "lemons", "", Fruit},
        {"walnut", "walnuts", "", Fruit}, {"plum", "plums", "", Fruit}, {"fig", "figs", "", Fruit},
        {"marble", "marbles", "", Collectible}, {"stamp", "stamps", "", Collectible}, {"postcard", "postcards", "", Collectible},
        {"shell", "shells", "", Collectible}, {"button", "buttons", "", Collectible}, {"sticker", "stickers", "", Collectible},
        {"badge", "badges", "", Collectible}, {"litre of water", "litres of water", "", Unit},
        {"litre of paint", "litres of paint", "", Unit}, {"litre of juice", "litres of juice", "", Unit},
        {"kilogram of flour", "kilograms of flour", "", Unit}, {"kilogram of rice", "kilograms of rice", "", Unit},
        {"kilogram of sand", "kilograms of sand", "", Unit}, {"degree", "degrees", "", Degree}};
    catalogue.settings = {"It is a quiet Sunday afternoon in Porto, and the radio is playing in the kitchen.",
        "This happens in a mountain village near Innsbruck, on the first dry day after a week of rain.",
        "The scene is a small allotment on the edge of Leeds, late in September.",
        "It is the day before the summer fair in Kanazawa, and everybody is busy.",
        "On a windy Saturday in Galway, with the shops about to close, the following takes place.",
        "In the courtyard of an old school in Zagreb, during the long break, the following happens.",
        "It is early morning in a fishing town near Bergen, and the harbour is still dark.",
        "A family in Oaxaca is getting ready for a visit from the grandparents, who arrive tonight."};
    catalogue.purposes = {"The number is needed for a note on the kitchen door, so it has to be right.",
        "The neighbours have made a bet on the number and are waiting for it.",
        "A local newspaper wants to print the number in tomorrow's edition.",
        "The number goes into a diary that the family has kept for many years.",
        "A teacher has promised a book to the first pupil who brings the right number."};
    catalogue.witnesses = {"An older cousin watches all of this and writes every change into a blue notebook.",
        "A camera on the window sill films everything, so each change can be checked later.",
        "The family's dog follows the whole business closely but does not touch anything.",
        "A visitor from next door counts along under her breath the whole time."};
    catalogue.formatNames = {"", "table", "JSON object", "CSV file", "XML document", "SQL script", "YAML file", "Python dictionary",
        "shell script", "HTML table"};
    catalogue.entryHeading = "entry";
    catalogue.valueHeading = "value";
    catalogue.distractorLabel = "last_year";
    catalogue.distractorNote = "The entry last_year was left in by mistake and must not be used.";
    catalogue.stepLabel = "amount";
    catalogue.frames = storyFrames();
    for (FrameText& frame : rareFrames())
        catalogue.frames.push_back(std::move(frame));
    addEnglishAdditions(catalogue);
    return catalogue;
}

} // namespace evol::builtin
