// Lines of CSV as spreadsheets write them.
#include "core/csv.hpp"

#include <gtest/gtest.h>

namespace mashang {
namespace {

using Fields = std::vector<std::string>;

TEST(Csv, FieldsAreTrimmedAndQuotesHoldCommasAndQuotes) {
  EXPECT_EQ(csv::fields_of(R"( a ,"b,c","say ""x""",)"), (Fields{"a", "b,c", R"(say "x")", ""}));
  EXPECT_EQ(csv::fields_of(""), Fields{""});
  EXPECT_EQ(csv::fields_of(R"(a,"b)"), std::nullopt);
}

TEST(Csv, WhatIsQuotedIsReadBackTheSame) {
  for (const std::string field : {"新城小区", "a,b", "\"", "", "1栋\"东\",2"})
    EXPECT_EQ(csv::fields_of(csv::quoted(field)), Fields{field}) << field;
}

}  // namespace
}  // namespace mashang
