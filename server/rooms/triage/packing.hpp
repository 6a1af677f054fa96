// Numbers and texts as bytes, for model files: fixed little-endian order, so that a file is the same on every machine.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace mashang::triage {

/// Appends. Numbers take 1-5 bytes (LEB128), smaller ones fewer.
class Packer {
 public:
  void number(std::uint32_t value) {
    for (; value >= 0x80; value >>= 7U) bytes_ += static_cast<char>(0x80U | (value & 0x7FU));
    bytes_ += static_cast<char>(value);
  }
  void real(float value) {
    auto bits = std::bit_cast<std::uint32_t>(value);
    for (int i = 0; i < 4; ++i, bits >>= 8U) bytes_ += static_cast<char>(bits & 0xFFU);
  }
  void byte(std::int8_t value) { bytes_ += static_cast<char>(value); }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
  }
  [[nodiscard]] std::string bytes() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what Packer wrote. Past the end everything is 0 or empty and `is_sound` becomes false: ask before you trust.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint32_t number() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      if (bytes_.empty()) return broken();
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    return broken();
  }
  [[nodiscard]] float real() {
    if (bytes_.size() < 4) return static_cast<float>(broken());
    std::uint32_t bits = 0;
    for (unsigned i = 0; i < 4; ++i)
      bits |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[i])) << (8 * i);
    bytes_.remove_prefix(4);
    return std::bit_cast<float>(bits);
  }
  [[nodiscard]] std::int8_t byte() {
    if (bytes_.empty()) return static_cast<std::int8_t>(broken());
    const char value = bytes_.front();
    bytes_.remove_prefix(1);
    return static_cast<std::int8_t>(value);
  }
  [[nodiscard]] std::string_view text() {
    const std::uint32_t size = number();
    if (size > bytes_.size()) return (broken(), std::string_view());
    const auto value = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return value;
  }
  [[nodiscard]] bool is_sound() const { return is_sound_; }
  /// What has not been read.
  [[nodiscard]] std::string_view rest() const { return bytes_; }
  [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }

 private:
  std::uint32_t broken() {
    is_sound_ = false;
    bytes_ = {};
    return 0;
  }
  std::string_view bytes_;
  bool is_sound_ = true;
};

}  // namespace mashang::triage
