// How a case may end: the reporter's word, announced silence, two officers; and what may not pass for it.
#include "integration/case_fixture.hpp"
#include "rooms/cases/silence.hpp"

namespace mashang::test {
namespace {

class CaseClosing : public CaseTest {};

TEST_P(CaseClosing, StaffCannotConfirmTheirOwnWork) {
  const auto taken_by = [&](const std::string& who) {
    const Json made(
        w().post(who, "/api/v1/cases", R"({"place_id":)" + std::to_string(kFlat.value) + R"(,"text":"井盖"})").body);
    EXPECT_EQ(w().act("leader", made["case_id"].number(), "accept").status, 200);
    return made;
  };
  const auto handled_by = [&](const std::string& who, const Json& made) {
    const std::int64_t id = made["case_id"].number();
    EXPECT_EQ(w().act(who, id, "handle", with_picture("own")).status, 200);
    EXPECT_EQ(w().act("officer", id, "pass_check").status, 200);
    return made["link_token"].text();
  };
  for (const std::string reporter : {"worker", "leader"}) {
    const Json made = taken_by(reporter);
    ASSERT_EQ(w().act("worker", made["case_id"].number(), "self_handle").status, 200);
    const std::string link = handled_by("worker", made);
    const Answer refused = w().act_by_link(link, "confirm");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code, "cases.confirmation_by_handler") << "the grid's own work, reported by " << reporter;
    EXPECT_EQ(w().link(link)["state"].text(), "awaiting_confirmation");
    clock_.advance(days(8));
    EXPECT_EQ(*cases::close_timed_out(db(), w().steps, clock_.now()), 1);
    EXPECT_EQ(w().link(link)["close_reason"].text(), "timed_out");
  }
  const Json by_others = taken_by("worker");
  ASSERT_EQ(w().act("leader", by_others["case_id"].number(), "dispatch", R"(,"organisation_id":1)").status, 200);
  ASSERT_EQ(w().act("property", by_others["case_id"].number(), "start").status, 200);
  EXPECT_EQ(w().act_by_link(handled_by("property", by_others), "confirm").status, 200)
      << "others solved what she found";
}

TEST_P(CaseClosing, SilenceClosesAfterTheAnnouncedTimeAndNotBefore) {
  const auto made = awaiting();
  const auto other = awaiting();
  clock_.advance(Minutes{days(7).value - 1});
  EXPECT_EQ(*cases::close_timed_out(db(), w().steps, clock_.now()), 0);
  EXPECT_EQ(w().act_by_link(other.link, "confirm").status, 200);
  clock_.advance(Minutes{1});
  EXPECT_EQ(*cases::close_timed_out(db(), w().steps, clock_.now()), 1);
  const Json seen = w().link(made.link);
  EXPECT_EQ(seen["close_reason"].text(), "timed_out");
  EXPECT_EQ(w().link(other.link)["close_reason"].text(), "resident_confirmed");
  EXPECT_EQ(w().act_by_link(made.link, "reopen", R"(,"reason":"没解决")").status, 200);
  EXPECT_EQ(w().todos(made.id), std::vector<std::string>{"dispatch account:11"});
  EXPECT_EQ(w().broken(), "");
}

TEST_P(CaseClosing, AGivenUpLinkIsAStepAndStopsTheTimeOut) {
  const auto made = awaiting();
  EXPECT_EQ(w().client.call(http::Method::del, "/api/v1/links/" + made.link).status, 204);
  EXPECT_EQ(w().client.call(http::Method::del, "/api/v1/links/" + made.link).status, 410);
  const Json told(w().get("leader", "/api/v1/cases/" + std::to_string(made.id) + "/history").body);
  EXPECT_EQ(told["items"][6]["action"].text(), "revoke_link");
  EXPECT_EQ(told["items"][6]["role"].text(), "reporter");
  EXPECT_EQ(w().see("leader", made.id)["version"].number(), 7);
  EXPECT_TRUE(w().see("leader", made.id)["confirm_deadline"].is_null());
  EXPECT_EQ(w().todos(made.id), (std::vector<std::string>{"decide account:13", "decide account:14"}));
  clock_.advance(days(30));
  EXPECT_EQ(*cases::close_timed_out(db(), w().steps, clock_.now()), 0);
  EXPECT_EQ(w().state(made.id), "awaiting_confirmation");
  EXPECT_EQ(w().act("officer", made.id, "request_forced_close", R"(,"reason":"链接已停用，电话核实已解决")").status,
            200);
  EXPECT_EQ(w().act("officer2", made.id, "approve_forced_close").status, 200);
  EXPECT_EQ(w().see("county", made.id)["close_reason"].text(), "forced");
  EXPECT_EQ(w().broken(), "");
}

TEST_P(CaseClosing, ForcedClosingNeedsASecondOfficer) {
  const auto made = dispatched();
  EXPECT_EQ(w().act("leader", made.id, "request_forced_close", R"(,"reason":"x")").code, "cases.not_your_turn");
  EXPECT_EQ(w().act("officer", made.id, "request_forced_close", R"(,"reason":"重复报装")").status, 200);
  EXPECT_EQ(w().todos(made.id), (std::vector<std::string>{"approve_close account:14", "approve_close account:15",
                                                          "handle organisation:1"}));
  EXPECT_EQ(w().act("officer", made.id, "approve_forced_close").code, "cases.second_person_required");
  EXPECT_EQ(w().act("officer2", made.id, "approve_forced_close").status, 200);
  EXPECT_EQ(w().see("county", made.id)["close_reason"].text(), "forced");
  EXPECT_TRUE(w().todos(made.id).empty());
}

}  // namespace

RUN_ON_EVERY_ENGINE(CaseClosing);

}  // namespace mashang::test
