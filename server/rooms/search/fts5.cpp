// SQLite: an FTS5 table without content, whose rowids sort as the ids do; it gives its hits one by one, newest first.
#include "rooms/search/engine.hpp"
#include "rooms/search/sql.hpp"

namespace mashang::search {
namespace {

void join(std::string& expression, std::string_view between, const std::vector<std::string>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i)
    expression.append(i > 0 ? between : "").append("\"").append(tokens[i]).append("\"");
}

/// Tokens hold letters and digits only, so quoting them is enough.
std::string expression_of(const Look& look) {
  std::string expression;
  join(expression, " AND ", look.all_of);
  if (look.any_of.empty()) return expression;
  expression += " AND (";
  join(expression, " OR ", look.any_of);
  return expression += ")";
}

class Fts5 final : public Engine {
 public:
  [[nodiscard]] std::string written(std::int64_t, const std::vector<std::string>& tokens) const override {
    std::string text;
    for (const std::string& token : tokens) text.append(token).append(" ");
    return text;
  }

  void put(storage::Tx& tx, CountyCode county, std::span<const Change> changes) const override {
    tx.apply(sql::give_slot{.county = county});
    for (const Change& change : changes) put_one(tx, county, change);
  }

  /// FTS5 merges its segments as it writes.
  void tidy(storage::Tx&) const override {}

  void look(storage::Tx& tx, const Look& look, const Visit& visit) const override {
    const std::string expression = expression_of(look);
    tx.for_each(
        sql::matching{.county = look.county, .expression = expression, .from_id = look.from, .before = look.before},
        [&](const storage::Row& row) { return visit(row.integer("id"), row.text("words"), row.text("marks")); });
  }

 private:
  static void put_one(storage::Tx& tx, CountyCode county, const Change& change) {
    const Kept& now = change.now;
    // A table without content must be told what it forgets.
    if (!change.old_tokens.empty())
      tx.apply(sql::forget_tokens{.id = now.id, .county = county, .edition = now.edition, .tokens = change.old_tokens});
    if (change.is_wanted) {
      tx.apply(sql::index_tokens{.id = now.id, .county = county, .edition = now.edition, .tokens = change.new_tokens});
      tx.apply(sql::keep_edition{
          .county = county, .id = now.id, .edition = now.edition, .words = now.words, .marks = now.marks});
    } else {
      tx.apply(sql::drop_edition{.county = county, .id = now.id, .edition = now.edition});
    }
  }
};

}  // namespace

std::unique_ptr<Engine> make_fts5_engine() { return std::make_unique<Fts5>(); }

}  // namespace mashang::search
