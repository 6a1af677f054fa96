// The way back through a layer with a memory.
#pragma once

#include "rooms/triage/lstm.hpp"

namespace mashang::triage::training {

/// `by_output`: how the loss changes with each output. Adds to `gradient` how it changes with the weights and returns
/// how it changes with the input.
[[nodiscard]] Matrix add_gradient(const Lstm& lstm, const SequenceLayout& layout, const Matrix& input,
                                  const LstmTrace& trace, const Matrix& by_output, Lstm& gradient);

}  // namespace mashang::triage::training
