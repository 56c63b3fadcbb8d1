// SPDX-License-Identifier: GPL-3.0-or-later
// Long texts as JSON strings: the same bytes as the library's, whatever is in them.
#include "domain/json_text.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <limits>
#include <random>

using namespace evol;

class TestJsonText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesWhatTheLibraryWrites()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 3000; ++round) {
            std::string text(random() % 40, ' ');
            const int kind = round % 3; // ASCII; any bytes; mostly plain
            for (char &c : text)
                c = static_cast<char>(kind == 0 ? random() % 128 : kind == 1 ? random() % 256 : 32 + random() % 95);
            if (round % 5 == 0)
                text += "数学 \xf0\x9f\x98\x80";
            std::string own = "x";
            appendJson(own, text);
            const std::string library = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
            QCOMPARE(QByteArray::fromStdString(own), QByteArray::fromStdString("x" + library));
        }
    }

    void numbersToo()
    {
        for (int round = 0; round < 3; ++round) {
            for (const double number : {1.0, 0.9, 0.0, -0.0, 1e-7, 0.1 + 0.2, 2048.0, 1e300, std::numeric_limits<double>::infinity(), 1.0, 0.9}) {
                std::string own = "x";
                appendJson(own, number);
                QCOMPARE(own, "x" + nlohmann::json(number).dump());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
