// Who the client is when a proxy of ours stands between (X-Forwarded-For, X-Forwarded-Proto).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace mashang::http {

/// Only what a trusted proxy says is believed: anybody can send these headers.
class TrustedProxies {
 public:
  TrustedProxies() = default;
  /// Addresses or CIDR blocks, IPv4 or IPv6. Fails with http.bad_trusted_proxy.
  [[nodiscard]] static Result<TrustedProxies> parse(const std::vector<std::string>& blocks);

  [[nodiscard]] bool contains(std::string_view address) const;
  /// The last address in `forwarded_for` that is none of our proxies; `peer` when peer itself is none, or when nothing
  /// sensible was sent.
  [[nodiscard]] std::string client(std::string_view peer, std::string_view forwarded_for) const;

 private:
  using Address = std::array<unsigned char, 16>;  // IPv4 as ::ffff:a.b.c.d
  struct Block {
    Address address;
    int bits;
  };
  static bool parse_address(std::string_view text, Address& out);
  std::vector<Block> blocks_;
};

}  // namespace mashang::http
