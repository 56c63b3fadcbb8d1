// SPDX-License-Identifier: GPL-3.0-or-later
// A fingerprint by which two instructions are the same. Any thread.
#include "dataset/instruction_digest.h"

#include "dataset/utf8.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace evol {

InstructionDigest instructionDigest(std::string_view instruction, std::string_view context)
{
    const auto view = [](std::string_view text) {
        const auto rest = withoutBlanks(text);
        return QByteArrayView(rest.data(), static_cast<qsizetype>(rest.size()));
    };
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(view(instruction));
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(view(context));
    const QByteArray sum = hash.result();
    return {qFromBigEndian<std::uint64_t>(sum.constData()), qFromBigEndian<std::uint64_t>(sum.constData() + 8)};
}

} // namespace evol
