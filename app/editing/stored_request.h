// SPDX-License-Identifier: GPL-3.0-or-later
// One request to a model outside of a run: asked once, unless two ask for the same at the same time. The document's thread.
#pragma once

#include "editing/document.h"
#include "evolution/chat_model.h"

#include <functional>

namespace evol {

enum class Asked {
    Now,
    Before, ///< the project has the exchange; `done` has been called
};

/// The exchange of `request` as the project has it, or else what `model` replies, stored before it is told. `about`: the
/// instruction that it is about, 0: none. `done` is called once, on the document's thread, perhaps before this returns;
/// not after `receiver` is gone. In a project that is open for reading the exchange is told without having been stored.
Asked askStored(Document &document, ChatModel &model, ChatRequest request, InstructionId about, QObject *receiver,
                std::function<void(Result<Exchange>)> done);

} // namespace evol
