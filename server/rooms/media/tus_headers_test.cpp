// tus headers, good and bad.
#include "rooms/media/tus_headers.hpp"

#include <gtest/gtest.h>

namespace mashang::media {
namespace {

TEST(TusMetadata, KeysCarryDecodedValuesOrNone) {
  const auto metadata = parse_metadata("filename d29ybGRfZG9taW5hdGlvbl9wbGFuLnBkZg==,is_confidential");
  ASSERT_TRUE(metadata);
  EXPECT_EQ(*metadata, (Metadata{{"filename", "world_domination_plan.pdf"}, {"is_confidential", ""}}));
  EXPECT_EQ(parse_metadata("").value(), Metadata{});
  EXPECT_EQ(parse_metadata("a YQ==, b Yg==").value(), (Metadata{{"a", "a"}, {"b", "b"}}));
}

TEST(TusMetadata, MalformedPairsAreRefused) {
  for (const char* bad : {",", "a,", "a,,b", " ,a", "a YQ=", "a YQ", "a !!!!",
                          "a YQ== YQ==", "a YQ==,a YQ==", "\x01 YQ==", "键 YQ==", "a ====", "a YR=="}) {
    const auto metadata = parse_metadata(bad);
    ASSERT_FALSE(metadata) << bad;
    EXPECT_EQ(metadata.error().code, "media.bad_metadata");
  }
  EXPECT_FALSE(parse_metadata(std::string(5000, 'a')));
}

TEST(TusChecksum, TheThreeAlgorithmsAreKnown) {
  const auto sha1 = parse_checksum("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=");
  ASSERT_TRUE(sha1);
  EXPECT_EQ(sha1->algorithm, ChecksumAlgorithm::sha1);
  EXPECT_EQ(sha1->digest.size(), 20u);
  EXPECT_EQ(parse_checksum("md5 1B2M2Y8AsgTpgAmY7PhCfg==").value().algorithm, ChecksumAlgorithm::md5);
  EXPECT_EQ(parse_checksum("sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=").value().digest.size(), 32u);
}

TEST(TusChecksum, OtherAlgorithmsAndWrongLengthsAreRefused) {
  for (const char* bad : {"", "sha1", "sha1 ", "crc32 AAAAAA==", "SHA1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", "sha1 AAAA",
                          "md5 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", "sha1  Kq5sNclPz7QV2+lfQIuc6R7oRu0="}) {
    const auto checksum = parse_checksum(bad);
    ASSERT_FALSE(checksum) << bad;
    EXPECT_EQ(checksum.error().code, "media.bad_checksum");
  }
}

TEST(TusSizes, OnlyPlainDecimalNumbersAreSizes) {
  EXPECT_EQ(parse_size("0", "media.bad_offset").value(), 0u);
  EXPECT_EQ(parse_size("314572800", "media.bad_offset").value(), 314572800u);
  for (const char* bad : {"", "-1", "+1", "1.5", "0x10", " 1", "1 ", "9999999999999999", "１"}) {
    EXPECT_FALSE(parse_size(bad, "media.bad_offset")) << bad;
  }
}

}  // namespace
}  // namespace mashang::media
