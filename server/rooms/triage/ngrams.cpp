// Pieces are hashed as they are read: no strings are made.
#include "rooms/triage/ngrams.hpp"

#include <algorithm>

namespace mashang::triage {
namespace {

constexpr std::uint32_t kHeadLength = 40;
constexpr std::uint32_t kLongest = 3;

/// The finaliser of MurmurHash3 (64 bits), its upper half.
Ngram hashed(std::uint64_t piece) {
  piece ^= piece >> 33U;
  piece *= 0xff51afd7ed558ccdULL;
  piece ^= piece >> 33U;
  piece *= 0xc4ceb9fe1a85ec53ULL;
  return static_cast<Ngram>(piece >> 32U);
}

bool is_blank(char32_t c) { return c == U' ' || c == U'\n'; }

}  // namespace

Parts parts_of(const NormalText& message) {
  const auto size = static_cast<std::uint32_t>(message.text.size());
  const std::size_t line = message.text.find(U'\n');
  if (line != std::u32string::npos && line > 0 && line + 1 < size)
    return {{0, static_cast<std::uint32_t>(line)}, {static_cast<std::uint32_t>(line) + 1, size}};
  return {{0, std::min(size, kHeadLength)}, {0, size}};
}

std::vector<Placed> ngrams_of(const NormalText& message, Span stretch, Part part) {
  std::vector<std::uint32_t> positions;  // without repeated white space
  positions.reserve(stretch.size());
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i)
    if (!is_blank(message.text[i]) || i == stretch.begin || !is_blank(message.text[i - 1])) positions.push_back(i);
  const auto at = [&](std::size_t i) -> std::uint64_t {
    const char32_t c = message.text[positions[i]];
    return c == U'\n' ? U' ' : c;
  };
  std::vector<Placed> found;
  found.reserve(positions.size() * kLongest);
  for (std::size_t i = 0; i < positions.size(); ++i) {
    std::uint64_t piece = static_cast<std::uint64_t>(part) + 1;  // 2 bits, then 20 a character: 62 in all
    for (std::size_t j = i; j < std::min(positions.size(), i + kLongest); ++j) {
      piece = piece << 20U | (at(j) & 0xFFFFFU);
      found.push_back({hashed(piece), {positions[i], positions[j] + 1}});
    }
  }
  return found;
}

std::vector<Counted> counted(const std::vector<Placed>& ngrams) {
  std::vector<Ngram> sorted;
  sorted.reserve(ngrams.size());
  for (const Placed& each : ngrams) sorted.push_back(each.ngram);
  std::sort(sorted.begin(), sorted.end());
  std::vector<Counted> result;
  result.reserve(sorted.size());
  for (const Ngram each : sorted) {
    if (!result.empty() && result.back().ngram == each)
      ++result.back().count;
    else
      result.push_back({each, 1});
  }
  return result;
}

}  // namespace mashang::triage
