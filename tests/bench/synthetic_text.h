// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences without sense whose words are as common and as rare as those of real ones: nine of ten in English, the
// rest in Chinese and Japanese. The same seed gives the same texts. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evol::bench {

class SyntheticText
{
public:
    explicit SyntheticText(std::uint64_t seed);

    enum class Language { English, Chinese, Japanese };

    Language language();
    /// About so many words; of a language without spaces as many characters as say as much.
    std::string text(Language language, int words);
    /// From 0 to bound - 1.
    std::uint64_t below(std::uint64_t bound);
    bool chance(double probability);

private:
    std::string english(int words);
    std::string withoutSpaces(const std::vector<std::string_view> &characters, int count);
    std::string_view word();

    std::uint64_t m_state;
    std::vector<std::string> m_vocabulary; ///< the most common first
    std::vector<double> m_shares;          ///< cumulated
};

} // namespace evol::bench
