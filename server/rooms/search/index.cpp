// What both engines share: comparing, writing in order, holding hits against what is kept.
#include <algorithm>
#include <climits>
#include <map>

#include "rooms/search/engine.hpp"
#include "rooms/search/sql.hpp"

namespace mashang::search {
namespace {

/// So many hits of the words are held against the filter one by one, before the index is asked for both: a filter that
/// most pass would be a long list to walk beside a short one.
constexpr int kPatience = 300;

using Place = std::pair<std::int64_t, std::int64_t>;

Place place_of(const Kept& edition) { return {edition.id, edition.edition}; }

bool is_same(const Kept& a, const Kept& b) { return a.words == b.words && a.marks == b.marks; }

std::string list_of(std::span<const std::int64_t> ids) {
  std::string list;
  for (const std::int64_t id : ids) list.append(list.empty() ? "" : ",").append(std::to_string(id));
  return list;
}

}  // namespace

Index::Index(std::string_view engine) : engine_(engine == "postgres" ? make_gin_engine() : make_fts5_engine()) {}
Index::~Index() = default;

std::vector<Kept> Index::held(storage::Tx& tx, CountyCode county, std::span<const std::int64_t> ids) const {
  const std::string list = list_of(ids);
  return tx.all(sql::editions_of{.ids = list, .county = county}, [](const storage::Row& row) {
    return Kept{row.integer("id"), row.integer("edition"), row.string("words"), row.string("marks")};
  });
}

std::vector<Change> Index::compare(CountyCode county, std::span<const Document> documents,
                                   std::span<const Kept> held) const {
  std::map<Place, const Kept*> old;
  for (const Kept& edition : held) old[place_of(edition)] = &edition;
  std::vector<Change> changes;
  const auto change = [&](Kept now, const Kept* before, bool is_wanted) {
    Change& next = changes.emplace_back();
    if (before) next.old_tokens = engine_->written(before->id, tokens_of(county, *before));
    if (is_wanted) next.new_tokens = engine_->written(now.id, tokens_of(county, now));
    next.now = std::move(now);
    next.is_wanted = is_wanted;
  };
  for (const Document& document : documents) {
    for (std::size_t number = 0; number < Document::kMostEditions; ++number) {
      const auto found = old.find({document.id, static_cast<std::int64_t>(number)});
      const Kept* before = found == old.end() ? nullptr : found->second;
      if (number < document.editions.size()) {
        Kept now = kept(document.id, static_cast<std::int64_t>(number), document.editions[number]);
        if (!before || !is_same(*before, now)) change(std::move(now), before, true);
      } else if (before) {
        change(*before, before, false);
      }
    }
  }
  std::ranges::sort(changes, {}, [](const Change& c) { return place_of(c.now); });
  return changes;
}

void Index::apply(storage::Tx& tx, CountyCode county, std::span<const Change> changes) const {
  if (!changes.empty()) engine_->put(tx, county, changes);
}

void Index::tidy(storage::Tx& tx) const { engine_->tidy(tx); }

std::vector<std::int64_t> Index::find(storage::Tx& tx, const Query& query) const {
  std::vector<std::int64_t> found;
  const auto sought = wanted(query);
  if (!sought || query.limit <= 0) return found;
  int patience = sought->filter_tokens.empty() ? INT_MAX : kPatience;
  std::int64_t last = 0;
  const Visit visit = [&](std::int64_t id, std::string_view words, std::string_view marks) {
    last = id;
    const bool is_known = !found.empty() && found.back() == id;  // by another edition
    if (!is_known && sought->is_met_by(words, marks)) found.push_back(id);
    return found.size() < static_cast<std::size_t>(query.limit) && --patience > 0;
  };
  Look look{query.county, sought->all_tokens, sought->any_tokens, query.from, std::min(query.before, Query::kNewest),
            query.limit};
  engine_->look(tx, look, visit);
  if (patience > 0 || found.size() == static_cast<std::size_t>(query.limit)) return found;
  look.all_of.insert(look.all_of.end(), sought->filter_tokens.begin(), sought->filter_tokens.end());
  look.before = last + 1;  // the other edition of the last
  patience = INT_MAX;
  engine_->look(tx, look, visit);
  return found;
}

}  // namespace mashang::search
