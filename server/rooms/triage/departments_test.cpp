// Opinions of small models, weighed, from teaching to file and back.
#include "rooms/triage/departments.hpp"

#include <gtest/gtest.h>

#include "rooms/triage/training/linear_training.hpp"

namespace mashang::triage {
namespace {

using training::Example;
using training::LinearRecipe;

NormalText text(std::string_view utf8) { return normalised(utf8, Characters()); }

LinearModel taught(std::initializer_list<std::pair<const char*, const char*>> rows) {
  std::vector<Example> examples;
  for (const auto& [message, label] : rows) examples.push_back({text(message), label, 1, 0});
  return training::train_linear(examples, LinearRecipe{.rarest = 1}, 1);
}

LinearModel letters() { return taught({{"公交车太少", "transport"}, {"学校食堂", "schools"}}); }
LinearModel readings() { return taught({{"地铁", "jt"}, {"老师补课", "jy"}}); }
LinearModel kinds() { return taught({{"路口红绿灯", "0206"}, {"幼儿园收费", "1006"}}); }

/// In the order of opinions: schools, transport; jt, jy; 0206, 1006; and the bias.
Departments departments() { return {letters(), readings(), {{1, 0, 0, 1, 0, 1, 0}, {0, 1, 1, 0, 1, 0, 0}}}; }

TEST(Departments, EachOpinionCounts) {
  const Departments model = departments();
  EXPECT_EQ(model.department_of(text("公交车"), kinds()), "transport");
  EXPECT_EQ(model.department_of(text("食堂"), kinds()), "schools");
  EXPECT_EQ(model.department_of(text("地铁"), kinds()), "transport");      // only the readings know the word
  EXPECT_EQ(model.department_of(text("幼儿园收费"), kinds()), "schools");  // only the kinds do
}

TEST(Departments, AFileGivesTheSameModel) {
  const std::string bytes = departments().stored();
  const auto again = Departments::restored(bytes, 2);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->stored(), bytes);
  EXPECT_EQ(again->department_of(text("公交车"), kinds()), "transport");
}

TEST(Departments, DamagedBytesAreRefused) {
  const std::string bytes = departments().stored();
  for (std::size_t size = 0; size < bytes.size(); size += 7)
    EXPECT_FALSE(Departments::restored(std::string_view(bytes).substr(0, size), 2)) << size;
  EXPECT_FALSE(Departments::restored(bytes + "x", 2));
  EXPECT_FALSE(Departments::restored(bytes, 3)) << "weights are for two kinds";
}

TEST(LinearTraining, RowsOfNumbersAreSortedByTheirLabels) {
  const std::vector<std::vector<float>> rows{{1, 0}, {2, 0}, {0, 1}, {0, 2}};
  const std::vector<std::string> labels{"left", "left", "right", "right"};
  const auto weights = training::train_rows(rows, labels, LinearRecipe{});
  ASSERT_EQ(weights.size(), 2U);
  EXPECT_EQ(decided(weights, std::vector<float>{3, 0}), 0U);
  EXPECT_EQ(decided(weights, std::vector<float>{0, 3}), 1U);
}

}  // namespace
}  // namespace mashang::triage
