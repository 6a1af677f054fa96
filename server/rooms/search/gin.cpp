// PostgreSQL: tokens as numbers in an array under a GIN index, which gives all hits of a query at once and in no order.
//
// So that a frequent word does not fetch a hundred thousand rows for the newest twenty, an edition also holds the spans
// its id lies in, small and large ones, as tokens. A search asks span by span, newest first: a small one, and while
// there are few hits larger ones, up to everything. Few hits in a span promise few in one 64 times as long; a frequent
// word never gets that far. Frequent words that never meet have their lists walked by each question: where a span of
// many editions holds no hit, everything is asked at once.
#include <algorithm>
#include <array>

#include "rooms/search/engine.hpp"
#include "rooms/search/sql.hpp"

namespace mashang::search {
namespace {

/// Spans of 2^11 ids and so on. Case ids of a busy county lie close together, those of a quiet one a day (10^7) apart.
constexpr std::array<int, 5> kSpans{11, 16, 22, 28, 34};
constexpr std::size_t kEverything = kSpans.size();
/// Without a hit among so many there are hardly more than 1,500 among a million.
constexpr int kManyEditions = 2'000;

/// FNV-1a to 32 bits. Tokens that meet in one number only give hits that do not hold what was asked for.
std::int32_t number_of(std::string_view token) {
  std::uint32_t hash = 0x811c9dc5;
  for (const char c : token) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
  return static_cast<std::int32_t>(hash);
}

std::string span_token(std::size_t level, std::int64_t id) {
  return std::to_string(level) + ":" + std::to_string(id >> kSpans[level]);
}

void append(std::string& list, std::int32_t number) {
  list.append(list.size() > 1 ? "," : "").append(std::to_string(number));
}

std::string list_of(const std::vector<std::string>& tokens) {
  std::string list = "{";
  for (const std::string& token : tokens) append(list, number_of(token));
  return list;
}

/// One walk from new to old.
class Walk {
 public:
  Walk(storage::Tx& tx, const Look& look, const Visit& visit)
      : tx_(tx), look_(look), visit_(visit), all_(list_of(look.all_of)), before_(look.before) {
    if (!look.any_of.empty()) any_ = list_of(look.any_of) + "}";
  }

  void go() {
    while (const auto newest = newest_left()) {
      if (*newest < look_.from || !look_in_span(*newest)) return;
    }
  }

 private:
  std::optional<std::int64_t> newest_left() {
    return tx_.one(sql::newest_below{.county = look_.county, .before = before_},
                   [](const storage::Row& row) { return row.integer("id"); });
  }

  /// False when the visitor has enough.
  bool look_in_span(std::int64_t newest) {
    const std::int64_t first = level_ == kEverything ? 0 : newest >> kSpans[level_] << kSpans[level_];
    const std::int64_t start = std::max(first, look_.from);
    bool goes_on = true;
    int rows = 0;
    std::int64_t last = newest;
    ask(newest, start, [&](const storage::Row& row) {
      ++rows;
      last = row.integer("id");
      goes_on = visit_(last, row.text("words"), row.text("marks"));
      return goes_on;
    });
    if (!goes_on) return false;
    if (rows == most_rows()) {
      before_ = last + 1;  // its other edition may have been cut off
      return true;
    }
    const std::int64_t asked_below = before_;
    before_ = start;
    if (rows == 0 && level_ < kEverything && are_many(start, asked_below)) {
      level_ = kEverything;
      return true;
    }
    // Of a span that was hardly begun few hits promise nothing: one more of its length.
    const bool is_short = level_ < kEverything && newest - first < (std::int64_t{1} << kSpans[level_]) / 2;
    if (rows <= look_.likely / 4 && (!is_short || was_short_)) level_ = std::min(level_ + 1, kEverything);
    was_short_ = is_short;
    return true;
  }

  bool are_many(std::int64_t start, std::int64_t before) {
    const auto editions =
        tx_.one(sql::editions_between{.county = look_.county, .start = start, .before = before, .limit = kManyEditions},
                [](const storage::Row& row) { return row.integer("editions"); });
    return editions.value_or(0) == kManyEditions;
  }

  void ask(std::int64_t newest, std::int64_t start, const storage::RowVisitor& take) {
    std::string all = all_;
    if (level_ < kEverything) append(all, number_of(span_token(level_, newest)));
    all += "}";
    if (any_.empty()) {
      tx_.for_each(
          sql::hits{.county = look_.county, .all_of = all, .start = start, .before = before_, .limit = most_rows()},
          take);
    } else {
      tx_.for_each(sql::hits_of_any{.county = look_.county,
                                    .all_of = all,
                                    .any_of = any_,
                                    .start = start,
                                    .before = before_,
                                    .limit = most_rows()},
                   take);
    }
  }

  /// More than one document's, so that each answer leads on.
  [[nodiscard]] int most_rows() const { return look_.likely + 16; }

  storage::Tx& tx_;
  const Look& look_;
  const Visit& visit_;
  std::string all_, any_;
  std::int64_t before_;
  std::size_t level_ = 0;
  bool was_short_ = false;
};

class Gin final : public Engine {
 public:
  [[nodiscard]] std::string written(std::int64_t id, const std::vector<std::string>& tokens) const override {
    std::string list = list_of(tokens);
    for (std::size_t level = 0; level < kSpans.size(); ++level) append(list, number_of(span_token(level, id)));
    return list += "}";
  }

  void put(storage::Tx& tx, CountyCode county, std::span<const Change> changes) const override {
    for (const auto& [now, is_wanted, _, tokens] : changes) {
      if (is_wanted) {
        tx.apply(sql::keep_with_tokens{.county = county,
                                       .id = now.id,
                                       .edition = now.edition,
                                       .words = now.words,
                                       .marks = now.marks,
                                       .tokens = tokens});
      } else {
        tx.apply(sql::drop_edition{.county = county, .id = now.id, .edition = now.edition});
      }
    }
  }

  void tidy(storage::Tx& tx) const override {
    tx.for_each(sql::file_pending{}, [](const storage::Row&) { return true; });
  }

  void look(storage::Tx& tx, const Look& look, const Visit& visit) const override { Walk(tx, look, visit).go(); }
};

}  // namespace

std::unique_ptr<Engine> make_gin_engine() { return std::make_unique<Gin>(); }

}  // namespace mashang::search
