// Finding out who uploads.
#include "rooms/media/rights.hpp"

#include <fmt/format.h>

#include "core/secrets.hpp"

namespace mashang::media {

UploadRights::UploadRights(storage::Db& db, identity::Sessions& sessions, const residents::DoorCodes& doors,
                           LinkCheck opens_case)
    : db_(db), sessions_(sessions), doors_(doors), opens_case_(std::move(opens_case)) {}

Task<Result<std::string>> UploadRights::owner_of(const http::Request& request) {
  const std::string_view door = request.header("X-Door-Token");
  const std::string_view link = request.header("X-Link-Token");
  if (!door.empty()) {
    auto reading = db_.read([this, door](storage::Tx& tx) -> Result<std::string> {
      const auto household = doors_.resolve(tx, door);
      if (!household) return failure(household.error());
      return fmt::format("door/{}", household->place.value);
    });
    co_return co_await reading;
  }
  if (!link.empty()) {
    auto reading = db_.read([this, link](storage::Tx& tx) -> Result<std::string> {
      if (!opens_case_(tx, link)) return failure(ErrorKind::forbidden, "media.uploader_unknown");
      return "link/" + to_hex(as_view(sha256(link)));
    });
    co_return co_await reading;
  }
  auto requiring = sessions_.require(request);
  auto actor = co_await requiring;
  if (!actor) co_return failure(actor.error());
  co_return fmt::format("account/{}", actor->account.value_or(AccountId{}).value);
}

}  // namespace mashang::media
