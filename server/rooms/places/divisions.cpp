// Reads division files line by line and says what is wrong with each bad one.
#include "rooms/places/divisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/csv.hpp"
#include "core/text.hpp"

namespace mashang::places {
namespace {

constexpr std::size_t kTownshipDigits = 9, kCommunityDigits = 12;

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// 江东街社区居委会 → 江东街社区; 友谊村村委会 → 友谊村; 塘湖村委会 → 塘湖村.
std::string spoken(std::string_view official) {
  for (const std::string_view office : {"居民委员会", "居委会"})
    if (official.ends_with(office)) return std::string(official.substr(0, official.size() - office.size()));
  for (const std::string_view office : {"村民委员会", "村委会"})
    if (official.ends_with(office) && official.size() > office.size()) {
      const std::string_view stem = official.substr(0, official.size() - office.size());
      return std::string(stem) + (stem.ends_with("村") ? "" : "村");
    }
  return std::string(official);
}

PlaceKind kind_of(std::string_view code, std::string_view official) {
  if (code.size() == kTownshipDigits) return PlaceKind::township;
  const bool is_community = official.find("社区") != std::string_view::npos ||
                            official.find("居委会") != std::string_view::npos ||
                            official.find("居民委员会") != std::string_view::npos;
  return is_community ? PlaceKind::community : PlaceKind::village;
}

class Reader {
 public:
  explicit Reader(CountyCode county) : county_(std::to_string(county.value)) {}

  void read(const TextFile& file) {
    file_ = file.name;
    line_ = 0;
    code_at_ = name_at_ = -1;
    if (!text::is_utf8(file.text)) return report("places.divisions_invalid_utf8");
    std::string_view rest = file.text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++line_;
      if (line_ == 1)
        read_header(line);
      else if (!text::trim(line).empty() && code_at_ >= 0)
        read_line(line);
    }
    if (line_ == 0) report("places.divisions_bad_header");
  }

  Result<Divisions> finish() {
    std::set<std::string> townships;
    for (const Division& township : found_.townships) townships.insert(township.code);
    for (std::size_t i = 0; i < found_.communities.size(); ++i)
      if (!townships.contains(found_.communities[i].code.substr(0, kTownshipDigits)))
        report_at(places_[i], "places.divisions_unknown_township");
    if (problems_ == 0 && found_.townships.empty()) report("places.divisions_empty");
    if (problems_ > 0) return failure(ErrorKind::unprocessable, first_code_, std::move(detail_));
    return std::move(found_);
  }

 private:
  void read_header(std::string_view line) {
    const auto columns = csv::fields_of(line);
    if (!columns) return report("places.divisions_bad_header");
    const auto at = [&](std::string_view name) {
      const auto found = std::ranges::find(*columns, name);
      return found == columns->end() ? -1 : static_cast<int>(found - columns->begin());
    };
    code_at_ = at("code");
    name_at_ = at("name");
    if (code_at_ < 0 || name_at_ < 0) {
      code_at_ = -1;
      report("places.divisions_bad_header");
    }
  }

  void read_line(std::string_view line) {
    const auto fields = csv::fields_of(line);
    if (!fields || static_cast<int>(fields->size()) <= std::max(code_at_, name_at_))
      return report("places.divisions_bad_line");
    const std::string& code = (*fields)[static_cast<std::size_t>(code_at_)];
    const std::string& name = (*fields)[static_cast<std::size_t>(name_at_)];
    if (!is_digits(code) || (code.size() != kTownshipDigits && code.size() != kCommunityDigits))
      return report("places.divisions_bad_code");
    if (!code.starts_with(county_)) return report("places.divisions_other_county");
    if (name.empty() || !text::is_printable(name)) return report("places.divisions_no_name");
    if (!codes_.insert(code).second) return report("places.divisions_repeated_code");
    Division division{kind_of(code, name), code, spoken(name), name};
    if (division.kind == PlaceKind::township) {
      found_.townships.push_back(std::move(division));
    } else {
      found_.communities.push_back(std::move(division));
      places_.push_back(where());
    }
  }

  [[nodiscard]] std::string where() const { return fmt::format("{}:{}", file_, std::max(line_, 1)); }
  void report(std::string_view code) { report_at(where(), code); }
  void report_at(const std::string& at, std::string_view code) {
    constexpr int kTold = 20;
    if (problems_++ == 0) first_code_ = code;
    if (problems_ <= kTold) detail_ += fmt::format("{}{}: {}", detail_.empty() ? "" : "\n", at, code);
  }

  const std::string county_;
  std::string file_;
  int line_ = 0, code_at_ = -1, name_at_ = -1, problems_ = 0;
  std::set<std::string> codes_;
  std::vector<std::string> places_;  // file:line of each of found_.communities
  Divisions found_;
  std::string_view first_code_;  // a literal
  std::string detail_;
};

}  // namespace

Result<Divisions> parse_divisions(const std::vector<TextFile>& files, CountyCode county) {
  Reader reader(county);
  for (const TextFile& file : files) reader.read(file);
  return reader.finish();
}

}  // namespace mashang::places
