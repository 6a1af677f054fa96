// What the residents room does for one request.
#pragma once

#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "http/message.hpp"
#include "rooms/identity/identity.hpp"
#include "rooms/residents/residents.hpp"

namespace mashang::residents {

/// Everything it uses outlives it; house.cpp owns both.
class Service {
 public:
  struct Parts {
    storage::Db& db;
    const Clock& clock;
    identity::Sessions& sessions;
    const DoorCodes& doors;
    TokenLimits& limits;
    CountyCode county;
    std::string public_url;  ///< what a door code's address begins with
  };
  explicit Service(Parts parts) : parts_(std::move(parts)) {}

  /// The address that is on the door, and nothing else.
  [[nodiscard]] Task<Result<http::Response>> show_door(http::Request& request);
  [[nodiscard]] Task<Result<http::Response>> rotate(http::Request& request);
  [[nodiscard]] Task<Result<http::Response>> revoke(http::Request& request);

 private:
  Parts parts_;
};

}  // namespace mashang::residents
