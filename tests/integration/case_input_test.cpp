// What comes in is kept as it was sent, once, or refused with a reason: keys, versions, filters, bad and real texts.
#include <zlib.h>

#include <map>
#include <set>

#include "core/text.hpp"
#include "integration/case_fixture.hpp"

namespace mashang::test {
namespace {

class CaseInput : public CaseTest {};

TEST_P(CaseInput, TheSameKeyGivesTheSameAnswerAndNoSecondCase) {
  const std::string body = R"({"text":"路灯不亮"})";
  const auto first = w().report("flat", body, "k1"), again = w().report("flat", body, "k1");
  EXPECT_EQ(first.id, again.id);
  EXPECT_EQ(first.link, again.link);
  EXPECT_EQ(lists("county").size(), 1u);
  EXPECT_EQ(w().report("flat", R"({"text":"别的"})", "k1").code, "http.idempotency_mismatch");
  EXPECT_NE(w().report("flat", body, "k2").id, first.id);
  EXPECT_NE(w().report("other", body, "k1").id, first.id) << "keys of two doors never meet";
}

TEST_P(CaseInput, StaleAndReplayedStepsAreRefused) {
  const auto made = w().report();
  const std::string path = "/api/v1/cases/" + std::to_string(made.id) + "/actions";
  const std::string accept = R"({"action":"accept","version":1})";
  EXPECT_EQ(w().post("leader", path, accept).status, 200);
  EXPECT_EQ(w().post("leader", path, accept).code, "cases.version_stale");
  EXPECT_EQ(w().post("officer", path, R"({"action":"supervise","version":7})").code, "cases.version_stale");
  EXPECT_EQ(w().see("leader", made.id)["version"].number(), 2);
}

TEST_P(CaseInput, AnUnchangedCaseIsNotSentAgain) {
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

TEST_P(CaseInput, BadReportsAreRefusedAndLeaveNothing) {
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

TEST_P(CaseInput, FiltersFindAndPagesFollow) {
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
  w().index_all();
  EXPECT_EQ(lists("leader", "q=第3盏").size(), 1u);
  EXPECT_EQ(lists("leader", "q=50%_OFF").size(), 5u);
  EXPECT_EQ(lists("leader", "q=5%f").size(), 0u) << "signs mean themselves";
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

TEST_P(CaseInput, SqlAndHtmlAreKeptLiterally) {
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

TEST_P(CaseInput, FiveHundredRealMessagesAndTheLongestAreKeptUncutAndUnaltered) {
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

RUN_ON_EVERY_ENGINE(CaseInput);

}  // namespace mashang::test
