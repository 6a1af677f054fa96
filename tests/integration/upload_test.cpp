// Uploads over the routes: begun, broken, resumed, checked, given up.
#include <gmock/gmock.h>

#include "integration/media_fixture.hpp"

namespace mashang::test {
namespace {

using ::testing::IsEmpty;

class UploadTest : public MediaTest {};

TEST_P(UploadTest, AnUploadBecomesAnAttachmentKeptOnceByItsContent) {
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

TEST_P(UploadTest, WhatArrivedBeforeACutIsKeptAndTheUploadGoesOnThere) {
  const std::string picture = jpeg_of(50'000);
  const std::string path = opened(picture.size());
  EXPECT_EQ(send_cut(path, 0, picture, 17'500).code, "http.body_cut_off");
  EXPECT_EQ(offset_of(path), "17500");
  EXPECT_EQ(send_cut(path, 17'500, picture.substr(17'500), 2'000).code, "http.body_cut_off");
  EXPECT_EQ(send(path, 19'500, picture.substr(19'500)).status, 204);
  EXPECT_EQ(read_file(desk_->store.media_path(sum(picture))), picture);
}

TEST_P(UploadTest, AWholeFileMayComeWithItsCreation) {
  const std::string picture = jpeg_of(5'000);
  Headers headers{
      {"Upload-Length", "5000"}, {"X-Door-Token", "door"}, {"Content-Type", "application/offset+octet-stream"}};
  const Answer created = call(Method::post, "/api/v1/uploads", headers, picture);
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(created.header("Upload-Offset"), "5000");
  EXPECT_EQ(code_of_claim({token_in(created.header("Location"))}), "");
}

TEST_P(UploadTest, APieceCountsOnlyWhenItsChecksumHolds) {
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

TEST_P(UploadTest, WrongRequestsAreNamed) {
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

TEST_P(UploadTest, TheServerSaysWhatItSpeaks) {
  const Answer options = desk_->client.call(Method::options, "/api/v1/uploads");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("Tus-Version"), "1.0.0");
  EXPECT_EQ(options.header("Tus-Extension"), "creation,creation-with-upload,checksum,expiration,termination");
  EXPECT_EQ(options.header("Tus-Max-Size"), "1000000");
  EXPECT_EQ(options.header("Tus-Checksum-Algorithm"), "sha256,sha1,md5");
}

TEST_P(UploadTest, ARepeatedCreationOpensNothingTwice) {
  const Headers key{{"Idempotency-Key", "photo-1"}};
  const Answer first = create(10, key);
  EXPECT_EQ(create(10, key).header("Location"), first.header("Location"));
  EXPECT_EQ(create(11, key).code, "http.idempotency_mismatch");
  EXPECT_NE(create(10).header("Location"), first.header("Location"));
  Headers other = key;
  other.emplace("X-Door-Token", "other door");
  EXPECT_NE(create(10, other).header("Location"), first.header("Location"));
}

TEST_P(UploadTest, ATerminatedUploadIsGone) {
  const std::string started = opened(50'000);
  send(started, 0, jpeg_of(10'000));
  EXPECT_EQ(call(Method::del, started).status, 204);
  EXPECT_EQ(call(Method::head, started).status, 404);
  const std::string finished = "/api/v1/uploads/" + uploaded(jpeg_of(9'000));
  EXPECT_EQ(call(Method::del, finished).status, 204);
  EXPECT_THAT(files_in("uploads"), IsEmpty());
  EXPECT_THAT(files_in("media"), IsEmpty());
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

TEST_P(UploadTest, WhoeverComesLastTakesTheUploadOver) {
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

RUN_ON_EVERY_ENGINE(UploadTest);

}  // namespace
}  // namespace mashang::test
