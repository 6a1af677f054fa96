// What the project accepts as text.
#include "core/text.hpp"

#include <gtest/gtest.h>

namespace mashang::text {

TEST(Text, BrokenUtf8IsRefused) {
  EXPECT_TRUE(is_utf8("飞线充电 abc"));
  EXPECT_FALSE(is_utf8("\xC3"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // a lone surrogate
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // an overlong slash
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
}

TEST(Text, LengthCountsCodePoints) {
  EXPECT_EQ(length(""), 0u);
  EXPECT_EQ(length("14栋"), 3u);
  EXPECT_EQ(length("😀"), 1u);
}

TEST(Text, ControlCharactersAreNotPrintable) {
  EXPECT_TRUE(is_printable("a\tb\n路灯"));
  EXPECT_FALSE(is_printable(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_printable("a\rb"));
  EXPECT_FALSE(is_printable("\x1B[31m"));
  EXPECT_FALSE(is_printable("\x7F"));
  EXPECT_FALSE(is_printable("\xC2\x85"));
  EXPECT_TRUE(is_printable("\xC2\xA0"));
}

TEST(Text, TrimCutsIdeographicSpaces) {
  EXPECT_EQ(trim(" \xE3\x80\x80 路灯 坏了\xE3\x80\x80\n"), "路灯 坏了");
  EXPECT_EQ(trim(" \xE3\x80\x80"), "");
}

TEST(Text, FirstNeverHalvesACodePoint) {
  EXPECT_EQ(first("路灯坏了", 2), "路灯");
  EXPECT_EQ(first("ab", 5), "ab");
  EXPECT_EQ(first("路", 0), "");
}

}  // namespace mashang::text
