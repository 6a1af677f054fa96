// CSV as RFC 4180 has it, but a row is a line: quoted cells may hold commas and quotes, no line breaks.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/csv.hpp"
#include "rooms/planning/plan_file.hpp"
#include "rooms/planning/plan_words.hpp"

namespace mashang::planning {
namespace {

using Cells = std::vector<std::string>;

tl::unexpected<Error> bad(std::size_t line, std::string_view what) {
  return failure(ErrorKind::unprocessable, "planning.bad_file", fmt::format("line {}: {}", line, what));
}

template <class Number>
std::optional<Number> number_of(const std::string& cell) {
  Number number{};
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return number;
}

/// Rows of one file under its head.
class Table {
 public:
  Result<void> read_head(std::string_view line) {
    const auto cells = csv::fields_of(line);
    if (!cells) return bad(1, "a quote is not closed");
    head_ = *cells;
    file_.is_geographic = column("lon") != kNone;
    x_ = column(file_.is_geographic ? "lon" : "x");
    y_ = column(file_.is_geographic ? "lat" : "y");
    if (x_ == kNone || y_ == kNone) return bad(1, "the columns lon, lat (or x, y) are missing");
    if (column("households") == kNone) return bad(1, "the column households is missing");
    file_.format = PlanFormat::csv;
    file_.head = without_grid(head_);
    return {};
  }

  Result<void> read_row(std::string_view text, std::size_t line) {
    const auto cells = csv::fields_of(text);
    if (!cells) return bad(line, "a quote is not closed");
    if (cells->size() != head_.size())
      return bad(line, fmt::format("{} cells, {} columns", cells->size(), head_.size()));
    const auto x = number_of<double>((*cells)[static_cast<std::size_t>(x_)]);
    const auto y = number_of<double>((*cells)[static_cast<std::size_t>(y_)]);
    if (!x || !y) return bad(line, "coordinates are not numbers");
    const auto households = number_of<std::int32_t>(cell(*cells, "households"));
    if (!households || *households < 0) return bad(line, "households is not a whole number from 0");
    const std::string work = cell(*cells, "work");
    const auto hours = work.empty() ? std::optional<double>(0) : number_of<double>(work);
    if (!hours) return bad(line, "work is not a number");
    file_.problem.buildings.push_back({.at = {*x, *y},
                                       .households = *households,
                                       .community = communities_.number(cell(*cells, "community")),
                                       .compound = compounds_.number(cell(*cells, "compound")),
                                       .grid = grids_.number(cell(*cells, "grid")),
                                       .work = *hours,
                                       .fixed = grids_.number(cell(*cells, "fixed"))});
    file_.buildings.push_back(without_grid(*cells));
    return {};
  }

  PlanFile take() {
    file_.grids = grids_.words();
    return std::move(file_);
  }

 private:
  [[nodiscard]] std::int32_t column(std::string_view name) const {
    const auto at = std::find(head_.begin(), head_.end(), name);
    return at == head_.end() ? kNone : static_cast<std::int32_t>(at - head_.begin());
  }
  [[nodiscard]] std::string cell(const Cells& cells, std::string_view name) const {
    const std::int32_t at = column(name);
    return at == kNone ? "" : cells[static_cast<std::size_t>(at)];
  }
  [[nodiscard]] std::string without_grid(const Cells& cells) const {
    std::string out;
    const std::int32_t grid = column("grid");
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (static_cast<std::int32_t>(i) != grid) out += csv::quoted(cells[i]) + ",";
    return out;
  }

  PlanFile file_;
  Cells head_;
  std::int32_t x_ = kNone;
  std::int32_t y_ = kNone;
  PlanWords communities_, compounds_, grids_;
};

}  // namespace

Result<PlanFile> read_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // as spreadsheets write it
  Table table;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    if (line.empty() && number > 1) continue;
    if (auto read = number == 1 ? table.read_head(line) : table.read_row(line, number); !read)
      return failure(read.error());
  }
  if (number == 0) return bad(1, "the file is empty");
  return table.take();
}

}  // namespace mashang::planning
