// Receiving the bytes of an upload.
#include "rooms/media/uploads.hpp"

#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "rooms/media/sql.hpp"

namespace mashang::media {
namespace {

constexpr int kDiskThreads = 4;
constexpr std::size_t kMaxWaiting = 1024;

tl::unexpected<Error> unknown_upload() { return failure(ErrorKind::not_found, "media.unknown_upload"); }
tl::unexpected<Error> offset_mismatch(std::uint64_t offset) {
  return failure(ErrorKind::conflict, "media.offset_mismatch", "at " + std::to_string(offset));
}
tl::unexpected<Error> too_large() { return failure(ErrorKind::too_large, "media.too_large"); }

/// Nothing is larger than the largest kind.
UploadRules consistent(UploadRules rules) {
  SizeLimits& limits = rules.limits;
  limits.any = std::min(limits.any, std::max({limits.picture, limits.sound, limits.video}));
  return rules;
}

/// The whole piece; a full disk is told, nothing else may go wrong.
Result<void> write_at(int fd, std::string_view piece, std::uint64_t at) {
  while (!piece.empty()) {
    const ssize_t written = ::pwrite(fd, piece.data(), piece.size(), static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && (errno == ENOSPC || errno == EDQUOT)) return failure(ErrorKind::unavailable, "media.store_full");
    if (written < 0) throw std::system_error(errno, std::generic_category(), "write upload");
    piece.remove_prefix(static_cast<std::size_t>(written));
    at += static_cast<std::uint64_t>(written);
  }
  return {};
}

}  // namespace

/// A growing file during one PATCH.
struct Uploads::Part {
  FileHandle file;
  std::uint64_t from = 0;
  std::uint64_t position = 0;
  std::optional<RunningChecksum> checksum;
};

struct Uploads::Finished {
  std::optional<ContentType> type;
  Stored stored;
};

Uploads::Uploads(storage::Db& db, Store& store, CountyCode county, const Clock& clock, IdSource& ids,
                 std::string token_key, UploadRules rules)
    : db_(db),
      store_(store),
      county_(county),
      clock_(clock),
      ids_(ids),
      token_key_(std::move(token_key)),
      rules_(consistent(rules)),
      workers_(kDiskThreads, kMaxWaiting, Error{ErrorKind::unavailable, "media.busy"}) {}

Task<Result<Upload>> Uploads::find(std::string hash) {
  auto reading = db_.read([this, &hash](storage::Tx& tx) -> Result<Upload> {
    auto found = find_upload(tx, county_, hash, clock_.now());
    if (!found) return unknown_upload();
    return std::move(*found);
  });
  co_return co_await reading;
}

Task<Result<Progress>> Uploads::progress(std::string token) {
  const std::string hash = token_hash(token);
  auto finding = find(hash);
  auto upload = co_await finding;
  if (!upload) co_return failure(upload.error());
  if (upload->state != UploadState::open) co_return Progress{upload->length, *upload};
  const Lanes::Hold hold = lanes_.take(upload->id);
  auto settling =
      workers_.run([&] { return hold.run([&]() -> Result<std::uint64_t> { return store_.settle(upload->id); }); });
  auto offset = co_await settling;
  if (!offset) co_return failure(offset.error());
  if (*offset < upload->length) co_return Progress{*offset, *upload};
  auto finishing = judge_or_finish(hash, *upload, *offset, hold);
  co_return co_await finishing;
}

Task<Result<Progress>> Uploads::receive(std::string token, std::uint64_t offset, std::optional<Checksum> checksum,
                                        http::Body& body) {
  const std::string hash = token_hash(token);
  auto finding = find(hash);
  auto upload = co_await finding;
  if (!upload) co_return failure(upload.error());
  if (upload->state != UploadState::open) {
    if (offset == upload->length && body.length() == 0u) co_return Progress{offset, *upload};
    co_return offset_mismatch(upload->length);
  }
  if (offset + body.length().value_or(0) > upload->length) co_return too_large();
  const Lanes::Hold hold = lanes_.take(upload->id);
  Part part;
  auto opening = workers_.run([&] {
    return hold.run([&]() -> Result<void> {
      part.from = part.position = store_.settle(upload->id);
      if (part.position != offset) return offset_mismatch(part.position);
      auto file = store_.open_part(upload->id);
      if (!file) return failure(file.error());
      part.file = std::move(*file);
      if (!checksum) return {};
      store_.begin_checked(upload->id, offset);
      part.checksum.emplace(std::move(*checksum));
      return {};
    });
  });
  auto opened = co_await opening;
  if (!opened) co_return failure(opened.error());
  auto taking = take_in(part, hold, *upload, body);
  auto taken = co_await taking;
  auto ending = workers_.run([&] { return hold.run([&] { return end_piece(part, *upload, taken.has_value()); }); });
  auto ended = co_await ending;
  if (!taken) co_return failure(taken.error());
  if (!ended) co_return failure(ended.error());
  auto finishing = judge_or_finish(hash, *upload, part.position, hold);
  co_return co_await finishing;
}

Task<Result<void>> Uploads::take_in(Part& part, const Lanes::Hold& hold, const Upload& upload, http::Body& body) {
  for (;;) {
    auto next = body.next();
    auto piece = co_await next;
    if (!piece) co_return failure(piece.error());
    if (piece->empty()) co_return Result<void>{};
    if (part.position + piece->size() > upload.length) co_return too_large();
    auto writing = workers_.run([&] {
      return hold.run([&]() -> Result<void> {
        if (auto written = write_at(part.file.get(), *piece, part.position); !written) return written;
        part.position += piece->size();
        if (part.checksum) part.checksum->add(*piece);
        return {};
      });
    });
    auto written = co_await writing;
    if (!written) co_return written;
  }
}

/// Bytes count once they are durable; checked ones once they are also right.
Result<void> Uploads::end_piece(Part& part, const Upload& upload, bool is_whole) const {
  if (part.checksum && !(is_whole && part.checksum->matches())) {
    part.position = store_.settle(upload.id);
    return failure(ErrorKind::checksum_mismatch, "media.checksum_mismatch");
  }
  if (::fdatasync(part.file.get()) != 0) throw std::system_error(errno, std::generic_category(), "fdatasync upload");
  if (part.checksum) store_.accept_checked(upload.id);
  return {};
}

Task<Result<Progress>> Uploads::judge_or_finish(std::string hash, Upload upload, std::uint64_t offset,
                                                const Lanes::Hold& hold) {
  const bool is_complete = offset == upload.length;
  if (!is_complete && offset < kHead) co_return Progress{offset, upload};
  auto judging = workers_.run([&] {
    return hold.run([&]() -> Result<Finished> {
      const auto head = store_.head_of(upload.id, kHead);
      if (!head) return failure(head.error());
      const auto type = judge(*head, upload.length, rules_.limits);
      if (!type) return failure(type.error());
      if (!is_complete) return Finished{*type, {}};
      auto stored = store_.put(upload.id);
      if (!stored) return failure(stored.error());
      return Finished{*type, std::move(*stored)};
    });
  });
  auto finished = co_await judging;
  const bool is_refused =
      !finished && (finished.error().code == "media.unsupported_type" || finished.error().code == "media.too_large");
  if (is_refused) {
    auto discarding = discard(hash, upload.id);
    auto discarded = co_await discarding;
    co_return failure(discarded ? finished.error() : discarded.error());
  }
  if (!finished) co_return failure(finished.error());
  if (!is_complete) co_return Progress{offset, upload};
  auto recording = record_finished(hash, upload, std::move(*finished));
  co_return co_await recording;
}

Task<Result<Progress>> Uploads::record_finished(std::string hash, Upload upload, Finished finished) {
  const Error changed{ErrorKind::not_found, "media.unknown_upload"};
  auto writing = db_.write([&, this](storage::Tx& tx) -> Result<void> {
    tx.apply_one(sql::finish_upload{.content_type = finished.type->name,
                                    .sha256 = finished.stored.sha256,
                                    .county = county_,
                                    .token_hash = storage::Blob{hash}},
                 changed);
    return {};
  });
  auto written = co_await writing;
  auto cleaning = workers_.run([&, this]() -> Result<void> {
    store_.remove_part(upload.id);
    finished.stored.reservation = Reservation();
    if (!written) remove_content(finished.stored.sha256);
    return {};
  });
  auto cleaned = co_await cleaning;
  if (!cleaned) co_return failure(cleaned.error());
  auto finding = find(hash);
  auto now = co_await finding;
  if (!now) co_return failure(now.error());
  co_return Progress{now->length, *now};
}

}  // namespace mashang::media
