// Finding out who uploads.
#include "rooms/media/rights.hpp"

#include <fmt/format.h>

#include "core/secrets.hpp"

namespace mashang::media {

Task<Result<std::string>> UploadRights::owner_of(const http::Request& request) {
  const std::string_view door = request.header("X-Door-Token");
  const std::string_view link = request.header("X-Link-Token");
  if (const std::string_view token = door.empty() ? link : door; !token.empty()) {
    if (auto admitted = p_.limits.admit(request.remote, token, p_.clock.now()); !admitted) {
      co_return failure(admitted.error());
    }
  }
  if (!door.empty()) {
    auto reading = p_.db.read([this, door](storage::Tx& tx) -> Result<std::string> {
      const auto household = p_.doors.resolve(tx, door);
      if (!household) return failure(household.error());
      return fmt::format("door/{}", household->place.value);
    });
    co_return co_await reading;
  }
  if (!link.empty()) {
    auto reading = p_.db.read([this, link](storage::Tx& tx) -> Result<std::string> {
      if (!p_.opens_case(tx, link)) return failure(ErrorKind::forbidden, "media.uploader_unknown");
      return "link/" + to_hex(as_view(sha256(link)));
    });
    co_return co_await reading;
  }
  if (request.header("X-Without-Code") == "1") {
    if (auto admitted = p_.limits.admit(request.remote, {}, p_.clock.now()); !admitted) {
      co_return failure(admitted.error());
    }
    co_return "open/" + to_hex(as_view(sha256(request.remote)));
  }
  auto requiring = p_.sessions.require(request);
  auto actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  co_return fmt::format("account/{}", actor->account.value_or(AccountId{}).value);
}

}  // namespace mashang::media
