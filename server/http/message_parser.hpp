// Reads one request off the wire, piece by piece; the grammar is Boost.Beast's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "http/message.hpp"

namespace mashang::http {

/// Views into the bytes given to `parse_head`: those must stay where they are until the request is done.
struct Head {
  std::optional<Method> method;  ///< none: a method nobody here knows
  std::string_view target;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::optional<std::uint64_t> content_length;
  bool has_body = false;
  bool keeps_alive = false;
  bool expects_continue = false;
  bool is_http_1_0 = false;

  /// First of that name, whatever its case; a null view when absent.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  /// Every value of that name, in order, joined by commas (RFC 9110, 5.3).
  [[nodiscard]] std::string all(std::string_view name) const;
};

class MessageParser {
 public:
  MessageParser();
  ~MessageParser();

  /// `bytes` from the first of the request to the end of its head (an empty line) or beyond; gives the head's length.
  /// Fails with http.bad_request, http.unsupported_version, http.unsupported_transfer_encoding.
  [[nodiscard]] Result<std::size_t> parse_head(std::string_view bytes);
  [[nodiscard]] const Head& head() const;

  struct BodyPiece {
    std::size_t consumed = 0;  ///< 0: needs more bytes behind these
    std::string_view content;  ///< part of the bytes given
  };
  /// While `!is_done()`. Fails with http.bad_request.
  [[nodiscard]] Result<BodyPiece> parse_body(std::string_view bytes);
  [[nodiscard]] bool is_done() const;

 private:
  struct Grammar;
  struct State;
  std::unique_ptr<State> state_;
};

/// Length of the head when its end has arrived. `scanned` remembers how far earlier calls looked.
[[nodiscard]] std::optional<std::size_t> find_head_end(std::string_view bytes, std::size_t& scanned);
/// ASCII comparison, as header names and tokens are compared.
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace mashang::http
