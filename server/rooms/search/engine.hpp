// What SQLite and PostgreSQL do each in its own way: keep tokens, and walk from the newest hit to older ones.
#pragma once

#include <functional>
#include <memory>

#include "rooms/search/tokens.hpp"

namespace mashang::search {

/// A stretch of a county's ids, and the tokens its editions must hold: all of some, any of others.
struct Look {
  CountyCode county;
  std::vector<std::string> all_of;
  std::vector<std::string> any_of;  ///< empty: whatever they hold
  std::int64_t from;
  std::int64_t before;
  int likely;  ///< so many hits are probably enough
};

/// Views until it returns; false is enough.
using Visit = std::function<bool(std::int64_t id, std::string_view words, std::string_view marks)>;

class Engine {
 public:
  virtual ~Engine() = default;
  /// The tokens of one edition, as `put` wants them.
  [[nodiscard]] virtual std::string written(std::int64_t id, const std::vector<std::string>& tokens) const = 0;
  /// In the order of ids and editions.
  virtual void put(storage::Tx& tx, CountyCode county, std::span<const Change> changes) const = 0;
  virtual void tidy(storage::Tx& tx) const = 0;
  /// Newest first. May give what does not hold the words exactly, and an edition twice in a row.
  virtual void look(storage::Tx& tx, const Look& look, const Visit& visit) const = 0;
};

[[nodiscard]] std::unique_ptr<Engine> make_fts5_engine();
[[nodiscard]] std::unique_ptr<Engine> make_gin_engine();

}  // namespace mashang::search
