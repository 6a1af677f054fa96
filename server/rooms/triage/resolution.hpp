// Reads where a message says something is, against the county's places and what is known of the writer.
#pragma once

#include "rooms/triage/gazetteer.hpp"
#include "rooms/triage/place_reading.hpp"

namespace mashang::triage {

/// `utf8` is what `message` was made from. Costs the length of the text.
[[nodiscard]] PlaceReading read_place(std::string_view utf8, const NormalText& message, const Gazetteer& gazetteer,
                                      const Whereabouts& whereabouts);

}  // namespace mashang::triage
