// What many are saying, as values: one message, and a matter that several people write about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"

namespace mashang::echoes {

/// A message as the room sees it.
struct Message {
  std::int64_t id = 0;
  std::int64_t user = 0;  ///< who wrote it; one person's messages count once
  Instant at;
  std::string text;              ///< what it is about in the first line, then the rest
  std::optional<PlaceId> place;  ///< the compound, road or village: a level at which one event has one place
  std::string kind;              ///< its code, or ""
  std::int32_t supporters = 0;   ///< people who said "me too"
};

/// Different people writing about one event.
struct HotMatter {
  std::string title;                     ///< the first line of the most central message; names nobody
  std::vector<std::string> place_words;  ///< names of places that its messages share
  std::vector<std::int64_t> members;     ///< ids of the messages, oldest first
  std::size_t users = 0;                 ///< different ones
  std::string kind;                      ///< of most members, or ""
  std::optional<PlaceId> place;          ///< of most members
  Instant first_at;
  Instant last_at;
  std::vector<double> heat;  ///< of each day (UTC+8) from the first message to today; see heat.hpp
  bool is_growing = false;   ///< more new people of late than before; see heat.hpp
};

}  // namespace mashang::echoes
