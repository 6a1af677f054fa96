// Numbers of an undone write are given back; loading happens once.
#include "storage/series.hpp"

#include <gtest/gtest.h>

namespace mashang::storage {
namespace {

constexpr CountyCode kCounty{431229};

TEST(SeriesBook, LoadsOnceAndCountsOn) {
  SeriesBook book;
  int loads = 0;
  const auto load = [&](CountyCode, std::string_view) { return ++loads, std::int64_t{41}; };
  book.begin_write();
  EXPECT_EQ(book.next(kCounty, "leaf", load), 42);
  EXPECT_EQ(book.next(kCounty, "leaf", load), 43);
  EXPECT_EQ(loads, 1);
}

TEST(SeriesBook, AnUndoneWriteGivesItsNumbersBack) {
  SeriesBook book;
  const auto load = [](CountyCode, std::string_view) { return std::int64_t{0}; };
  book.begin_write();
  EXPECT_EQ(book.next(kCounty, "leaf", load), 1);
  book.begin_write();
  EXPECT_EQ(book.next(kCounty, "leaf", load), 2);
  EXPECT_EQ(book.next(kCounty, "outbox", load), 1);
  book.undo_write();
  ASSERT_EQ(book.changed().size(), 1U);
  EXPECT_EQ(book.changed().front().value, 1);
  book.begin_write();
  EXPECT_EQ(book.next(kCounty, "leaf", load), 2);
}

TEST(SeriesBook, SavedValuesAreNotSavedAgain) {
  SeriesBook book;
  book.begin_write();
  EXPECT_EQ(book.next(kCounty, "leaf", [](CountyCode, std::string_view) { return std::int64_t{0}; }), 1);
  EXPECT_EQ(book.changed().front().loaded, 0);
  book.settle();
  EXPECT_TRUE(book.changed().empty());
}

}  // namespace
}  // namespace mashang::storage
