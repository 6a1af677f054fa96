// A model file is what was written, or it is refused.
#include "rooms/triage/model_file.hpp"

#include <gtest/gtest.h>

namespace mashang::triage {
namespace {

ModelFile sample() {
  ModelFile file;
  file.card = {
      .name = "sample", .version = "1.0", .date = "2026-11-26", .seed = 7, .data = "nothing", .figures = "none"};
  file.parts["a"] = std::string(1000, 'a');
  file.parts["b"] = std::string("\0\1\2", 3);
  return file;
}

TEST(ModelFile, ComesBackAsItWas) {
  const auto again = unpacked(packed(sample()));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->parts, sample().parts);
  EXPECT_EQ(again->card.name, "sample");
  EXPECT_EQ(again->card.seed, 7);
  EXPECT_EQ(again->card.date, "2026-11-26");
}

TEST(ModelFile, DamageIsRefused) {
  const std::string bytes = packed(sample());
  EXPECT_FALSE(unpacked(""));
  EXPECT_FALSE(unpacked("mashang model 1\n"));
  for (std::size_t size = 0; size + 1 < bytes.size(); ++size) EXPECT_FALSE(unpacked(bytes.substr(0, size))) << size;
  EXPECT_FALSE(unpacked("x" + bytes));
}

}  // namespace
}  // namespace mashang::triage
