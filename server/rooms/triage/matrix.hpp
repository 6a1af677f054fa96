// Dense matrices of floats and the one product that neural networks need, as fast as the processor allows.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mashang::triage {

/// Row after row.
struct Matrix {
  Matrix() = default;
  Matrix(std::size_t with_rows, std::size_t with_columns)
      : rows(with_rows), columns(with_columns), values(with_rows * with_columns) {}

  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<float> values;

  [[nodiscard]] std::span<float> row(std::size_t i) { return {values.data() + i * columns, columns}; }
  [[nodiscard]] std::span<const float> row(std::size_t i) const { return {values.data() + i * columns, columns}; }
};

/// Rows [begin, begin + count) of a matrix that somebody else holds.
struct Rows {
  const float* values;
  std::size_t count;
  std::size_t columns;
};
[[nodiscard]] Rows rows_of(const Matrix& matrix);
[[nodiscard]] Rows rows_of(const Matrix& matrix, std::size_t begin, std::size_t count);

/// A matrix in the order in which products read it, for one that is multiplied again and again.
struct Panels {
  explicit Panels(const Matrix& b);

  std::size_t rows;
  std::size_t columns;
  std::vector<float> values;
};

/// sum += a · b, where `sum` is a.count × b.columns. On processors with AVX2 by those instructions: the same machine
/// gives the same bits, another may differ in the last.
void add_product(Rows a, const Panels& b, float* sum);
void add_product(Rows a, const Matrix& b, float* sum);

[[nodiscard]] Matrix transposed(const Matrix& matrix);

}  // namespace mashang::triage
