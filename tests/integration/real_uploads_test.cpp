// Real pictures, videos and documents of people's phones, uploaded in pieces: what is stored is what was sent.
#include <gmock/gmock.h>

#include <cstdlib>
#include <map>
#include <set>

#include "integration/media_fixture.hpp"

namespace mashang::test {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

/// MASHANG_SHARED_DATA says where the shared data lies; beside the repository otherwise.
fs::path real_uploads() {
  const char* elsewhere = std::getenv("MASHANG_SHARED_DATA");
  return (elsewhere != nullptr ? fs::path(elsewhere) : fs::path(MASHANG_SOURCE_DIR) / "../shared/data") /
         "media_uploads";
}

/// What another program (exiftool) took each file for: path -> media type.
std::map<std::string, std::string> types_in(const fs::path& manifest) {
  std::map<std::string, std::string> types;
  std::ifstream in(manifest);
  for (std::string line; std::getline(in, line);) {
    const std::size_t bytes = line.find(',');
    const std::size_t type = line.find(',', bytes + 1);
    if (bytes != std::string::npos && type != std::string::npos)
      types[line.substr(0, bytes)] = line.substr(type + 1, line.find(',', type + 1) - type - 1);
  }
  return types;
}

bool is_evidence(const std::string& type) {
  static const std::set<std::string> kTypes{"image/jpeg", "image/png",  "image/apng", "image/gif", "image/webp",
                                            "image/heic", "image/heif", "image/avif", "video/mp4", "video/quicktime",
                                            "video/3gpp", "video/ogg",  "video/webm"};
  return kTypes.contains(type);
}

class RealUploads : public MediaTest {
 protected:
  void SetUp() override {
    MediaTest::SetUp();
    if (!fs::is_directory(real_uploads())) GTEST_SKIP() << real_uploads() << " is absent: real uploads are not tested";
    desk_.reset();
    media::UploadRules rules;
    rules.keep_free = 0;
    desk_.emplace(db(), clock_, folder_, rules, UploadDesk::Doors::known_already);
  }
  /// Three pieces, each cut off on its way once; the answer to the last one, or to the one that was refused.
  Answer send_in_pieces(const std::string& path, const std::string& bytes) {
    Answer answer;
    const std::size_t piece = bytes.size() / 3 + 1;
    for (std::size_t from = 0; from < bytes.size(); from += piece) {
      const std::string part = bytes.substr(from, piece);
      answer = send_cut(path, from, part, part.size() / 2);
      if (answer.code != "http.body_cut_off") return answer;
      const std::size_t arrived = std::stoul(offset_of(path));
      EXPECT_EQ(arrived, from + part.size() / 2);
      answer = send(path, arrived, bytes.substr(arrived, from + part.size() - arrived));
      if (answer.status != 204) return answer;
    }
    return answer;
  }
};

TEST_P(RealUploads, EveryPictureAndVideoIsStoredByteForByteAndEverythingElseIsRefused) {
  const auto types = types_in(real_uploads() / "manifest.csv");
  int stored = 0, refused = 0;
  for (const auto& entry : fs::recursive_directory_iterator(real_uploads())) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().lexically_relative(real_uploads()).string();
    SCOPED_TRACE(name);
    clock_.advance(Minutes{2});  // a door code may be used so often a minute
    const std::string bytes = read_file(entry.path().string());
    const Answer created = create(bytes.size());
    ASSERT_EQ(created.status, 201) << created.code;
    const std::string path = created.header("Location");
    const Answer sent = send_in_pieces(path, bytes);
    const auto type = types.find(name);
    if (type != types.end() && is_evidence(type->second)) {
      ASSERT_EQ(sent.status, 204) << sent.code;
      const auto claimed = claim({token_in(path)}, ++stored);
      ASSERT_TRUE(claimed) << claimed.error().code;
      EXPECT_EQ(claimed->front().sha256, sum(bytes));
      EXPECT_EQ(claimed->front().bytes, static_cast<std::int64_t>(bytes.size()));
      EXPECT_EQ(media::check_stored_file(folder_, sum(bytes), claimed->front().bytes), "");
    } else {
      ++refused;
      EXPECT_EQ(sent.code, "media.unsupported_type");
      EXPECT_EQ(call(Method::head, path).status, 404) << "nothing can be sent after it";
      EXPECT_FALSE(fs::exists(desk_->store.media_path(sum(bytes))));
    }
  }
  EXPECT_THAT(files_in("uploads"), IsEmpty());
  EXPECT_GT(stored, 50);
  EXPECT_GT(refused, 15);
}

RUN_ON_EVERY_ENGINE(RealUploads);

}  // namespace
}  // namespace mashang::test
