// Which numbers and addresses are nobody's to search for, and which stay.
#include "rooms/search/person_free.hpp"

#include <gtest/gtest.h>

namespace mashang::search {
namespace {

TEST(PersonFree, NumbersOfPeopleAreLeftOut) {
  for (const std::string number :
       {"13812345678", "138 1234 5678", "138-1234-5678", "138—1234—5678", "8613812345678", "86-13812345678", "5521234",
        "07458221234", "0745-8221234", "0745 822 1234", "431229198001011234", "43122919800101123x",
        "431229 19800101 1234", "431229800101123", "6222021234567890123", "6222 0212 3456 7890",
        "6222 0212 3456 7890 123"}) {
    const std::string text = person_free("找" + number + "问");
    EXPECT_EQ(text.find_first_of("0123456789x"), std::string::npos) << number << " left " << text;
    EXPECT_TRUE(text.starts_with("找 ")) << text;
    EXPECT_TRUE(text.ends_with(" 问")) << text;
  }
}

TEST(PersonFree, AddressesAreLeftOut) {
  EXPECT_EQ(person_free("写信到wang.li_8@mail.example.cn谢谢").find_first_of("@wlme"), std::string::npos);
  EXPECT_EQ(person_free("联系a@b").find('a'), std::string::npos);
}

TEST(PersonFree, WhatIsNobodysStays) {
  for (const std::string text : {"3栋2单元501室", "12-3-501", "2026-11-22 13:30", "电表123456", "110", "12345热线",
                                 "湘n88888", "@物业 看一下", "a@ b", "3栋 501 1402 2203", "第1 2 3 4 5 6 7 8 9楼", ""})
    EXPECT_EQ(person_free(text), text);
}

TEST(PersonFree, ANumberBesideAFlatGoesAndTheFlatStays) {
  const std::string text = person_free("501 138 1234 5678");
  EXPECT_TRUE(text.starts_with("501 ")) << text;
  EXPECT_EQ(text.find("138"), std::string::npos) << text;
}

}  // namespace
}  // namespace mashang::search
