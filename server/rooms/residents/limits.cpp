// Counts what strangers try, by address and by token.
#include "rooms/residents/residents.hpp"

namespace mashang::residents {
namespace {

void set_limit(std::optional<RateLimit>& limit, int per_minute) {
  if (per_minute > 0) limit.emplace(RateLimit::Rule{.burst = per_minute * 1.0, .per_minute = per_minute * 1.0});
}

}  // namespace

TokenLimits::TokenLimits(int per_address, int per_code) {
  set_limit(by_address_, per_address);
  set_limit(by_code_, per_code);
}

Result<void> TokenLimits::admit(std::string_view address, std::string_view token, Instant now) {
  if (by_address_)
    if (auto admitted = by_address_->take(address, now); !admitted) return admitted;
  if (by_code_ && !token.empty()) return by_code_->take(token, now);
  return {};
}

}  // namespace mashang::residents
