// CSV, line by line (RFC 4180 without line breaks inside quotes).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mashang::csv {

/// The fields of one line, trimmed; none when a quote is left open.
[[nodiscard]] std::optional<std::vector<std::string>> fields_of(std::string_view line);
/// The field as it stands in a line: in quotes where it holds a comma, a quote or a line break.
[[nodiscard]] std::string quoted(const std::string& field);

}  // namespace mashang::csv
