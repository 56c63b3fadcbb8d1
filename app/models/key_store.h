// SPDX-License-Identifier: GPL-3.0-or-later
// Where secret keys are kept: the keychain of the desktop, or a stand-in for it in tests.
// The thread is the implementation's to say.
#pragma once

#include "domain/result.h"

#include <string>

namespace evol {

class KeyStore
{
public:
    virtual ~KeyStore() = default;

    /// ErrorKind::NotFound where there is no entry of this name.
    virtual Result<std::string> read(const std::string &entry) const = 0;
    virtual Result<> write(const std::string &entry, const std::string &secret) = 0;
    /// Removing what is not there is no error.
    virtual Result<> remove(const std::string &entry) = 0;
};

} // namespace evol
