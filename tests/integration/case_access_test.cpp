// Who may see and do what over HTTP: role × area × action, pictures, private links.
#include <algorithm>
#include <map>

#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

class CaseAccess : public CaseTest {};

TEST_P(CaseAccess, EachRoleReachesItsOwnAreaAndNoOther) {
  const auto here = w().report("flat"), there = w().report("other");
  ASSERT_EQ(w().act("leader", here.id, "accept").status, 200);
  ASSERT_EQ(w().act("leader", here.id, "dispatch", R"(,"organisation_id":1)").status, 200);
  const std::map<std::string, std::pair<bool, bool>> reach{
      {"leader", {true, false}},        {"worker", {true, false}},        {"officer", {true, false}},
      {"county", {true, true}},         {"property", {true, false}},      {"other_property", {false, false}},
      {"water", {false, false}},        {"head", {false, false}},         {"other_leader", {false, true}},
      {"other_officer", {false, true}}, {"administrator", {false, false}}};
  for (const auto& [who, may] : reach) {
    SCOPED_TRACE(who);
    EXPECT_EQ(sees(who, here.id), may.first ? 200 : 404);
    EXPECT_EQ(sees(who, there.id), may.second ? 200 : 404);
    const auto listed = lists(who);
    EXPECT_EQ(listed.contains(std::to_string(here.id)), may.first);
    EXPECT_EQ(listed.contains(std::to_string(there.id)), may.second);
    EXPECT_EQ(w().get(who, "/api/v1/cases/" + std::to_string(there.id) + "/history").status, may.second ? 200 : 404);
    EXPECT_EQ(w().get(who, "/api/v1/cases/" + std::to_string(there.id) + "/handlers").status, may.second ? 200 : 404);
    const Json map(w().get(who, "/api/v1/map/cases").body);
    EXPECT_EQ(map["features"].size(), std::size_t(may.first) + std::size_t(may.second));
  }
  EXPECT_EQ(w().get("", "/api/v1/cases/" + std::to_string(here.id)).status, 401);
}

TEST_P(CaseAccess, EveryRoleMayDoExactlyWhatItIsOffered) {
  const std::vector<std::string> steps{"verify",
                                       "accept",
                                       "reject",
                                       "redirect",
                                       "merge",
                                       "classify",
                                       "void",
                                       "self_handle",
                                       "dispatch",
                                       "start",
                                       "handle",
                                       "confirm",
                                       "time_out",
                                       "withdraw",
                                       "urge",
                                       "supervise",
                                       "request_forced_close",
                                       "approve_forced_close",
                                       "reopen",
                                       "pass_check",
                                       "add_note"};
  const std::string target = std::to_string(w().report().id);
  for (const std::string flat : {"flat", "other"})
    for (const std::string who :
         {"leader", "worker", "officer", "county", "property", "other_leader", "head", "administrator"})
      for (const std::string& step : steps) {
        SCOPED_TRACE(flat + " " + who + " " + step);
        const auto made = w().report(flat);
        const bool is_seen = sees(who, made.id) == 200;
        const auto offered = is_seen ? w().allowed(who, made.id) : std::vector<std::string>{};
        const bool is_offered = std::ranges::find(offered, step) != offered.end();
        const auto answer = w().act(who, made.id, step, R"(,"reason":"x","category":"0402","into_case_id":)" + target);
        if (!is_seen) {
          EXPECT_EQ(answer.code, "cases.unknown_case");
        } else if (is_offered) {
          EXPECT_TRUE(answer.status == 200 || answer.code == "cases.unknown_case") << answer.code;
        } else {
          EXPECT_TRUE(answer.code == "cases.action_not_allowed" || answer.code == "cases.not_your_turn" ||
                      answer.code == "cases.forced_close_not_requested")
              << answer.code;
          EXPECT_EQ(w().state(made.id), "submitted");
        }
      }
}

TEST_P(CaseAccess, StaffReportInTheirOwnAreaOnly) {
  const auto report = [&](const std::string& who, PlaceId place) {
    return w()
        .post(who, "/api/v1/cases", R"({"place_id":)" + std::to_string(place.value) + R"(,"text":"井盖没了"})")
        .status;
  };
  for (const std::string who : {"leader", "worker", "head", "officer", "county"})
    EXPECT_EQ(report(who, kFlat), 201) << who;
  for (const std::string who : {"leader", "worker", "head", "officer"}) EXPECT_EQ(report(who, kOtherFlat), 403) << who;
  for (const std::string who : {"property", "water", "administrator"}) EXPECT_EQ(report(who, kFlat), 403) << who;
  EXPECT_EQ(report("county", PlaceId{99}), 404);
}

TEST_P(CaseAccess, PicturesAreServedToWhoMaySeeTheCaseOnly) {
  const auto made = w().report("flat", R"({"text":"看图","uploads":[")" + w().picture("p") + R"("]})");
  ASSERT_EQ(made.status, 201);
  const std::int64_t file = w().link(made.link)["attachments"][0]["id"].number();
  const std::string path = "/api/v1/attachments/" + std::to_string(file);
  EXPECT_EQ(w().get("leader", path).status, 200);
  EXPECT_EQ(w().get("other_leader", path).status, 404);
  EXPECT_EQ(w().get("", path).status, 401);
  const auto another = w().report("other");
  const std::string by_link = "/attachments/" + std::to_string(file);
  EXPECT_EQ(w().client.call(http::Method::get, "/api/v1/links/" + made.link + by_link).status, 200);
  EXPECT_EQ(w().client.call(http::Method::get, "/api/v1/links/" + another.link + by_link).status, 404);
}

TEST_P(CaseAccess, ALinkOpensItsCaseUntilItIsGivenUp) {
  const auto made = w().report(), other = w().report();
  EXPECT_NE(made.link, other.link);
  std::string forged = made.link;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(w().client.call(http::Method::get, "/api/v1/links/" + forged).status, 404);
  EXPECT_EQ(w().client.call(http::Method::get, "/api/v1/links/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").status, 404);
  EXPECT_EQ(w().client.call(http::Method::del, "/api/v1/links/" + made.link).status, 204);
  EXPECT_EQ(w().client.call(http::Method::get, "/api/v1/links/" + made.link).code, "cases.link_revoked");
  EXPECT_EQ(
      w().client
          .call(http::Method::post, "/api/v1/links/" + made.link + "/actions", {}, R"({"action":"urge","version":1})")
          .status,
      410);
  EXPECT_EQ(w().client.call(http::Method::get, "/api/v1/links/" + other.link).status, 200);
}

}  // namespace

RUN_ON_EVERY_ENGINE(CaseAccess);

}  // namespace mashang::test
