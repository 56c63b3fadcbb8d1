// SPDX-License-Identifier: GPL-3.0-or-later
// The keychain of this desktop, through QtKeychain. Each call runs an event loop of its own until the keychain has
// answered, which may include a person unlocking it. The main thread, with a QCoreApplication.
#pragma once

#include "models/key_store.h"

namespace evol {

class SystemKeychain final : public KeyStore
{
public:
    Result<std::string> read(const std::string &entry) const override;
    Result<> write(const std::string &entry, const std::string &secret) override;
    Result<> remove(const std::string &entry) override;
};

} // namespace evol
