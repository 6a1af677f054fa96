// Transitions as files keep them.
#include "rooms/triage/chain.hpp"

namespace mashang::triage {

Transitions even_transitions(std::size_t labels) {
  return {labels, std::vector<float>(labels * labels), std::vector<float>(labels), std::vector<float>(labels)};
}

void pack_transitions(const Transitions& transitions, Packer& out) {
  for (const auto* scores : {&transitions.step, &transitions.first, &transitions.last})
    for (const float score : *scores) out.real(score);
}

Transitions unpacked_transitions(std::size_t labels, Unpacker& in) {
  Transitions transitions = even_transitions(labels);
  for (auto* scores : {&transitions.step, &transitions.first, &transitions.last})
    for (float& score : *scores) score = in.real();
  return transitions;
}

}  // namespace mashang::triage
