// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/bias.h"

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

constexpr double precision = 1e-15;
constexpr double tiny = 1e-300;

/// The continued fraction of the incomplete beta function (NIST Digital Library of Mathematical Functions, 8.17.22), by
/// Lentz's method; converges fast for x below (a + 1) / (a + b + 2).
double betaFraction(double a, double b, double x)
{
    double c = 1, d = 1 / std::max(std::abs(1 - (a + b) * x / (a + 1)), tiny), fraction = d;
    for (int m = 1; m < 100'000; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / (1 + even * d);
        c = 1 + even / c;
        fraction *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / (1 + odd * d);
        c = 1 + odd / c;
        const double factor = d * c;
        fraction *= factor;
        if (std::abs(factor - 1) < precision)
            break;
    }
    return fraction;
}

} // namespace

double halfBinomialTail(std::int64_t k, std::int64_t n)
{
    if (k < 0)
        return 0;
    if (k >= n)
        return 1;
    // P(X <= k) is the incomplete beta function at a half with a = n - k, b = k + 1.
    const double a = static_cast<double>(n - k), b = static_cast<double>(k + 1), x = 0.5;
    const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + (a + b) * std::log(x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, x) / b;
}

Bias biasOf(std::int64_t part, std::int64_t of)
{
    if (of <= 0)
        return {};
    const double tail = halfBinomialTail(std::min(part, of - part), of);
    return {{part, of}, std::min(1.0, 2 * tail)};
}

} // namespace evol
