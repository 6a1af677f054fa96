// Byte ranges as browsers ask for them when somebody scrubs through a video.
#include "rooms/media/range.hpp"

#include <gtest/gtest.h>

namespace mashang::media {
namespace {

TEST(Range, OneRangeIsCutToTheFile) {
  EXPECT_EQ(parse_range("bytes=0-", 100), Wanted(ByteRange{0, 100}));
  EXPECT_EQ(parse_range("bytes=0-0", 100), Wanted(ByteRange{0, 1}));
  EXPECT_EQ(parse_range("bytes=10-19", 100), Wanted(ByteRange{10, 10}));
  EXPECT_EQ(parse_range("bytes=90-500", 100), Wanted(ByteRange{90, 10}));
  EXPECT_EQ(parse_range("bytes=-10", 100), Wanted(ByteRange{90, 10}));
  EXPECT_EQ(parse_range("bytes=-500", 100), Wanted(ByteRange{0, 100}));
}

TEST(Range, ARangeBehindTheEndCannotBeAnswered) {
  EXPECT_EQ(parse_range("bytes=100-", 100), Wanted(OutsideOfFile{}));
  EXPECT_EQ(parse_range("bytes=100-200", 100), Wanted(OutsideOfFile{}));
  EXPECT_EQ(parse_range("bytes=-0", 100), Wanted(OutsideOfFile{}));
}

TEST(Range, WhatCannotBeReadIsIgnored) {
  for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,5-6", "items=0-1",
                             "bytes=99999999999999999999-", "bytes=--5"}) {
    EXPECT_EQ(parse_range(header, 100), Wanted(WholeFile{})) << header;
  }
}

}  // namespace
}  // namespace mashang::media
