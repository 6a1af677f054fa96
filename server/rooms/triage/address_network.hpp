// A network that reads an address forwards and backwards and says of each character which labels suit it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "rooms/triage/address_hints.hpp"
#include "rooms/triage/chain.hpp"
#include "rooms/triage/lstm.hpp"

namespace mashang::triage {

/// The characters and pairs of characters a network knows; 0 is any other.
class AddressVocabulary {
 public:
  using Pair = std::uint64_t;             ///< the first in the upper half
  static constexpr char32_t kBorder = 0;  ///< of the text, in a pair
  [[nodiscard]] static Pair pair_of(char32_t a, char32_t b) { return static_cast<Pair>(a) << 32U | b; }
  AddressVocabulary() = default;
  /// Both sorted.
  AddressVocabulary(std::vector<char32_t> characters, std::vector<Pair> pairs);

  [[nodiscard]] std::uint32_t number_of(char32_t c) const;
  [[nodiscard]] std::uint32_t number_of(char32_t a, char32_t b) const;
  [[nodiscard]] std::span<const char32_t> characters() const { return characters_; }
  [[nodiscard]] std::span<const Pair> pairs() const { return pairs_; }

 private:
  std::vector<char32_t> characters_;
  std::vector<Pair> pairs_;
};

/// A character as the network sees it.
struct NetworkInput {
  std::uint32_t character;
  std::uint32_t pair_before;
  std::uint32_t pair_after;
  Hints hints;
};
[[nodiscard]] std::vector<NetworkInput> network_input(std::u32string_view text, std::span<const Hints> hints,
                                                      const AddressVocabulary& vocabulary);

struct NetworkShape {
  std::size_t character_width = 48;
  std::size_t pair_width = 48;
  std::size_t hint_width = 24;
  std::size_t memory_width = 160;
  [[nodiscard]] std::size_t input_width() const { return character_width + 2 * pair_width + hint_width; }
};

/// Two bidirectional layers with a memory and one that reads them (Huang, Xu, Yu 2015; Lample et al. 2016).
struct AddressNetwork {
  static constexpr std::size_t kLayers = 2;
  AddressNetwork() = default;
  AddressNetwork(const NetworkShape& shape, const AddressVocabulary& vocabulary);

  Matrix characters;
  Matrix pairs;
  Matrix hints;  ///< row hint * kHintAnswers + answer
  std::array<std::array<Lstm, 2>, kLayers> layers;
  Matrix reading;  ///< of both directions' outputs: a column for each label
  std::vector<float> bias;
  Transitions transitions;

  /// Everything that is learned, in a fixed order.
  [[nodiscard]] std::vector<std::span<float>> weights();
};

/// Forwards and backwards.
using LayerPanels = std::array<LstmPanels, 2>;
[[nodiscard]] LayerPanels panels_of(const std::array<Lstm, 2>& layer);

/// What a layer saw and did; `backward` saw each text from its end.
struct LayerTrace {
  Matrix input;
  Matrix mirrored_input;
  LstmTrace forward;
  LstmTrace backward;
};
[[nodiscard]] LayerTrace run(const LayerPanels& layer, const SequenceLayout& layout, Matrix input);
/// Both directions side by side, each row at its character.
[[nodiscard]] Matrix output_of(const LayerTrace& trace, const SequenceLayout& layout);

/// The first layer's input: what each row's character, pairs and hints are, side by side.
[[nodiscard]] Matrix embedded(const AddressNetwork& network, std::span<const NetworkInput> rows);
/// What each row says of each label.
[[nodiscard]] Matrix read_labels(const AddressNetwork& network, const Matrix& top);

/// A network that has learned, ready to read text after text.
struct ReadyNetwork {
  explicit ReadyNetwork(AddressNetwork learned);

  AddressNetwork network;
  std::array<LayerPanels, AddressNetwork::kLayers> layers;
};
[[nodiscard]] std::vector<float> label_scores(const ReadyNetwork& ready, std::span<const NetworkInput> text);

}  // namespace mashang::triage
