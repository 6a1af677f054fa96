// Linear-chain sequence labelling: how well labels follow one another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rooms/triage/packing.hpp"

namespace mashang::triage {

/// How well labels follow one another, begin a text and end it: added to what each position says of its labels.
struct Transitions {
  std::size_t labels = 0;
  std::vector<float> step;  ///< step[from * labels + to]
  std::vector<float> first;
  std::vector<float> last;

  /// The score of what must not be.
  static constexpr float kNever = -1e4F;
};

/// What a chain says of one text: of each position's labels (`scores[position * labels + label]`), and how they follow.
struct Opinion {
  const Transitions* transitions;  ///< the model's whose opinion it is; that outlives this
  std::vector<float> scores;
};

/// All sequences alike: scores 0.
[[nodiscard]] Transitions even_transitions(std::size_t labels);

void pack_transitions(const Transitions& transitions, Packer& out);
[[nodiscard]] Transitions unpacked_transitions(std::size_t labels, Unpacker& in);

}  // namespace mashang::triage
