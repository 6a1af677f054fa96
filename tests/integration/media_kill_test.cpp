// An upload survives kill -9 of the server in the middle of a PATCH, as often as it happens.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "integration/engines.hpp"
#include "integration/upload_desk.hpp"

namespace mashang::test {
namespace {

using http::Method;
using namespace std::chrono_literals;

constexpr std::size_t kLength = 3'000'000;

/// A phone on a slow line.
class SlowBody final : public http::Body {
 public:
  explicit SlowBody(std::string bytes) : bytes_(std::move(bytes)) {}
  [[nodiscard]] std::optional<std::uint64_t> length() const override { return bytes_.size(); }
  [[nodiscard]] Task<Result<std::string_view>> next() override {
    constexpr std::size_t kPiece = 10'000;
    std::this_thread::sleep_for(1ms);
    const std::string_view piece = std::string_view(bytes_).substr(at_, kPiece);
    at_ += piece.size();
    co_return piece;
  }
  [[nodiscard]] Task<Result<std::string>> all(std::size_t) override { co_return bytes_; }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

class MediaKill : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// A server of its own: database, rooms and routes, as after a start.
  template <class F>
  auto serve(F with_client) {
    auto db = storage::open_sqlite({.directory = folder_});
    if (!db) throw std::runtime_error(db.error().detail);
    if (!(*db)->migrate(storage::all_migrations())) throw std::runtime_error("migrations");
    UploadDesk desk(**db, clock_, folder_, media::UploadRules{.keep_free = 0}, UploadDesk::Doors::known_already);
    return with_client(desk);
  }
  Answer call(UploadDesk& desk, Method method, const std::string& path, Headers headers = {}, std::string body = {}) {
    headers.emplace("Tus-Resumable", "1.0.0");
    return desk.client.call(method, path, std::move(headers), std::move(body));
  }
  std::string opened() {
    return serve([&](UploadDesk& desk) {
      desk.install_doors();
      return call(desk, Method::post, "/api/v1/uploads",
                  {{"X-Door-Token", "door"}, {"Upload-Length", std::to_string(kLength)}})
          .header("Location");
    });
  }
  static Headers at(std::size_t offset) {
    return {{"Content-Type", "application/offset+octet-stream"},
            {"Upload-Offset", std::to_string(offset)},
            {"Tus-Resumable", "1.0.0"}};
  }
  std::uint64_t bytes_on_disk() const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_ + "/uploads")) {
      if (entry.path().extension() == ".part") return entry.file_size();
    }
    return 0;
  }
  /// Sends from `offset` in another process and kills it once `bytes` lie on disk. Gives what lay there just before.
  std::uint64_t send_and_kill(const std::string& path, std::size_t offset, std::uint64_t bytes, Headers more = {}) {
    const pid_t child = ::fork();
    if (child == 0) {
      serve([&](UploadDesk& desk) {
        SlowBody body(video_.substr(offset));
        Headers headers = at(offset);
        headers.merge(more);
        return desk.client.call_with(Method::patch, path, headers, body);
      });
      ::_exit(0);
    }
    std::uint64_t seen = 0;
    for (int tries = 0; tries < 20'000 && seen < bytes; ++tries) {
      std::this_thread::sleep_for(1ms);
      seen = bytes_on_disk();
    }
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the upload was over before the kill";
    return seen;
  }
  std::uint64_t offset_of(const std::string& path) {
    return serve([&](UploadDesk& desk) { return std::stoull(call(desk, Method::head, path).header("Upload-Offset")); });
  }

  const std::string folder_ = testing::TempDir() + "mashang_kill_" + std::to_string(::getpid());
  const FixedClock clock_{Instant{1'800'000'000'000}};
  const std::string video_ = std::string(
                                 "\0\0\0\x14"
                                 "ftypisom\0\0\2\0mp41",
                                 20) +
                             jpeg_of(kLength - 20);
};

TEST_F(MediaKill, TheUploadGoesOnWhereTheKilledServerHadItOnDisk) {
  const std::string path = opened();
  std::uint64_t offset = 0;
  for (int round = 1; round <= 5; ++round) {
    const std::uint64_t seen = send_and_kill(path, offset, offset + 150'000);
    offset = offset_of(path);
    EXPECT_GE(offset, seen);
    ASSERT_EQ(offset, bytes_on_disk()) << "round " << round;
    ASSERT_LT(offset, kLength);
  }
  const auto finished = serve([&](UploadDesk& desk) {
    EXPECT_EQ(call(desk, Method::patch, path, at(offset), video_.substr(offset)).status, 204);
    return read_file(desk.store.media_path(to_hex(as_view(sha256(video_)))));
  });
  EXPECT_TRUE(finished == video_);
}

TEST_F(MediaKill, APieceThatWasToBeCheckedAndNeverWasDoesNotCount) {
  const std::string path = opened();
  const std::string sum = "sha256 " + base64_of("sha256", video_);
  send_and_kill(path, 0, 150'000, {{"Upload-Checksum", sum}});
  EXPECT_EQ(offset_of(path), 0u);
}

}  // namespace
}  // namespace mashang::test
