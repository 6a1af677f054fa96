// Chooses who acts in each step and hands it to the cases room.
#include "rooms/demo/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "rooms/cases/store.hpp"
#include "rooms/dispatch/dispatch.hpp"

namespace mashang::demo {

struct Stage::Event {
  Instant at;
  std::size_t number = 0;  ///< its place in the play; also names its picture
  std::size_t story_at = 0;
  const Story* story = nullptr;
  const StoryStep* step = nullptr;  ///< null: the report itself
};

namespace {

using cases::Action;
using identity::Role;

constexpr std::int64_t kFirstAttachment = 1000;  // below every number that `IdSource` hands out

auto broken(const Story& story, std::string_view step, std::string_view why) {
  return failure(ErrorKind::internal, "demo.story_broken",
                 fmt::format("{} {} at {}: {}", story.category, step, story.place.value, why));
}

}  // namespace

Stage::Stage(storage::Db& db, const County& county, const Keys& keys, const Album& album)
    : db_(db), county_(county), album_(album), steps_(county.code, cases::Rules{}, keys.seal) {
  actors_.reserve(county.people.size());
  for (const Person& person : county.people)
    actors_.push_back({.county = county.code, .account = person.account, .name = person.name, .grants = person.grants});
  for (const identity::Actor& actor : actors_)
    for (const identity::Grant& grant : actor.grants) {
      if (grant.place) by_area_.emplace(std::pair{grant.role, *grant.place}, &actor);
      if (grant.organisation) by_organisation_.emplace(*grant.organisation, &actor);
      if (grant.place && grant.role == Role::county_officer) county_officers_.push_back(&actor);
    }
}

const identity::Actor* Stage::actor_for(Who who, const cases::Case& c) const {
  const auto at = [&](Role role, std::optional<PlaceId> area) -> const identity::Actor* {
    const auto found = area ? by_area_.find({role, *area}) : by_area_.end();
    return found == by_area_.end() ? nullptr : found->second;
  };
  const identity::Actor* const officer = at(Role::community_officer, c.where.community);
  const identity::Actor* const leader = at(Role::grid_leader, c.where.grid);
  const identity::Actor* const worker = at(Role::grid_worker, c.where.grid);
  switch (who) {
    case Who::leader:
      return leader ? leader : officer;
    case Who::worker:
      return worker ? worker : officer;
    case Who::checker:
      return leader ? leader : county_officers_.at(0);
    case Who::officer:
      return officer;
    case Who::county_officer:
      return county_officers_.at(0);
    case Who::second_county_officer:
      return county_officers_.at(1);
    case Who::handler: {
      if (c.is_self_handled) return worker;
      const auto found = c.handler ? by_organisation_.find(*c.handler) : by_organisation_.end();
      return found == by_organisation_.end() ? nullptr : found->second;
    }
    case Who::reporter:
    case Who::system:
      return nullptr;
  }
  return nullptr;
}

std::optional<OrganisationId> Stage::addressee(storage::Tx& tx, const cases::Case& c, Action action) const {
  if (action != Action::dispatch && action != Action::arbitrate) return std::nullopt;
  const auto role = responsible_roles_.find(c.category);
  const auto offers =
      dispatch::offers_for(tx, county_.code, c.where, role == responsible_roles_.end() ? "" : role->second);
  if (offers.empty()) return std::nullopt;
  // A returned order goes to the next in the list; who decides for good keeps to the first.
  const auto next = action == Action::dispatch ? static_cast<std::size_t>(c.returns) : 0;
  return offers[std::min(next, offers.size() - 1)].organisation.id;
}

Result<void> Stage::submit(storage::Tx& tx, const Event& event) {
  const Story& story = *event.story;
  auto where = places::situation_of(tx, county_.code, story.place);
  if (!where) return failure(where.error());
  where->made_up = true;  // the matter is, even in a real village
  cases::NewReport report{
      .where = *where, .text = story.text, .contact_name = story.contact_name, .contact_phone = story.contact_phone};
  if (story.is_classified_by_reporter && story.category != cases::kUnclassified) report.category = story.category;
  if (story.taken_by_worker && where->grid) report.taken_by = by_area_.at({Role::grid_worker, *where->grid});
  if (story.with_picture)
    report.uploads.push_back(album_.upload(tx, kFirstAttachment + static_cast<std::int64_t>(event.number),
                                           scene_of(story.category), Look::before, event.at));
  const auto made = steps_.submit_in(tx, report, event.at);
  if (!made) return broken(story, "submit", made.error().code);
  cases_[event.story_at] = made->id;
  return {};
}

Result<void> Stage::act(storage::Tx& tx, const Event& event) {
  const Story& story = *event.story;
  const StoryStep& step = *event.step;
  const std::string_view name = cases::to_word(step.action);
  auto found = cases::find_case(tx, county_.code, cases_[event.story_at]);
  if (!found) return broken(story, name, "no such case");
  cases::Doer doer;
  cases::Opened opened{std::move(*found), {}};
  if (step.who == Who::reporter || step.who == Who::system) {
    const bool is_reporter = step.who == Who::reporter;
    doer.kind = is_reporter ? cases::Doer::Kind::reporter : cases::Doer::Kind::system;
    opened.acting.relations.add(is_reporter ? cases::Relation::reporter : cases::Relation::system);
  } else {
    doer = {cases::Doer::Kind::staff, actor_for(step.who, opened.value)};
    if (!doer.actor) return broken(story, name, "nobody to do it");
    opened.acting = {cases::relations_of(opened.value, *doer.actor), doer.actor->account};
  }
  cases::ActionRequest request{.action = step.action, .version = opened.value.version, .reason = step.reason};
  request.organisation = addressee(tx, opened.value, step.action);
  request.until = step.until;
  if (!step.category.empty()) request.category = step.category;
  if (step.action == Action::merge && story.repeats) request.into_case = cases_[*story.repeats];
  if (step.with_picture)
    request.uploads.push_back(album_.upload(tx, kFirstAttachment + static_cast<std::int64_t>(event.number),
                                            scene_of(story.category), Look::after, event.at));
  const auto done = steps_.act_in(tx, opened, doer, request, event.at);
  if (!done) return broken(story, name, done.error().code);
  if (done->state != step.to) return broken(story, name, cases::to_word(done->state));
  return {};
}

Result<void> Stage::play(const std::vector<Story>& stories, const std::vector<cases::Category>& categories,
                         const Progress& progress) {
  constexpr std::size_t kStepsOfOneWrite = 250;
  for (const cases::Category& category : categories) responsible_roles_[category.code] = category.responsible_role;
  cases_.assign(stories.size(), CaseId{});
  std::vector<Event> events;
  for (std::size_t i = 0; i < stories.size(); ++i) {
    events.push_back({.at = stories[i].submitted_at, .story_at = i, .story = &stories[i]});
    for (const StoryStep& step : stories[i].steps)
      events.push_back({.at = step.at, .story_at = i, .story = &stories[i], .step = &step});
  }
  std::ranges::stable_sort(events, {}, &Event::at);
  for (std::size_t i = 0; i < events.size(); ++i) events[i].number = i;
  for (std::size_t first = 0; first < events.size(); first += kStepsOfOneWrite) {
    const auto part = std::span(events).subspan(first, std::min(kStepsOfOneWrite, events.size() - first));
    const auto written = db_.write_now([&](storage::Tx& tx) -> Result<int> {
      for (const Event& event : part) {
        auto done = event.step ? act(tx, event) : submit(tx, event);
        if (!done) return failure(done.error());
      }
      return 0;
    });
    if (!written) return failure(written.error());
    progress(static_cast<std::int64_t>(first + part.size()), static_cast<std::int64_t>(events.size()), "cases");
  }
  return {};
}

}  // namespace mashang::demo
