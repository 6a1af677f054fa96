// Forward, step by step, all sequences of a step at once.
#include "rooms/triage/lstm.hpp"

#include <algorithm>

namespace mashang::triage {
namespace {

float sigmoid(float x) { return 0.5F + 0.5F * bent(0.5F * x); }

/// One row: gates before their bends, in; after them, out. Short loops, each over few rows: those become vectors.
void step_row(std::span<float> gates, std::span<const float> memory_before, std::span<float> memory,
              std::span<float> output) {
  const std::size_t width = memory.size();
  const auto in = gates.subspan(0, width);
  const auto forget = gates.subspan(width, width);
  const auto candidate = gates.subspan(2 * width, width);
  const auto out = gates.subspan(3 * width, width);
  for (float& gate : gates.first(2 * width)) gate = sigmoid(gate);
  for (float& gate : candidate) gate = bent(gate);
  for (float& gate : out) gate = sigmoid(gate);
  for (std::size_t h = 0; h < width; ++h) memory[h] = in[h] * candidate[h];
  for (std::size_t h = 0; h < memory_before.size(); ++h) memory[h] += forget[h] * memory_before[h];
  for (std::size_t h = 0; h < width; ++h) output[h] = out[h] * bent(memory[h]);
}

}  // namespace

SequenceLayout::SequenceLayout(std::span<const std::size_t> lengths) : begin{0} {
  const std::size_t longest = lengths.empty() ? 0 : lengths.front();
  for (std::size_t step = 0; step < longest; ++step) {
    const auto active = std::count_if(lengths.begin(), lengths.end(), [step](std::size_t n) { return n > step; });
    begin.push_back(begin.back() + static_cast<std::size_t>(active));
  }
  mirror.resize(rows());
  for (std::size_t sequence = 0; sequence < lengths.size(); ++sequence)
    for (std::size_t step = 0; step < lengths[sequence]; ++step)
      mirror[row(sequence, step)] = row(sequence, lengths[sequence] - 1 - step);
}

Matrix reordered(const Matrix& matrix, std::span<const std::size_t> rows) {
  Matrix result(matrix.rows, matrix.columns);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto from = matrix.row(rows[i]);
    std::copy(from.begin(), from.end(), result.row(i).begin());
  }
  return result;
}

LstmTrace run(const LstmPanels& lstm, const SequenceLayout& layout, const Matrix& input) {
  const std::size_t width = lstm.width();
  LstmTrace trace{Matrix(layout.rows(), 4 * width), Matrix(layout.rows(), width), Matrix(layout.rows(), width)};
  for (std::size_t row = 0; row < layout.rows(); ++row)
    std::copy(lstm.bias.begin(), lstm.bias.end(), trace.gates.row(row).begin());
  add_product(rows_of(input), lstm.from_input, trace.gates.values.data());
  for (std::size_t step = 0; step < layout.steps(); ++step) {
    const std::size_t first = layout.begin[step];
    const std::size_t active = layout.active(step);
    if (step > 0)
      add_product(rows_of(trace.output, layout.begin[step - 1], active), lstm.from_before,
                  trace.gates.row(first).data());
    for (std::size_t i = 0; i < active; ++i) {
      const std::size_t row = first + i;
      const auto before = step > 0 ? trace.memory.row(layout.begin[step - 1] + i) : std::span<float>();
      step_row(trace.gates.row(row), before, trace.memory.row(row), trace.output.row(row));
    }
  }
  return trace;
}

}  // namespace mashang::triage
