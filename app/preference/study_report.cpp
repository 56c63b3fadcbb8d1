// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/study_report.h"

#include "preference/interval_plot.h"
#include "preference/judgement_words.h"

#include <algorithm>
#include <cstdio>

namespace evol {

namespace {

constexpr double normalTail = 1.959964; ///< of 95 %
constexpr double lowAgreement = 0.4;    ///< "fair" ends here: Landis and Koch (1977), Biometrics 33
constexpr std::int64_t fewVotes = 100;

constexpr const char *style = R"(<style>
:root{--ground:#FAFAF9;--panel:#FFFFFF;--text:#1B1C1E;--quiet:#63666B;--line:#E3E3E0;--accent:#2F6FDE;--warning:#8F5E12;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ground:#17181A;--panel:#1F2123;--text:#E8E8E6;--quiet:#9A9DA2;--line:#33363A;--accent:#6FA0FF;--warning:#E5B567}}
body{background:var(--ground);color:var(--text);font:15px/1.5 system-ui,sans-serif;max-width:860px;margin:32px auto;padding:0 16px}
h1{font-size:24px}h2{font-size:18px;margin-top:32px}table{border-collapse:collapse;width:100%;margin:12px 0;font-size:14px}
th,td{text-align:right;padding:4px 8px;border-bottom:1px solid var(--line)}th{color:var(--quiet);font-weight:500}th.l,td.l{text-align:left}
p.note,li.note{color:var(--quiet)}p.care{color:var(--warning)}svg text{font:12px system-ui,sans-serif}
@media print{body{margin:0}h2{break-after:avoid}table,svg{break-inside:avoid}}
</style>)";

std::string number(double value, int digits)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string orDash(const std::optional<double> &value, int digits)
{
    return value ? number(*value, digits) : "–";
}

class Table
{
public:
    explicit Table(const std::vector<std::string> &headers, std::size_t texts = 1) : m_texts(texts)
    {
        m_html = "<table><thead><tr>";
        for (std::size_t i = 0; i < headers.size(); ++i)
            m_html += cell("th", i, headers[i]);
        m_html += "</tr></thead><tbody>";
    }
    void row(const std::vector<std::string> &fields)
    {
        m_html += "<tr>";
        for (std::size_t i = 0; i < fields.size(); ++i)
            m_html += cell("td", i, fields[i]);
        m_html += "</tr>";
    }
    std::string html() const { return m_html + "</tbody></table>"; }

private:
    std::string cell(const std::string &tag, std::size_t column, const std::string &text) const
    {
        return '<' + tag + (column < m_texts ? " class='l'>" : ">") + htmlEscaped(text) + "</" + tag + '>';
    }
    std::string m_html;
    std::size_t m_texts;
};

std::vector<std::string> rateFields(const WinRate &rate)
{
    return {std::to_string(rate.wins), std::to_string(rate.ties), std::to_string(rate.losses), orDash(rate.rate, 1), orDash(rate.error, 1)};
}

std::vector<std::string> joined(std::vector<std::string> fields, const std::vector<std::string> &more)
{
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
}

PlottedInterval plotted(const std::string &name, const WinRate &rate)
{
    const double half = normalTail * rate.error.value_or(0);
    return {name, *rate.rate, *rate.rate - half, *rate.rate + half};
}

std::string contenders(const CriterionResults &criterion)
{
    std::vector<PlottedInterval> rates, ratings;
    Table table({"Contender", "Wins", "Ties", "Losses", "Win rate, %", "± error", "Rating", "Low", "High", "Elo", "Mean"});
    for (const ContenderFigures &c : criterion.contenders) {
        const auto &rating = c.bradleyTerry;
        const std::string low = rating.interval ? number(rating.interval->low, 0) : "–", high = rating.interval ? number(rating.interval->high, 0) : "–";
        if (c.rate.rate)
            rates.push_back(plotted(c.name, c.rate));
        if (rating.rating)
            ratings.push_back({c.name, *rating.rating, rating.interval.value_or(Interval{*rating.rating, *rating.rating}).low, rating.interval.value_or(Interval{*rating.rating, *rating.rating}).high});
        table.row(joined(joined({c.name}, rateFields(c.rate)), {orDash(rating.rating, 0), low, high, orDash(c.elo, 0), orDash(c.mean, 2)}));
    }
    return "<h3>Win rates, with 95 % intervals</h3>" + intervalPlot(rates, 50.0, " %") + "<h3>Bradley–Terry ratings, with 95 % intervals</h3>" +
           intervalPlot(ratings, meanRating, "") + table.html();
}

std::string pairs(const CriterionResults &criterion)
{
    Table table({"Contender", "Against", "Wins", "Ties", "Losses", "Win rate, %", "± error", "Both bad"}, 2);
    for (const PairFigures &pair : criterion.pairs) {
        table.row(joined(joined({criterion.contenders[static_cast<std::size_t>(pair.first)].name, criterion.contenders[static_cast<std::size_t>(pair.second)].name},
                                rateFields(pair.rate)), {std::to_string(pair.bothBad)}));
    }
    return criterion.pairs.empty() ? std::string() : "<h3>Pairs</h3>" + table.html();
}

std::string groups(const CriterionResults &criterion)
{
    Table table({"By", "Group", "Contender", "Wins", "Ties", "Losses", "Win rate, %", "± error"}, 3);
    for (const GroupFigures &group : criterion.groups) {
        for (std::size_t c = 0; c < group.contenders.size(); ++c)
            table.row(joined({group.by, group.key, criterion.contenders[c].name}, rateFields(group.contenders[c])));
    }
    return criterion.groups.empty() ? std::string() : "<h3>Breakdown</h3>" + table.html();
}

std::string agreementAndBias(const CriterionResults &criterion)
{
    const Agreement &a = criterion.agreement;
    const std::pair<const char *, const AgreementFigure *> figures[] = {
        {"Equal judgements, %", &a.percent}, {"Cohen's kappa", &a.cohenKappa}, {"Kappa, linear weights", &a.linearKappa}, {"Kappa, quadratic weights", &a.quadraticKappa},
        {"Fleiss' kappa", &a.fleissKappa}, {"Krippendorff's alpha, nominal", &a.nominalAlpha}, {"Krippendorff's alpha, ordinal", &a.ordinalAlpha},
        {"Krippendorff's alpha, interval", &a.intervalAlpha}};
    Table table({"Figure", "Value", "Low", "High", "Test"});
    for (const auto &[name, figure] : figures) {
        const int digits = figure == &a.percent ? 1 : 3;
        const auto &interval = figure->interval;
        table.row({name, orDash(figure->value, digits), interval ? number(interval->low, digits) : "–", interval ? number(interval->high, digits) : "–", ""});
    }
    for (const auto &[name, bias] : {std::pair("First answer preferred, %", &criterion.position), std::pair("Longer answer preferred, %", &criterion.length)}) {
        const bool known = bias->toward.of > 0;
        char p[32] = "cannot be told";
        if (bias->probability)
            std::snprintf(p, sizeof p, "p = %.2g", *bias->probability);
        table.row({name, known ? number(100 * *bias->toward.value(), 1) : "–", known ? number(100 * bias->interval().low, 1) : "–",
                   known ? number(100 * bias->interval().high, 1) : "–", known ? p : ""});
    }
    return "<h3>Agreement and bias</h3><p class='note'>" + std::to_string(a.units) + " units judged by several of " + std::to_string(a.raters) + " raters.</p>" + table.html();
}

std::string raters(const StudyResults &results)
{
    Table table({"Rater", "Judged", "Of", "Skipped", "Flagged", "As others, %", "Gold right, %", "First, %", "Side", "Seconds each"});
    const auto share = [](const Proportion &p) { return p.of > 0 ? number(100 * *p.value(), 1) : std::string("–"); };
    for (const RaterFigures &rater : results.raters) {
        table.row({rater.name, std::to_string(rater.judged), std::to_string(rater.comparisons), std::to_string(rater.skipped), std::to_string(rater.flagged),
                   share(rater.withOthers), share(rater.gold), share(rater.position.toward), rater.position.isFound() ? "a bias" : "", orDash(rater.medianSeconds, 1)});
    }
    return "<h2>Raters</h2>" + table.html();
}

std::string cautions(const StudyResults &results)
{
    std::string all;
    const CriterionResults &main = results.mainCriterion();
    const auto add = [&](const std::string &sentence) { all += "<p class='care'>" + htmlEscaped(sentence) + "</p>"; };
    if (results.judged + results.skipped < results.comparisons)
        add("The study is not finished: " + std::to_string(results.comparisons - results.judged - results.skipped) + " comparisons are open.");
    if (main.judgements < fewVotes)
        add("There are only " + std::to_string(main.judgements) + " judgements; intervals are wide, and rest on few items.");
    if (main.position.isFound())
        add("Raters preferred one side whoever stood there. Where sides are balanced this blurs differences and does not favour a contender.");
    if (main.length.isFound())
        add("The longer answer was preferred more often than not. Longer answers may be better, or only look so.");
    if (main.agreement.nominalAlpha.value && *main.agreement.nominalAlpha.value < lowAgreement)
        add("Raters agree little beyond chance (Krippendorff's alpha " + number(*main.agreement.nominalAlpha.value, 2) + ").");
    if (main.agreement.units == 0)
        add("No comparison was judged by two raters, so nothing is known of how far they agree.");
    for (const RaterFigures &rater : results.raters) {
        if (rater.position.isFound())
            add(rater.name + " took one side more often than chance would.");
    }
    return all.empty() ? std::string() : "<h2>To be careful about</h2>" + all;
}

constexpr const char *methods = R"(<h2>How the figures are made</h2><ul>
<li class='note'>Win rate: the mean of 1 for a win, ½ for a tie and 0 for a loss; both bad is a tie. Its error is robust against several votes on one item (Liang and Zeger 1986, Biometrika 73); with one vote an item it is the sample's standard deviation over the root of their number.</li>
<li class='note'>Ratings: Bradley and Terry (1952, Biometrika 39), maximum likelihood, ties half a win each; 400 points are tenfold odds, the mean is 1000. Intervals: percentiles of a bootstrap over items. Elo: K = 4, the mean over shuffled orders.</li>
<li class='note'>A ranking counts all its pairs, and points one rater gave two answers to an item count as a pair, as in WizardLM (arXiv 2304.12244, section 4.3); items of difficulty 8 to 10 are its hard ones.</li>
<li class='note'>Agreement: Cohen (1960), Cohen (1968), Fleiss (1971), Krippendorff (2011); of more than two raters Cohen's kappa is the mean over pairs. Intervals: a bootstrap over units.</li>
<li class='note'>Position and length: exact binomial test with Wilson's interval; where sides were not balanced the test of Mantel and Haenszel (1959), pair by pair.</li>
<li class='note'>Judgements on gold items tell about raters and count for nobody.</li></ul>)";

} // namespace

std::string studyReport(const StudyResults &results)
{
    std::string html = "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>" + htmlEscaped(results.name) + "</title>" + style +
                       "</head><body><h1>" + htmlEscaped(results.name) + "</h1>";
    html += "<p>" + std::to_string(results.judged) + " of " + std::to_string(results.comparisons) + " comparisons judged (" + judgementKindKey(results.design.kind) + ") by " +
            std::to_string(results.raters.size()) + " raters on " + std::to_string(results.items) + " items, " + std::to_string(results.goldItems) + " of them gold; overlap " +
            std::to_string(results.design.overlap) + ", seed " + std::to_string(results.design.seed) + "; " + std::to_string(results.skipped) + " skipped, " +
            std::to_string(results.flagged) + " flagged.</p>";
    if (!results.namesShown)
        html += "<p class='care'>Names are hidden until everything is judged or the study is closed.</p>";
    html += cautions(results);
    for (const CriterionResults &criterion : results.criteria) {
        html += "<h2>" + htmlEscaped(criterion.title) + "</h2><p class='note'>" + std::to_string(criterion.judgements) + " judgements, " + std::to_string(criterion.ties) + " ties in pairs, " +
                std::to_string(criterion.bothBad) + " of them both bad.</p>" + contenders(criterion) + pairs(criterion) + groups(criterion) + agreementAndBias(criterion);
    }
    return html + raters(results) + methods + "</body></html>\n";
}

} // namespace evol
