// What was said before: every case of a county in memory, found by place, time and meaning without asking the database.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "rooms/echoes/sketch.hpp"

namespace mashang::echoes {

/// Where a case is, as far as it is known. Its ground is the compound, else the road, else the community.
struct PlaceKeys {
  std::optional<PlaceId> flat;
  std::optional<PlaceId> building;
  std::optional<PlaceId> compound;
  std::optional<PlaceId> road;
  std::optional<PlaceId> community;  ///< community or village
};

/// One case as it is remembered.
struct Told {
  CaseId id;
  Instant opened_at;  ///< kept to the day
  PlaceKeys where;
  std::int32_t kind = 0;  ///< its code as a number, below 10,000; 0: not known
  Sketch sketch;
  bool is_open = true;
  bool is_answered = false;  ///< solved, with a reply that was accepted
};

enum class Nearness { flat, building, ground, community, elsewhere };
[[nodiscard]] std::string_view to_word(Nearness nearness);

/// A case like the one asked about, and why.
struct Echo {
  CaseId id;
  float score = 0;  ///< 0.5 to 1: how likely both tell of the same matter
  Nearness nearness = Nearness::elsewhere;
  bool is_same_kind = false;
  float words = 0;  ///< estimated cosine of the texts without places
};

struct EchoQuery {
  PlaceKeys where;
  Sketch sketch;
  std::int32_t kind = 0;
  Instant at;
  std::size_t limit = 5;
  CaseId except;  ///< the case itself, when it is kept already
};

/// Thread-safe: many readers beside one writer. 57 bytes a case. An echo is a hint from memory: whoever shows it holds
/// it against the case's row and against what the viewer may see.
class SaidBefore {
 public:
  SaidBefore();
  ~SaidBefore();

  /// New, or in place of what was kept of this case.
  void put(const Told& told);
  /// The same for cases not kept yet: pages of the past never undo what happened meanwhile.
  void fill(const std::vector<Told>& page);
  /// Open no longer. Of an unknown case: nothing.
  void close(CaseId id, bool is_answered);
  void forget(CaseId id);
  [[nodiscard]] std::size_t size() const;

  /// Open cases of the same ground, and those of the same kind in the same community, that are likely the same matter;
  /// likeliest first. Costs the cases of that ground and those of that kind.
  [[nodiscard]] std::vector<Echo> similar(const EchoQuery& query) const;
  /// Answered cases anywhere in the county whose answer may fit; likeliest first. From another ground only those of the
  /// same kind, or where one's kind is not known. Looks at all cases: some 10 ms for a million.
  [[nodiscard]] std::vector<Echo> answered(const EchoQuery& query) const;

 private:
  mutable std::shared_mutex mutex_;
  std::unique_ptr<class Shelf> shelf_;
};

}  // namespace mashang::echoes
