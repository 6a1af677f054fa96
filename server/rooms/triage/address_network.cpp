// From characters to scores of labels.
#include "rooms/triage/address_network.hpp"

#include <algorithm>

#include "rooms/triage/address_labels.hpp"

namespace mashang::triage {
namespace {

template <class Value>
std::uint32_t number_among(const std::vector<Value>& known, Value value) {
  const auto found = std::lower_bound(known.begin(), known.end(), value);
  return found != known.end() && *found == value ? static_cast<std::uint32_t>(found - known.begin() + 1) : 0;
}

}  // namespace

AddressVocabulary::AddressVocabulary(std::vector<char32_t> characters, std::vector<Pair> pairs)
    : characters_(std::move(characters)), pairs_(std::move(pairs)) {}

std::uint32_t AddressVocabulary::number_of(char32_t c) const { return number_among(characters_, c); }
std::uint32_t AddressVocabulary::number_of(char32_t a, char32_t b) const { return number_among(pairs_, pair_of(a, b)); }

std::vector<NetworkInput> network_input(std::u32string_view text, std::span<const Hints> hints,
                                        const AddressVocabulary& vocabulary) {
  std::vector<NetworkInput> input(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t before = i > 0 ? text[i - 1] : AddressVocabulary::kBorder;
    const char32_t after = i + 1 < text.size() ? text[i + 1] : AddressVocabulary::kBorder;
    input[i] = {vocabulary.number_of(text[i]), vocabulary.number_of(before, text[i]),
                vocabulary.number_of(text[i], after), hints[i]};
  }
  return input;
}

AddressNetwork::AddressNetwork(const NetworkShape& shape, const AddressVocabulary& vocabulary)
    : characters(vocabulary.characters().size() + 1, shape.character_width),
      pairs(vocabulary.pairs().size() + 1, shape.pair_width),
      hints(kHints * kHintAnswers, shape.hint_width),
      reading(2 * shape.memory_width, kAddressLabels),
      bias(kAddressLabels),
      transitions(address_transitions()) {
  std::size_t inputs = shape.input_width();
  for (auto& layer : layers) {
    layer.fill(Lstm(inputs, shape.memory_width));
    inputs = 2 * shape.memory_width;
  }
}

std::vector<std::span<float>> AddressNetwork::weights() {
  std::vector<std::span<float>> all = {characters.values, pairs.values, hints.values};
  for (auto& layer : layers)
    for (Lstm& lstm : layer) all.insert(all.end(), {lstm.from_input.values, lstm.from_before.values, lstm.bias});
  all.insert(all.end(), {reading.values, bias, transitions.step, transitions.first, transitions.last});
  return all;
}

LayerPanels panels_of(const std::array<Lstm, 2>& layer) { return {LstmPanels(layer[0]), LstmPanels(layer[1])}; }

LayerTrace run(const LayerPanels& layer, const SequenceLayout& layout, Matrix input) {
  LayerTrace trace{std::move(input), {}, {}, {}};
  trace.mirrored_input = reordered(trace.input, layout.mirror);
  trace.forward = run(layer[0], layout, trace.input);
  trace.backward = run(layer[1], layout, trace.mirrored_input);
  return trace;
}

Matrix output_of(const LayerTrace& trace, const SequenceLayout& layout) {
  const std::size_t width = trace.forward.output.columns;
  Matrix output(layout.rows(), 2 * width);
  for (std::size_t row = 0; row < layout.rows(); ++row) {
    const auto to = output.row(row);
    std::copy_n(trace.forward.output.row(row).begin(), width, to.begin());
    std::copy_n(trace.backward.output.row(layout.mirror[row]).begin(), width,
                to.begin() + static_cast<std::ptrdiff_t>(width));
  }
  return output;
}

Matrix embedded(const AddressNetwork& network, std::span<const NetworkInput> rows) {
  const std::size_t character_width = network.characters.columns;
  const std::size_t pair_width = network.pairs.columns;
  Matrix result(rows.size(), character_width + 2 * pair_width + network.hints.columns);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const NetworkInput& input = rows[i];
    float* to = result.row(i).data();
    to = std::copy_n(network.characters.row(input.character).data(), character_width, to);
    to = std::copy_n(network.pairs.row(input.pair_before).data(), pair_width, to);
    to = std::copy_n(network.pairs.row(input.pair_after).data(), pair_width, to);
    for (std::size_t hint = 0; hint < kHints; ++hint) {
      const auto vector = network.hints.row(hint * kHintAnswers + input.hints[hint]);
      for (std::size_t k = 0; k < vector.size(); ++k) to[k] += vector[k];
    }
  }
  return result;
}

Matrix read_labels(const AddressNetwork& network, const Matrix& top) {
  Matrix scores(top.rows, network.reading.columns);
  for (std::size_t row = 0; row < top.rows; ++row)
    std::copy(network.bias.begin(), network.bias.end(), scores.row(row).begin());
  add_product(rows_of(top), network.reading, scores.values.data());
  return scores;
}

ReadyNetwork::ReadyNetwork(AddressNetwork learned)
    : network(std::move(learned)), layers{panels_of(network.layers[0]), panels_of(network.layers[1])} {}

std::vector<float> label_scores(const ReadyNetwork& ready, std::span<const NetworkInput> text) {
  if (text.empty()) return {};
  const std::size_t length = text.size();
  const SequenceLayout layout({&length, 1});
  Matrix signal = embedded(ready.network, text);
  for (const LayerPanels& layer : ready.layers) signal = output_of(run(layer, layout, std::move(signal)), layout);
  return read_labels(ready.network, signal).values;
}

}  // namespace mashang::triage
