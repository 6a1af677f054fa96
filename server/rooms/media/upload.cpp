// Reading upload rows.
#include "rooms/media/upload.hpp"

#include "core/secrets.hpp"
#include "rooms/media/sql.hpp"

namespace mashang::media {
namespace {

UploadState parse_state(std::string_view word) {
  if (word == "open") return UploadState::open;
  if (word == "finished") return UploadState::finished;
  return UploadState::claimed;
}

Upload read_upload(const storage::Row& row) {
  Upload upload;
  upload.id = row.integer("id");
  upload.length = static_cast<std::uint64_t>(row.integer("length"));
  upload.metadata = row.string("metadata");
  upload.state = parse_state(row.text("state"));
  upload.content_type = row.optional_string("content_type").value_or("");
  upload.sha256 = row.optional_string("sha256").value_or("");
  upload.expires_at = row.instant("expires_at");
  return upload;
}

}  // namespace

std::string token_hash(std::string_view token) { return std::string(as_view(sha256(token))); }

std::optional<Upload> find_upload(storage::Tx& tx, CountyCode county, std::string_view hash, Instant now) {
  return tx.one(sql::upload_by_token{.county = county, .token_hash = storage::Blob{hash}, .now = now}, read_upload);
}

}  // namespace mashang::media
