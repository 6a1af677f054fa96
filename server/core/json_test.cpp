// What is refused as JSON and why; how JSON is written.
#include "core/json.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace mashang::json {
namespace {

std::string code_of(std::string_view body) {
  Fields in(body);
  in.text("text", 5);
  in.optional_integer("n", 1, 10);
  const auto wrong = in.error();
  return wrong ? std::string(wrong->code) + (wrong->field.empty() ? "" : "@" + wrong->field) : "";
}

}  // namespace

TEST(JsonFields, EveryDefectHasItsCode) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {R"({"text":"路灯坏了"})", ""},
      {R"({"text":"a","n":10})", ""},
      {R"({"text":"a","n":null})", ""},
      {"", "json.malformed"},
      {"{", "json.malformed"},
      {R"({"text":"a"} x)", "json.malformed"},
      {R"({"text":"\ud800"})", "json.malformed"},
      {R"({"text":'a'})", "json.malformed"},
      {"[1]", "json.not_an_object"},
      {"3", "json.not_an_object"},
      {"{\"text\":\"\xC3\"}", "json.invalid_utf8"},
      {"{}", "json.missing_field@text"},
      {R"({"text":null})", "json.missing_field@text"},
      {R"({"text":3})", "json.wrong_type@text"},
      {R"({"text":["a"]})", "json.wrong_type@text"},
      {R"({"text":"abcdef"})", "json.text_too_long@text"},
      {R"({"text":"  "})", "json.text_empty@text"},
      {R"({"text":"a\u0000b"})", "json.control_character@text"},
      {R"({"text":"a\u001bb"})", "json.control_character@text"},
      {R"({"text":"a","n":11})", "json.number_out_of_range@n"},
      {R"({"text":"a","n":18446744073709551615})", "json.number_out_of_range@n"},
      {R"({"text":"a","n":1.5})", "json.wrong_type@n"},
      {R"({"text":"a","n":"1"})", "json.wrong_type@n"},
      {R"({"text":"a","nn":1})", "json.unknown_field@nn"},
      {R"({"text":"a","text":"b"})", "json.duplicate_field@text"},
  };
  for (const auto& [body, code] : table) EXPECT_EQ(code_of(body), code) << body;
}

TEST(JsonFields, DeepNestingIsRefusedBeforeItHurts) {
  EXPECT_EQ(code_of(std::string(20'000, '[') + std::string(20'000, ']')), "json.too_deep");
}

TEST(JsonFields, TheFirstFailureStays) {
  Fields in(R"({"a":1})");
  EXPECT_EQ(in.text("a", 5), "");
  EXPECT_EQ(in.integer("b", 0, 1), 0);
  EXPECT_EQ(in.error()->field, "a");
}

TEST(JsonFields, OptionalGettersReadWhatIsThere) {
  Fields in(R"({"b":true,"d":1,"t":"2026-11-22T10:00:00+08:00","l":["x"," y "],"i":[1,-2],"e":""})");
  EXPECT_EQ(in.optional_boolean("b"), true);
  EXPECT_EQ(in.optional_number("d", 0, 2), 1.0);
  EXPECT_EQ(to_rfc3339(*in.optional_instant("t")), "2026-11-22T02:00:00.000Z");
  EXPECT_EQ(in.optional_texts("l", 2, 1), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(in.optional_integers("i", 2), (std::vector<std::int64_t>{1, -2}));
  EXPECT_EQ(in.optional_text("e", 5), std::nullopt);
  EXPECT_EQ(in.optional_text("absent", 5), std::nullopt);
  EXPECT_FALSE(in.error());
}

TEST(JsonFields, TooManyItemsAreRefused) {
  Fields in(R"({"l":[1,2,3]})");
  in.optional_integers("l", 2);
  EXPECT_EQ(in.error()->code, "json.too_many_items");
}

TEST(JsonFields, ADocumentSurvivesTheNextOne) {
  Fields first(R"({"a":"one"})");
  Fields second(R"({"a":"two"})");
  EXPECT_EQ(first.text("a", 5), "one");
  EXPECT_EQ(second.text("a", 5), "two");
}

TEST(JsonWriter, EscapesEverySignWhereverItStands) {
  for (int code = 0; code < 256; ++code)
    for (std::size_t before = 0; before < 18; ++before) {
      const char sign = static_cast<char>(code);
      std::string escaped(1, sign);
      if (code < 0x20) escaped = fmt::format("\\u{:04x}", code);
      if (sign == '\n') escaped = "\\n";
      if (sign == '\t') escaped = "\\t";
      if (sign == '"' || sign == '\\') escaped = std::string("\\") + sign;
      std::string out;
      Writer(out).value(std::string(before, 'a') + sign + "通道");
      ASSERT_EQ(out, "\"" + std::string(before, 'a') + escaped + "通道\"") << code << " after " << before;
    }
}

TEST(JsonWriter, PlacesCommasAndEscapes) {
  std::string out;
  Writer(out)
      .begin_object()
      .field("a", "q\"\\\n\x01")
      .field("b", std::optional<std::int64_t>())
      .key("c")
      .begin_array()
      .value(1)
      .value(2.5)
      .value(true)
      .begin_object()
      .end_object()
      .end_array()
      .field("d", Instant{0})
      .field("e", CaseId{7})
      .key("f")
      .raw("{}")
      .end_object();
  EXPECT_EQ(out, R"({"a":"q\"\\\n\u0001","b":null,"c":[1,2.5,true,{}],"d":"1970-01-01T00:00:00.000Z","e":7,"f":{}})");
}

}  // namespace mashang::json
