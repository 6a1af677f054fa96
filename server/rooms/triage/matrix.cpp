// The product in tiles of eight rows and 32 columns, whose sums stay in registers.
#include "rooms/triage/matrix.hpp"

#include <algorithm>
#include <array>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace mashang::triage {
namespace {

constexpr std::size_t kWide = 32;
constexpr std::size_t kHigh = 8;

/// 32 columns of b, row after row, filled up with 0.
void pack(const Matrix& b, std::size_t column, float* panel) {
  const std::size_t width = std::min(kWide, b.columns - column);
  for (std::size_t k = 0; k < b.rows; ++k) {
    const float* const from = &b.values[k * b.columns + column];
    float* const to = panel + k * kWide;
    std::copy_n(from, width, to);
    std::fill(to + width, to + kWide, 0.0F);
  }
}

/// One tile: rows of a times a panel.
using MultiplyTile = void (*)(const float* const* a, std::size_t depth, const float* panel, float* tile);

/// A full tile, and the single row that reading one text asks for step by step; both add in the same order.
struct Kernels {
  MultiplyTile tile;
  MultiplyTile row;
};

template <std::size_t kRows>
void multiply_anywhere(const float* const* a, std::size_t depth, const float* panel, float* tile) {
  std::fill(tile, tile + kRows * kWide, 0.0F);
  for (std::size_t k = 0; k < depth; ++k)
    for (std::size_t r = 0; r < kRows; ++r)
      for (std::size_t c = 0; c < kWide; ++c) tile[r * kWide + c] += a[r][k] * panel[k * kWide + c];
}

#ifdef __x86_64__
/// Four rows and sixteen columns at a time: their sums, the factor and what it meets are all the registers there are.
template <std::size_t kHeight>
__attribute__((target("avx2,fma"))) void multiply_avx2(const float* const* a, std::size_t depth, const float* panel,
                                                       float* tile) {
  constexpr std::size_t kRows = std::min<std::size_t>(kHeight, 4);
  constexpr std::size_t kLanes = 8;
  for (std::size_t part = 0; part < kHeight * kWide; part += kRows * 2 * kLanes) {
    const std::size_t first = part / (kRows * kWide) * kRows;
    const std::size_t column = part / kRows % kWide;
    __m256 sum[kRows][2] = {};
    for (std::size_t k = 0; k < depth; ++k) {
      const float* const line = panel + k * kWide + column;
      const __m256 left = _mm256_loadu_ps(line);
      const __m256 right = _mm256_loadu_ps(line + kLanes);
      for (std::size_t r = 0; r < kRows; ++r) {
        const __m256 factor = _mm256_broadcast_ss(a[first + r] + k);
        sum[r][0] = _mm256_fmadd_ps(factor, left, sum[r][0]);
        sum[r][1] = _mm256_fmadd_ps(factor, right, sum[r][1]);
      }
    }
    for (std::size_t r = 0; r < kRows; ++r) {
      _mm256_storeu_ps(tile + (first + r) * kWide + column, sum[r][0]);
      _mm256_storeu_ps(tile + (first + r) * kWide + column + kLanes, sum[r][1]);
    }
  }
}

/// Each factor meets two lines: what is read is fewer than what is multiplied.
template <std::size_t kRows>
__attribute__((target("avx512f"))) void multiply_avx512(const float* const* a, std::size_t depth, const float* panel,
                                                        float* tile) {
  constexpr std::size_t kLanes = 16;
  __m512 sum[kRows][2] = {};
  for (std::size_t k = 0; k < depth; ++k) {
    const __m512 left = _mm512_loadu_ps(panel + k * kWide);
    const __m512 right = _mm512_loadu_ps(panel + k * kWide + kLanes);
    for (std::size_t r = 0; r < kRows; ++r) {
      const __m512 factor = _mm512_set1_ps(a[r][k]);
      sum[r][0] = _mm512_fmadd_ps(factor, left, sum[r][0]);
      sum[r][1] = _mm512_fmadd_ps(factor, right, sum[r][1]);
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    _mm512_storeu_ps(tile + r * kWide, sum[r][0]);
    _mm512_storeu_ps(tile + r * kWide + kLanes, sum[r][1]);
  }
}

Kernels kernels() {
  if (__builtin_cpu_supports("avx512f")) return {multiply_avx512<kHigh>, multiply_avx512<1>};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return {multiply_avx2<kHigh>, multiply_avx2<1>};
  return {multiply_anywhere<kHigh>, multiply_anywhere<1>};
}
#else
Kernels kernels() { return {multiply_anywhere<kHigh>, multiply_anywhere<1>}; }
#endif

}  // namespace

Rows rows_of(const Matrix& matrix) { return {matrix.values.data(), matrix.rows, matrix.columns}; }
Rows rows_of(const Matrix& matrix, std::size_t begin, std::size_t count) {
  return {matrix.values.data() + begin * matrix.columns, count, matrix.columns};
}

Panels::Panels(const Matrix& b)
    : rows(b.rows), columns(b.columns), values((b.columns + kWide - 1) / kWide * kWide * b.rows) {
  for (std::size_t column = 0; column < columns; column += kWide) pack(b, column, &values[column * rows]);
}

void add_product(Rows a, const Matrix& b, float* sum) { add_product(a, Panels(b), sum); }

void add_product(Rows a, const Panels& b, float* sum) {
  const auto [multiply_tile, multiply_row] = kernels();
  for (std::size_t column = 0; column < b.columns; column += kWide) {
    const float* const panel = &b.values[column * b.rows];
    const std::size_t width = std::min(kWide, b.columns - column);
    for (std::size_t row = 0; row < a.count; row += kHigh) {
      std::array<const float*, kHigh> lines;
      for (std::size_t r = 0; r < kHigh; ++r) lines[r] = a.values + std::min(row + r, a.count - 1) * a.columns;
      std::array<float, kHigh * kWide> tile;
      (row + 1 == a.count ? multiply_row : multiply_tile)(lines.data(), b.rows, panel, tile.data());
      for (std::size_t r = 0; r < std::min(kHigh, a.count - row); ++r)
        for (std::size_t c = 0; c < width; ++c) sum[(row + r) * b.columns + column + c] += tile[r * kWide + c];
    }
  }
}

Matrix transposed(const Matrix& matrix) {
  constexpr std::size_t kSquare = 16;  // read along rows, written along columns: a square of both stays in the cache
  Matrix result(matrix.columns, matrix.rows);
  for (std::size_t row = 0; row < matrix.rows; row += kSquare)
    for (std::size_t column = 0; column < matrix.columns; column += kSquare)
      for (std::size_t c = column; c < std::min(column + kSquare, matrix.columns); ++c)
        for (std::size_t r = row; r < std::min(row + kSquare, matrix.rows); ++r)
          result.values[c * matrix.rows + r] = matrix.values[r * matrix.columns + c];
  return result;
}

}  // namespace mashang::triage
