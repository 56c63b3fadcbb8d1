// SPDX-License-Identifier: GPL-3.0-or-later
// What rewrites of general English text add. A clause must make sense behind any instruction of its
// sorts of task, and ask for something that an answer can do or fail to do. Constant table, any thread.
#include "models/builtin/general_clauses.h"

namespace evol::builtin {

namespace {

constexpr std::string_view constraints = "add_constraints";
constexpr std::string_view deepen = "deepen";
constexpr std::string_view concretize = "concretize";
constexpr std::string_view reasoning = "increase_reasoning";
constexpr std::string_view input = "complicate_input";

std::vector<Clause> constraintClauses()
{
    constexpr unsigned prose = Explain | Ideas | Document;
    return {
        {constraints, prose, "length", "Keep the whole [work] under 150 words, and do not make any point twice.", Needs::LongWork},
        {constraints, Explain | Document, "length", "The [work] should have exactly three paragraphs, each opening with a sentence that sums it up.", Needs::LongWork},
        {constraints, prose, "audience", "Write for readers of about twelve who have never met the subject before."},
        {constraints, Explain | Ideas, "audience", "Address a busy colleague who has only two minutes to read your reply."},
        {constraints, prose | Creative, "words", "Avoid the words \"very\", \"really\" and \"important\" throughout the [work]."},
        {constraints, prose, "tone", "Keep a calm and factual tone, without exclamation marks, slang or rhetorical questions."},
        {constraints, Explain | Document, "end", "End with a single line that begins with \"In short:\" and sums up the main point.", Needs::LongWork},
        {constraints, Explain, "sources", "Say for each claim whether it is common knowledge or would need a source."},
        {constraints, Ideas, "count", "Give exactly five items, no two of which may begin with the same letter.", Needs::List},
        {constraints, Ideas, "obvious", "Leave out the three suggestions that most people would think of first.", Needs::List},
        {constraints, Ideas, "format", "Lay the [work] out as a numbered list in which every line begins with a verb.", Needs::LongWork},
        {constraints, Ideas, "order", "Put the items in order, from the one that takes the least effort to the one that takes the most.", Needs::List},
        {constraints, Creative, "senses", "Mention at least one sound and one smell, and let part of it take place at night."},
        {constraints, Creative, "view", "Use the present tense, and take the point of view of someone who has just arrived."},
        {constraints, Creative, "style", "Use no adverbs that end in \"-ly\", and no sentence of more than fifteen words."},
        {constraints, Creative, "cliche", "Avoid stock phrases, and do not name any feeling directly anywhere in the [work]."},
        {constraints, Document, "sentences", "Use no sentence longer than twenty words, and address the reader directly at least once.", Needs::LongWork},
        {constraints, Document, "facts", "Mention one date and one place, and do not make up any statistics or quotations.", Needs::LongWork},
        {constraints, Transform, "names", "Keep all names, numbers and quotations exactly as they are in the original."},
        {constraints, Transform, "size", "State at the end, in one line, how many words the original and the result have."},
        {constraints, Transform, "tone", "Keep the tone of the original, and add no information that it does not contain."},
        {constraints, Transform, "doubt", "Where the original is unclear, put a question mark in square brackets instead of guessing."},
        {constraints, Classify, "certainty", "Add how certain you are as a percentage, followed by one sentence of explanation."},
        {constraints, Classify, "quote", "Quote the exact words on which you base your decision, in quotation marks."},
        {constraints, Classify, "evidence", "If the evidence is not sufficient, say so explicitly instead of guessing."},
        {constraints, Classify, "form", "Put the decision itself on the first line, alone and in capital letters."},
        {constraints, Code, "library", "Use nothing beyond the standard library, and handle empty input without failing."},
        {constraints, Code, "cost", "State the time and memory cost of the solution, and keep both as low as you can."},
        {constraints, Code, "comments", "Give every function a one-line comment, and keep each of them below twenty lines.", Needs::Program},
        {constraints, Code, "tests", "Include three test cases, one of which covers an unusual or invalid input."},
        {constraints, Code, "names", "Give every variable a descriptive name, and do not use any global state.", Needs::Program},
        {constraints, WordProblem, "rounding", "Give the answer as an exact value first, and then rounded to one decimal place."},
        {constraints, WordProblem, "units", "Write down the unit of every intermediate result, and number the steps."},
        {constraints, WordProblem, "level", "Use no algebraic variables, so that a pupil of ten can follow the reasoning."},
        {constraints, WordProblem, "check", "Check the answer by working backwards from it to the numbers that are given."},
        {constraints, Ideas, "space", "Keep every single point down to one line of at most fifteen words."},
        {constraints, Lookup, "form", "Put the answer alone on the first line, and give your reasons only after that."},
        {constraints, Lookup, "certainty", "Say how certain you are, and name one way to check the answer."},
        {constraints, Lookup, "length", "Use no more than three sentences, and repeat the question in none of them."},
        {constraints, Lookup, "missing", "If something that you would need is missing, say what it is instead of guessing."},
    };
}

std::vector<Clause> deepenClauses()
{
    return {
        {deepen, Explain, "why", "Explain as well why this is so, and what follows from it in practice."},
        {deepen, Explain, "error", "Go into one common misunderstanding about the subject, and show where it comes from."},
        {deepen, Explain, "dispute", "Also discuss who might disagree with the usual view, and on what grounds."},
        {deepen, Explain, "limits", "Point out where the limits of your explanation lie, and what is still uncertain."},
        {deepen, Explain, "general", "Then name the general principle behind it, and another field in which it applies."},
        {deepen, Ideas, "drawback", "For every item, explain why it belongs there and what its main drawback is.", Needs::List},
        {deepen, Ideas, "tradeoff", "Explain the trade-off behind your most debatable choice, and who would be right to prefer another."},
        {deepen, Ideas, "wrong", "Add for each item when it would be the wrong choice, and what to do then.", Needs::List},
        {deepen, Ideas, "depends", "Say which of the items depend on one another, and what happens if one is missing.", Needs::List},
        {deepen, Document, "objection", "Anticipate the strongest objection that a reader might raise, and answer it before it can be made.", Needs::LongWork},
        {deepen, Document, "stakes", "Make clear what is at stake for each of the people involved, and why they might disagree.", Needs::LongWork},
        {deepen, Document, "background", "Work in enough background for the reader to see how things came to this point.", Needs::LongWork},
        {deepen, Document | Creative, "note", "Afterwards, explain in two sentences what you want the reader to think, and how you get there."},
        {deepen, Creative, "conflict", "Let the main figure want two things that cannot both be had, and show the cost of the choice.", Needs::Narrative},
        {deepen, Creative, "detail", "Let a small detail from the beginning return at the end with a different meaning.", Needs::Narrative},
        {deepen, Creative, "works", "Then explain what makes it work, and which single change would spoil it."},
        {deepen, Creative, "tradition", "Add a note on the tradition it belongs to, and on where it departs from it."},
        {deepen, Transform, "meaning", "Afterwards, explain which of your changes affects the meaning most, and why you made it."},
        {deepen, Transform, "reading", "Point out one passage that allows a second reading, and say how you decided."},
        {deepen, Transform, "lost", "Explain what may be lost in the process, and how one could notice the loss."},
        {deepen, Classify, "feature", "Explain which feature settles the matter, and what would have to change for the opposite answer."},
        {deepen, Classify, "mistake", "Discuss the most likely mistake in such a decision, and how one could notice it."},
        {deepen, Classify, "border", "Describe a borderline case that would be harder to decide, and explain why."},
        {deepen, Code, "correct", "Explain why the approach is correct, and how it behaves when the input grows a thousandfold."},
        {deepen, Code, "errors", "Discuss which errors can occur at run time, and how the caller should learn about them."},
        {deepen, Code, "alternative", "Explain which other approach you rejected, and under what circumstances it would be better."},
        {deepen, Code, "threads", "Describe how the code would have to change if several threads used it at once.", Needs::Program},
        {deepen, WordProblem, "double", "Explain as well how the answer would change if the first number given were doubled."},
        {deepen, WordProblem, "method", "Explain why the method works, and not only how it is carried out."},
        {deepen, WordProblem, "influence", "Also say which of the given numbers influences the answer most, and why."},
        {deepen, Ideas, "general", "Then say which principle guided your choice, and where it would lead you astray."},
        {deepen, Lookup, "why", "Explain as well why this answer is right and the most tempting wrong one is not."},
        {deepen, Lookup, "change", "Then say what would have to be different for the answer to change."},
        {deepen, Lookup, "general", "Also state the general rule behind the answer, and one exception to it."},
    };
}

std::vector<Clause> concreteClauses()
{
    return {
        {concretize, Explain, "example", "Support your reply with one example that names a real place, a year and a person."},
        {concretize, Explain, "walk", "Work through one specific case from beginning to end, with actual names and figures."},
        {concretize, Explain, "life", "Relate it to something that a first-year student in a shared flat could run into this week."},
        {concretize, Explain | Ideas, "audience", "Tailor your reply to Ingrid, who runs a small bookshop in Bergen and reads it on her phone."},
        {concretize, Ideas, "people", "Assume that it is for four friends from Valencia who have one Saturday in May and 200 euros."},
        {concretize, Ideas, "people", "Assume that it is for a secondary-school teacher in Leeds with thirty pupils and no budget."},
        {concretize, Ideas, "figures", "Name a brand, a place or a price in euros for every item instead of a general description."},
        {concretize, Document, "sender", "Assume that the writer is Elena Petrova, who runs a bicycle shop in Ghent with three employees.", Needs::LongWork},
        {concretize, Document, "event", "Refer to one specific event, such as the flood that closed the town library in March 2019.", Needs::LongWork},
        {concretize, Document, "print", "Assume that it will be read out to forty members of a rowing club in Hamburg in June."},
        {concretize, Creative, "place", "Set it in a railway station café in Trieste on a rainy evening in November 1987."},
        {concretize, Creative, "figure", "Make the main figure a retired lighthouse keeper named Aino who collects broken clocks.", Needs::Narrative},
        {concretize, Creative, "things", "Work in a blue bicycle, a locked piano and a letter from Lima."},
        {concretize, Transform, "use", "Assume that the result will be printed on a poster at a museum of fishing in Bergen."},
        {concretize, Transform, "audience", "Assume that the reader is Mr Okafor, a retired pharmacist who reads it on his phone."},
        {concretize, Classify, "use", "Imagine that you decide this for the help desk of a public library in Graz, which must justify it to visitors."},
        {concretize, Classify, "contrast", "Make up one short example of your own that would fall on the other side, and show the difference."},
        {concretize, Code, "sample", "Show it at work on a concrete input of at least five values, and give the exact output."},
        {concretize, Code, "domain", "Use the orders of a small web shop, each with a customer, a date and a total, as your example."},
        {concretize, Code, "run", "Name the exact file and the exact command with which to run it on a fresh Debian system."},
        {concretize, WordProblem, "scene", "Before you solve it, retell the situation as a scene at the fish market in Marseille."},
        {concretize, WordProblem, "table", "Put every quantity that is given or wanted, with its unit, into a short list first."},
        {concretize, Lookup, "example", "Add one further example of the same kind, made up by yourself, together with its answer."},
        {concretize, Lookup, "audience", "Answer in the way you would for Aylin, a pupil of fourteen who missed the last two lessons."},
    };
}

std::vector<Clause> reasoningClauses()
{
    return {
        {reasoning, Explain, "compare", "Compare two competing answers step by step, and justify which of them is more convincing."},
        {reasoning, Explain, "chain", "First state what you assume, then derive each point from the one before, and name the weakest link."},
        {reasoning, Explain, "counter", "Test your answer against one counterexample, and say whether and how it has to be changed."},
        {reasoning, Ideas, "compare", "Compare the two best options by cost, effort and risk, and justify which one you would choose."},
        {reasoning, Ideas, "score", "Score every item from 1 to 5 on two criteria of your own, and derive a recommendation from the totals.", Needs::List},
        {reasoning, Ideas, "path", "Explain in three steps how you got from the request to your final selection."},
        {reasoning, Document | Creative, "decisions", "Before you begin, list the three decisions you had to make and the reason for each."},
        {reasoning, Document, "drafts", "Draft two different openings first, compare them, and justify which one you go on with.", Needs::LongWork},
        {reasoning, Document, "check", "Afterwards, check the result point by point against the request, and correct what is missing."},
        {reasoning, Creative, "compare", "Sketch two possible endings first, compare their effect, and justify the one you choose."},
        {reasoning, Creative, "trace", "Afterwards, trace step by step how each part prepares for the last one."},
        {reasoning, Transform, "compare", "Produce two versions, compare them point by point, and justify which one is better."},
        {reasoning, Transform, "rule", "Proceed step by step: state the rule you apply, apply it, and then verify the result."},
        {reasoning, Transform, "order", "First list everything that needs attention, then work through the list in order, and finally check the whole."},
        {reasoning, Classify, "weigh", "List the arguments for and against, weigh them one by one, and only then decide."},
        {reasoning, Classify, "compare", "Compare the two most plausible answers on three criteria, and justify your choice."},
        {reasoning, Classify, "independent", "Work out which pieces of evidence are independent of each other, and base the decision on those."},
        {reasoning, Code, "compare", "Compare two approaches by running time and readability, and justify which one you implement."},
        {reasoning, Code, "trace", "Trace the code by hand for one small input, and show the state after every step."},
        {reasoning, Code, "edges", "First write down the edge cases, then the code, and finally show how each edge case is handled."},
        {reasoning, WordProblem, "ways", "Solve it in two different ways, compare the results, and say which way is less prone to error."},
        {reasoning, WordProblem, "larger", "After that, work out what the answer would be if every number given were one larger."},
        {reasoning, WordProblem, "justify", "Show every intermediate result on a line of its own, and justify each operation in a few words."},
        {reasoning, Lookup, "steps", "Number the steps that lead to the answer, and say for each of them what it rests on."},
        {reasoning, Lookup, "compare", "Name the two most plausible answers, and rule one of them out step by step."},
        {reasoning, Lookup, "check", "Check the answer in a second, independent way, and say whether the two agree."},
    };
}

std::vector<Clause> inputClauses()
{
    return {
        {input, Explain | Document, "reader", "Choose depth and examples for the reader described in this JSON object:\n\n```json\n{\n  \"reader\": \"apprentice electrician\",\n  \"age\": 19,\n  \"knows\": [\"percentages\", \"basic physics\"],\n  \"minutes_to_read\": 4\n}\n```"},
        {input, Explain, "points", "Cover the points of this table in the order of their weight:\n\n| point | weight |\n| --- | --- |\n| definition | 1 |\n| example | 3 |\n| limits | 2 |"},
        {input, Explain | Ideas, "html", "Fit your reply into this HTML fragment, with the comments replaced:\n\n```html\n<section>\n  <h2><!-- title --></h2>\n  <p><!-- main point --></p>\n  <ul><!-- three details --></ul>\n</section>\n```"},
        {input, Ideas, "limits", "Respect all the limits in the following table:\n\n| limit | value |\n| --- | --- |\n| people | 4 |\n| budget in euros | 120 |\n| hours | 6 |\n| to be avoided | long drives |"},
        {input, Ideas, "stock", "Make use of what the rows of this CSV file list as available:\n\n```csv\nitem,quantity\nnotebook,3\nold newspapers,20\nblankets,2\nfolding table,1\n```"},
        {input, Document, "facts", "Work all the facts of this XML record into the text:\n\n```xml\n<facts>\n  <place>Ghent</place>\n  <date>2024-05-17</date>\n  <contact>Elena Petrova</contact>\n  <deadline days=\"10\"/>\n</facts>\n```", Needs::LongWork},
        {input, Document, "style", "Follow the style settings in this YAML file:\n\n```yaml\nstyle:\n  person: first\n  tense: present\n  paragraphs: 3\n  greeting: false\n```"},
        {input, Creative, "figures", "Let the rows of this table appear in it, in the order given:\n\n| figure | wants | hides |\n| --- | --- | --- |\n| Aino | a key | a letter |\n| Tomas | silence | a debt |"},
        {input, Creative, "beats", "Follow the plan in this Python list, one element after the other:\n\n```python\nplan = [\n    (\"arrival\", \"calm\"),\n    (\"discovery\", \"tense\"),\n    (\"farewell\", \"light\"),\n]\n```"},
        {input, Transform, "glossary", "Wherever one of these terms is needed, use the wording of this table:\n\n| avoid | use |\n| --- | --- |\n| utilize | use |\n| in order to | to |\n| a number of | several |"},
        {input, Transform, "settings", "Apply the settings in this JSON object while you do so:\n\n```json\n{\n  \"spelling\": \"British\",\n  \"max_words_per_sentence\": 20,\n  \"keep_line_breaks\": true\n}\n```"},
        {input, Classify, "record", "Record your decision as one row for the table that this SQL statement creates:\n\n```sql\nCREATE TABLE decisions (\n  label TEXT,\n  certainty INTEGER CHECK (certainty BETWEEN 0 AND 100),\n  reason TEXT\n);\n```"},
        {input, Classify, "costs", "Take the costs of a wrong decision from this table into account:\n\n| mistake | cost |\n| --- | --- |\n| false alarm | 1 |\n| missed case | 5 |"},
        {input, Code, "sample", "The code has to work on data of the form shown here:\n\n```json\n[\n  {\"id\": 7, \"name\": \"Lima\", \"values\": [3, 1, 2]},\n  {\"id\": 9, \"name\": \"Oslo\", \"values\": []}\n]\n```"},
        {input, Code, "call", "It will be called from this shell script, which must run without changes:\n\n```sh\nset -eu\nfor file in data/*.csv; do\n  ./solve \"$file\" > \"${file%.csv}.out\"\ndone\n```"},
        {input, Code, "settings", "It reads its settings from this YAML file:\n\n```yaml\nlimits:\n  rows: 1000\n  seconds: 2\non_error: skip\n```"},
        {input, WordProblem, "table", "Fill in the following table with your steps before you state the answer:\n\n| step | operation | result | unit |\n| --- | --- | --- | --- |\n| 1 | | | |\n| 2 | | | |"},
        {input, WordProblem, "json", "Give the result in the form of this JSON object, with the values replaced:\n\n```json\n{\n  \"given\": [],\n  \"operations\": [],\n  \"answer\": null,\n  \"unit\": \"\"\n}\n```"},
        {input, Explain, "questions", "Answer these questions along the way, in the order of the rows:\n\n```csv\nnumber,question\n1,What is the first thing to notice?\n2,Who is affected by it?\n3,What is often overlooked?\n```"},
        {input, Explain, "outline", "Follow the outline in this XML document, with one sentence for each empty element:\n\n```xml\n<reply>\n  <starting-point/>\n  <turning-point/>\n  <consequence/>\n</reply>\n```"},
        {input, Lookup, "json", "Give your reply in the form of this JSON object, with the values replaced:\n\n```json\n{\n  \"answer\": \"\",\n  \"steps\": [],\n  \"certainty_percent\": 0\n}\n```"},
        {input, Lookup, "table", "Enter your reply into the empty cells of this table:\n\n| step | finding | reason |\n| --- | --- | --- |\n| 1 | | |\n| 2 | | |\n| answer | | |"},
        {input, Lookup, "sql", "Write your reply as the values of this SQL statement, with the question marks replaced:\n\n```sql\nINSERT INTO answers (answer, reason, certainty)\nVALUES (?, ?, ?);\n```"},
    };
}

} // namespace

GeneralCatalogue makeEnglishGeneralCatalogue()
{
    GeneralCatalogue catalogue;
    for (const auto& clauses : {constraintClauses(), deepenClauses(), concreteClauses(), reasoningClauses(), inputClauses()})
        catalogue.clauses.insert(catalogue.clauses.end(), clauses.begin(), clauses.end());
    addEnglishTexts(catalogue);
    return catalogue;
}

} // namespace evol::builtin
