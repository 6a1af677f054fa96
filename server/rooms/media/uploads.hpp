// Uploads from the first byte to the store.
//
// The size of the growing file is the offset: what a HEAD answers is on disk, whatever was cut off or killed before.
// Disk work runs on four threads of its own; a body is taken in piece by piece and never held in memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/id_source.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "http/message.hpp"
#include "rooms/media/checksum.hpp"
#include "rooms/media/content_type.hpp"
#include "rooms/media/lanes.hpp"
#include "rooms/media/store.hpp"
#include "rooms/media/tus_headers.hpp"
#include "rooms/media/upload.hpp"
#include "runtime/workers.hpp"
#include "storage/db.hpp"

namespace mashang::media {

/// What may be waiting unclaimed at once.
struct Quota {
  std::int64_t uploads;
  std::int64_t bytes;
};

struct UploadRules {
  SizeLimits limits;
  Minutes life = days(1);                          ///< from creation; then it is forgotten unless claimed
  Quota per_owner{20, 1'500'000'000};              ///< a door code, a case link or an account
  Quota per_network{100, 6'000'000'000};           ///< an address: a whole village may share one
  std::uint64_t keep_free = 256ull * 1024 * 1024;  ///< bytes of disk that uploads leave alone
};

/// What somebody with the right to upload asks for.
struct UploadWish {
  std::string owner;  ///< "door/<place>", "link/<hash>", "account/<id>"
  std::string network;
  std::uint64_t length = 0;
  std::string metadata;
  std::optional<std::string> idempotency_key;
  std::string request_hash;
};

struct OpenedUpload {
  std::string token;
  Instant expires_at;
};

struct Progress {
  std::uint64_t offset = 0;
  Upload upload;
};

class Uploads {
 public:
  /// `token_key` (keys.link) derives upload tokens, so that a repeated creation finds the same one.
  Uploads(storage::Db& db, Store& store, CountyCode county, const Clock& clock, IdSource& ids, std::string token_key,
          UploadRules rules);

  /// Fails with media.empty_file, media.too_large, media.too_many_uploads, media.store_full, http.idempotency_mismatch.
  [[nodiscard]] Task<Result<OpenedUpload>> create(UploadWish wish);
  /// Takes the upload over: a PATCH under way stops. Fails with media.unknown_upload.
  [[nodiscard]] Task<Result<Progress>> progress(std::string token);
  /// Appends the body at `offset`; at the last byte the file is judged and stored.
  /// Fails with media.unknown_upload, media.offset_mismatch, media.too_large, media.checksum_mismatch,
  /// media.unsupported_type, media.taken_over, media.busy, and what the body fails with; without a checksum what
  /// arrived before a cut is kept.
  [[nodiscard]] Task<Result<Progress>> receive(std::string token, std::uint64_t offset,
                                               std::optional<Checksum> checksum, http::Body& body);
  /// Fails with media.unknown_upload, also for a claimed one.
  [[nodiscard]] Task<Result<void>> terminate(std::string token);
  /// Forgets what has expired and removes files nobody refers to. For a timer thread.
  [[nodiscard]] Result<void> purge();

  [[nodiscard]] const UploadRules& rules() const { return rules_; }

 private:
  struct Part;
  struct Finished;

  [[nodiscard]] std::string token_of(std::int64_t upload) const;
  [[nodiscard]] Result<void> check_wish(const UploadWish& wish) const;
  [[nodiscard]] Task<Result<OpenedUpload>> insert(const UploadWish& wish, std::int64_t id);
  [[nodiscard]] Task<Result<Upload>> find(std::string hash);
  [[nodiscard]] Task<Result<void>> take_in(Part& part, const Lanes::Hold& hold, const Upload& upload, http::Body& body);
  [[nodiscard]] Result<void> end_piece(Part& part, const Upload& upload, bool is_whole) const;
  /// Judges what is there; at the end of the file stores it. A refused file is discarded.
  [[nodiscard]] Task<Result<Progress>> judge_or_finish(std::string hash, Upload upload, std::uint64_t offset,
                                                       const Lanes::Hold& hold);
  [[nodiscard]] Task<Result<Progress>> record_finished(std::string hash, Upload upload, Finished finished);
  [[nodiscard]] Task<Result<void>> discard(std::string hash, std::int64_t upload);
  [[nodiscard]] Result<bool> is_used(const std::string& sha256);
  void remove_content(const std::string& sha256);
  void remove_strays();

  storage::Db& db_;
  Store& store_;
  const CountyCode county_;
  const Clock& clock_;
  IdSource& ids_;
  const std::string token_key_;
  const UploadRules rules_;
  Lanes lanes_;
  runtime::Workers workers_;
};

}  // namespace mashang::media
