// Verdicts on hand-made beginnings, and on real files when ../shared/data/media_uploads is there.
#include "rooms/media/content_type.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace mashang::media {
namespace {

using namespace std::literals;

std::string verdict(std::string_view head) {
  const auto type = type_of(head);
  return type ? std::string(type->name) : "refused";
}

TEST(ContentType, NamesAndEmptyFilesSayNothing) {
  EXPECT_EQ(verdict(""), "refused");
  EXPECT_EQ(verdict("photo.jpg"), "refused");
  EXPECT_EQ(verdict("<html><script>alert(1)</script></html>"), "refused");
  EXPECT_EQ(verdict("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"), "refused");
  EXPECT_EQ(verdict("<?php system($_GET['c']); ?>"), "refused");
  EXPECT_EQ(verdict("%PDF-1.7\n"), "refused");
  EXPECT_EQ(verdict("\x7f"
                    "ELF\x02\x01\x01"),
            "refused");
  EXPECT_EQ(verdict("MZ\x90"), "refused");
  EXPECT_EQ(verdict("PK\x03\x04"), "refused");
}

TEST(ContentType, AMagicNumberAloneIsNotAFile) {
  EXPECT_EQ(verdict("\xff\xd8\xff"), "refused");
  EXPECT_EQ(verdict("\x89PNG\r\n\x1a\n"), "refused");
  EXPECT_EQ(verdict("GIF89a"), "refused");
  EXPECT_EQ(verdict("RIFF\x10\0\0\0AVI LIST"sv), "refused");
  EXPECT_EQ(verdict("\0\0\0\x18"
                    "ftypcrx \0\0\0\1crx isom"sv.substr(0, 12)),
            "refused");
}

TEST(ContentType, VoiceRecordingsOfPhonesAreKnown) {
  EXPECT_EQ(verdict("#!AMR\n\x3c"), "audio/amr");
  EXPECT_EQ(verdict("#!AMR-WB\n\x3c"), "audio/amr-wb");
  EXPECT_EQ(verdict("\0\0\0\x18"
                    "ftypM4A \0\0\0\0M4A isom"sv),
            "audio/mp4");
  EXPECT_EQ(verdict("RIFF\x24\0\0\0WAVEfmt "sv), "audio/wav");
  EXPECT_EQ(verdict("OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x13OpusHead\1"sv), "audio/ogg");
  EXPECT_EQ(verdict("ID3\4\0\0\0\0\0\0\0\0"sv), "audio/mpeg");
}

TEST(ContentType, HeaderlessSoundNeedsTwoFramesInARow) {
  const std::string frame = "\xff\xfb\x90\x00"s + std::string(413, '\0');  // MPEG 1 layer III, 128 kbit/s, 44.1 kHz
  EXPECT_EQ(verdict(frame + frame), "audio/mpeg");
  EXPECT_EQ(verdict(frame + "garbage"), "refused");
  EXPECT_EQ(verdict("\xff\xfe<\0h\0t\0m\0l\0"sv), "refused");
}

TEST(ContentType, EveryTypeIsFoundByItsName) {
  EXPECT_EQ(type_named("image/heic")->extension, "heic");
  EXPECT_FALSE(type_named("text/html"));
}

TEST(ContentType, PicturesAndVideosHaveTheirOwnLimits) {
  const std::string jpeg = "\xff\xd8\xff\xe0";
  const SizeLimits limits;
  EXPECT_TRUE(judge(jpeg, limits.picture, limits));
  EXPECT_EQ(judge(jpeg, limits.picture + 1, limits).error().code, "media.too_large");
  const std::string mp4(
      "\0\0\0\x14"
      "ftypisom\0\0\2\0mp41"sv);
  EXPECT_TRUE(judge(mp4, limits.video, limits));
  EXPECT_EQ(judge(mp4, limits.video + 1, limits).error().code, "media.too_large");
  EXPECT_EQ(judge("plain", 5, limits).error().code, "media.unsupported_type");
}

class RealFiles : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::is_directory(kFolder)) GTEST_SKIP() << kFolder << " is absent: real uploads are not tested";
  }
  static std::string verdict_on(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string head(kHead, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return verdict(head);
  }
  const std::filesystem::path kFolder =
      std::filesystem::path(__FILE__).parent_path() / "../../../../shared/data/media_uploads";
};

TEST_F(RealFiles, EveryFileOfTheFolderGetsItsVerdict) {
  const std::map<std::string, std::string> exceptions{
      {"heic/IMG_5195.HEIC", "image/heic"},
      {"heic/example.avif", "image/avif"},
      {"heic/example.heic", "image/heif"},
      {"heic/samplefilehub.heif", "image/heic"},
      {"video/3gp.3gp", "video/3gpp"},
      {"video/flv.flv", "refused"},
      {"video/mov.mov", "video/quicktime"},
      {"video/mp4.mp4", "video/mp4"},
      {"video/ogg.ogv", "video/ogg"},
      {"video/realshort.mp4", "video/mp4"},
      {"video/small_movie.mp4", "video/mp4"},
      {"video/webm.webm", "video/webm"},
      {"phone/VID_20191220_170832.mp4", "video/mp4"},
      {"street_problems/labels.csv", "refused"},
      {"other_types/apng.png", "image/png"},
      {"other_types/avif.avif", "image/avif"},
      {"other_types/avifsequence.avif", "image/avif"},
      {"other_types/not_kitty.gif", "image/gif"},
      {"other_types/not_kitty.png", "image/png"},
      {"other_types/not_kitty_alpha.png", "image/png"},
      {"other_types/not_kitty_gamma.png", "image/png"},
      {"other_types/not_kitty_icc.png", "image/png"},
      {"other_types/not_kitty.webp", "image/webp"},
      {"other_types/jpg.jpg", "image/jpeg"},
      {"other_types/not_kitty.jpg", "image/jpeg"},
      {"SOURCE.txt", "refused"},
      {"manifest.csv", "refused"},
  };
  int seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().lexically_relative(kFolder).string();
    const auto exception = exceptions.find(name);
    const std::string otherwise = name.starts_with("other_types/") ? "refused" : "image/jpeg";
    EXPECT_EQ(verdict_on(entry.path()), exception == exceptions.end() ? otherwise : exception->second) << name;
    ++seen;
  }
  EXPECT_GT(seen, 80);
}

}  // namespace
}  // namespace mashang::media
