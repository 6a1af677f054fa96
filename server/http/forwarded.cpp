// Address blocks and the walk from the right of X-Forwarded-For.
#include "http/forwarded.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace mashang::http {
namespace {

constexpr int kMappedBits = 96;  // IPv4 within ::ffff:0:0/96

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool TrustedProxies::parse_address(std::string_view text, Address& out) {
  const std::string terminated(text);
  if (::inet_pton(AF_INET6, terminated.c_str(), out.data()) == 1) return true;
  out.fill(0);
  out[10] = out[11] = 0xFF;
  return ::inet_pton(AF_INET, terminated.c_str(), out.data() + 12) == 1;
}

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& blocks) {
  TrustedProxies proxies;
  for (const auto& text : blocks) {
    const auto slash = std::min(text.find('/'), text.size());
    const std::string_view address = std::string_view(text).substr(0, slash);
    const int offset = address.find(':') == std::string_view::npos ? kMappedBits : 0;
    Block block{.address = {}, .bits = 128};
    int bits = 128 - offset;
    if (slash < text.size()) {
      const char* const end = text.data() + text.size();
      const auto read = std::from_chars(text.data() + slash + 1, end, bits);
      if (read.ec != std::errc() || read.ptr != end) bits = -1;
    }
    block.bits = bits + offset;
    if (!parse_address(address, block.address) || bits < 0 || block.bits > 128)
      return failure(ErrorKind::unprocessable, "http.bad_trusted_proxy", "not an address or CIDR block: " + text);
    proxies.blocks_.push_back(block);
  }
  return proxies;
}

bool TrustedProxies::contains(std::string_view text) const {
  Address address;
  if (blocks_.empty() || !parse_address(text, address)) return false;
  return std::ranges::any_of(blocks_, [&](const Block& block) {
    const int whole = block.bits / 8, left = block.bits % 8;
    if (!std::equal(address.begin(), address.begin() + whole, block.address.begin())) return false;
    if (left == 0) return true;
    const int mask = 0xFF << (8 - left) & 0xFF;
    return (address[whole] & mask) == (block.address[whole] & mask);
  });
}

std::string TrustedProxies::client(std::string_view peer, std::string_view forwarded_for) const {
  if (!contains(peer)) return std::string(peer);
  std::string nearest(peer);
  while (!forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const auto item = trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
    forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
    Address address;
    if (!parse_address(item, address)) break;
    nearest = item;
    if (!contains(item)) break;
  }
  return nearest;
}

}  // namespace mashang::http
