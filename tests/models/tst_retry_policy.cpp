// SPDX-License-Identifier: GPL-3.0-or-later
// When and how long after a request is tried again: no waiting here, only the numbers.
#include "models/retry_policy.h"

#include <QTest>

#include <set>

using namespace evol;
using namespace std::chrono_literals;

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triesAsOftenAsThereIsHope();
    void delaysDoubleUpToTheLongest();
    void jitterIsTheSameForTheSameSeedAndSpreadsOthers();
    void retryAfterOutranksTheBackOffUpToItsCap();
    void readsSecondsAndDatesOfRetryAfter();
};

void TestRetryPolicy::triesAsOftenAsThereIsHope()
{
    const RetryPolicy policy;
    QVERIFY(!mayRetry(policy, Hope::None, 1));
    QVERIFY(mayRetry(policy, Hope::Good, policy.attempts - 1));
    QVERIFY(!mayRetry(policy, Hope::Good, policy.attempts));
    QVERIFY(mayRetry(policy, Hope::Connection, policy.connectionAttempts - 1));
    QVERIFY(!mayRetry(policy, Hope::Connection, policy.connectionAttempts));
}

void TestRetryPolicy::delaysDoubleUpToTheLongest()
{
    const RetryPolicy policy;
    for (std::uint64_t seed = 0; seed < 200; ++seed)
        for (int attempt = 1; attempt < 100; ++attempt) {
            const auto whole = attempt < 7 ? 500ms * (1 << (attempt - 1)) : 30'000ms;
            const auto delay = retryDelay(policy, attempt, std::nullopt, seed);
            QVERIFY(delay >= whole / 2);
            QVERIFY(delay <= whole);
        }
}

void TestRetryPolicy::jitterIsTheSameForTheSameSeedAndSpreadsOthers()
{
    const RetryPolicy policy;
    QCOMPARE(retryDelay(policy, 3, std::nullopt, 7), retryDelay(policy, 3, std::nullopt, 7));
    std::set<std::int64_t> delays;
    for (std::uint64_t seed = 0; seed < 64; ++seed)
        delays.insert(retryDelay(policy, 3, std::nullopt, seed).count());
    QVERIFY(delays.size() > 50);
}

void TestRetryPolicy::retryAfterOutranksTheBackOffUpToItsCap()
{
    const RetryPolicy policy;
    QCOMPARE(retryDelay(policy, 1, 0ms, 1).count(), 0);
    QCOMPARE(retryDelay(policy, 5, 1000ms, 1).count(), 1000);
    QCOMPARE(retryDelay(policy, 1, 3'600'000ms, 1).count(), policy.longestRetryAfter.count());
    QCOMPARE(retryDelay(policy, 1, -5ms, 1).count(), 0);
}

void TestRetryPolicy::readsSecondsAndDatesOfRetryAfter()
{
    const auto now = std::chrono::system_clock::from_time_t(1'445'412'480); // Wed, 21 Oct 2015 07:28:00 GMT
    const auto read = [now](const char *header) { return parseRetryAfter(header, now).value_or(-1ms).count(); };
    QCOMPARE(read("0"), 0);
    QCOMPARE(read("1"), 1000);
    QCOMPARE(read(" 20 "), 20'000);
    QCOMPARE(read("1.5"), 1500);
    QCOMPARE(read("-3"), 0);
    QCOMPARE(read("Wed, 21 Oct 2015 07:28:30 GMT"), 30'000);
    QCOMPARE(read("Wednesday, 21-Oct-15 07:29:00 GMT"), 60'000);
    QCOMPARE(read("Wed, 21 Oct 2015 07:00:00 GMT"), 0);
    QVERIFY(read("99999999999999999999") > 0);
    QVERIFY(read("1e999") > 0);
    QCOMPARE(read(""), -1);
    QCOMPARE(read("soon"), -1);
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retry_policy.moc"
