// Where the gap-free series of one writer stand during a batch; numbers of an undone write are given back.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/ids.hpp"

namespace mashang::storage {

/// Used by the writer thread only. A loaded value stays until `forget`: the engine forgets when another process may
/// have written, or saves with `loaded` as the guard.
class SeriesBook {
 public:
  /// The stored last number of a series; 0 when it has none yet.
  using Load = std::function<std::int64_t(CountyCode, std::string_view)>;
  struct Changed {
    CountyCode county;
    std::string_view name;
    std::int64_t value;
    std::int64_t loaded;  ///< what the table holds, 0 for no row
  };

  [[nodiscard]] std::int64_t next(CountyCode county, std::string_view name, const Load& load);

  void begin_write() { taken_.clear(); }
  /// Gives back what was taken since `begin_write`.
  void undo_write();
  /// What the batch must save.
  [[nodiscard]] std::vector<Changed> changed() const;
  /// The saved values are durable now.
  void settle();
  /// Next time everything is loaded again.
  void forget();

 private:
  struct Stand {
    std::int64_t value;
    std::int64_t loaded;
  };
  struct Before {
    bool operator()(const auto& a, const auto& b) const {
      return a.first != b.first ? a.first < b.first : std::string_view(a.second) < std::string_view(b.second);
    }
    using is_transparent = void;
  };
  std::map<std::pair<std::int32_t, std::string>, Stand, Before> stands_;
  std::vector<Stand*> taken_;
};

}  // namespace mashang::storage
