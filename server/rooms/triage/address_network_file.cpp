// Shape, vocabulary, then the weights in the order of the network's members.
#include "rooms/triage/address_network_file.hpp"

#include <algorithm>
#include <cmath>

#include "rooms/triage/address_labels.hpp"
#include "rooms/triage/packing.hpp"

namespace mashang::triage {
namespace {

constexpr float kSteps = 15;  // to either side; the networks read as well as with 127, in half the bytes once packed

void pack(const Matrix& matrix, Packer& out) {
  float largest = 0;
  for (const float value : matrix.values) largest = std::max(largest, std::abs(value));
  const float step = largest > 0 ? largest / kSteps : 1.0F;
  out.real(step);
  for (const float value : matrix.values) out.byte(static_cast<std::int8_t>(std::lround(value / step)));
}

void unpack(Unpacker& in, Matrix& matrix) {
  const float step = in.real();
  for (float& value : matrix.values) value = step * static_cast<float>(in.byte());
}

void pack(const std::vector<float>& values, Packer& out) {
  for (const float value : values) out.real(value);
}

void unpack(Unpacker& in, std::vector<float>& values) {
  for (float& value : values) value = in.real();
}

/// `visit` takes each matrix and each vector of a network in turn.
template <class Network, class Visit>
void visit_weights(Network& network, Visit visit) {
  visit(network.characters);
  visit(network.pairs);
  visit(network.hints);
  for (auto& layer : network.layers) {
    for (auto& lstm : layer) {
      visit(lstm.from_input);
      visit(lstm.from_before);
      visit(lstm.bias);
    }
  }
  visit(network.reading);
  visit(network.bias);
}

void pack(const AddressVocabulary& vocabulary, Packer& out) {
  out.number(static_cast<std::uint32_t>(vocabulary.characters().size()));
  char32_t last = 0;
  for (const char32_t c : vocabulary.characters()) {
    out.number(c - last);
    last = c;
  }
  out.number(static_cast<std::uint32_t>(vocabulary.pairs().size()));
  for (const auto pair : vocabulary.pairs()) {
    out.number(static_cast<std::uint32_t>(pair >> 32U));
    out.number(static_cast<std::uint32_t>(pair));
  }
}

AddressVocabulary unpacked_vocabulary(Unpacker& in) {
  std::vector<char32_t> characters;
  char32_t last = 0;
  for (std::uint32_t left = in.number(); left > 0 && in.is_sound(); --left) characters.push_back(last += in.number());
  std::vector<AddressVocabulary::Pair> pairs;
  for (std::uint32_t left = in.number(); left > 0 && in.is_sound(); --left) {
    const char32_t first = in.number();
    pairs.push_back(AddressVocabulary::pair_of(first, in.number()));
  }
  return {std::move(characters), std::move(pairs)};
}

}  // namespace

std::string stored(const AddressVocabulary& vocabulary, const AddressNetwork& network) {
  Packer out;
  for (const std::size_t width :
       {network.characters.columns, network.pairs.columns, network.hints.columns, network.layers[0][0].width()})
    out.number(static_cast<std::uint32_t>(width));
  pack(vocabulary, out);
  visit_weights(network, [&out](const auto& weights) { pack(weights, out); });
  pack_transitions(network.transitions, out);
  return std::move(out).bytes();
}

Result<StoredNetwork> restored_network(std::string_view bytes) {
  constexpr std::uint32_t kWidest = 1024;
  const auto damaged = failure(ErrorKind::internal, "triage.model_damaged");
  Unpacker in(bytes);
  NetworkShape shape;
  for (std::size_t* width : {&shape.character_width, &shape.pair_width, &shape.hint_width, &shape.memory_width}) {
    const std::uint32_t number = in.number();
    if (number == 0 || number > kWidest) return damaged;
    *width = number;
  }
  StoredNetwork made{unpacked_vocabulary(in), {}};
  if (!in.is_sound()) return damaged;
  made.network = AddressNetwork(shape, made.vocabulary);
  visit_weights(made.network, [&in](auto& weights) { unpack(in, weights); });
  made.network.transitions = unpacked_transitions(kAddressLabels, in);
  if (!in.is_sound() || !in.is_at_end()) return damaged;
  return made;
}

}  // namespace mashang::triage
