// Marks of cases, people and filters: who meets which edition.
#include "rooms/cases/marks.hpp"

#include <gmock/gmock.h>

namespace mashang::cases {
namespace {

using search::Marks;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

Case a_case() {
  Case c;
  c.id = make_case_id(261122, 1);
  c.text = "楼上半夜打麻将";
  c.where.place = PlaceId{6};
  c.where.label = "14栋401";
  c.where.township = PlaceId{1};
  c.where.community = PlaceId{2};
  c.where.grid = PlaceId{3};
  c.where.compound = PlaceId{4};
  c.where.building = PlaceId{5};
  return c;
}

Case hidden() {
  Case c = a_case();
  c.hides_reporter = true;
  c.coarse_label = "14栋";
  c.handler = OrganisationId{7};
  return c;
}

TEST(CaseMarks, SayWhereItLiesWhoHandlesItAndWhetherItIsOver) {
  Case c = a_case();
  EXPECT_THAT(document_of(c).editions, SizeIs(1));
  EXPECT_THAT(document_of(c).editions[0].marks,
              UnorderedElementsAre("open", "p1", "p2", "p3", "p4", "p5", "p6", "u2", "u3"));
  c.state = State::closed;
  c.handler = OrganisationId{7};
  c.category = "0402";
  c.is_classified = true;
  EXPECT_THAT(document_of(c).editions[0].marks,
              UnorderedElementsAre("over", "p1", "p2", "p3", "p4", "p5", "p6", "u2", "u3", "o7", "h7", "c04", "c0402"));
}

TEST(CaseMarks, OfARestrictedMatterOpenItToNoWorker) {
  Case c = a_case();
  c.is_restricted = true;
  EXPECT_THAT(document_of(c).editions[0].marks, UnorderedElementsAre("open", "p1", "p2", "p3", "p4", "p5", "p6"));
}

TEST(CaseMarks, OfAHiddenFlatStandInAnEditionThatWorkersAndHandlersDoNotReach) {
  const auto editions = document_of(hidden()).editions;
  ASSERT_THAT(editions, SizeIs(2));
  EXPECT_EQ(editions[0].place, "14栋");
  EXPECT_THAT(editions[0].marks, UnorderedElementsAre("open", "p1", "p2", "p3", "p4", "p5", "u2", "u3", "o7", "h7"));
  EXPECT_EQ(editions[1].place, "14栋401");
  EXPECT_THAT(editions[1].marks, UnorderedElementsAre("open", "p1", "p2", "p3", "p4", "p5", "o7"));
}

TEST(ReaderMarks, AreThoseOfHerReach) {
  EXPECT_FALSE(marks_within({.whole_county = true, .named_areas = ",1,"}).has_value());
  EXPECT_THAT(*marks_within({}), IsEmpty());
  EXPECT_THAT(*marks_within({.named_areas = ",1,22,", .areas = ",3,", .offices = ",7,"}),
              ElementsAre("p1", "p22", "u3", "h7"));
}

TEST(FilterMarks, AreOnWhateverPassesTheFilter) {
  Filter filter;
  EXPECT_THAT(marks_of(filter, CountyCode{431229}), IsEmpty());
  filter.place = PlaceId{5};
  filter.organisation = OrganisationId{7};
  filter.category = "04";
  filter.states = open_states();
  EXPECT_THAT(marks_of(filter, CountyCode{431229}), ElementsAre("p5", "o7", "c04", "open"));
  filter = {};
  filter.states = ",closed,voided,";
  EXPECT_THAT(marks_of(filter, CountyCode{431229}), ElementsAre("over"));
  filter.states = ",closed,submitted,";
  EXPECT_THAT(marks_of(filter, CountyCode{431229}), IsEmpty());
  filter.flag = "overdue";
  EXPECT_THAT(marks_of(filter, CountyCode{431229}), ElementsAre("open"));
  filter = {};
  filter.place = places::county_place(CountyCode{431229});
  EXPECT_THAT(marks_of(filter, CountyCode{431229}), IsEmpty());
}

TEST(FilterMarks, OfAFlatReachNoHiddenOne) {
  Filter filter;
  filter.place = PlaceId{6};
  for (const auto& edition : document_of(hidden()).editions)
    EXPECT_THAT(edition.marks, Not(Contains(marks_of(filter, CountyCode{431229})[0])));
}

}  // namespace
}  // namespace mashang::cases
