// The taxonomy as data: read from its table, filled from categories.csv when a county starts.
#include <algorithm>
#include <charconv>

#include "rooms/cases/categories.hpp"
#include "rooms/cases/sql.hpp"
#include "runtime/embedded.hpp"

namespace mashang::cases {
namespace {

using storage::Row;

Category read_category(const Row& row) {
  Category c;
  c.code = row.string("code");
  c.parent_code = row.optional_string("parent_code");
  c.name_zh = row.string("name_zh");
  c.name_en = row.string("name_en");
  c.kind = row.string("kind");
  c.urgency = parse_urgency(row.text("urgency")).value_or(Urgency::normal);
  c.accept_within = Minutes{row.integer("accept_minutes")};
  c.resolve_within = Minutes{row.integer("resolve_minutes")};
  c.responsible_role = row.string("responsible_role");
  c.hides_reporter = row.flag("hides_reporter");
  c.is_restricted = row.flag("is_restricted");
  return c;
}

constexpr std::size_t kColumns = 12;

/// Fields of this file hold neither commas nor quotes.
std::vector<std::string_view> split(std::string_view line, char at) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t to = std::min(line.find(at, from), line.size());
    parts.push_back(line.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::int64_t to_number(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void insert(storage::Tx& tx, CountyCode county, const std::vector<std::string_view>& f) {
  tx.apply(sql::insert_category{
      .county = county,
      .code = f[0],
      .parent_code = f[1].empty() ? storage::Value() : storage::Value(f[1]),
      .name_zh = f[2],
      .name_en = f[3],
      .kind = f[4],
      .urgency = f[5],
      .accept_minutes = to_number(f[6]),
      .resolve_minutes = to_number(f[7]),
      .responsible_role = f[8],
      .keywords_zh = f[9],
      .hides_reporter = to_number(f[10]),
      .is_restricted = to_number(f[11]),
  });
}

}  // namespace

std::vector<Category> all_categories(storage::Tx& tx, CountyCode county) {
  return tx.all(sql::categories{.county = county}, read_category);
}

Result<Category> category_of(storage::Tx& tx, CountyCode county, std::string_view code) {
  auto found = tx.one(sql::category_by_code{.county = county, .code = code}, read_category);
  if (!found) return failure(ErrorKind::unprocessable, "cases.unknown_category", std::string(code), "category");
  return std::move(*found);
}

Result<void> fill_categories(storage::Tx& tx, CountyCode county) {
  if (!all_categories(tx, county).empty()) return {};
  const auto* file = runtime::embedded_file("cases/categories.csv");
  if (!file) return failure(ErrorKind::internal, "cases.categories_missing");
  const auto lines = split(file->plain, '\n');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const auto fields = split(lines[i], ',');
    if (fields.size() != kColumns)
      return failure(ErrorKind::internal, "cases.categories_unreadable", "line " + std::to_string(i + 1));
    insert(tx, county, fields);
  }
  return {};
}

}  // namespace mashang::cases
