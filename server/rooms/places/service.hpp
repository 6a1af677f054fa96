// What the places room does for one request.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.hpp"
#include "http/message.hpp"
#include "rooms/places/map.hpp"
#include "rooms/places/places.hpp"

namespace mashang::places {

/// This room knows no accounts and no organisations; house.cpp gives it what it needs of them.
struct OrganisationRef {
  std::int64_t id = 0;
  std::string name;
  std::string kind;
};
using OrganisationsServing = std::function<std::vector<OrganisationRef>(storage::Tx&, CountyCode, PlaceId)>;
/// Fails when nobody is signed in.
using StaffOnly = std::function<Task<Result<void>>(const http::Request&)>;

/// Everything it refers to outlives it; house.cpp owns both.
class Service {
 public:
  struct Parts {
    storage::Db& db;
    CountyCode county;
    std::string name_en;  ///< empty: the Chinese name
    std::int64_t confirm_days = 7;
    std::int64_t reopen_days = 15;
    StaffOnly staff_only;
    OrganisationsServing organisations_serving;
  };
  explicit Service(Parts parts) : parts_(std::move(parts)), map_(parts_.county) {}

  /// Which county this is; open to everybody.
  [[nodiscard]] Task<Result<http::Response>> show_county(http::Request& request);
  /// Children of a place, or what a search finds: any signed-in staff.
  [[nodiscard]] Task<Result<http::Response>> list(http::Request& request);
  [[nodiscard]] Task<Result<http::Response>> show(http::Request& request);
  /// One layer of the county's own map; answered from memory until places change.
  [[nodiscard]] Task<Result<http::Response>> base_map(http::Request& request);

 private:
  Parts parts_;
  BaseMap map_;
};

}  // namespace mashang::places
