// The beginning and the end of uploads: creation, termination, expiry.
#include <fmt/format.h>

#include "core/secrets.hpp"
#include "http/idempotency.hpp"
#include "rooms/media/sql.hpp"
#include "rooms/media/uploads.hpp"

namespace mashang::media {
namespace {

struct Waiting {
  std::int64_t uploads = 0;
  std::int64_t bytes = 0;
};

Waiting read_waiting(const storage::Row& row) {
  const std::int64_t uploads = row.integer("uploads");
  return {uploads, row.integer("bytes")};
}

bool fits(const Quota& quota, const Waiting& waiting, std::uint64_t length) {
  return waiting.uploads < quota.uploads && waiting.bytes + static_cast<std::int64_t>(length) <= quota.bytes;
}

struct Expired {
  std::string token_hash;
  std::int64_t id;
  std::string sha256;  ///< of content that no attachment took over
};

Expired read_expired(const storage::Row& row) {
  Expired expired;
  expired.token_hash = row.blob("token_hash");
  expired.id = row.integer("id");
  const bool is_claimed = row.text("state") == "claimed";
  const auto sha256 = row.optional_string("sha256");
  if (!is_claimed) expired.sha256 = sha256.value_or("");
  return expired;
}

}  // namespace

std::string Uploads::token_of(std::int64_t upload) const {
  return to_base64url(as_view(hmac_sha256(token_key_, fmt::format("upload/{}/{}", county_.value, upload))));
}

Result<void> Uploads::check_wish(const UploadWish& wish) const {
  if (wish.length == 0) return failure(ErrorKind::unprocessable, "media.empty_file");
  if (wish.length > rules_.limits.any) return failure(ErrorKind::too_large, "media.too_large");
  if (store_.free_bytes() < wish.length + rules_.keep_free) {
    return failure(ErrorKind::unavailable, "media.store_full");
  }
  return {};
}

Task<Result<OpenedUpload>> Uploads::create(UploadWish wish) {
  if (auto possible = check_wish(wish); !possible) co_return failure(possible.error());
  const std::int64_t id = ids_.next();
  auto inserting = insert(wish, id);
  auto opened = co_await inserting;
  if (opened || opened.error().code != "http.idempotency_replay") co_return opened;
  auto again = insert(wish, id);
  co_return co_await again;
}

Task<Result<OpenedUpload>> Uploads::insert(const UploadWish& wish, std::int64_t id) {
  const Instant now = clock_.now();
  std::optional<http::Idempotent> once;
  if (wish.idempotency_key) {
    once = http::Idempotent{county_, "upload/" + wish.owner, *wish.idempotency_key, wish.request_hash};
  }
  auto writing = db_.write([&, this](storage::Tx& tx) -> Result<OpenedUpload> {
    if (once) {
      const auto replay = http::find_replay(tx, *once);
      if (!replay) return failure(replay.error());
      if (*replay) {
        const std::string token = token_of(**replay);
        const auto found = find_upload(tx, county_, token_hash(token), now);
        if (!found) return failure(ErrorKind::not_found, "media.unknown_upload");
        return OpenedUpload{token, found->expires_at};
      }
    }
    const sql::unfinished_of_owner of_owner{.county = county_, .owner = wish.owner, .now = now};
    const sql::unfinished_of_network of_network{.county = county_, .network = wish.network, .now = now};
    if (!fits(rules_.per_owner, tx.one(of_owner, read_waiting).value_or(Waiting{}), wish.length) ||
        !fits(rules_.per_network, tx.one(of_network, read_waiting).value_or(Waiting{}), wish.length)) {
      return failure(ErrorKind::too_many_requests, "media.too_many_uploads", wish.owner);
    }
    OpenedUpload opened{token_of(id), now + rules_.life};
    const std::string hash = token_hash(opened.token);
    tx.apply(sql::insert_upload{.county = county_,
                                .token_hash = storage::Blob{hash},
                                .id = id,
                                .owner = wish.owner,
                                .network = wish.network,
                                .length = wish.length,
                                .metadata = wish.metadata,
                                .created_at = now,
                                .expires_at = opened.expires_at});
    if (once) http::record(tx, *once, id, now);
    return opened;
  });
  co_return co_await writing;
}

Task<Result<void>> Uploads::terminate(std::string token) {
  const std::string hash = token_hash(token);
  auto finding = find(hash);
  auto upload = co_await finding;
  if (!upload) co_return failure(upload.error());
  const Lanes::Hold hold = lanes_.take(upload->id);
  auto discarding = discard(hash, upload->id);
  auto discarded = co_await discarding;
  if (!discarded || upload->sha256.empty()) co_return discarded;
  auto removing = workers_.run([&, this]() -> Result<void> {
    remove_content(upload->sha256);
    return {};
  });
  co_return co_await removing;
}

Task<Result<void>> Uploads::discard(std::string hash, std::int64_t upload) {
  const Error unknown{ErrorKind::not_found, "media.unknown_upload"};
  auto writing = db_.write([&, this](storage::Tx& tx) -> Result<void> {
    tx.apply_one(sql::delete_upload{.county = county_, .token_hash = storage::Blob{hash}}, unknown);
    return {};
  });
  auto deleted = co_await writing;
  if (!deleted) co_return deleted;
  auto removing = workers_.run([this, upload]() -> Result<void> {
    store_.remove_part(upload);
    return {};
  });
  co_return co_await removing;
}

Result<bool> Uploads::is_used(const std::string& sha256) {
  return db_.read_now([&, this](storage::Tx& tx) -> Result<bool> {
    const auto uses = tx.one(sql::uses_of_content{.county = county_, .sha256 = sha256},
                             [](const storage::Row& row) { return row.integer("uses"); });
    return uses.value_or(0) > 0;
  });
}

void Uploads::remove_content(const std::string& sha256) {
  store_.remove_unused(sha256, [&] { return is_used(sha256).value_or(true); });
}

Result<void> Uploads::purge() {
  const Instant now = clock_.now();
  const auto expired = db_.write_now([&, this](storage::Tx& tx) -> Result<std::vector<Expired>> {
    auto found = tx.all(sql::expired_uploads{.county = county_, .now = now}, read_expired);
    for (const Expired& upload : found) {
      const storage::Blob hash{upload.token_hash};
      tx.apply(sql::delete_expired_upload{.county = county_, .token_hash = hash, .now = now});
    }
    return found;
  });
  if (!expired) return failure(expired.error());
  for (const Expired& upload : *expired) {
    const Lanes::Hold hold = lanes_.take(upload.id);
    auto removed = hold.run([&]() -> Result<std::string> {
      std::string content = upload.sha256.empty() ? store_.stored_twin(upload.id) : upload.sha256;
      store_.remove_part(upload.id);
      return content;
    });
    if (removed && !removed->empty()) remove_content(*removed);
  }
  remove_strays();
  return {};
}

/// Growing files without a row: the process ended between deleting the row and the file.
void Uploads::remove_strays() {
  for (const std::int64_t part : store_.parts()) {
    const auto known = db_.read_now([&, this](storage::Tx& tx) -> Result<bool> {
      return tx
          .one(sql::upload_by_id{.county = county_, .id = part},
               [](const storage::Row& row) { return row.integer("id"); })
          .has_value();
    });
    if (known && !*known) store_.remove_part(part);
  }
}

}  // namespace mashang::media
