// Compares revisions; reads everything when they differ.
#include "rooms/triage/kept_gazetteer.hpp"

namespace mashang::triage {

Result<void> KeptGazetteer::refresh() {
  const auto revision = db_.scan_now([&](storage::Tx& tx) -> Result<std::int64_t> {
    const std::int64_t now = places::places_revision(tx, county_);
    if (now != revision_) triage_.know(load_gazetteer(tx, county_, triage_.characters()));
    return now;
  });
  if (!revision) return failure(revision.error());
  revision_ = *revision;
  return {};
}

}  // namespace mashang::triage
