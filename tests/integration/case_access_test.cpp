// Who may see and do what over HTTP: role × area × action, hidden reporters, restricted matters, private links, bad
// input.
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/text.hpp"
#include "integration/case_world.hpp"
#include "integration/engines.hpp"

namespace mashang::test {
namespace {

class CaseAccess : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    folder_ = std::filesystem::temp_directory_path() / ("mashang-access-" + std::to_string(::getpid()) + "-" +
                                                        std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::create_directories(folder_);
    world_ = std::make_unique<CaseWorld>(db(), clock_, folder_.string());
  }
  void TearDown() override {
    world_.reset();
    std::filesystem::remove_all(folder_);
    EveryEngine::TearDown();
  }
  CaseWorld& w() { return *world_; }
  int sees(const std::string& who, std::int64_t id) {
    return w().get(who, "/api/v1/cases/" + std::to_string(id)).status;
  }
  std::set<std::string> lists(const std::string& who, const std::string& query = "") {
    const Json page(w().get(who, "/api/v1/cases", query).body);
    std::set<std::string> numbers;
    for (std::size_t i = 0; i < page["items"].size(); ++i)
      numbers.insert(std::to_string(page["items"][i]["id"].number()));
    return numbers;
  }

  FixedClock clock_{Instant{1'795'300'000'000}};
  std::filesystem::path folder_;
  std::unique_ptr<CaseWorld> world_;
};

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

TEST_P(CaseAccess, TheReporterOfNoiseIsHiddenFromHandlers) {
  const auto made = w().report(
      "flat", R"({"text":"楼上半夜打麻将","category":"0701","contact_name":"王小明","contact_phone":"13812345678"})");
  const Json leader = w().see("leader", made.id);
  EXPECT_EQ(leader["reporter"]["name"].text(), "王**");
  EXPECT_EQ(leader["reporter"]["phone"].text(), "138****5678");
  EXPECT_EQ(leader["place"]["name"].text(), "新城小区14栋401");
  ASSERT_EQ(w().act("leader", made.id, "accept").status, 200);
  ASSERT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":1)").status, 200);
  const Json property = w().see("property", made.id);
  EXPECT_TRUE(property["reporter"].is_null());
  EXPECT_TRUE(property["reporter_hidden"].flag());
  EXPECT_EQ(property["place"]["name"].text(), "新城小区14栋");
  EXPECT_EQ(property["place"]["id"].number(), kBuilding.value);
  const std::string everything = w().get("property", "/api/v1/cases/" + std::to_string(made.id)).body +
                                 w().get("property", "/api/v1/cases/" + std::to_string(made.id) + "/history").body +
                                 w().get("property", "/api/v1/cases").body;
  for (const char* secret : {"401", "王", "138"}) EXPECT_EQ(everything.find(secret), std::string::npos) << secret;
  EXPECT_TRUE(lists("property", "place=" + std::to_string(kFlat.value)).empty())
      << "a filter must not find out the flat";
  EXPECT_EQ(lists("leader", "place=" + std::to_string(kBuilding.value)).size(), 1u);
}

TEST_P(CaseAccess, TheHouseOfAHiddenReporterIsNoPointOnTheMap) {
  const auto made = w().report("village", R"({"text":"邻居的狗整夜叫","category":"0702"})");
  ASSERT_EQ(w().act("county", made.id, "accept").status, 200);
  ASSERT_EQ(w().act("county", made.id, "dispatch", R"(,"organisation_id":5,"reason":"代管")").status, 200);
  EXPECT_TRUE(w().see("water", made.id)["location"].is_null());
  EXPECT_EQ(w().see("water", made.id)["place"]["name"].text(), "地笋村");
  EXPECT_EQ(w().see("water", made.id)["place"]["id"].number(), kVillage.value);
  EXPECT_FALSE(w().see("county", made.id)["location"].is_null());
  EXPECT_EQ(Json(w().get("water", "/api/v1/map/cases").body)["features"].size(), 0u);
  EXPECT_EQ(Json(w().get("county", "/api/v1/map/cases").body)["features"].size(), 1u);
}

TEST_P(CaseAccess, RestrictedMattersOpenForTheNamedHandlersOnly) {
  const auto made = w().report("flat", R"({"text":"隔壁打孩子","category":"0903"})");
  for (const std::string who : {"leader", "officer", "county"}) EXPECT_EQ(sees(who, made.id), 200) << who;
  for (const std::string who : {"worker", "property", "other_leader", "water"}) {
    EXPECT_EQ(sees(who, made.id), 404) << who;
    EXPECT_TRUE(lists(who).empty()) << who;
  }
  ASSERT_EQ(w().act("leader", made.id, "accept").status, 200);
  EXPECT_EQ(w().act("officer", made.id, "dispatch", R"(,"organisation_id":1,"reason":"x")").code,
            "cases.restricted_not_for_property");
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

TEST_P(CaseAccess, TheSameKeyGivesTheSameAnswerAndNoSecondCase) {
  const std::string body = R"({"text":"路灯不亮"})";
  const auto first = w().report("flat", body, "k1"), again = w().report("flat", body, "k1");
  EXPECT_EQ(first.id, again.id);
  EXPECT_EQ(first.link, again.link);
  EXPECT_EQ(lists("county").size(), 1u);
  EXPECT_EQ(w().report("flat", R"({"text":"别的"})", "k1").code, "http.idempotency_mismatch");
  EXPECT_NE(w().report("flat", body, "k2").id, first.id);
  EXPECT_NE(w().report("other", body, "k1").id, first.id) << "keys of two doors never meet";
}

TEST_P(CaseAccess, StaleAndReplayedStepsAreRefused) {
  const auto made = w().report();
  const std::string path = "/api/v1/cases/" + std::to_string(made.id) + "/actions";
  const std::string accept = R"({"action":"accept","version":1})";
  EXPECT_EQ(w().post("leader", path, accept).status, 200);
  EXPECT_EQ(w().post("leader", path, accept).code, "cases.version_stale");
  EXPECT_EQ(w().post("officer", path, R"({"action":"supervise","version":7})").code, "cases.version_stale");
  EXPECT_EQ(w().see("leader", made.id)["version"].number(), 2);
}

TEST_P(CaseAccess, AnUnchangedCaseIsNotSentAgain) {
  const auto made = w().report();
  const std::string path = "/api/v1/cases/" + std::to_string(made.id);
  const Answer first = w().get("leader", path);
  const auto ask = [&](const std::string& who, const std::string& etag) {
    return w().client.call(http::Method::get, path, {{"X-Actor", who}, {"If-None-Match", etag}}).status;
  };
  EXPECT_EQ(ask("leader", first.header("ETag")), 304);
  EXPECT_EQ(ask("county", first.header("ETag")), 200) << "another viewer, another view";
  ASSERT_EQ(w().act("leader", made.id, "accept").status, 200);
  EXPECT_EQ(ask("leader", first.header("ETag")), 200);
}

TEST_P(CaseAccess, BadReportsAreRefusedAndLeaveNothing) {
  const std::map<std::string, std::string> bad{
      {R"({"text":)", "json.malformed"},
      {R"({})", "cases.report_empty"},
      {R"({"text":"x","category":"7777"})", "cases.unknown_category"},
      {R"({"text":"x","colour":"red"})", "json.unknown_field"},
      {R"({"text":"x","uploads":["nosuchupload0000000000"]})", "media.unknown_upload"},
      {R"({"text":")" + std::string(10'001, 'x') + R"("})", "json.text_too_long"},
      {"{\"text\":\"\xff\xfe\"}", "json.invalid_utf8"},
  };
  for (const auto& [body, code] : bad) {
    const auto refused = w().report("flat", body);
    EXPECT_EQ(refused.code, code);
    EXPECT_TRUE(refused.status >= 400 && refused.status < 500) << refused.status;
  }
  EXPECT_TRUE(lists("county").empty());
  EXPECT_EQ(w().broken(), "");
}

TEST_P(CaseAccess, FiltersFindAndPagesFollow) {
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 5; ++i)
    ids.push_back(
        w().report("flat", R"({"text":"第)" + std::to_string(i) + R"(盏路灯 50%_off","category":"0102"})").id);
  ASSERT_EQ(w().act("leader", ids[0], "accept").status, 200);
  EXPECT_EQ(lists("leader", "state=accepted").size(), 1u);
  EXPECT_EQ(lists("leader", "state=open").size(), 5u);
  EXPECT_EQ(lists("leader", "state=closed,merged").size(), 0u);
  EXPECT_EQ(lists("leader", "category=01").size(), 5u);
  EXPECT_EQ(lists("leader", "category=0103").size(), 0u);
  EXPECT_EQ(lists("leader", "q=第3盏").size(), 1u);
  EXPECT_EQ(lists("leader", "q=50%_OFF").size(), 5u);
  EXPECT_EQ(lists("leader", "q=5%f").size(), 0u) << "signs of LIKE mean themselves";
  EXPECT_EQ(lists("leader", "q=" + w().see("leader", ids[2])["number"].text()).size(), 1u);
  EXPECT_EQ(w().get("leader", "/api/v1/cases", "state=sleeping").code, "cases.bad_filter");
  EXPECT_EQ(w().get("leader", "/api/v1/cases", "limit=101").code, "cases.bad_filter");
  EXPECT_EQ(w().get("leader", "/api/v1/cases", "cursor=x").code, "cases.bad_cursor");
  const Json page(w().get("leader", "/api/v1/cases", "limit=3").body);
  EXPECT_EQ(page["items"].size(), 3u);
  EXPECT_EQ(page["items"][0]["id"].number(), ids[4]);
  const Json rest(w().get("leader", "/api/v1/cases", "limit=3&cursor=" + page["next_cursor"].text()).body);
  EXPECT_EQ(rest["items"].size(), 2u);
  EXPECT_TRUE(rest["next_cursor"].is_null());
}

std::string quoted(const std::string& text) {
  std::string out;
  json::Writer(out).value(text);
  return out;
}

TEST_P(CaseAccess, SqlAndHtmlAreKeptLiterally) {
  for (const std::string text : {"'; DROP TABLE case_record; --", "<script>alert(1)</script>", "\" OR 1=1 /*",
                                 "%s%n\\u0041 ${jndi}", "😀 𠮷 e\u0301"}) {
    const auto made = w().report("flat", R"({"text":)" + quoted(text) + R"(,"contact_name":)" + quoted(text) + "}");
    ASSERT_EQ(made.status, 201) << text;
    EXPECT_EQ(w().link(made.link)["text"].text(), text);
    EXPECT_EQ(w().act_by_link(made.link, "add_note", R"(,"reason":)" + quoted(text)).status, 200);
    EXPECT_EQ(w().link(made.link)["steps"][1]["reason"].text(), text);
    EXPECT_EQ(w().get("leader", "/api/v1/cases", "q=" + text.substr(0, 20)).status, 200);
  }
  EXPECT_EQ(w().broken(), "");
}

/// The first `most` and the longest of all, as they were written.
std::vector<std::string> real_messages(std::size_t most) {
  const std::string path =
      std::string(MASHANG_SOURCE_DIR) + "/../shared/data/teddycup2020_messages/hot_messages.jsonl.gz";
  std::vector<std::string> texts;
  std::string longest;
  gzFile file = gzopen(path.c_str(), "rb");
  if (!file) return texts;
  std::vector<char> line(1 << 20);
  while (gzgets(file, line.data(), static_cast<int>(line.size()))) {
    const Json message{std::string(line.data())};
    std::string text = message["subject"].text() + "\n" + message["detail"].text();
    if (text::length(text) > text::length(longest)) longest = text;
    if (texts.size() < most) texts.push_back(std::move(text));
  }
  gzclose(file);
  texts.push_back(std::move(longest));
  return texts;
}

TEST_P(CaseAccess, FiveHundredRealMessagesAndTheLongestAreKeptUncutAndUnaltered) {
  const auto texts = real_messages(500);
  if (texts.empty()) GTEST_SKIP() << "the real messages are not on this machine (../shared/data/teddycup2020_messages)";
  ASSERT_EQ(texts.size(), 501u);
  ASSERT_EQ(text::length(texts.back()), 7021u);
  std::set<std::int64_t> ids;
  for (const std::string& text : texts) {
    const auto made = w().report("flat", R"({"text":)" + quoted(text) + "}");
    ASSERT_EQ(made.status, 201) << made.code << ": " << text;
    ids.insert(made.id);
    ASSERT_EQ(w().link(made.link)["text"].text(), text);
  }
  EXPECT_EQ(ids.size(), 501u);
  EXPECT_EQ(w().broken(), "");
}

}  // namespace

RUN_ON_EVERY_ENGINE(CaseAccess);

}  // namespace mashang::test
