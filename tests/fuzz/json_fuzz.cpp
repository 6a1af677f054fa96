// Any bytes as a JSON body: every getter answers or fails, and what it answers can be written again.
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/json.hpp"
#include "core/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace mashang;
  const std::string body(reinterpret_cast<const char*>(data), size);
  json::Fields in(body);
  std::string out;
  json::Writer writer(out);
  writer.begin_object();
  writer.field("text", in.optional_text("text", 2000)).field("category", in.text("category", 4));
  writer.field("version", in.optional_integer("version", 0, 1'000'000))
      .field("lon", in.optional_number("lon", -180, 180));
  writer.field("flag", in.optional_boolean("flag")).field("from", in.optional_instant("from"));
  writer.key("uploads").begin_array();
  for (const auto& token : in.optional_texts("uploads", 9, 64)) writer.value(token);
  writer.end_array().key("items").begin_array();
  for (const auto id : in.optional_integers("items", 100)) writer.value(id);
  writer.end_array().end_object();
  const auto error = in.error();
  if (error && error->code.empty()) std::abort();
  if (!text::is_utf8(out)) std::abort();
  json::Fields again(out);
  static_cast<void>(again.optional_text("text", 2000));
  const auto failed = again.error();
  if (failed && failed->code == "json.malformed") std::abort();
  return 0;
}
