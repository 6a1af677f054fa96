// Door-code tokens: made from the system's randomness or derived by the door key, kept as keyed hashes.
#include <utility>

#include "core/secrets.hpp"
#include "rooms/places/places.hpp"
#include "rooms/residents/residents.hpp"
#include "rooms/residents/sql.hpp"

namespace mashang::residents {
namespace {

constexpr std::size_t kTokenBytes = 16;  // 128 bits

class HashedDoorCodes final : public DoorCodes {
 public:
  HashedDoorCodes(std::string key, CountyCode county) : key_(std::move(key)), county_(county) {}

  Result<Household> resolve(storage::Tx& tx, std::string_view token) const override {
    struct Found {
      PlaceId place;
      bool is_revoked;
    };
    const Sha256 hash = hash_of(token);
    const auto read = [](const storage::Row& row) {
      return Found{row.id<PlaceId>("place_id"), !row.is_null("revoked_at")};
    };
    const auto found = tx.one(sql::door_by_hash{.county = county_, .token_hash = storage::Blob{as_view(hash)}}, read);
    if (!found) return failure(ErrorKind::not_found, "residents.unknown_door");
    if (found->is_revoked) return failure(ErrorKind::gone, "residents.door_revoked");
    return Household{county_, found->place};
  }

  Result<std::string> rotate(storage::Tx& tx, CountyCode county, PlaceId household, Instant now) const override {
    std::string token = random_token(kTokenBytes);
    if (auto installed = install(tx, county, household, token, now); !installed) return failure(installed.error());
    return token;
  }

  Result<void> install(storage::Tx& tx, CountyCode county, PlaceId household, std::string_view token,
                       Instant now) const override {
    if (auto revoked = revoke(tx, county, household, now); !revoked) return revoked;
    install_first(tx, county, household, token, now);
    return {};
  }

  void install_first(storage::Tx& tx, CountyCode county, PlaceId household, std::string_view token,
                     Instant now) const override {
    const Sha256 hash = hash_of(token);
    tx.apply(sql::insert_door{
        .county = county, .token_hash = storage::Blob{as_view(hash)}, .place_id = household, .made_at = now});
  }

  std::string derive(PlaceId household, std::string_view purpose) const override {
    const std::string data = "door|" + std::to_string(county_.value) + "|" + std::to_string(household.value) + "|";
    const Sha256 mac = hmac_sha256(key_, data + std::string(purpose));
    return to_base64url(as_view(mac).substr(0, kTokenBytes));
  }

  Result<void> revoke(storage::Tx& tx, CountyCode county, PlaceId household, Instant now) const override {
    const auto place = places::situation_of(tx, county, household);
    if (!place) return failure(place.error());
    if (place->kind != places::PlaceKind::household)
      return failure(ErrorKind::unprocessable, "residents.not_a_household");
    tx.apply(sql::revoke_doors_of_place{.revoked_at = now, .county = county, .place_id = household});
    return {};
  }

 private:
  /// The two uses of the key never meet: a derived token is not the hash of anything that can be sent.
  [[nodiscard]] Sha256 hash_of(std::string_view token) const {
    return hmac_sha256(key_, "token|" + std::string(token));
  }

  const std::string key_;
  const CountyCode county_;
};

}  // namespace

std::unique_ptr<DoorCodes> make_door_codes(std::string door_key, CountyCode county) {
  return std::make_unique<HashedDoorCodes>(std::move(door_key), county);
}

}  // namespace mashang::residents
