// JSON in (strict, one object at a time) and JSON out (append only). Parsing is simdjson's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"

namespace mashang::json {

/// Reads the fields of one JSON object and remembers the first thing that is wrong, with its field name:
///
///     json::Fields in(body);
///     draft.text = in.text("text", 2000);
///     draft.category = in.optional_text("category", 4);
///     if (auto wrong = in.error()) return failure(*wrong);
///
/// Codes: json.malformed, json.not_an_object, json.invalid_utf8, json.missing_field, json.wrong_type,
/// json.text_too_long, json.text_empty, json.control_character, json.number_out_of_range, json.unknown_field,
/// json.duplicate_field, json.too_many_items, json.too_deep. After a failure the getters return empty values.
class Fields {
 public:
  explicit Fields(std::string_view body);
  ~Fields();
  Fields(Fields&&) noexcept;

  /// Trimmed; at least one code point, at most `max_length` code points.
  std::string text(std::string_view name, std::size_t max_length);
  std::optional<std::string> optional_text(std::string_view name, std::size_t max_length);  ///< absent, null, "" → none
  std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::optional<double> optional_number(std::string_view name, double min, double max);
  std::optional<bool> optional_boolean(std::string_view name);
  std::optional<Instant> optional_instant(std::string_view name);
  std::vector<std::string> optional_texts(std::string_view name, std::size_t max_items, std::size_t max_length);
  std::vector<std::int64_t> optional_integers(std::string_view name, std::size_t max_items);

  /// The first failure; also fails on fields nobody asked for, so that a misspelt name is told.
  [[nodiscard]] std::optional<Error> error();

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

/// Appends JSON to a string; commas are placed by the writer. Text must be valid UTF-8.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);  ///< a plain word: nothing in it is escaped
  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(const std::string& text) { return value(std::string_view(text)); }
  Writer& value(std::int64_t number);
  Writer& value(int number) { return value(static_cast<std::int64_t>(number)); }
  Writer& value(double number);
  Writer& value(bool flag);
  Writer& value(Instant at);  ///< RFC 3339
  template <class Tag>
  Writer& value(Id<Tag> id) {
    return value(id.value);
  }
  Writer& value(std::nullptr_t);
  template <class T>
  Writer& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : value(nullptr);
  }
  /// Text that is JSON already.
  Writer& raw(std::string_view json);
  template <class T>
  Writer& field(std::string_view name, const T& v) {
    key(name);
    return value(v);
  }

 private:
  void comma();
  std::string& out_;
  bool needs_comma_ = false;
};

}  // namespace mashang::json
