// Segments of bytes become stretches of the normal text.
#include "rooms/triage/training/address_examples.hpp"

#include "rooms/triage/training/corpora.hpp"

namespace mashang::triage::training {
namespace {

Result<AddressExample> example_of(const AddressRow& row, const Characters& characters) {
  std::string text;
  for (const auto& segment : row.segments) text += segment.text;
  AddressExample example{normalised(text, characters), {}};
  std::size_t end_byte = 0;
  std::uint32_t begin = 0;
  const auto size = static_cast<std::uint32_t>(example.address.text.size());
  for (const auto& segment : row.segments) {
    const auto type = address_type_of(segment.type);
    if (!type) return failure(ErrorKind::unprocessable, "triage.row_malformed", segment.type);
    end_byte += segment.text.size();
    std::uint32_t end = begin;
    while (end < size && example.address.at[end] < end_byte) ++end;
    if (end > begin) example.parts.push_back({*type, {begin, end}});
    begin = end;
  }
  return example;
}

}  // namespace

Result<std::vector<AddressExample>> address_examples(const std::vector<std::string>& files,
                                                     const Characters& characters) {
  std::vector<AddressExample> examples;
  for (const std::string& file : files) {
    const auto rows = read_addresses(file);
    if (!rows) return failure(rows.error());
    for (const AddressRow& row : *rows) {
      auto example = example_of(row, characters);
      if (!example) return failure(example.error());
      if (!example->parts.empty()) examples.push_back(std::move(*example));
    }
  }
  return examples;
}

}  // namespace mashang::triage::training
