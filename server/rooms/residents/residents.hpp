// Households and their door codes. The room's face.
#pragma once

#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "storage/db.hpp"

namespace mashang::residents {

struct Household {
  CountyCode county;
  PlaceId place;
};

/// Opaque random door-code tokens; the database holds only HMAC-SHA256(door key, token).
class DoorCodes {
 public:
  virtual ~DoorCodes() = default;
  /// Fails with residents.unknown_door (404) or residents.door_revoked (410).
  [[nodiscard]] virtual Result<Household> resolve(storage::Tx& tx, std::string_view token) const = 0;
  /// A fresh 128-bit token for a household, replacing the one it has. Returns the token: it is shown this once.
  [[nodiscard]] virtual Result<std::string> rotate(storage::Tx& tx, CountyCode county, PlaceId household,
                                                   Instant now) const = 0;
  [[nodiscard]] virtual Result<void> revoke(storage::Tx& tx, CountyCode county, PlaceId household,
                                            Instant now) const = 0;
};

}  // namespace mashang::residents
