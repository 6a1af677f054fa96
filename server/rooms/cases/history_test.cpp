// The bytes that the county's log commits to never change.
#include "rooms/cases/history.hpp"

#include <gtest/gtest.h>

#include "rooms/cases/links.hpp"
#include "rooms/cases/views.hpp"

namespace mashang::cases {
namespace {

HistoryRow a_row(std::int64_t form = 1) {
  HistoryRow row;
  row.form = form;
  row.county = CountyCode{431229};
  row.case_id = CaseId{2611220000042};
  row.seq = 2;
  row.at = Instant{1000};
  row.action = "accept";
  row.from = "submitted";
  row.to = "accepted";
  row.role = "grid_leader";
  row.account = AccountId{7};
  row.actor_name = "杨丽";
  row.reason = "a\nb";
  row.deadline_after = Instant{2000};
  return row;
}

TEST(History, FormTwoIsExactlyThis) {
  HistoryRow row = a_row(2);
  row.attachments = "after:ab";
  row.close_reason = "forced";
  row.merged_into = CaseId{9};
  row.forced_close_reason = "moved away";
  row.record = ledger::Hash{1};
  EXPECT_EQ(
      canonical_content(row),
      "history-v2\n6:431229\n13:2611220000042\n1:2\n4:1000\n6:accept\n9:submitted\n8:accepted\n11:grid_leader\n1:7\n"
      "-\n-\n4:2000\n-\n-\n8:after:ab\n6:forced\n1:9\n64:01" +
          std::string(62, '0') + "\n");
  EXPECT_EQ(canonical_personal(row), "personal-v2\n6:杨丽\n3:a\nb\n10:moved away\n-\n");
}

TEST(History, WhatIsPersonalStandsNowhereElseInFormTwo) {
  HistoryRow row = a_row(2);
  const std::string content = canonical_content(row);
  row.actor_name = row.reason = row.forced_close_reason = row.report_text = "姓名";
  EXPECT_EQ(canonical_content(row), content);
}

TEST(History, FormOneHasNoRoomForLaterColumns) {
  const std::string original = canonical_content(a_row());
  for (int column = 0; column < 4; ++column) {
    HistoryRow row = a_row();
    if (column == 0) row.close_reason = "resident_confirmed";
    if (column == 1) row.merged_into = CaseId{9};
    if (column == 2) row.forced_close_reason = "x";
    if (column == 3) row.record = ledger::Hash{};
    EXPECT_NE(canonical_content(row), original) << column;
  }
  EXPECT_FALSE(canonical_personal(a_row()).has_value());
}

TEST(History, FormOneIsExactlyThis) {
  EXPECT_EQ(
      canonical_content(a_row()),
      "history-v1\n6:431229\n13:2611220000042\n1:2\n4:1000\n6:accept\n9:submitted\n8:accepted\n11:grid_leader\n1:7\n"
      "6:杨丽\n-\n3:a\nb\n-\n4:2000\n-\n-\n-\n-\n");
}

TEST(History, NoTwoRowsShareTheirBytes) {
  const std::string original = canonical_content(a_row());
  HistoryRow moved = a_row();
  moved.office = moved.actor_name;
  moved.actor_name.reset();
  HistoryRow emptied = a_row();
  emptied.office = "";
  HistoryRow unknown_word = a_row();
  unknown_word.role = "grid_leader ";
  for (const auto& row : {moved, emptied, unknown_word}) EXPECT_NE(canonical_content(row), original);
}

TEST(Links, ATokenNamesItsCaseAndCannotBeChanged) {
  const Links links(std::string(32, 'k'), CountyCode{431229});
  const CaseId id{2611220000042};
  const std::string token = links.token_of(id);
  EXPECT_EQ(token.size(), 32u);
  EXPECT_EQ(links.case_of(token), id);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(links.case_of(changed).has_value()) << i;
  }
  EXPECT_FALSE(links.case_of("").has_value());
  EXPECT_FALSE(links.case_of(std::string(32, '!')).has_value());
  EXPECT_FALSE(Links(std::string(32, 'x'), CountyCode{431229}).case_of(token).has_value());
  EXPECT_FALSE(Links(std::string(32, 'k'), CountyCode{431228}).case_of(token).has_value());
}

TEST(Masks, ShowAFamilyNameAndTheEndsOfAPhone) {
  EXPECT_EQ(masked_name("王小明"), "王**");
  EXPECT_EQ(masked_name(""), "");
  EXPECT_EQ(masked_phone("13812345678"), "138****5678");
  EXPECT_EQ(masked_phone("8234567"), "****");
}

}  // namespace
}  // namespace mashang::cases
