// Households and their door codes. The room's face.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/rate_limit.hpp"
#include "core/result.hpp"
#include "storage/db.hpp"

namespace mashang::residents {

struct Household {
  CountyCode county;
  PlaceId place;
};

/// Opaque random door-code tokens; the database holds only HMAC-SHA256(door key, token).
/// Stateless and thread-safe.
class DoorCodes {
 public:
  virtual ~DoorCodes() = default;
  /// Fails with residents.unknown_door (404) or residents.door_revoked (410).
  [[nodiscard]] virtual Result<Household> resolve(storage::Tx& tx, std::string_view token) const = 0;
  /// A fresh 128-bit token for a household, replacing the one it has. Returns the token: it is shown this once.
  /// Fails with places.unknown_place, residents.not_a_household.
  [[nodiscard]] virtual Result<std::string> rotate(storage::Tx& tx, CountyCode county, PlaceId household,
                                                   Instant now) const = 0;
  /// The same with a token that was made before (`derive`).
  [[nodiscard]] virtual Result<void> install(storage::Tx& tx, CountyCode county, PlaceId household,
                                             std::string_view token, Instant now) const = 0;
  /// Without looking at the place or its old code: for households that were made in this very transaction.
  virtual void install_first(storage::Tx& tx, CountyCode county, PlaceId household, std::string_view token,
                             Instant now) const = 0;
  /// A token that this installation alone can work out again from the same purpose: a repeated request gets the same
  /// answer, a demo county the same codes. As unguessable as the door key.
  [[nodiscard]] virtual std::string derive(PlaceId household, std::string_view purpose) const = 0;
  [[nodiscard]] virtual Result<void> revoke(storage::Tx& tx, CountyCode county, PlaceId household,
                                            Instant now) const = 0;
};
/// One server serves one county: tokens are looked up in its rows only.
[[nodiscard]] std::unique_ptr<DoorCodes> make_door_codes(std::string door_key, CountyCode county);

/// What a stranger may try: so many uses a minute from one address and of one door code or case link. 0 means no limit.
/// Thread-safe.
class TokenLimits {
 public:
  TokenLimits(int per_address, int per_code);
  /// `token` is "" for whoever comes without a code. Fails with http.too_many_requests.
  [[nodiscard]] Result<void> admit(std::string_view address, std::string_view token, Instant now);

 private:
  std::optional<RateLimit> by_address_;
  std::optional<RateLimit> by_code_;
};

}  // namespace mashang::residents
