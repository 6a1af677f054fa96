// Uploads over the routes: broken, resumed, checked, refused, claimed, expired.
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "core/secrets.hpp"
#include "integration/engines.hpp"
#include "integration/one_loop.hpp"
#include "integration/upload_desk.hpp"

namespace mashang::test {
namespace {

using http::Method;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MediaTest : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    media::UploadRules rules;
    rules.limits.picture = 100'000;
    rules.limits.any = rules.limits.video = 1'000'000;
    rules.per_owner = {4, 1'500'000};
    rules.keep_free = 0;
    desk_.emplace(db(), clock_, folder_, rules);
  }
  void TearDown() override {
    desk_.reset();
    std::filesystem::remove_all(folder_);
    EveryEngine::TearDown();
  }

  Answer call(Method method, const std::string& path, Headers headers = {}, std::string body = {}) {
    headers.emplace("Tus-Resumable", "1.0.0");
    return desk_->client.call(method, path, std::move(headers), std::move(body));
  }
  Answer create(std::size_t length, Headers headers = {}) {
    headers.emplace("Upload-Length", std::to_string(length));
    headers.emplace("X-Door-Token", "door");
    return call(Method::post, "/api/v1/uploads", std::move(headers));
  }
  std::string opened(std::size_t length) { return create(length).header("Location"); }
  static Headers at(std::size_t offset) {
    return {{"Content-Type", "application/offset+octet-stream"}, {"Upload-Offset", std::to_string(offset)}};
  }
  Answer send(const std::string& path, std::size_t offset, std::string bytes, Headers more = {}) {
    Headers headers = at(offset);
    headers.merge(more);
    return call(Method::patch, path, std::move(headers), std::move(bytes));
  }
  Answer send_cut(const std::string& path, std::size_t offset, std::string bytes, std::size_t cut_after,
                  Headers more = {}) {
    Headers headers = at(offset);
    headers.merge(more);
    headers.emplace("Tus-Resumable", "1.0.0");
    PiecewiseBody body(std::move(bytes), 1000, cut_after);
    return desk_->client.call_with(Method::patch, path, std::move(headers), body);
  }
  std::string offset_of(const std::string& path) { return call(Method::head, path).header("Upload-Offset"); }
  std::string uploaded(const std::string& bytes) {
    const std::string path = opened(bytes.size());
    EXPECT_EQ(send(path, 0, bytes).status, 204);
    return token_in(path);
  }
  static std::string token_in(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  Result<std::vector<media::Attachment>> claim(const std::vector<std::string>& tokens, std::int64_t case_id = 7) {
    return db().write_now([&](storage::Tx& tx) {
      return media::claim(tx, kUploadCounty, tokens, CaseId{case_id}, media::Phase::report, clock_.now());
    });
  }
  std::string code_of_claim(const std::vector<std::string>& tokens) {
    const auto claimed = claim(tokens);
    return claimed ? "" : std::string(claimed.error().code);
  }
  std::vector<std::string> files_in(const std::string& sub) const {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ + "/" + sub)) {
      if (entry.is_regular_file()) files.push_back(entry.path().filename().string());
    }
    return files;
  }
  static std::string sum(std::string_view bytes) { return to_hex(as_view(sha256(bytes))); }

  std::string folder_ = testing::TempDir() + "mashang_media_" + std::to_string(::getpid());
  FixedClock clock_{Instant{1'800'000'000'000}};
  std::optional<UploadDesk> desk_;
};

TEST_P(MediaTest, AnUploadBecomesAnAttachmentKeptOnceByItsContent) {
  const std::string picture = jpeg_of(50'000);
  const Answer created = create(picture.size(), {{"Upload-Metadata", "filename aW1nLmpwZw=="}});
  ASSERT_EQ(created.status, 201) << created.code;
  EXPECT_EQ(created.header("Upload-Expires"), "Sat, 16 Jan 2027 08:00:00 GMT");
  const std::string path = created.header("Location");
  ASSERT_THAT(path, testing::MatchesRegex("/api/v1/uploads/[A-Za-z0-9_-]{43}"));
  EXPECT_EQ(offset_of(path), "0");
  EXPECT_EQ(send(path, 0, picture.substr(0, 20'000)).header("Upload-Offset"), "20000");
  const Answer head = call(Method::head, path);
  EXPECT_EQ(head.header("Upload-Offset"), "20000");
  EXPECT_EQ(head.header("Upload-Length"), "50000");
  EXPECT_EQ(head.header("Upload-Metadata"), "filename aW1nLmpwZw==");
  EXPECT_EQ(head.header("Cache-Control"), "no-store");
  EXPECT_EQ(head.header("Tus-Resumable"), "1.0.0");
  EXPECT_EQ(send(path, 20'000, picture.substr(20'000)).status, 204);
  EXPECT_EQ(offset_of(path), "50000");

  const auto claimed = claim({token_in(path)});
  ASSERT_TRUE(claimed) << claimed.error().code;
  const auto found = db().read_now([](storage::Tx& tx) -> Result<std::vector<media::Attachment>> {
    return media::attachments_of(tx, kUploadCounty, CaseId{7});
  });
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().content_type, "image/jpeg");
  EXPECT_EQ(found->front().bytes, 50'000);
  EXPECT_EQ(found->front().sha256, sum(picture));
  EXPECT_EQ(read_file(desk_->store.media_path(sum(picture))), picture);
  EXPECT_THAT(files_in("uploads"), IsEmpty());
}

TEST_P(MediaTest, WhatArrivedBeforeACutIsKeptAndTheUploadGoesOnThere) {
  const std::string picture = jpeg_of(50'000);
  const std::string path = opened(picture.size());
  EXPECT_EQ(send_cut(path, 0, picture, 17'500).code, "http.body_cut_off");
  EXPECT_EQ(offset_of(path), "17500");
  EXPECT_EQ(send_cut(path, 17'500, picture.substr(17'500), 2'000).code, "http.body_cut_off");
  EXPECT_EQ(send(path, 19'500, picture.substr(19'500)).status, 204);
  EXPECT_EQ(read_file(desk_->store.media_path(sum(picture))), picture);
}

TEST_P(MediaTest, AWholeFileMayComeWithItsCreation) {
  const std::string picture = jpeg_of(5'000);
  Headers headers{
      {"Upload-Length", "5000"}, {"X-Door-Token", "door"}, {"Content-Type", "application/offset+octet-stream"}};
  const Answer created = call(Method::post, "/api/v1/uploads", headers, picture);
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(created.header("Upload-Offset"), "5000");
  EXPECT_EQ(code_of_claim({token_in(created.header("Location"))}), "");
}

TEST_P(MediaTest, APieceCountsOnlyWhenItsChecksumHolds) {
  const std::string picture = jpeg_of(30'000);
  const std::string path = opened(picture.size());
  const std::string first = picture.substr(0, 10'000);
  EXPECT_EQ(send(path, 0, first, {{"Upload-Checksum", "sha1 " + base64_of("sha1", "else")}}).status, 460);
  EXPECT_EQ(offset_of(path), "0");
  for (const std::string algorithm : {"sha1", "md5", "sha256"}) {
    const std::size_t from = std::stoul(offset_of(path));
    const std::string piece = picture.substr(from, 10'000);
    const std::string sums = algorithm + " " + base64_of(algorithm, piece);
    EXPECT_EQ(send_cut(path, from, piece, 5'000, {{"Upload-Checksum", sums}}).code, "http.body_cut_off");
    EXPECT_EQ(offset_of(path), std::to_string(from)) << "an unchecked part is no part";
    EXPECT_EQ(send(path, from, piece, {{"Upload-Checksum", sums}}).status, 204) << algorithm;
  }
  EXPECT_EQ(read_file(desk_->store.media_path(sum(picture))), picture);
  EXPECT_EQ(send(opened(10), 0, "0123456789", {{"Upload-Checksum", "crc32 AAAAAA=="}}).code, "media.bad_checksum");
}

TEST_P(MediaTest, WrongRequestsAreNamed) {
  const std::string path = opened(1'000);
  EXPECT_EQ(send(path, 5, "x").code, "media.offset_mismatch");
  EXPECT_EQ(send(path, 5, "x").status, 409);
  EXPECT_EQ(send(path, 0, std::string(1'001, 'x')).status, 413);
  EXPECT_EQ(call(Method::patch, path, {{"Content-Type", "image/jpeg"}, {"Upload-Offset", "0"}}, "x").status, 415);
  EXPECT_EQ(call(Method::patch, path, {{"Content-Type", "application/offset+octet-stream"}}, "x").code,
            "media.bad_offset");
  EXPECT_EQ(offset_of(path), "0");
  EXPECT_EQ(call(Method::head, "/api/v1/uploads/AAAAAAAAAAAAAAAAAAAAAA").code, "media.unknown_upload");
  EXPECT_EQ(create(0).code, "media.empty_file");
  EXPECT_EQ(create(1'000'001).status, 413);
  EXPECT_EQ(create(10, {{"Upload-Metadata", "a !"}}).code, "media.bad_metadata");
  EXPECT_EQ(call(Method::post, "/api/v1/uploads", {{"X-Door-Token", "door"}}).code, "media.length_missing");
  EXPECT_EQ(call(Method::post, "/api/v1/uploads", {{"X-Door-Token", "door"}, {"Upload-Length", "-1"}}).code,
            "media.bad_length");
  const Answer old = desk_->client.call(Method::head, path, {{"Tus-Resumable", "0.2.2"}});
  EXPECT_EQ(old.status, 412);
  EXPECT_EQ(old.header("Tus-Version"), "1.0.0");
}

TEST_P(MediaTest, TheServerSaysWhatItSpeaks) {
  const Answer options = desk_->client.call(Method::options, "/api/v1/uploads");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("Tus-Version"), "1.0.0");
  EXPECT_EQ(options.header("Tus-Extension"), "creation,creation-with-upload,checksum,expiration,termination");
  EXPECT_EQ(options.header("Tus-Max-Size"), "1000000");
  EXPECT_EQ(options.header("Tus-Checksum-Algorithm"), "sha256,sha1,md5");
}

TEST_P(MediaTest, WhatIsNoPictureVideoOrSoundLeavesNothingBehind) {
  for (const std::string bytes : {"<html><script>alert(1)</script></html>", "<svg onload=\"alert(1)\"/>", "%PDF-1.7\n",
                                  "\x7f"
                                  "ELF\x02\x01\x01",
                                  "<?php echo 1;"}) {
    const std::string path = opened(bytes.size());
    const Answer refused = send(path, 0, bytes);
    EXPECT_EQ(refused.status, 415) << bytes;
    EXPECT_EQ(refused.code, "media.unsupported_type");
    EXPECT_EQ(call(Method::head, path).status, 404);
    EXPECT_EQ(code_of_claim({token_in(path)}), "media.unknown_upload");
  }
  EXPECT_THAT(files_in("uploads"), IsEmpty());
  EXPECT_THAT(files_in("media"), IsEmpty());
}

TEST_P(MediaTest, APictureThatIsTooLargeIsRefusedAsSoonAsItShowsItself) {
  const std::string path = opened(100'001);
  EXPECT_EQ(send(path, 0, jpeg_of(5'000)).status, 413);
  EXPECT_EQ(call(Method::head, path).status, 404);
}

TEST_P(MediaTest, OnlyADoorALinkOrASessionMayUpload) {
  EXPECT_EQ(call(Method::post, "/api/v1/uploads", {{"Upload-Length", "10"}}).code, "identity.sign_in_required");
  EXPECT_EQ(create(10, {{"X-Door-Token", "no such door"}}).code, "residents.unknown_door");
  const Headers link{{"Upload-Length", "10"}, {"X-Link-Token", "link"}};
  const Headers wrong{{"Upload-Length", "10"}, {"X-Link-Token", "guess"}};
  EXPECT_EQ(call(Method::post, "/api/v1/uploads", link).status, 201);
  EXPECT_EQ(call(Method::post, "/api/v1/uploads", wrong).code, "media.uploader_unknown");
  EXPECT_EQ(
      call(Method::post, "/api/v1/uploads", {{"Upload-Length", "10"}, {"Cookie", "mashang_session=staff"}}).status,
      201);
}

TEST_P(MediaTest, WhoGuessesDoorCodesIsSlowedDown) {
  for (int i = 0; i < 60; ++i) create(10, {{"X-Door-Token", fmt::format("guess {}", i)}});
  EXPECT_EQ(create(10, {{"X-Door-Token", "one guess more"}}).status, 429);
  EXPECT_EQ(create(10).code, "http.too_many_requests") << "also when the guess would be right";
}

TEST_P(MediaTest, OneDoorMayHaveOnlySoManyUploadsWaiting) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(create(10).status, 201);
  EXPECT_EQ(create(10).code, "media.too_many_uploads");
  EXPECT_EQ(create(10, {{"X-Door-Token", "other door"}}).status, 201) << "the neighbour is not held back";
}

TEST_P(MediaTest, TheBytesThatWaitAreLimitedToo) {
  EXPECT_EQ(create(900'000).status, 201);
  EXPECT_EQ(create(900'000).code, "media.too_many_uploads");
  EXPECT_EQ(create(600'000).status, 201);
}

TEST_P(MediaTest, ARepeatedCreationOpensNothingTwice) {
  const Headers key{{"Idempotency-Key", "photo-1"}};
  const Answer first = create(10, key);
  EXPECT_EQ(create(10, key).header("Location"), first.header("Location"));
  EXPECT_EQ(create(11, key).code, "http.idempotency_mismatch");
  EXPECT_NE(create(10).header("Location"), first.header("Location"));
  Headers other = key;
  other.emplace("X-Door-Token", "other door");
  EXPECT_NE(create(10, other).header("Location"), first.header("Location"));
}

TEST_P(MediaTest, ATerminatedUploadIsGone) {
  const std::string started = opened(50'000);
  send(started, 0, jpeg_of(10'000));
  EXPECT_EQ(call(Method::del, started).status, 204);
  EXPECT_EQ(call(Method::head, started).status, 404);
  const std::string finished = "/api/v1/uploads/" + uploaded(jpeg_of(9'000));
  EXPECT_EQ(call(Method::del, finished).status, 204);
  EXPECT_THAT(files_in("uploads"), IsEmpty());
  EXPECT_THAT(files_in("media"), IsEmpty());
}

TEST_P(MediaTest, AnAttachmentCannotBeTerminatedAndIsClaimedOnce) {
  const std::string picture = jpeg_of(9'000);
  const std::string token = uploaded(picture);
  EXPECT_EQ(code_of_claim({token}), "");
  EXPECT_EQ(code_of_claim({token}), "media.upload_claimed");
  EXPECT_EQ(call(Method::del, "/api/v1/uploads/" + token).status, 404);
  EXPECT_THAT(files_in("media"), testing::ElementsAre(sum(picture)));
}

TEST_P(MediaTest, ClaimingIsAllOrNothing) {
  const std::string good = uploaded(jpeg_of(9'000));
  const std::string unfinished = token_in(opened(10));
  EXPECT_EQ(code_of_claim({good, unfinished}), "media.upload_unfinished");
  EXPECT_EQ(code_of_claim({good, "unknown"}), "media.unknown_upload");
  EXPECT_EQ(code_of_claim({good, good}), "media.upload_claimed");
  EXPECT_EQ(claim({})->size(), 0u);
  EXPECT_EQ(code_of_claim({good}), "") << "the failed claims left it free";
}

TEST_P(MediaTest, TheSameContentLiesInTheStoreOnceUntilNobodyNeedsIt) {
  const std::string picture = jpeg_of(9'000);
  const std::string first = uploaded(picture);
  const std::string second = uploaded(picture);
  EXPECT_THAT(files_in("media"), testing::ElementsAre(sum(picture)));
  EXPECT_EQ(call(Method::del, "/api/v1/uploads/" + first).status, 204);
  EXPECT_THAT(files_in("media"), testing::ElementsAre(sum(picture)));
  EXPECT_EQ(call(Method::del, "/api/v1/uploads/" + second).status, 204);
  EXPECT_THAT(files_in("media"), IsEmpty());
}

TEST_P(MediaTest, WhatNobodyClaimedExpiresAndWhatWasClaimedStays) {
  const std::string kept = jpeg_of(9'000);
  const std::string forgotten = jpeg_of(8'000);
  EXPECT_EQ(code_of_claim({uploaded(kept)}), "");
  const std::string token = uploaded(forgotten);
  const std::string started = opened(50'000);
  send(started, 0, jpeg_of(10'000));
  ASSERT_TRUE(desk_->uploads.purge());
  EXPECT_EQ(files_in("media").size(), 2u);
  clock_.advance(days(1));
  EXPECT_EQ(call(Method::head, started).status, 404);
  EXPECT_EQ(code_of_claim({token}), "media.unknown_upload");
  ASSERT_TRUE(desk_->uploads.purge());
  EXPECT_THAT(files_in("media"), testing::ElementsAre(sum(kept)));
  EXPECT_THAT(files_in("uploads"), IsEmpty());
}

TEST_P(MediaTest, ACrashBeforeTheDatabaseKnewIsMadeGoodByTheNextLook) {
  const std::string picture = jpeg_of(9'000);
  const std::string path = opened(picture.size());
  send(path, 0, picture.substr(0, 4'000));
  const std::int64_t id = desk_->store.parts().at(0);
  std::ofstream(desk_->store.part_path(id), std::ios::app | std::ios::binary) << picture.substr(4'000);
  ASSERT_TRUE(desk_->store.put(id)) << "stored, and then the power went";
  EXPECT_EQ(offset_of(path), "9000");
  EXPECT_EQ(code_of_claim({token_in(path)}), "");
  EXPECT_THAT(files_in("uploads"), IsEmpty());
}

TEST_P(MediaTest, ACrashBeforeTheDatabaseKnewLeavesNoFileForever) {
  const std::string picture = jpeg_of(9'000);
  const std::string path = opened(picture.size());
  send(path, 0, picture.substr(0, 4'000));
  const std::int64_t id = desk_->store.parts().at(0);
  std::ofstream(desk_->store.part_path(id), std::ios::app | std::ios::binary) << picture.substr(4'000);
  ASSERT_TRUE(desk_->store.put(id));
  std::ofstream(desk_->store.part_path(id + 1)) << "a stray";
  clock_.advance(days(1));
  ASSERT_TRUE(desk_->uploads.purge());
  EXPECT_THAT(files_in("media"), IsEmpty());
  EXPECT_THAT(files_in("uploads"), IsEmpty());
}

/// A connection that died unnoticed: while it hangs, the phone asks for the offset over a new one.
class HangingBody final : public http::Body {
 public:
  HangingBody(std::string bytes, std::function<void()> meanwhile)
      : bytes_(std::move(bytes)), meanwhile_(std::move(meanwhile)) {}
  [[nodiscard]] std::optional<std::uint64_t> length() const override { return std::nullopt; }
  [[nodiscard]] Task<Result<std::string_view>> next() override {
    if (++calls_ == 2) meanwhile_();
    co_return calls_ < 3 ? std::string_view(bytes_) : std::string_view();
  }
  [[nodiscard]] Task<Result<std::string>> all(std::size_t) override { co_return bytes_; }

 private:
  std::string bytes_;
  std::function<void()> meanwhile_;
  int calls_ = 0;
};

TEST_P(MediaTest, WhoeverComesLastTakesTheUploadOver) {
  const std::string picture = jpeg_of(9'000);
  const std::string path = opened(picture.size());
  std::string seen;
  HangingBody hanging(picture.substr(0, 3'000), [&] { seen = offset_of(path); });
  Headers headers = at(0);
  headers.emplace("Tus-Resumable", "1.0.0");
  EXPECT_EQ(desk_->client.call_with(Method::patch, path, headers, hanging).code, "media.taken_over");
  EXPECT_EQ(seen, "3000");
  EXPECT_EQ(offset_of(path), "3000") << "the old connection wrote nothing any more";
  EXPECT_EQ(send(path, 3'000, picture.substr(3'000)).status, 204);
  EXPECT_EQ(read_file(desk_->store.media_path(sum(picture))), picture);
}

RUN_ON_EVERY_ENGINE(MediaTest);

}  // namespace
}  // namespace mashang::test
