// How an error reaches a person.
#include "http/problem.hpp"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <set>

#include "core/json.hpp"
#include "runtime/embedded.hpp"

namespace mashang::http {
namespace {

std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

std::set<std::string> codes_in(std::string_view file) {
  const auto* embedded = runtime::embedded_file(file);
  simdjson::dom::parser parser;
  const auto root = parser.parse(embedded->plain.data(), embedded->plain.size());
  std::set<std::string> codes;
  const simdjson::dom::object entries = root.get_object().value();
  for (const auto entry : entries) codes.emplace(entry.key);
  return codes;
}

}  // namespace

TEST(Problem, TellsCodeStatusFieldAndRequest) {
  const Error error{ErrorKind::unprocessable, "json.text_too_long", "the detail stays in the log", "text"};
  const auto response = problem_response(error, "en", "r1");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(header_of(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(response.body, R"({"type":"/problems/json.text_too_long","title":"The text is too long.","status":422,)"
                           R"("code":"json.text_too_long","field":"text","request_id":"r1"})");
}

TEST(Problem, TheAllowListIsAHeader) {
  const Error error{ErrorKind::method_not_allowed, "http.method_not_allowed", {}, "GET, HEAD"};
  const auto response = problem_response(error, "", "r1");
  EXPECT_EQ(header_of(response, "Allow"), "GET, HEAD");
  EXPECT_EQ(response.body.find("GET"), std::string::npos);
}

TEST(Problem, SaysWhenToTryAgain) {
  Error error{ErrorKind::too_many_requests, "http.too_many_requests"};
  error.retry_after_seconds = 12;
  EXPECT_EQ(header_of(problem_response(error, "", "r1"), "Retry-After"), "12");
}

TEST(Problem, SpeaksTheLanguageAskedFor) {
  EXPECT_EQ(language_of(""), "zh-CN");
  EXPECT_EQ(language_of("fr"), "zh-CN");
  EXPECT_EQ(language_of("en-GB,en;q=0.9"), "en");
  EXPECT_EQ(language_of("zh-CN,zh;q=0.9,en;q=0.8"), "zh-CN");
  EXPECT_EQ(language_of("en;q=0.5, ZH;q=0.7"), "zh-CN");
  EXPECT_EQ(language_of("de, en ; q=0.3"), "en");
  EXPECT_EQ(language_of(";;q=,=,"), "zh-CN");
}

TEST(Problem, BothLanguagesHaveWordsForTheSameCodes) {
  EXPECT_EQ(codes_in("locales/errors.zh-CN.json"), codes_in("locales/errors.en.json"));
}

}  // namespace mashang::http
