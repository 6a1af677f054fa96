// A small classifier, trained here, from teaching to file and back.
#include "rooms/triage/linear_model.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "rooms/triage/training/linear_training.hpp"

namespace mashang::triage {
namespace {

using training::Example;
using training::LinearRecipe;

NormalText text(std::string_view utf8) { return normalised(utf8, Characters()); }

std::vector<Example> examples() {
  const std::pair<const char*, const char*> rows[] = {
      {"路灯不亮了", "lamp"},    {"门口的路灯坏了", "lamp"}, {"路灯一闪一闪", "lamp"},    {"晚上没有路灯", "lamp"},
      {"楼上漏水", "leak"},      {"厨房天花板漏水", "leak"}, {"卫生间又漏水了", "leak"},  {"水管漏水漏到我家", "leak"},
      {"楼下唱歌太吵", "noise"}, {"半夜还在吵", "noise"},    {"装修吵得睡不着", "noise"}, {"广场舞声音吵", "noise"},
  };
  std::vector<Example> made;
  std::uint32_t group = 0;
  for (const auto& [message, label] : rows) made.push_back({text(message), label, 1, group++});
  return made;
}

LinearModel trained() { return training::train_linear(examples(), LinearRecipe{.rarest = 1}, 4); }

std::string said(const LinearModel& model, std::string_view message) {
  const auto scores = model.scores(model.vocabulary().features_of(text(message)));
  return model.labels()[static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin())];
}

TEST(LinearModel, LearnsWhatItWasShown) {
  const LinearModel model = trained();
  EXPECT_EQ(said(model, "小区路灯都不亮"), "lamp");
  EXPECT_EQ(said(model, "我家漏水"), "leak");
  EXPECT_EQ(said(model, "隔壁太吵了"), "noise");
}

TEST(LinearModel, ProbabilitiesAreShares) {
  const LinearModel model = trained();
  const auto probabilities = model.probabilities(model.scores(model.vocabulary().features_of(text("路灯坏了"))));
  float sum = 0;
  for (const float each : probabilities) sum += each;
  EXPECT_NEAR(sum, 1, 1e-5);
  EXPECT_GT(*std::max_element(probabilities.begin(), probabilities.end()), 0.5F);
}

TEST(LinearModel, TellsWhichWordsDecided) {
  const LinearModel model = trained();
  const NormalText message = text("请问新城小区的路灯什么时候修");
  const auto label = static_cast<std::size_t>(std::find(model.labels().begin(), model.labels().end(), "lamp") -
                                              model.labels().begin());
  const auto reasons = model.reasons(message, model.vocabulary().features_of(message), label, 3);
  ASSERT_FALSE(reasons.empty());
  EXPECT_NE(message[reasons[0]].find(U"路灯"), std::u32string_view::npos);
  for (std::size_t i = 0; i < reasons.size(); ++i)
    for (std::size_t j = i + 1; j < reasons.size(); ++j)
      EXPECT_TRUE(reasons[i].end <= reasons[j].begin || reasons[j].end <= reasons[i].begin);
}

TEST(LinearModel, AFileGivesTheSameModel) {
  const LinearModel model = trained();
  const auto again = LinearModel::restored(model.stored());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->stored(), model.stored());
  const auto message = text("门口路灯坏了好吵");
  EXPECT_EQ(again->scores(again->vocabulary().features_of(message)),
            model.scores(model.vocabulary().features_of(message)));
}

TEST(LinearModel, DamagedBytesAreRefused) {
  const std::string bytes = trained().stored();
  for (std::size_t size = 0; size < bytes.size(); size += 7)
    EXPECT_FALSE(LinearModel::restored(std::string_view(bytes).substr(0, size))) << size;
  EXPECT_FALSE(LinearModel::restored(bytes + "x"));
}

TEST(LinearTraining, SameExamplesSameModel) { EXPECT_EQ(trained().stored(), trained().stored()); }

TEST(LinearTraining, ByEvidenceAWordThatIsEverywhereSaysLess) {
  // "楼" is in half the messages of both classes, "灯" in those of one: the first gets less of the weight.
  const std::pair<const char*, const char*> rows[] = {
      {"楼灯", "lamp"}, {"灯", "lamp"}, {"楼灯", "lamp"}, {"楼水", "leak"}, {"水", "leak"}, {"楼", "leak"},
  };
  std::vector<Example> few;
  for (const auto& [message, label] : rows) few.push_back({text(message), label, 1, 0});
  const auto score_of = [&](training::Price price, std::string_view message) {
    const LinearModel model = training::train_linear(few, LinearRecipe{.price = price, .rarest = 1}, 1);
    return model.scores(model.vocabulary().features_of(text(message)))[0] - model.scores({})[0];
  };
  const auto ratio = [&](training::Price price) { return std::abs(score_of(price, "楼") / score_of(price, "灯")); };
  EXPECT_LT(ratio(training::Price::by_evidence), ratio(training::Price::alike));
}

TEST(LinearTraining, NoMessageIsJudgedByAModelThatSawItsGroup) {
  auto all = examples();
  // Two versions of one message carry a label nobody else has: whoever saw one would know the other.
  all.push_back({text("杨梅节什么时候"), "festival", 1, 99});
  all.push_back({text("杨梅节什么时候开"), "festival", 1, 99});
  const auto held = training::cross_validated(all, LinearRecipe{.rarest = 1}, 3);
  const auto festival =
      static_cast<std::size_t>(std::find(held.labels.begin(), held.labels.end(), "festival") - held.labels.begin());
  EXPECT_EQ(held.scores[12][festival], -10.0F);
  EXPECT_EQ(held.scores[13][festival], -10.0F);
}

}  // namespace
}  // namespace mashang::triage
