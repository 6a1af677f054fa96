// JSON in: one simdjson document per body, read field by field.
#include "core/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <bitset>

#include "core/text.hpp"

namespace mashang::json {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kMaxDepth = 16;
constexpr std::size_t kMaxFields = 64;

Error malformed(simdjson::error_code why) {
  switch (why) {
    case simdjson::UTF8_ERROR:
      return {ErrorKind::bad_request, "json.invalid_utf8"};
    case simdjson::DEPTH_ERROR:
      return {ErrorKind::bad_request, "json.too_deep"};
    default:  // a foreign enum: everything else is a syntax error to the sender
      return {ErrorKind::bad_request, "json.malformed", simdjson::error_message(why)};
  }
}

dom::parser& parser_of_this_thread() {
  static thread_local dom::parser parser;
  return parser;
}

}  // namespace

struct Fields::Parsed {
  dom::document document;
  dom::object object;
  std::optional<Error> error;
  std::bitset<kMaxFields> asked;

  void parse(std::string_view body) {
    auto& parser = parser_of_this_thread();
    auto status = parser.allocate(std::max<std::size_t>(body.size(), 64), kMaxDepth);
    dom::element root;
    if (!status) status = parser.parse_into_document(document, body.data(), body.size()).get(root);
    if (status) {
      error = malformed(status);
    } else if (root.get(object)) {
      error = Error{ErrorKind::bad_request, "json.not_an_object"};
    } else if (object.size() > kMaxFields) {
      error = Error{ErrorKind::unprocessable, "json.too_many_items"};
    }
  }

  void fail(std::string_view code, std::string_view name) {
    if (!error) error = Error{ErrorKind::unprocessable, code, {}, std::string(name)};
  }

  /// Absent and null are the same to every optional getter.
  std::optional<dom::element> find(std::string_view name) {
    if (error) return std::nullopt;
    std::optional<dom::element> found;
    std::size_t at = 0;
    for (const auto field : object) {
      if (field.key == name) {
        if (found) fail("json.duplicate_field", name);
        asked.set(at);
        found = field.value;
      }
      ++at;
    }
    if (error || !found || found->is_null()) return std::nullopt;
    return found;
  }

  std::optional<dom::element> require(std::string_view name) {
    auto found = find(name);
    if (!found) fail("json.missing_field", name);
    return found;
  }

  std::optional<std::string> read_text(dom::element value, std::string_view name, std::size_t max_length) {
    std::string_view raw;
    if (value.get(raw)) return fail("json.wrong_type", name), std::nullopt;
    const auto trimmed = text::trim(raw);
    if (text::length(trimmed) > max_length) return fail("json.text_too_long", name), std::nullopt;
    if (!text::is_printable(trimmed)) return fail("json.control_character", name), std::nullopt;
    return std::string(trimmed);
  }

  std::optional<std::int64_t> read_integer(dom::element value, std::string_view name, std::int64_t min,
                                           std::int64_t max) {
    std::int64_t number = 0;
    if (value.is_uint64() && value.get(number)) return fail("json.number_out_of_range", name), std::nullopt;
    if (value.get(number)) return fail("json.wrong_type", name), std::nullopt;
    if (number < min || number > max) return fail("json.number_out_of_range", name), std::nullopt;
    return number;
  }

  std::optional<dom::array> read_array(std::string_view name, std::size_t max_items) {
    const auto value = find(name);
    if (!value) return std::nullopt;
    dom::array array;
    if (value->get(array)) return fail("json.wrong_type", name), std::nullopt;
    if (array.size() > max_items) return fail("json.too_many_items", name), std::nullopt;
    return array;
  }
};

Fields::Fields(std::string_view body) : parsed_(std::make_unique<Parsed>()) { parsed_->parse(body); }
Fields::~Fields() = default;
Fields::Fields(Fields&&) noexcept = default;

std::string Fields::text(std::string_view name, std::size_t max_length) {
  const auto value = parsed_->require(name);
  if (!value) return {};
  auto read = parsed_->read_text(*value, name, max_length);
  if (read && read->empty()) parsed_->fail("json.text_empty", name);
  return read.value_or(std::string());
}

std::optional<std::string> Fields::optional_text(std::string_view name, std::size_t max_length) {
  const auto value = parsed_->find(name);
  if (!value) return std::nullopt;
  auto read = parsed_->read_text(*value, name, max_length);
  if (read && read->empty()) return std::nullopt;
  return read;
}

std::int64_t Fields::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  const auto value = parsed_->require(name);
  return value ? parsed_->read_integer(*value, name, min, max).value_or(0) : 0;
}

std::optional<std::int64_t> Fields::optional_integer(std::string_view name, std::int64_t min, std::int64_t max) {
  const auto value = parsed_->find(name);
  return value ? parsed_->read_integer(*value, name, min, max) : std::nullopt;
}

std::optional<double> Fields::optional_number(std::string_view name, double min, double max) {
  const auto value = parsed_->find(name);
  if (!value) return std::nullopt;
  double number = 0;
  if (value->get(number)) return parsed_->fail("json.wrong_type", name), std::nullopt;
  if (!(number >= min && number <= max)) return parsed_->fail("json.number_out_of_range", name), std::nullopt;
  return number;
}

std::optional<bool> Fields::optional_boolean(std::string_view name) {
  const auto value = parsed_->find(name);
  if (!value) return std::nullopt;
  bool flag = false;
  if (value->get(flag)) return parsed_->fail("json.wrong_type", name), std::nullopt;
  return flag;
}

std::optional<Instant> Fields::optional_instant(std::string_view name) {
  const auto written = optional_text(name, 40);
  if (!written) return std::nullopt;
  const auto at = parse_rfc3339(*written);
  if (!at) return parsed_->fail(at.error().code, name), std::nullopt;
  return *at;
}

std::vector<std::string> Fields::optional_texts(std::string_view name, std::size_t max_items, std::size_t max_length) {
  std::vector<std::string> texts;
  const auto array = parsed_->read_array(name, max_items);
  if (!array) return texts;
  for (const auto item : *array) {
    auto read = parsed_->read_text(item, name, max_length);
    if (read && read->empty()) parsed_->fail("json.text_empty", name);
    if (parsed_->error) return {};
    texts.push_back(std::move(*read));
  }
  return texts;
}

std::vector<std::int64_t> Fields::optional_integers(std::string_view name, std::size_t max_items) {
  constexpr std::int64_t kExact = (std::int64_t{1} << 53) - 1;
  std::vector<std::int64_t> numbers;
  const auto array = parsed_->read_array(name, max_items);
  if (!array) return numbers;
  for (const auto item : *array) {
    const auto read = parsed_->read_integer(item, name, -kExact, kExact);
    if (!read) return {};
    numbers.push_back(*read);
  }
  return numbers;
}

std::optional<Error> Fields::error() {
  if (parsed_->error) return parsed_->error;
  std::size_t at = 0;
  for (const auto field : parsed_->object) {
    if (!parsed_->asked.test(at++)) {
      const bool is_showable = text::is_printable(field.key);
      parsed_->fail("json.unknown_field", is_showable ? text::first(field.key, 40) : std::string_view());
      break;
    }
  }
  return parsed_->error;
}

}  // namespace mashang::json
