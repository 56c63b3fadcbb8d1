// SPDX-License-Identifier: GPL-3.0-or-later
// English: general terms made specific, new instructions of a sort, and outlines of answers.
// Constant tables, any thread.
#include "models/builtin/general_clauses.h"

namespace evol::builtin {

namespace {

std::vector<Specific> specifics()
{
    return {
        {"a company", "a family-run bakery in Lisbon with eight employees"}, {"a school", "a village school near Innsbruck with sixty pupils"},
        {"a restaurant", "a fish restaurant with twelve tables in the port of Essaouira"}, {"a city", "the city of Ljubljana in early spring"},
        {"a country", "Portugal in the years after 1974"}, {"a person", "a retired tram driver from Zagreb named Ivan"},
        {"a student", "a second-year nursing student in Glasgow who works at weekends"}, {"a teacher", "a physics teacher in Tampere with thirty pupils"},
        {"a customer", "a customer from Utrecht who ordered a raincoat nine days ago"}, {"a friend", "your oldest friend, a cellist who has just moved to Oslo"},
        {"a product", "a folding bicycle that weighs eleven kilograms"}, {"a website", "the website of a small natural history museum in Bern"},
        {"a book", "a paperback edition of \"Moby-Dick\" with notes in the margins"}, {"a movie", "the film \"Ikiru\" by Akira Kurosawa"},
        {"a meal", "a three-course dinner for six, one of them allergic to nuts"}, {"a healthy meal", "a dinner of lentils, spinach and rice for four people"},
        {"a trip", "a five-day train journey from Vienna to Palermo"}, {"a job", "a post as night receptionist at a hotel in Split"},
        {"an animal", "an alpine swift on its way back from West Africa"}, {"a problem", "a leaking roof that nobody feels responsible for"},
        {"a group of people", "eleven members of a walking club, aged between 20 and 75"}, {"a party", "a fortieth birthday party in a garden in Seville"},
        {"teenagers", "sixteen-year-olds in a small coastal town"}, {"children", "seven-year-olds in their second year at school"},
        {"a business", "a shop in Porto that repairs musical instruments"}, {"an event", "a charity run along the river in Bilbao"},
        {"a house", "a narrow brick house from 1911 on the edge of Ghent"}, {"a car", "a fifteen-year-old estate car with a cracked windscreen"},
        {"individuals and organizations", "the staff and the management of a hospital with 400 beds"},
    };
}

std::vector<FreshInstruction> freshInstructions()
{
    const std::vector<std::string_view> readers = {"a ten-year-old", "a retired sailor", "a new colleague", "someone who distrusts experts", "a visitor from abroad"};
    const std::vector<std::string_view> figures = {"a night baker", "a map maker", "the last tenant of a lighthouse", "a piano tuner", "a courier who cannot read", "a watchmaker with one glove"};
    const std::vector<std::string_view> finds = {"a door that opens only at low tide", "a diary written in mirror script", "a jar that is never empty", "a photograph of tomorrow", "a bell without a sound"};
    const std::vector<std::string_view> structures = {"a ring buffer", "a list of intervals", "a directory of log files", "a sparse matrix", "a stream of sensor readings", "a chessboard"};
    const std::vector<std::string_view> languages = {"Python", "Rust", "JavaScript", "Go", "C++"};
    const std::vector<std::string_view> occasions = {"a rainy week in a mountain hut", "a first aquarium", "a reading circle of six people", "a move to a smaller flat", "a school trip by train", "a balcony that gets no sun"};
    return {
        {Explain, "Explain how [x] works, in words that [y] would understand.", {"tidal power", "a slide rule", "a seed bank", "the Braille alphabet", "a canal lock", "a sundial", "sourdough"}, readers},
        {Explain, "What did the spread of [x] change for [y], and what stayed the same?", {"the shipping container", "the bicycle", "cheap window glass", "quartz watches", "the potato"}, {"harbour towns", "women in villages", "craftsmen", "seasonal workers"}},
        {Explain, "Why are [x] so hard to predict, and what can [y] do about it?", {"landslides", "moth populations", "fashions in first names", "ice dams", "queues at borders"}, {"a town council", "a small farm", "a volunteer group"}},
        {Ideas, "Suggest five unusual but practical ideas for [x], each with its rough cost.", occasions, {}},
        {Ideas, "List the things to think of before [x], in the order in which they come up.", {"adopting an old dog", "buying a used cello", "renting out a room", "crossing a glacier", "printing a family cookbook"}, {}},
        {Document, "Write a short letter in which [x] asks [y] for one more week.", {"a bookbinder", "a tenant", "a translator", "a choir", "an amateur astronomer"}, {"an impatient customer", "the town archive", "a landlady", "the editor of a yearbook"}},
        {Document, "Write a product description for [x] aimed at [y].", {"a hand-cranked radio", "a folding workbench", "a rain barrel with a filter", "a pocket microscope"}, {"people who hate shopping", "school teachers", "hikers over sixty"}},
        {Creative, "Write the opening of a story in which [x] finds [y].", figures, finds},
        {Creative, "Write a short poem about [x] that never mentions it by name.", {"frost on a window", "a lift that is stuck", "an unsent parcel", "the sound of a kettle", "a shared umbrella"}, {}},
        {Transform, "Turn the following weather report for [x] into a message for [y].", {"the coast of Norway", "a mountain pass", "the island of Crete"}, {"a fishing crew", "a class of eight-year-olds", "a wedding party"}},
        {Transform, "Rewrite a set of house rules for [x] so that [y] will actually read them.", {"a youth hostel", "a shared workshop", "an allotment colony", "a public sauna"}, {"tired travellers", "impatient teenagers", "new members"}},
        {Classify, "Decide whether the claim that [x] is a matter of fact, of taste or of definition.", {"chess is a sport", "a tomato is a fruit", "silence is a kind of music", "Europe is a continent", "a hot dog is a sandwich"}, {}},
        {Classify, "Sort the noises that one hears in [x] into pleasant, neutral and disturbing ones, and give the rule you use.", {"an old flat", "a hospital ward", "a forest at night", "an open-plan office"}, {}},
        {Lookup, "In which century was [x] invented, and in which region of the world?", {"the stirrup", "the mechanical clock", "paper", "the magnetic compass", "the spinning wheel", "porcelain"}, {}},
        {Lookup, "Which of these does not belong with the others, and why: [x]?", {"cello, oboe, viola, harp", "copper, bronze, tin, silver", "bat, swift, moth, otter", "hour, day, month, metre", "cube, cone, circle, sphere"}, {}},
        {Lookup, "Find the next two members of the sequence [x], and state the rule.", {"2, 6, 12, 20", "1, 4, 9, 16", "3, 5, 9, 17", "1, 1, 2, 3, 5", "81, 27, 9, 3"}, {}},
        {Code, "Write a [y] program that finds the longest gap in [x], and returns zero where there is none.", structures, languages},
        {Code, "Write a [y] function that merges two sorted versions of [x] without copying either of them twice.", structures, languages},
    };
}

std::vector<AnswerOutline> outlines()
{
    return {
        {Explain, "1. What it is about: [topic].\n2. Say first what each of these terms means, then how they are connected.\n3. Give one example that a reader can check, and one case in which the explanation does not hold.\n4. Close with the point that answers the question most directly.\nThe rules know no facts about the subject, so the facts themselves have to be filled in by a person or a language model."},
        {Ideas, "1. Subject of the [work]: [topic].\n2. Start with what is already at hand and costs nothing.\n3. Add what takes an hour of preparation and little money.\n4. Add one option that most people would not think of, with its risk.\n5. Strike out whatever conflicts with a condition in the request.\nThe rules know no facts about the subject, so concrete names have to be filled in by a person or a language model."},
        {Document, "1. Opening: say in one sentence why the [work] is written, and mention [topic].\n2. Middle: one paragraph for each point of the request, in the order in which the reader needs them.\n3. Evidence: a date, a name or a figure for each claim.\n4. Close: say what should happen next and by when.\nThis is a plan for the text and not the finished text, which rules alone cannot write well."},
        {Creative, "1. Begin in the middle of things, with [topic] in the first line.\n2. Let something small go wrong, and let nobody mention it.\n3. Turn the matter round once, so that the beginning looks different.\n4. Stop one sentence earlier than expected.\nThis is a plan for the [work] and not the finished piece, which rules alone cannot write well."},
        {Transform, "1. Read the material once for its meaning: [topic].\n2. Mark names, figures and quotations, which must not change.\n3. Carry the change out sentence by sentence, and compare each one with the original.\n4. Read the result aloud, and check that nothing was added or lost.\nThe rules do not understand the material, so the changed text itself has to come from a person or a language model."},
        {Classify, "1. The case to decide: [topic].\n2. Write down the possible answers and what would be true of each.\n3. Look for words that fit only one of them, and quote those.\n4. Choose the answer that explains most of them; where none does, say that it cannot be decided.\nThe rules do not understand the material, so no decision is claimed here."},
        {Lookup, "1. What is asked for: [topic].\n2. Write down what is given and what is missing.\n3. List the possible answers, and rule out those that contradict what is given.\n4. Check the one that is left in a second way before you state it.\nThe rules know no facts about the subject, so no answer is claimed here; a person or a language model has to supply it."},
        {Code, "1. Task: [topic].\n2. Write down the input, the output and the smallest interesting example.\n3. Handle empty and invalid input first, then the general case.\n4. Test with the example, with an empty input and with a large one.\n5. State how time and memory grow with the input.\nNo code is given, because rules alone cannot write a program that is sure to be right."},
        {WordProblem, "This problem is not solved numerically here: the rules read sums and the stories they made themselves, but not free text such as this one about [topic].\n1. Write down every quantity that is given, with its unit.\n2. Write down what is wanted, and which quantities it depends on.\n3. Carry out one operation at a time, and check the size of each result.\nNo number is given, because it would only be a guess."},
    };
}

} // namespace

void addEnglishTexts(GeneralCatalogue& catalogue)
{
    catalogue.specifics = specifics();
    catalogue.fresh = freshInstructions();
    catalogue.outlines = outlines();
    catalogue.heading = "Outline by built-in rules (no language model):";
    catalogue.withContext = "The input that comes with it begins: \"[start]\".";
    catalogue.noTopic = "the request as it stands";
}

} // namespace evol::builtin
