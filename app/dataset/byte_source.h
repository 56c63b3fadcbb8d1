// SPDX-License-Identifier: GPL-3.0-or-later
// A device read in chunks, whose start has been checked: it is neither empty nor binary nor in UTF-16,
// and its byte order mark is skipped. Used by one thread.
#pragma once

#include "domain/result.h"

#include <cstdint>
#include <string>
#include <string_view>

class QIODevice;

namespace evol {

class ByteSource
{
public:
    /// `device` is open and outlives this; `name` is what messages call it.
    ByteSource(QIODevice &device, std::string name);

    /// Reads and checks the start; to be called once, before the rest. An error says what the file is instead.
    Result<void> start();

    /// The bytes at hand that have not been consumed; more are read where there are none. Empty at the end.
    Result<std::string_view> bytes();
    void consume(std::size_t count) { m_consumed += count; }

    const std::string &name() const { return m_name; }
    std::int64_t bytesRead() const { return m_bytesRead; }

private:
    Result<std::size_t> readMore();

    QIODevice &m_device;
    std::string m_name;
    std::string m_chunk;
    std::size_t m_consumed = 0;
    std::int64_t m_bytesRead = 0;
};

} // namespace evol
