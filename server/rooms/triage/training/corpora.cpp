// Files in: gzip by zlib, JSON by simdjson.
#include "rooms/triage/training/corpora.hpp"

#include <simdjson.h>
#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <unordered_map>

namespace mashang::triage::training {
namespace {

namespace dom = simdjson::dom;

std::string text_of(const dom::object& row, const char* column) {
  dom::element value;
  if (row[column].get(value) != simdjson::SUCCESS) return {};
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  std::int64_t number = 0;
  return value.get(number) == simdjson::SUCCESS ? std::to_string(number) : std::string();
}

std::string first_of(const dom::object& row, std::initializer_list<const char*> columns) {
  for (const char* column : columns)
    if (std::string text = text_of(row, column); !text.empty()) return text;
  return {};
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::vector<std::string> list_of(const dom::object& row, const char* column) {
  std::vector<std::string> items;
  dom::array array;
  if (row[column].get(array) != simdjson::SUCCESS) return items;
  for (const dom::element item : array)
    if (std::string_view text; item.get(text) == simdjson::SUCCESS) items.emplace_back(text);
  return items;
}

MessageRow message_of(const dom::object& row) {
  MessageRow message;
  message.id = first_of(row, {"id", "key"});
  message.text = text_of(row, "text");
  if (message.text.empty()) {
    std::string body = text_of(row, "detail");
    if (body.empty()) body = without_spaces(text_of(row, "tokens"));
    const std::string subject = text_of(row, "subject");
    message.text = subject.empty() ? body : subject + "\n" + body;
  }
  message.label = first_of(row, {"label", "minor"});
  message.others = list_of(row, "alt");
  message.urgency = text_of(row, "urgency");
  message.user = text_of(row, "user");
  message.time = text_of(row, "time");
  return message;
}

AddressRow address_of(const dom::object& row) {
  AddressRow address;
  dom::array segments;
  if (row["segments"].get(segments) != simdjson::SUCCESS) return address;
  for (const dom::element segment : segments) {
    std::string_view type;
    std::string_view text;
    if (segment.at(0).get(type) == simdjson::SUCCESS && segment.at(1).get(text) == simdjson::SUCCESS)
      address.segments.push_back({std::string(type), std::string(text)});
  }
  return address;
}

template <class Read>
auto read_rows(const std::string& path, Read read) -> Result<std::vector<decltype(read(dom::object()))>> {
  const auto lines = read_lines(path);
  if (!lines) return failure(lines.error());
  std::vector<decltype(read(dom::object()))> rows;
  dom::parser parser;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if ((*lines)[i].empty()) continue;
    dom::object row;
    if (parser.parse((*lines)[i]).get(row) != simdjson::SUCCESS)
      return failure(ErrorKind::unprocessable, "triage.row_malformed", path + ":" + std::to_string(i + 1));
    rows.push_back(read(row));
  }
  return rows;
}

/// Hashes of the 10-character pieces of a text, without signs and spaces, sorted, each once.
std::vector<std::uint64_t> pieces_of(std::string_view text) {
  constexpr std::size_t kPiece = 10;
  std::vector<std::uint64_t> characters;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    const bool is_letter = bytes > 2 ? first != 0xE3 && first != 0xEF : std::isalnum(first) != 0;
    if (is_letter) characters.push_back(std::hash<std::string_view>()(text.substr(at, bytes)));
    at += bytes;
  }
  std::vector<std::uint64_t> pieces;
  for (std::size_t i = 0; i < std::max<std::size_t>(1, characters.size() - std::min(characters.size(), kPiece - 1));
       ++i) {
    std::uint64_t piece = 0;
    for (std::size_t j = i; j < std::min(characters.size(), i + kPiece); ++j)
      piece = (piece ^ characters[j]) * 0x9E3779B97F4A7C15ULL;
    pieces.push_back(piece);
  }
  std::sort(pieces.begin(), pieces.end());
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  return pieces;
}

std::uint32_t root_of(std::vector<std::uint32_t>& parents, std::uint32_t text) {
  while (parents[text] != text) text = parents[text] = parents[parents[text]];
  return text;
}

}  // namespace

Result<std::vector<std::string>> read_lines(const std::string& path) {
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> file(gzopen(path.c_str(), "rb"), &gzclose);
  if (!file) return failure(ErrorKind::not_found, "triage.file_unreadable", path);
  std::string content;
  std::string buffer(1 << 16, '\0');
  int got = 0;
  while ((got = gzread(file.get(), buffer.data(), static_cast<unsigned>(buffer.size()))) > 0)
    content.append(buffer, 0, static_cast<std::size_t>(got));
  if (got < 0) return failure(ErrorKind::unprocessable, "triage.file_unreadable", path);
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < content.size();) {
    const std::size_t to = std::min(content.find('\n', from), content.size());
    lines.push_back(content.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t to = std::min(line.find('\t', from), line.size());
    fields.emplace_back(line.substr(from, to - from));
    from = to + 1;
  }
  return fields;
}

Result<std::vector<MessageRow>> read_messages(const std::string& path) { return read_rows(path, message_of); }
Result<std::vector<AddressRow>> read_addresses(const std::string& path) { return read_rows(path, address_of); }

std::vector<std::uint32_t> groups_of(const std::vector<std::string>& texts) {
  constexpr std::size_t kCommonplace = 60;  // a piece in so many texts is a phrase, not a copy
  std::vector<std::vector<std::uint64_t>> pieces;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> holders;
  std::vector<std::uint32_t> parents(texts.size());
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    parents[i] = i;
    pieces.push_back(pieces_of(texts[i]));
    for (const std::uint64_t piece : pieces.back()) holders[piece].push_back(i);
  }
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    std::unordered_map<std::uint32_t, std::size_t> shared;
    for (const std::uint64_t piece : pieces[i]) {
      const auto& others = holders[piece];
      if (others.size() >= kCommonplace) continue;
      for (const std::uint32_t other : others)
        if (other < i) ++shared[other];
    }
    for (const auto& [other, count] : shared)
      if (count * 2 >= std::min(pieces[i].size(), pieces[other].size()))
        parents[root_of(parents, i)] = root_of(parents, other);
  }
  for (std::uint32_t i = 0; i < texts.size(); ++i) parents[i] = root_of(parents, i);
  return parents;
}

}  // namespace mashang::triage::training
