// SPDX-License-Identifier: GPL-3.0-or-later
// A ChatServer::Responder that plays a language model well enough to evolve instructions: it tells the kind of a
// request by words in its last user message, and the same request always gets the same text. Any thread.
#pragma once

#include "chat_server.h"

#include <string>
#include <vector>

namespace evol {

/// A request is of the first kind below one of whose words is in its last user message; else it asks for a response.
struct RequestWords {
    std::vector<std::string> judge{"Not Equal"};
    std::vector<std::string> score{"scale of 1 to 10", "from 1 to 10", "1-10"};
    std::vector<std::string> rewrite{"#Instruction#",      "#Given Prompt#",     "#The Given Prompt#",
                                     "#Rewritten Prompt#", "#Created Prompt#",   "#New Prompt#",
                                     "#New Instruction#",  "Rewritten Prompt",   "Created Prompt"};
};

ChatServer::Responder evolvingResponder(RequestWords words = {});

} // namespace evol
