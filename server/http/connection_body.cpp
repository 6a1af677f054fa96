// A request's body, read from the wire only as fast as the handler asks for it.
#include "http/connection_detail.hpp"

namespace mashang::http::detail {
namespace {

constexpr std::size_t kPiece = 32 * 1024;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
/// A whole body (JSON) may take so many times the pause allowed between two pieces.
constexpr int kPausesForAll = 2;

SteadyTime in(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

}  // namespace

Task<Result<std::string_view>> Connection::next() {
  if (is_body_broken_) co_return failure(ErrorKind::bad_request, "http.body_cut_off");
  while (!parser_.is_done()) {
    auto& bytes = is_reading_body_apart_ ? body_bytes_ : head_bytes_;
    const auto unused = bytes.unused();
    if (!unused.empty()) {
      const auto piece = parser_.parse_body(unused);
      is_body_broken_ = !piece;
      if (!piece) co_return failure(piece.error());
      bytes.use(piece->consumed);
      if (!piece->content.empty()) co_return piece->content;
      if (piece->consumed > 0) continue;
    }
    auto reading = read_more_body();
    const Result<void> read = co_await reading;
    if (!read) co_return failure(read.error());
  }
  co_return std::string_view();
}

Task<Result<void>> Connection::read_more_body() {
  if (is_continue_owed_) {
    is_continue_owed_ = false;
    auto writing = write(kContinue, {});
    co_await writing;
  }
  if (!is_reading_body_apart_) {
    is_reading_body_apart_ = true;
    body_bytes_.clear();
    const auto left = head_bytes_.unused();
    body_bytes_.put(left);
    head_bytes_.use(left.size());
  }
  is_body_broken_ = true;
  if (body_bytes_.unused().size() >= kPiece)  // a chunk header of this size is an attack
    co_return failure(ErrorKind::bad_request, "http.bad_request");
  const auto [at, size] = body_bytes_.room(kPiece);
  transport_.set_deadline(in(shared_.options.body_time));
  auto reading = transport_.read_some(at, std::min(size, kPiece));
  const auto n = co_await reading;
  if (transport_.is_timed_out()) co_return failure(ErrorKind::timed_out, "http.body_too_slow");
  if (reading.failed) co_return failure(ErrorKind::bad_request, "http.body_cut_off");
  is_body_broken_ = false;
  body_bytes_.arrived(n);
  co_return Result<void>{};
}

Task<Result<std::string>> Connection::all(std::size_t limit) {
  std::string whole;
  const auto told = length();
  if (told && *told > limit) co_return failure(ErrorKind::too_large, "http.body_too_large");
  if (told) whole.reserve(*told);
  const auto latest = in(shared_.options.body_time * kPausesForAll);
  for (;;) {
    auto reading = next();
    const Result<std::string_view> piece = co_await reading;
    if (!piece) co_return failure(piece.error());
    if (piece->empty()) co_return whole;
    if (whole.size() + piece->size() > limit) co_return failure(ErrorKind::too_large, "http.body_too_large");
    whole += *piece;
    if (std::chrono::steady_clock::now() > latest && !parser_.is_done()) {
      is_body_broken_ = true;
      co_return failure(ErrorKind::timed_out, "http.body_too_slow");
    }
  }
}

/// True when the whole body has arrived: what the handler left unread is skipped and the connection can go on.
bool Connection::skip_buffered_body() {
  if (is_body_broken_) return false;
  while (!parser_.is_done()) {
    auto& bytes = is_reading_body_apart_ ? body_bytes_ : head_bytes_;
    if (bytes.unused().empty()) return false;
    const auto piece = parser_.parse_body(bytes.unused());
    if (!piece || piece->consumed == 0) return false;
    bytes.use(piece->consumed);
  }
  if (is_reading_body_apart_) head_bytes_.put(body_bytes_.unused());
  is_reading_body_apart_ = false;
  body_bytes_.clear();
  return true;
}

}  // namespace mashang::http::detail
