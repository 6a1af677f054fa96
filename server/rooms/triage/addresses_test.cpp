// Labels, names, hints, and a reader taught a handful of addresses.
#include "rooms/triage/addresses.hpp"

#include <gtest/gtest.h>

#include "rooms/triage/address_hints.hpp"
#include "rooms/triage/address_odds.hpp"
#include "rooms/triage/training/address_feature_training.hpp"
#include "rooms/triage/training/address_network_training.hpp"

namespace mashang::triage {
namespace {

using training::AddressExample;

const std::vector<AddressPart> kParts = {
    {AddressType::city, {0, 3}}, {AddressType::road, {3, 6}}, {AddressType::redundant, {6, 7}}};

AddressLexicon lexicon() {
  return AddressLexicon({AddressLexicon::Names{U"浙江省", U"广西壮族自治区"},
                         {U"杭州市", U"宁波市"},
                         {U"余杭区", U"江区"},
                         {U"五常街道"}});
}

AddressExample example(std::initializer_list<std::pair<AddressType, std::u32string_view>> segments) {
  AddressExample made;
  std::u32string text;
  for (const auto& [type, segment] : segments) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += segment;
    made.parts.push_back({type, {begin, static_cast<std::uint32_t>(text.size())}});
  }
  made.address = normalised(to_utf8(text), Characters());
  return made;
}

std::vector<AddressExample> examples() {
  return {
      example({{AddressType::city, U"杭州市"}, {AddressType::road, U"文一路"}, {AddressType::road_number, U"12号"}}),
      example({{AddressType::city, U"宁波市"}, {AddressType::road, U"中山路"}, {AddressType::road_number, U"7号"}}),
      example({{AddressType::road, U"解放路"}, {AddressType::road_number, U"30号"}, {AddressType::room, U"401室"}}),
      example({{AddressType::road, U"文二路"}, {AddressType::road_number, U"9号"}, {AddressType::room, U"1室"}}),
  };
}

AddressReader reader(std::uint32_t seed = 1) {
  const training::FeatureRecipe features = {
      .rarest = 1, .pace = 0.5F, .l1 = 0, .l2 = 0.1F, .least = 0, .passes = 30, .seed = seed};
  const training::NetworkRecipe recipe = {
      .shape = {.character_width = 4, .pair_width = 4, .hint_width = 2, .memory_width = 4},
      .rarest_character = 1,
      .rarest_pair = 1,
      .batch = 2,
      .passes = 3,
      .seed = seed};
  const auto vocabulary = training::vocabulary_of(examples(), recipe);
  return {lexicon(),
          training::train_features(examples(), lexicon(), features),
          {{vocabulary, training::train_network(examples(), lexicon(), vocabulary, recipe)}}};
}

std::string file_of(const AddressReader& of) {
  ModelFile file;
  of.store_in(file);
  return packed(file);
}

TEST(AddressLabels, ALabelSaysTheTypeAndWhereInItsPartACharacterStands) {
  const auto labels = labels_of(kParts);
  ASSERT_EQ(labels.size(), 7U);
  EXPECT_EQ(labels[0], label_of(AddressType::city, Standing::begin));
  EXPECT_EQ(labels[4], label_of(AddressType::road, Standing::inside));
  EXPECT_EQ(labels[5], label_of(AddressType::road, Standing::end));
  EXPECT_EQ(labels[6], label_of(AddressType::redundant, Standing::single));
}

TEST(AddressTypes, HaveTheWordsOfTheLabelledFiles) {
  EXPECT_EQ(address_type_of("houseno"), AddressType::house);
  EXPECT_EQ(to_word(AddressType::house), "houseno");
  EXPECT_FALSE(address_type_of("street"));
}

TEST(AddressLabels, APartsTypeStaysWithinIt) {
  const auto labels = labels_of(kParts);
  for (std::size_t i = 1; i < labels.size(); ++i) EXPECT_TRUE(may_follow(labels[i - 1], labels[i]));
  EXPECT_TRUE(may_begin(labels.front()) && may_end(labels.back()));
  EXPECT_FALSE(may_follow(labels[0], labels[4]));  // from a city's beginning to a road's inside
  EXPECT_FALSE(may_follow(labels[0], labels[3]));  // … to the next part
}

TEST(AddressLexicon, NamesAreFoundWithAndWithoutTheirEnding) {
  const AddressLexicon names = lexicon();
  const auto with = names.longest(U"杭州市余杭区", DivisionLevel::city);
  EXPECT_EQ(with.name, 2U);
  EXPECT_EQ(with.with_ending, 3U);
  const auto without = names.longest(U"杭州余杭", DivisionLevel::city);
  EXPECT_EQ(without.with_ending, 2U);
  EXPECT_EQ(names.longest(U"余杭区", DivisionLevel::city).name, 0U);
  EXPECT_EQ(names.longest(U"广西南宁", DivisionLevel::province).name, 2U);
  EXPECT_EQ(names.longest(U"江边", DivisionLevel::district).name, 0U) << "no name of one character";
}

TEST(AddressLexicon, ComesBackFromAFile) {
  const std::string bytes = lexicon().stored();
  const auto restored = AddressLexicon::restored(bytes);
  ASSERT_TRUE(restored);
  EXPECT_EQ(restored->stored(), bytes);
  EXPECT_FALSE(AddressLexicon::restored(std::string_view(bytes).substr(0, bytes.size() - 1)));
}

TEST(AddressHints, SayWhatWasSaidBefore) {
  const auto hints = hints_of(U"宁波市宁波路1号", AddressLexicon());
  const auto before = static_cast<std::size_t>(Hint::said_before);
  const auto again = static_cast<std::size_t>(Hint::said_again);
  EXPECT_EQ(hints[0][before], 0);
  EXPECT_NE(hints[0][again], 0);
  EXPECT_NE(hints[3][before], 0);
  EXPECT_NE(hints[4][before], 0);
  EXPECT_EQ(hints[5][before], 0);
}

TEST(AddressReader, ReadsAddressesLikeThoseItWasTaught) {
  const NormalText address = normalised("宁波市文一路31号", Characters());
  const std::vector<AddressPart> expected = {
      {AddressType::city, {0, 3}}, {AddressType::road, {3, 6}}, {AddressType::road_number, {6, 9}}};
  EXPECT_EQ(reader().read(address), expected);
}

TEST(AddressParts, AreWrittenWithWhatIsUnsureBetweenThem) {
  const std::string address = "１号 宁波市口";
  std::string json;
  json::Writer out(json);
  const std::vector<AddressPart> parts = {{AddressType::city, {3, 6}}};
  write_parts(out, address, normalised(address, Characters()), parts);
  EXPECT_EQ(json, R"([{"type":null,"text":"１号 "},{"type":"city","text":"宁波市"},{"type":null,"text":"口"}])");
}

TEST(AddressNetworks, WhatATeacherBelievesTakesTheLabelsPlace) {
  const AddressReader teacher = reader();
  auto relabelled = examples();
  for (AddressExample& each : relabelled)
    each.parts = {{AddressType::other, {0, static_cast<std::uint32_t>(each.address.text.size())}}};
  const training::NetworkRecipe recipe = {
      .shape = {.character_width = 4, .pair_width = 4, .hint_width = 2, .memory_width = 4},
      .rarest_character = 1,
      .rarest_pair = 1,
      .batch = 2,
      .passes = 300,
      .plain_passes = 0,
      .exchanged = 0};
  const auto vocabulary = training::vocabulary_of(examples(), recipe);
  const AddressExample& first = relabelled.front();
  const auto chance_of_other = [&](std::span<const AddressExample> labelled, const AddressReader* by) {
    const ReadyNetwork taught(training::train_network(labelled, lexicon(), vocabulary, recipe, by));
    const auto& text = first.address.text;
    const auto scores = label_scores(taught, network_input(text, hints_of(text, lexicon()), vocabulary));
    PartOdds odds(text.size());
    odds.add({&taught.network.transitions, scores}, 1);
    return odds.of(first.parts.front());
  };
  EXPECT_GT(chance_of_other(relabelled, nullptr), 0.5F);
  EXPECT_NEAR(chance_of_other(relabelled, &teacher), chance_of_other(examples(), &teacher), 1e-3F);
  EXPECT_LT(chance_of_other(relabelled, &teacher), 0.1F);
}

TEST(AddressReader, TheSameSeedGivesTheSameFile) {
  EXPECT_EQ(file_of(reader(1)), file_of(reader(1)));
  EXPECT_NE(file_of(reader(1)), file_of(reader(2)));
}

TEST(AddressReader, ComesBackFromAFile) {
  const auto file = unpacked(file_of(reader()));
  ASSERT_TRUE(file);
  const auto restored = AddressReader::restored(*file);
  ASSERT_TRUE(restored);
  const AddressReader taught = reader();
  for (const AddressExample& each : examples()) EXPECT_EQ(restored->read(each.address), taught.read(each.address));
}

TEST(AddressReader, ADamagedFileIsRefused) {
  ModelFile file;
  reader().store_in(file);
  for (auto& [name, content] : file.parts) {
    ModelFile damaged = file;
    damaged.parts[name] = content.substr(0, content.size() / 2);
    EXPECT_FALSE(AddressReader::restored(damaged)) << name;
  }
}

TEST(AddressReader, ReadsNothingInNothingAndStopsInWhatIsEndless) {
  const AddressReader one = reader();
  EXPECT_TRUE(one.read(normalised("", Characters())).empty());
  const auto parts = one.read(normalised(std::string(100'000, '1'), Characters()));
  for (const AddressPart& part : parts) EXPECT_LE(part.where.end, AddressReader::kLongest);
}

}  // namespace
}  // namespace mashang::triage
