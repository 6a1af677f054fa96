// What OpenCC and ICU teach, and that the model inside the binary is what they teach.
#include "rooms/triage/character_training.hpp"

#include <gtest/gtest.h>

#include "rooms/triage/models.hpp"
#include "rooms/triage/normal_text.hpp"

namespace mashang::triage {
namespace {

class CharacterTraining : public testing::Test {
 protected:
  static const Result<Characters>& trained() {
    static const Result<Characters> once = train_characters();
    return once;
  }
  const Result<Characters>& trained_ = trained();
  void SetUp() override { ASSERT_TRUE(trained_) << trained_.error().detail; }
  std::string_view sound(char32_t c) const { return trained_->letters(trained_->syllable(c)); }
};

TEST_F(CharacterTraining, TraditionalFormsBecomeSimplified) {
  EXPECT_EQ(to_utf8(normalised("十四棟樓上漏水，單元門壞了", *trained_).text), "十四栋楼上漏水,单元门坏了");
}

TEST_F(CharacterTraining, CharactersThatOnlyLookDifferentBecomeTheCommonOne) {
  EXPECT_EQ(to_utf8(normalised("③栋⽔⾨", *trained_).text), "3栋水门");
}

TEST_F(CharacterTraining, SoundsHaveNoToneAndKeepTheirUmlaut) {
  EXPECT_EQ(sound(U'栋'), "dong");
  EXPECT_EQ(sound(U'绿'), "lv");
  EXPECT_EQ(sound(U'路'), "lu");
  EXPECT_EQ(sound(U'〇'), "ling");
  EXPECT_EQ(sound(U'棟'), sound(U'栋'));
  EXPECT_EQ(sound(U'a'), "");
}

TEST_F(CharacterTraining, TheEmbeddedModelIsWhatIsTaught) {
  const auto restored = load_characters(embedded_models());
  ASSERT_TRUE(restored);
  EXPECT_TRUE(restored->stored() == trained_->stored());  // 100 kB: not worth printing
  EXPECT_EQ(restored->simplified(U'樓'), U'楼');
}

TEST(Characters, DamagedModelsAreRefused) {
  EXPECT_EQ(Characters::restored("\xFF\xFF").error().code, "triage.model_damaged");
  EXPECT_EQ(Characters::restored("").error().code, "triage.model_damaged");
}

}  // namespace
}  // namespace mashang::triage
