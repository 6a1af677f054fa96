// Endings, the search among sorted names, and the form in which a file keeps them.
#include "rooms/triage/address_lexicon.hpp"

#include <algorithm>
#include <initializer_list>

#include "rooms/triage/normal_text.hpp"
#include "rooms/triage/packing.hpp"

namespace mashang::triage {
namespace {

constexpr std::size_t kShortest = 2;
constexpr std::size_t kLongest = 8;

/// Longer ones before those they end in.
std::initializer_list<std::u32string_view> endings_of(DivisionLevel level) {
  static constexpr std::initializer_list<std::u32string_view> kProvinces = {
      U"维吾尔自治区", U"壮族自治区", U"回族自治区", U"特别行政区", U"自治区", U"省", U"市"};
  static constexpr std::initializer_list<std::u32string_view> kCities = {U"自治州", U"地区", U"盟", U"市"};
  static constexpr std::initializer_list<std::u32string_view> kDistricts = {U"自治县", U"自治旗", U"新区", U"区",
                                                                            U"县",     U"市",     U"旗"};
  static constexpr std::initializer_list<std::u32string_view> kTowns = {
      U"街道办事处", U"街道办", U"地区办事处", U"民族乡", U"街道", U"镇", U"乡", U"苏木"};
  switch (level) {
    case DivisionLevel::province:
      return kProvinces;
    case DivisionLevel::city:
      return kCities;
    case DivisionLevel::district:
      return kDistricts;
    case DivisionLevel::town:
      return kTowns;
  }
  return {};
}

}  // namespace

std::u32string_view without_ending(std::u32string_view name, DivisionLevel level) {
  for (const auto ending : endings_of(level))
    if (name.ends_with(ending) && name.size() >= ending.size() + kShortest)
      return name.substr(0, name.size() - ending.size());
  return name;
}

AddressLexicon::AddressLexicon(const std::array<Names, kDivisionLevels>& names) {
  for (std::size_t level = 0; level < kDivisionLevels; ++level) {
    std::set<std::u32string, std::less<>> stems;
    for (const auto& name : names[level]) {
      const auto stem = without_ending(name, static_cast<DivisionLevel>(level));
      if (stem.size() >= kShortest && stem.size() <= kLongest) stems.emplace(stem);
    }
    names_[level].assign(stems.begin(), stems.end());
  }
}

AddressLexicon::Match AddressLexicon::longest(std::u32string_view text, DivisionLevel level) const {
  const auto& names = names_[static_cast<std::size_t>(level)];
  for (std::size_t size = std::min(text.size(), kLongest); size >= kShortest; --size) {
    const auto name = text.substr(0, size);
    if (!std::binary_search(names.begin(), names.end(), name, std::less<>())) continue;
    const auto rest = text.substr(size);
    for (const auto ending : endings_of(level))
      if (rest.starts_with(ending))
        return {static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(size + ending.size())};
    return {static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(size)};
  }
  return {};
}

std::string AddressLexicon::stored() const {
  Packer out;
  for (const auto& names : names_) {
    out.number(static_cast<std::uint32_t>(names.size()));
    std::u32string_view last;
    for (const auto& name : names) {  // sorted names begin alike: only what differs from the one before
      const auto common = std::mismatch(name.begin(), name.end(), last.begin(), last.end()).first - name.begin();
      out.number(static_cast<std::uint32_t>(common));
      out.text(to_utf8(std::u32string_view(name).substr(static_cast<std::size_t>(common))));
      last = name;
    }
  }
  return std::move(out).bytes();
}

Result<AddressLexicon> AddressLexicon::restored(std::string_view bytes) {
  AddressLexicon lexicon;
  Unpacker in(bytes);
  for (auto& names : lexicon.names_) {
    std::u32string last;
    for (std::uint32_t left = in.number(); left > 0 && in.is_sound(); --left) {
      last.resize(std::min<std::size_t>(in.number(), last.size()));
      last += to_characters(in.text());
      names.push_back(last);
    }
    if (!std::is_sorted(names.begin(), names.end())) return failure(ErrorKind::internal, "triage.model_damaged");
  }
  if (!in.is_sound() || !in.is_at_end()) return failure(ErrorKind::internal, "triage.model_damaged");
  return lexicon;
}

}  // namespace mashang::triage
