// A layer with a memory (Hochreiter and Schmidhuber, 1997; with forget gates, Gers 2000), over one text or many at
// once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rooms/triage/matrix.hpp"

namespace mashang::triage {

/// Several sequences as the rows of one matrix, without gaps: first the first row of each, then the second of each that
/// has one, and so on. Longer sequences come before shorter ones.
struct SequenceLayout {
  explicit SequenceLayout(std::span<const std::size_t> lengths);

  [[nodiscard]] std::size_t steps() const { return begin.size() - 1; }
  [[nodiscard]] std::size_t rows() const { return begin.back(); }
  [[nodiscard]] std::size_t active(std::size_t step) const { return begin[step + 1] - begin[step]; }
  [[nodiscard]] std::size_t row(std::size_t sequence, std::size_t step) const { return begin[step] + sequence; }

  std::vector<std::size_t> begin;   ///< of each step's rows; one more than steps
  std::vector<std::size_t> mirror;  ///< for each row the one as far from the end as it is from the beginning
};

/// Rows in the order `rows` says.
[[nodiscard]] Matrix reordered(const Matrix& matrix, std::span<const std::size_t> rows);

/// tanh by a quotient of two polynomials (Eigen's), right to 1e-6: loops of it become vector instructions.
[[nodiscard]] inline float bent(float x) {
  x = x > 7.9F ? 7.9F : x;
  x = x < -7.9F ? -7.9F : x;
  const float y = x * x;
  float above = 2.00018790482477e-13F - 2.76076847742355e-16F * y;
  above = above * y - 8.60467152213735e-11F;
  above = above * y + 5.12229709037114e-08F;
  above = above * y + 1.48572235717979e-05F;
  above = above * y + 6.37261928875436e-04F;
  above = above * y + 4.89352455891786e-03F;
  float below = 1.18534705686654e-04F + 1.19825839466702e-06F * y;
  below = below * y + 2.26843463243900e-03F;
  below = below * y + 4.89352518554385e-03F;
  return x * above / below;
}

/// Columns: input gate, forget gate, candidate, output gate; each as wide as the memory.
struct Lstm {
  Lstm() = default;
  Lstm(std::size_t inputs, std::size_t width)
      : from_input(inputs, 4 * width), from_before(width, 4 * width), bias(4 * width) {}

  Matrix from_input;
  Matrix from_before;
  std::vector<float> bias;
  [[nodiscard]] std::size_t width() const { return from_before.rows; }
};

/// The same in the order in which products read it, to run text after text.
struct LstmPanels {
  explicit LstmPanels(const Lstm& lstm) : from_input(lstm.from_input), from_before(lstm.from_before), bias(lstm.bias) {}

  Panels from_input;
  Panels from_before;
  std::vector<float> bias;
  [[nodiscard]] std::size_t width() const { return from_before.rows; }
};

/// What happened at each row; training walks back along it.
struct LstmTrace {
  Matrix gates;
  Matrix memory;
  Matrix output;
};
[[nodiscard]] LstmTrace run(const LstmPanels& lstm, const SequenceLayout& layout, const Matrix& input);

}  // namespace mashang::triage
