// The media room behind its routes, with small limits.
#pragma once

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

using http::Method;

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

}  // namespace mashang::test
