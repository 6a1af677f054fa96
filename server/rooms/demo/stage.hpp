// Plays stories through the cases room: every step is decided by its workflow and written with history, log and to-dos.
#pragma once

#include <map>
#include <vector>

#include "rooms/cases/steps.hpp"
#include "rooms/demo/album.hpp"
#include "rooms/demo/demo.hpp"
#include "rooms/demo/stories.hpp"

namespace mashang::demo {

class Stage {
 public:
  /// `county`, `album` and `db` outlive it.
  Stage(storage::Db& db, const County& county, const Keys& keys, const Album& album);

  /// All stories interleaved in the order of their times, some hundred steps in a write. Fails with demo.story_broken
  /// when the workflow refuses a step; the detail says which.
  [[nodiscard]] Result<void> play(const std::vector<Story>& stories, const std::vector<cases::Category>& categories,
                                  const Progress& progress);

 private:
  struct Event;
  [[nodiscard]] Result<void> submit(storage::Tx& tx, const Event& event);
  [[nodiscard]] Result<void> act(storage::Tx& tx, const Event& event);
  [[nodiscard]] const identity::Actor* actor_for(Who who, const cases::Case& c) const;
  [[nodiscard]] std::optional<OrganisationId> addressee(storage::Tx& tx, const cases::Case& c,
                                                        cases::Action action) const;

  storage::Db& db_;
  const County& county_;
  const Album& album_;
  cases::Steps steps_;
  std::vector<identity::Actor> actors_;
  std::map<std::pair<identity::Role, PlaceId>, const identity::Actor*> by_area_;
  std::map<OrganisationId, const identity::Actor*> by_organisation_;
  std::vector<const identity::Actor*> county_officers_;
  std::map<std::string, std::string, std::less<>> responsible_roles_;  // by category
  std::vector<CaseId> cases_;                                          // by story
};

}  // namespace mashang::demo
