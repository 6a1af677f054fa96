// Answers with stored files: ranges, validators and the headers that keep them harmless.
#include "rooms/media/stored_files.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "http/request_fixture.hpp"

namespace mashang::media {
namespace {

class StoredFile : public testing::Test {
 protected:
  void SetUp() override {
    attachment_.id = AttachmentId{42};
    attachment_.content_type = "image/jpeg";
    attachment_.bytes = 10;
    attachment_.sha256 = std::string(64, 'a');
    const std::filesystem::path path = store_.media_path(attachment_.sha256);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << "0123456789";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  http::Response answer() {
    auto response = files_.file_response(attachment_, request_);
    EXPECT_TRUE(response);
    return response ? std::move(*response) : http::Response{};
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [its_name, value] : response.headers) {
      if (its_name == name) return value;
    }
    return {};
  }

  std::string folder_ = testing::TempDir() + "mashang_stored_files_" + std::to_string(::getpid());
  Store store_{folder_};
  StoredFiles files_{store_};
  Attachment attachment_;
  http::FixtureRequest request_;
};

TEST_F(StoredFile, GoesOutWholeWithHeadersThatKeepItFromRunning) {
  const auto response = answer();
  EXPECT_EQ(response.status, 200);
  ASSERT_TRUE(response.file);
  EXPECT_EQ(response.file->length, 10u);
  EXPECT_EQ(header(response, "Content-Type"), "image/jpeg");
  EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
  EXPECT_NE(header(response, "Content-Security-Policy").find("sandbox"), std::string::npos);
  EXPECT_EQ(header(response, "Content-Disposition"), "inline; filename=\"42.jpg\"");
  EXPECT_TRUE(header(response, "Cache-Control").starts_with("private"));
}

TEST_F(StoredFile, APartIsAnsweredAsAPart) {
  request_.headers["Range"] = "bytes=2-4";
  const auto response = answer();
  EXPECT_EQ(response.status, 206);
  EXPECT_EQ(header(response, "Content-Range"), "bytes 2-4/10");
  ASSERT_TRUE(response.file);
  EXPECT_EQ(response.file->offset, 2u);
  EXPECT_EQ(response.file->length, 3u);
}

TEST_F(StoredFile, APartBehindTheEndIsRefused) {
  request_.headers["Range"] = "bytes=10-";
  const auto response = answer();
  EXPECT_EQ(response.status, 416);
  EXPECT_EQ(header(response, "Content-Range"), "bytes */10");
  EXPECT_FALSE(response.file);
}

TEST_F(StoredFile, AChangedFileIsNeverPieced) {
  request_.headers["Range"] = "bytes=2-4";
  request_.headers["If-Range"] = "\"other\"";
  EXPECT_EQ(answer().status, 200);
}

TEST_F(StoredFile, WhatTheBrowserHasIsNotSentAgain) {
  request_.headers["If-None-Match"] = "\"" + attachment_.sha256 + "\"";
  const auto response = answer();
  EXPECT_EQ(response.status, 304);
  EXPECT_FALSE(response.file);
}

TEST_F(StoredFile, AMissingFileIsAnErrorAndNotAnEmptyPicture) {
  attachment_.sha256 = std::string(64, 'b');
  const auto response = files_.file_response(attachment_, request_);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, "media.file_missing");
}

}  // namespace
}  // namespace mashang::media
