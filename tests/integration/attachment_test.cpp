// From a finished upload to an attachment: claimed once, kept once, expired when nobody came.
#include <gmock/gmock.h>

#include "integration/media_fixture.hpp"

namespace mashang::test {
namespace {

using ::testing::IsEmpty;

class AttachmentTest : public MediaTest {};

TEST_P(AttachmentTest, AnAttachmentCannotBeTerminatedAndIsClaimedOnce) {
  const std::string picture = jpeg_of(9'000);
  const std::string token = uploaded(picture);
  EXPECT_EQ(code_of_claim({token}), "");
  EXPECT_EQ(code_of_claim({token}), "media.upload_claimed");
  EXPECT_EQ(call(Method::del, "/api/v1/uploads/" + token).status, 404);
  EXPECT_THAT(files_in("media"), testing::ElementsAre(sum(picture)));
}

TEST_P(AttachmentTest, ClaimingIsAllOrNothing) {
  const std::string good = uploaded(jpeg_of(9'000));
  const std::string unfinished = token_in(opened(10));
  EXPECT_EQ(code_of_claim({good, unfinished}), "media.upload_unfinished");
  EXPECT_EQ(code_of_claim({good, "unknown"}), "media.unknown_upload");
  EXPECT_EQ(code_of_claim({good, good}), "media.upload_claimed");
  EXPECT_EQ(claim({})->size(), 0u);
  EXPECT_EQ(code_of_claim({good}), "") << "the failed claims left it free";
}

TEST_P(AttachmentTest, TheSameContentLiesInTheStoreOnceUntilNobodyNeedsIt) {
  const std::string picture = jpeg_of(9'000);
  const std::string first = uploaded(picture);
  const std::string second = uploaded(picture);
  EXPECT_THAT(files_in("media"), testing::ElementsAre(sum(picture)));
  EXPECT_EQ(call(Method::del, "/api/v1/uploads/" + first).status, 204);
  EXPECT_THAT(files_in("media"), testing::ElementsAre(sum(picture)));
  EXPECT_EQ(call(Method::del, "/api/v1/uploads/" + second).status, 204);
  EXPECT_THAT(files_in("media"), IsEmpty());
}

TEST_P(AttachmentTest, WhatNobodyClaimedExpiresAndWhatWasClaimedStays) {
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

TEST_P(AttachmentTest, ACrashBeforeTheDatabaseKnewIsMadeGoodByTheNextLook) {
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

TEST_P(AttachmentTest, ACrashBeforeTheDatabaseKnewLeavesNoFileForever) {
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

RUN_ON_EVERY_ENGINE(AttachmentTest);

}  // namespace
}  // namespace mashang::test
