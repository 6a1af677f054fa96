// Backward, step by step from the last; products over all steps at the end.
#include "rooms/triage/training/lstm_gradient.hpp"

#include <algorithm>

namespace mashang::triage::training {
namespace {

/// One row: what comes back through the output and the memory becomes what goes to the gates before their bends.
void step_row(std::span<const float> gates, std::span<const float> memory, std::span<const float> memory_before,
              std::span<const float> by_output, std::span<float> by_memory, std::span<float> by_gates) {
  const std::size_t width = memory.size();
  for (std::size_t h = 0; h < width; ++h) {
    const float in = gates[h];
    const float forget = gates[width + h];
    const float candidate = gates[2 * width + h];
    const float out = gates[3 * width + h];
    const float shown = bent(memory[h]);
    const float before = memory_before.empty() ? 0.0F : memory_before[h];
    const float by_cell = by_memory[h] + by_output[h] * out * (1 - shown * shown);
    by_gates[h] = by_cell * candidate * in * (1 - in);
    by_gates[width + h] = by_cell * before * forget * (1 - forget);
    by_gates[2 * width + h] = by_cell * in * (1 - candidate * candidate);
    by_gates[3 * width + h] = by_output[h] * shown * out * (1 - out);
    by_memory[h] = by_cell * forget;
  }
}

/// Row i: the output one step before row i; nothing at the first step.
Matrix outputs_before(const SequenceLayout& layout, const Matrix& output) {
  Matrix before(output.rows, output.columns);
  for (std::size_t step = 1; step < layout.steps(); ++step)
    std::copy_n(output.row(layout.begin[step - 1]).data(), layout.active(step) * output.columns,
                before.row(layout.begin[step]).data());
  return before;
}

}  // namespace

Matrix add_gradient(const Lstm& lstm, const SequenceLayout& layout, const Matrix& input, const LstmTrace& trace,
                    const Matrix& by_output, Lstm& gradient) {
  const std::size_t width = lstm.width();
  Matrix by_gates(layout.rows(), 4 * width);
  Matrix by_out = by_output;
  Matrix by_memory(layout.steps() > 0 ? layout.active(0) : 0, width);
  const Panels to_before(transposed(lstm.from_before));
  for (std::size_t step = layout.steps(); step-- > 0;) {
    const std::size_t first = layout.begin[step];
    for (std::size_t i = 0; i < layout.active(step); ++i) {
      const auto before = step > 0 ? trace.memory.row(layout.begin[step - 1] + i) : std::span<const float>();
      step_row(trace.gates.row(first + i), trace.memory.row(first + i), before, by_out.row(first + i), by_memory.row(i),
               by_gates.row(first + i));
    }
    if (step > 0)
      add_product(rows_of(by_gates, first, layout.active(step)), to_before, by_out.row(layout.begin[step - 1]).data());
  }
  add_product(rows_of(transposed(input)), by_gates, gradient.from_input.values.data());
  add_product(rows_of(transposed(outputs_before(layout, trace.output))), by_gates, gradient.from_before.values.data());
  for (std::size_t row = 0; row < layout.rows(); ++row)
    for (std::size_t g = 0; g < 4 * width; ++g) gradient.bias[g] += by_gates.row(row)[g];
  Matrix by_input(input.rows, input.columns);
  add_product(rows_of(by_gates), transposed(lstm.from_input), by_input.values.data());
  return by_input;
}

}  // namespace mashang::triage::training
