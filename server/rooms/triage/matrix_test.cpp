// Products and transposition in every shape that does not fill a tile, against the plain definition.
#include "rooms/triage/matrix.hpp"

#include <gtest/gtest.h>

#include <random>

namespace mashang::triage {
namespace {

Matrix some(std::size_t rows, std::size_t columns) {
  std::mt19937 random(static_cast<std::uint32_t>(rows * 1000 + columns));
  Matrix matrix(rows, columns);
  for (float& value : matrix.values) value = static_cast<float>(random() % 2000) / 1000.0F - 1.0F;
  return matrix;
}

TEST(Matrix, AProductIsAddedWhateverTheShape) {
  for (const std::size_t rows : {1U, 7U, 8U, 9U}) {
    for (const std::size_t columns : {1U, 31U, 32U, 33U, 84U}) {
      const Matrix a = some(rows, 5);
      const Matrix b = some(5, columns);
      std::vector<float> sum(rows * columns, 1.0F);
      add_product(rows_of(a), b, sum.data());
      for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
          float expected = 1;
          for (std::size_t k = 0; k < 5; ++k) expected += a.row(r)[k] * b.row(k)[c];
          ASSERT_NEAR(sum[r * columns + c], expected, 1e-5F) << rows << " x " << columns;
        }
      }
    }
  }
}

TEST(Matrix, TransposedHasRowsForColumns) {
  for (const std::size_t rows : {1U, 16U, 17U}) {
    for (const std::size_t columns : {1U, 15U, 33U}) {
      const Matrix matrix = some(rows, columns);
      const Matrix result = transposed(matrix);
      ASSERT_EQ(result.rows, columns);
      ASSERT_EQ(result.columns, rows);
      for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c) ASSERT_EQ(result.row(c)[r], matrix.row(r)[c]);
    }
  }
}

}  // namespace
}  // namespace mashang::triage
