// SPDX-License-Identifier: GPL-3.0-or-later
// The language models of this user, in one small file that every program of the user shares. A file that cannot be
// read is an error and is left as it is. One thread at a time; files, so not the GUI thread for long.
#pragma once

#include "models/model_endpoint.h"

#include <string>
#include <vector>

namespace evol {

class ModelSettings
{
public:
    /// $EVOL_CONFIG_DIR, or evol-studio in the user's configuration folder.
    static std::string defaultFolder();

    /// No file yet is no error: then there are no models.
    static Result<ModelSettings> load(const std::string &folder = defaultFolder());
    /// Whole or not at all. ErrorKind::Busy where another program has changed the file since load().
    Result<> save();

    const std::string &file() const { return m_file; }
    const std::vector<ModelEndpoint> &endpoints() const { return m_endpoints; }
    const ModelEndpoint *find(const std::string &name) const;

    /// Refuses a name that is taken.
    Result<> add(ModelEndpoint endpoint);
    /// Puts `endpoint` in the place of the one called `name`.
    Result<> replace(const std::string &name, ModelEndpoint endpoint);
    Result<> remove(const std::string &name);

private:
    explicit ModelSettings(std::string file)
        : m_file(std::move(file))
    {
    }

    Result<> unknown(const std::string &name) const;

    std::string m_file;
    std::string m_stored; ///< the file's bytes as they were read or written last
    std::vector<ModelEndpoint> m_endpoints;
};

} // namespace evol
