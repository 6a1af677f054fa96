// Forward with what is needed to come back, the chain's loss, and back through every layer.
#include "rooms/triage/training/address_network_gradient.hpp"

#include <algorithm>

#include "rooms/triage/training/chain_gradient.hpp"
#include "rooms/triage/training/chance.hpp"
#include "rooms/triage/training/lstm_gradient.hpp"

namespace mashang::triage::training {
namespace {

/// What a signal is multiplied by: 0, or what makes up for those that are.
Matrix mask_for(const Matrix& signal, float share, std::mt19937& random) {
  Matrix mask(signal.rows, signal.columns);
  for (float& each : mask.values) each = chance(random, static_cast<double>(share)) ? 0.0F : 1.0F / (1.0F - share);
  return mask;
}

void multiply(Matrix& signal, const Matrix& mask) {
  for (std::size_t i = 0; i < signal.values.size(); ++i) signal.values[i] *= mask.values[i];
}

/// The columns [begin, begin + width).
Matrix columns_of(const Matrix& matrix, std::size_t begin, std::size_t width) {
  Matrix result(matrix.rows, width);
  for (std::size_t row = 0; row < matrix.rows; ++row)
    std::copy_n(matrix.row(row).data() + begin, width, result.row(row).data());
  return result;
}

Matrix back_through(const std::array<Lstm, 2>& layer, const SequenceLayout& layout, const LayerTrace& trace,
                    const Matrix& by_output, std::array<Lstm, 2>& gradient) {
  const std::size_t width = layer[0].width();
  Matrix by_input =
      add_gradient(layer[0], layout, trace.input, trace.forward, columns_of(by_output, 0, width), gradient[0]);
  const Matrix by_backward = reordered(columns_of(by_output, width, width), layout.mirror);
  const Matrix by_mirrored = reordered(
      add_gradient(layer[1], layout, trace.mirrored_input, trace.backward, by_backward, gradient[1]), layout.mirror);
  for (std::size_t i = 0; i < by_input.values.size(); ++i) by_input.values[i] += by_mirrored.values[i];
  return by_input;
}

void back_to_vectors(std::span<const NetworkInput> rows, const Matrix& by_input, AddressNetwork& gradient) {
  const auto add_to = [](std::span<float> sum, const float* from) {
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += from[k];
    return from + sum.size();
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float* from = by_input.row(i).data();
    from = add_to(gradient.characters.row(rows[i].character), from);
    from = add_to(gradient.pairs.row(rows[i].pair_before), from);
    from = add_to(gradient.pairs.row(rows[i].pair_after), from);
    for (std::size_t hint = 0; hint < kHints; ++hint)
      add_to(gradient.hints.row(hint * kHintAnswers + rows[i].hints[hint]), from);
  }
}

void back_from_labels(const AddressNetwork& network, const Matrix& top, const Matrix& by_score,
                      AddressNetwork& gradient, Matrix& by_top) {
  add_product(rows_of(transposed(top)), by_score, gradient.reading.values.data());
  for (std::size_t row = 0; row < by_score.rows; ++row)
    for (std::size_t l = 0; l < by_score.columns; ++l) gradient.bias[l] += by_score.row(row)[l];
  add_product(rows_of(by_score), transposed(network.reading), by_top.values.data());
}

void add_transitions(const Transitions& more, float sign, Transitions& sum) {
  const auto add = [sign](const std::vector<float>& from, std::vector<float>& to) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += sign * from[i];
  };
  add(more.step, sum.step);
  add(more.first, sum.first);
  add(more.last, sum.last);
}

/// What teachers believe, in the truth's place: the derivative of a cross-entropy is what the learner expects less what
/// the teacher does. Each chain's gradient is what it expects less the truth, so in their difference the truth is gone.
class Teachers {
 public:
  void take(const Opinion& belief, std::span<const AddressLabel> truth, Matrix& from_scores) {
    Matrix by_score(from_scores.rows, from_scores.columns);
    (void)chain_of(belief).add(belief.scores, truth, by_score.values);
    for (std::size_t i = 0; i < by_score.values.size(); ++i) from_scores.values[i] -= by_score.values[i];
  }
  void take(Transitions& from) const {
    for (const auto& [transitions, chain] : chains_) add_transitions(chain.by_transition(), -1, from);
  }

 private:
  ChainGradient& chain_of(const Opinion& belief) {
    for (auto& [transitions, chain] : chains_)
      if (transitions == belief.transitions) return chain;
    return chains_.emplace_back(belief.transitions, ChainGradient(*belief.transitions)).second;
  }
  std::vector<std::pair<const Transitions*, ChainGradient>> chains_;
};

/// The loss of each text, and how it changes with each row's scores.
double chain_loss(const AddressNetwork& network, std::span<const NetworkExample* const> batch,
                  const SequenceLayout& layout, const Matrix& scores, Matrix& by_score, AddressNetwork& gradient) {
  double loss = 0;
  ChainGradient chain(network.transitions);
  Teachers teachers;
  for (std::size_t s = 0; s < batch.size(); ++s) {
    const auto& truth = batch[s]->truth;
    Matrix own(truth.size(), scores.columns);
    Matrix by_own(truth.size(), scores.columns);
    for (std::size_t i = 0; i < truth.size(); ++i)
      std::copy_n(scores.row(layout.row(s, i)).data(), scores.columns, own.row(i).data());
    loss += chain.add(own.values, truth, by_own.values);
    if (batch[s]->belief) teachers.take(*batch[s]->belief, truth, by_own);
    for (std::size_t i = 0; i < truth.size(); ++i)
      std::copy_n(by_own.row(i).data(), scores.columns, by_score.row(layout.row(s, i)).data());
  }
  add_transitions(chain.by_transition(), 1, gradient.transitions);
  teachers.take(gradient.transitions);
  return loss;
}

std::vector<NetworkInput> rows_in(std::span<const NetworkExample* const> batch, const SequenceLayout& layout,
                                  const Dropout& dropout, std::mt19937& random) {
  std::vector<NetworkInput> rows(layout.rows());
  const auto words = static_cast<double>(dropout.words);
  for (std::size_t s = 0; s < batch.size(); ++s) {
    for (std::size_t i = 0; i < batch[s]->input.size(); ++i) {
      NetworkInput& row = rows[layout.row(s, i)] = batch[s]->input[i];
      if (chance(random, words)) row.character = 0;
      if (chance(random, words)) row.pair_before = 0;
      if (chance(random, words)) row.pair_after = 0;
    }
  }
  return rows;
}

}  // namespace

double add_gradient(const AddressNetwork& network, std::span<const NetworkExample* const> batch, const Dropout& dropout,
                    std::mt19937& random, AddressNetwork& gradient) {
  std::vector<std::size_t> lengths;
  for (const NetworkExample* example : batch) lengths.push_back(example->input.size());
  const SequenceLayout layout(lengths);
  const auto rows = rows_in(batch, layout, dropout, random);
  Matrix signal = embedded(network, rows);
  std::vector<Matrix> masks;
  const auto drop = [&] { multiply(signal, masks.emplace_back(mask_for(signal, dropout.signals, random))); };
  std::vector<LayerTrace> traces;
  for (const auto& layer : network.layers) {
    drop();
    traces.push_back(run(panels_of(layer), layout, std::move(signal)));
    signal = output_of(traces.back(), layout);
  }
  drop();
  const Matrix scores = read_labels(network, signal);
  Matrix by_score(scores.rows, scores.columns);
  const double loss = chain_loss(network, batch, layout, scores, by_score, gradient);
  Matrix by_signal(signal.rows, signal.columns);
  back_from_labels(network, signal, by_score, gradient, by_signal);
  multiply(by_signal, masks.back());
  for (std::size_t layer = AddressNetwork::kLayers; layer-- > 0;) {
    by_signal = back_through(network.layers[layer], layout, traces[layer], by_signal, gradient.layers[layer]);
    multiply(by_signal, masks[layer]);
  }
  back_to_vectors(rows, by_signal, gradient);
  return loss;
}

}  // namespace mashang::triage::training
