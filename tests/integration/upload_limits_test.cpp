// What may be uploaded, by whom, and how much of it may wait.
#include <gmock/gmock.h>

#include "integration/media_fixture.hpp"

namespace mashang::test {
namespace {

using ::testing::IsEmpty;

class UploadLimitsTest : public MediaTest {};

TEST_P(UploadLimitsTest, WhatIsNoPictureVideoOrSoundLeavesNothingBehind) {
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

TEST_P(UploadLimitsTest, APictureThatIsTooLargeIsRefusedAsSoonAsItShowsItself) {
  const std::string path = opened(100'001);
  EXPECT_EQ(send(path, 0, jpeg_of(5'000)).status, 413);
  EXPECT_EQ(call(Method::head, path).status, 404);
}

TEST_P(UploadLimitsTest, OnlyADoorALinkOrASessionMayUpload) {
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

TEST_P(UploadLimitsTest, WhoGuessesDoorCodesIsSlowedDown) {
  for (int i = 0; i < 60; ++i) create(10, {{"X-Door-Token", fmt::format("guess {}", i)}});
  EXPECT_EQ(create(10, {{"X-Door-Token", "one guess more"}}).status, 429);
  EXPECT_EQ(create(10).code, "http.too_many_requests") << "also when the guess would be right";
}

TEST_P(UploadLimitsTest, OneDoorMayHaveOnlySoManyUploadsWaiting) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(create(10).status, 201);
  EXPECT_EQ(create(10).code, "media.too_many_uploads");
  EXPECT_EQ(create(10, {{"X-Door-Token", "other door"}}).status, 201) << "the neighbour is not held back";
}

TEST_P(UploadLimitsTest, TheBytesThatWaitAreLimitedToo) {
  EXPECT_EQ(create(900'000).status, 201);
  EXPECT_EQ(create(900'000).code, "media.too_many_uploads");
  EXPECT_EQ(create(600'000).status, 201);
}

RUN_ON_EVERY_ENGINE(UploadLimitsTest);

}  // namespace
}  // namespace mashang::test
