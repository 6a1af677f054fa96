// Splits at commas outside quotes; a doubled quote is a quote.
#include "core/csv.hpp"

#include "core/text.hpp"

namespace mashang::csv {

std::optional<std::vector<std::string>> fields_of(std::string_view line) {
  std::vector<std::string> fields(1);
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && is_quoted && i + 1 < line.size() && line[i + 1] == '"')
      fields.back() += line[++i];
    else if (line[i] == '"')
      is_quoted = !is_quoted;
    else if (line[i] == ',' && !is_quoted)
      fields.emplace_back();
    else
      fields.back() += line[i];
  }
  if (is_quoted) return std::nullopt;
  for (std::string& field : fields) field = std::string(text::trim(field));
  return fields;
}

std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string out = "\"";
  for (const char letter : field) out += letter == '"' ? "\"\"" : std::string(1, letter);
  return out + '"';
}

}  // namespace mashang::csv
