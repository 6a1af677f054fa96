// Who may upload: whoever holds a door code, the private link of a case, or a session; and, as one address among
// strangers, whoever reports without a code.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "http/message.hpp"
#include "rooms/identity/identity.hpp"
#include "rooms/residents/residents.hpp"
#include "storage/db.hpp"

namespace mashang::media {

/// Whether this private link opens a case; passed in by house.cpp, for this room knows nothing of cases.
using LinkCheck = std::function<bool(storage::Tx& tx, std::string_view link_token)>;

class UploadRights {
 public:
  /// Everything outlives it.
  struct Parts {
    storage::Db& db;
    const Clock& clock;
    identity::Sessions& sessions;
    const residents::DoorCodes& doors;
    residents::TokenLimits& limits;
    LinkCheck opens_case;
  };
  explicit UploadRights(Parts parts) : p_(std::move(parts)) {}

  /// "door/<place>", "link/<hash>", "account/<id>" or "open/<hash of the address>": the quota's owner.
  /// Fails with media.uploader_unknown (403), residents.unknown_door, residents.door_revoked, http.too_many_requests
  /// and what a session fails with.
  [[nodiscard]] Task<Result<std::string>> owner_of(const http::Request& request);

 private:
  Parts p_;
};

}  // namespace mashang::media
