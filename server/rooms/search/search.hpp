// Full text of a county's documents, newest first, for those who may find them. The room's face.
//
// It knows nothing of what a document is. An edition is one way of finding it: whoever holds one of its marks finds it
// by its words. So permission is decided inside the index, and what one reader must not find stands in an edition of
// others.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "storage/db.hpp"

namespace mashang::search {

/// Short words of small ASCII letters and digits ("p1024", "open"), each once.
using Marks = std::vector<std::string>;

struct Edition {
  std::string text;   ///< indexed without what names a person (person_free.hpp)
  std::string place;  ///< indexed as it is
  Marks marks;
};

struct Document {
  static constexpr std::size_t kMostEditions = 2;

  std::int64_t id = 0;            ///< below 2^53; larger is newer
  std::vector<Edition> editions;  ///< none: it shall not be found any more
};

struct Query {
  static constexpr std::int64_t kNewest = std::int64_t{1} << 53;

  CountyCode county;
  std::string words;  ///< as typed; each of them must stand in the text or the place of one edition
  std::optional<Marks>
      any_of;             ///< whose marks the reader holds; empty finds nothing, none stands for every mark there is
  Marks all_of;           ///< of the same edition
  std::int64_t from = 0;  ///< ids from here on
  std::int64_t before = kNewest;
  int limit = 20;
};

/// An edition as the index keeps it: what hits are held against, and what its tokens are made of.
struct Kept {
  std::int64_t id = 0;
  std::int64_t edition = 0;  ///< its place in the document
  std::string words;         ///< folded: text without people, a line feed, place
  std::string marks;         ///< " open p12 "
};

/// One edition that is not in the index as it should be.
struct Change {
  Kept now;
  bool is_wanted = false;  ///< else it goes
  std::string old_tokens;  ///< in the engine's own writing; "" when it was not there
  std::string new_tokens;
};

/// Thread-safe; one for a database. Whoever changes it does so on one thread: `held` in a read, `compare`, `apply` in a
/// write.
class Index {
 public:
  /// `engine` as Db::engine() says.
  explicit Index(std::string_view engine);
  ~Index();

  /// What stands in the index of these ids.
  [[nodiscard]] std::vector<Kept> held(storage::Tx& tx, CountyCode county, std::span<const std::int64_t> ids) const;
  /// What has to change; documents that stand there as they are cost nothing. Works without a database.
  [[nodiscard]] std::vector<Change> compare(CountyCode county, std::span<const Document> documents,
                                            std::span<const Kept> held) const;
  /// Effects only.
  void apply(storage::Tx& tx, CountyCode county, std::span<const Change> changes) const;
  /// Files what the engine put aside at first: searches are slow while thousands wait there. A read, meant for `scan`.
  void tidy(storage::Tx& tx) const;

  /// The ids of what holds every word, newest first: case and width of letters do not matter, a word may be one
  /// character, longer ones stand there exactly so. Words without any letter or digit find nothing. Meant for `scan`.
  [[nodiscard]] std::vector<std::int64_t> find(storage::Tx& tx, const Query& query) const;

 private:
  std::unique_ptr<class Engine> engine_;
};

/// Whether every word stands in the text or in one of the places, as `find` sees it: for whoever holds a hit against
/// today's row, which may be a second ahead of the index.
[[nodiscard]] bool holds_words(std::string_view words, std::string_view text, std::span<const std::string_view> places);

}  // namespace mashang::search
