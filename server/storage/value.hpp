// One bound parameter of a statement: a small, trivially copyable view of a C++ value.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "core/clock.hpp"
#include "core/ids.hpp"

namespace mashang::storage {

/// Bytes that go into a BLOB / bytea column.
struct Blob {
  std::string_view bytes;
};

/// A view: text and blobs must outlive the call that receives the Value.
/// Enums are stored as their words: convert with `to_word(e)` at the call site.
class Value {
 public:
  enum class Type : std::uint8_t { null, integer, real, text, blob };

  constexpr Value() = default;  // null
  template <class I>
  requires std::is_integral_v<I>
  constexpr Value(I v) : type_(Type::integer), integer_(static_cast<std::int64_t>(v)) {}
  constexpr Value(double v) : type_(Type::real), real_(v) {}
  constexpr Value(std::string_view v) : type_(Type::text), text_(v) {}
  constexpr Value(const char* v) : type_(Type::text), text_(v) {}
  Value(const std::string& v) : type_(Type::text), text_(v) {}
  constexpr Value(Blob v) : type_(Type::blob), text_(v.bytes) {}
  template <class Tag>
  constexpr Value(Id<Tag> v) : Value(v.value) {}
  constexpr Value(CountyCode v) : Value(v.value) {}
  constexpr Value(Instant v) : Value(v.ms) {}
  constexpr Value(Minutes v) : Value(v.value) {}
  template <class T>
  constexpr Value(const std::optional<T>& v) : Value(v ? Value(*v) : Value()) {}

  [[nodiscard]] constexpr Type type() const { return type_; }
  [[nodiscard]] constexpr std::int64_t integer() const { return integer_; }
  [[nodiscard]] constexpr double real() const { return real_; }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  Type type_ = Type::null;
  union {
    std::int64_t integer_ = 0;
    double real_;
  };
  std::string_view text_;
};

}  // namespace mashang::storage
