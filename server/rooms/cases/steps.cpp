// One step: look up what the request names, ask the workflow, write row, history, leaf, to-dos and outbox.
#include "rooms/cases/steps.hpp"

#include <algorithm>
#include "rooms/cases/categories.hpp"
#include "rooms/cases/history.hpp"
#include "rooms/cases/record.hpp"
#include "rooms/cases/store.hpp"
#include "rooms/dispatch/dispatch.hpp"

namespace mashang::cases {

struct Steps::Resolved {
  ActionInput input;
  std::optional<identity::Organisation> organisation;
  std::vector<media::Attachment> files;
};

/// The role and the office a person acted in, as history tells it.
struct Steps::Signature {
  identity::Role role = identity::Role::system;
  std::optional<std::string> office;
};

/// A step that was decided, and what history tells of it besides.
struct Steps::Taken {
  const Case& before;
  const Decision& decision;
  Action action;
  std::string reason;
  Signature signature;
  const identity::Actor* by = nullptr;  ///< staff only
  std::optional<std::string> attachments = {};
};

namespace {

using identity::Role;

bool names_an_organisation(Action action) { return action == Action::dispatch || action == Action::arbitrate; }

void put_todos(storage::Tx& tx, const Case& c, const Todos& todos, Instant now) {
  for (const auto& todo : todos)
    notify::put_todo(tx,
                     {.county = c.county, .case_id = c.id, .kind = todo.first, .recipient = todo.second, .at = now});
}

void change_todos(storage::Tx& tx, const Case& c, const Todos& before, const Todos& after, Instant now) {
  if (before == after) return;
  const bool only_adds = std::ranges::includes(after, before);
  if (!only_adds) notify::finish_todos(tx, c.county, c.id, now);
  Todos fresh = after;
  if (only_adds) std::erase_if(fresh, [&](const auto& todo) { return before.contains(todo); });
  put_todos(tx, c, fresh, now);
}

/// A merge always says into which case, whatever else is said.
std::string reason_of(const ActionRequest& request) {
  if (request.action != Action::merge) return request.reason;
  return case_number(*request.into_case) + (request.reason.empty() ? "" : " " + request.reason);
}

}  // namespace

Steps::Signature Steps::signature_of(const Case& c, const Decision& decision, const Acting& acting,
                                     const Staffing& staffing) {
  switch (decision.as) {
    case Relation::reporter:
      return {Role::reporter, std::nullopt};
    case Relation::grid_leader:
      return {Role::grid_leader, c.grid_name};
    case Relation::grid_worker:
      return {Role::grid_worker, c.grid_name};
    case Relation::community_officer:
      return {Role::community_officer, staffing.community_name};
    case Relation::county_officer:
      return {Role::county_officer, std::nullopt};
    case Relation::handler:
      if (c.is_self_handled)
        return {acting.relations.has(Relation::grid_leader) ? Role::grid_leader : Role::grid_worker, c.grid_name};
      return {c.handler_kind ? role_of(*c.handler_kind) : Role::unit_staff, c.handler_name};
    case Relation::system:
      return {Role::system, std::nullopt};
  }
  return {};
}

Result<void> Steps::check_addressee(storage::Tx& tx, const Case& c, const Acting& acting,
                                    const identity::Organisation& organisation, std::string_view reason) const {
  if (c.is_restricted && (organisation.kind == identity::OrganisationKind::property_company ||
                          organisation.kind == identity::OrganisationKind::owners_committee))
    return failure(ErrorKind::unprocessable, "cases.restricted_not_for_property", {}, "organisation_id");
  const auto category = category_of(tx, county_, c.category);
  const auto offers = dispatch::offers_for(tx, county_, c.where, category ? category->responsible_role : "");
  const bool is_offer =
      std::ranges::any_of(offers, [&](const auto& offer) { return offer.organisation.id == organisation.id; });
  const bool is_officer =
      acting.relations.has(Relation::community_officer) || acting.relations.has(Relation::county_officer);
  if (is_offer || (is_officer && !reason.empty())) return {};
  return failure(ErrorKind::unprocessable, is_officer ? "cases.reason_required" : "cases.not_an_offer", {},
                 is_officer ? "reason" : "organisation_id");
}

/// The case that goes on takes a step of its own: from now on it speaks for one reporter more.
Result<void> Steps::join(storage::Tx& tx, const Case& merged, CaseId into, const Doer& doer, const Signature& signature,
                         Instant now) const {
  const auto target = open_case(tx, county_, doer, into);
  if (!target) return failure(target.error());
  const bool is_fit =
      doer.kind == Doer::Kind::reporter ? may_be_joined(target->value, merged) : !is_final(target->value.state);
  if (into == merged.id || !is_fit)
    return failure(ErrorKind::unprocessable, "cases.merge_target_unfit", {}, "into_case_id");
  const ActionInput input{.action = Action::join, .version = target->value.version, .reason = case_number(merged.id)};
  const auto decision = decide(target->value, input, Acting{{Relation::system}, {}}, now, rules_);
  if (!decision) return failure(decision.error());
  write(tx, {target->value, *decision, Action::join, input.reason, signature, doer.actor}, Staffing{}, now);
  return {};
}

Result<Steps::Resolved> Steps::resolve(storage::Tx& tx, const Opened& opened, const Doer&, const ActionRequest& request,
                                       Instant now) const {
  Resolved resolved;
  ActionInput& input = resolved.input;
  input = ActionInput{.action = request.action,
                      .version = request.version,
                      .reason = request.reason,
                      .organisation = request.organisation,
                      .until = request.until,
                      .into_case = request.into_case,
                      .grid = request.grid,
                      .grid_name = request.grid_name};
  if (request.organisation && names_an_organisation(request.action)) {
    auto organisation = identity::organisation_of(tx, county_, *request.organisation);
    if (!organisation) return failure(organisation.error());
    resolved.organisation = std::move(*organisation);
  }
  if (request.category && request.action == Action::classify) {
    auto category = category_of(tx, county_, *request.category);
    if (!category) return failure(category.error());
    input.category = std::move(*category);
  }
  if (!request.uploads.empty()) {
    const auto phase = phase_of(opened.value, request.action, opened.acting.relations);
    auto files = media::claim(tx, county_, request.uploads, opened.value.id, phase, now);
    if (!files) return failure(files.error());
    resolved.files = std::move(*files);
    input.uploads = static_cast<int>(resolved.files.size());
    input.pictures = static_cast<int>(std::ranges::count_if(resolved.files, &media::Attachment::is_picture));
  }
  return resolved;
}

Result<Case> Steps::act_in(storage::Tx& tx, const Opened& given, const Doer& doer, const ActionRequest& request,
                           Instant now) const {
  Opened opened = given;
  if (doer.kind == Doer::Kind::reporter) opened.acting = acting_of_reporter(tx, opened.value);
  auto resolved = resolve(tx, opened, doer, request, now);
  if (!resolved) return failure(resolved.error());
  auto decision = decide(opened.value, resolved->input, opened.acting, now, rules_);
  if (!decision) return failure(decision.error());
  if (resolved->organisation) {
    auto allowed = check_addressee(tx, opened.value, opened.acting, *resolved->organisation, request.reason);
    if (!allowed) return failure(allowed.error());
  }
  Case& next = decision->next;
  if (!next.handler) {
    next.handler_name.clear();
    next.handler_kind.reset();
  } else if (resolved->organisation) {
    next.handler_name = resolved->organisation->name;
    next.handler_kind = resolved->organisation->kind;
  }
  next.coarse_label = next.hides_reporter ? std::optional(coarse_label_of(tx, next.where)) : std::nullopt;
  const Staffing staffing = staffing_of(tx, next.where, Depth::everybody);
  next.turn = turn_of(next, staffing, rules_);
  const Signature signature = signature_of(opened.value, *decision, opened.acting, staffing);
  if (request.action == Action::merge) {
    auto joined = join(tx, opened.value, *request.into_case, doer, signature, now);
    if (!joined) return failure(joined.error());
  }
  const identity::Actor* const by = doer.kind == Doer::Kind::staff ? doer.actor : nullptr;
  write(tx, {opened.value, *decision, request.action, reason_of(request), signature, by, names_of(resolved->files)},
        staffing, now);
  return std::move(next);
}

void Steps::write(storage::Tx& tx, const Taken& taken, const Staffing& staffing, Instant now) const {
  const Case& before = taken.before;
  const Case& next = taken.decision.next;
  HistoryRow row;
  row.county = county_;
  row.case_id = next.id;
  row.seq = next.version;
  row.at = now;
  row.action = to_word(taken.action);
  row.from = std::string(to_word(taken.decision.from));
  row.to = to_word(next.state);
  row.role = identity::to_word(taken.signature.role);
  if (taken.by) {
    row.account = taken.by->account;
    row.actor_name = taken.by->name;
  }
  row.office = taken.signature.office;
  if (!taken.reason.empty()) row.reason = taken.reason;
  row.deadline_before = taken.decision.deadline_before;
  row.deadline_after = next.deadline;
  row.handler = next.handler;
  row.category = next.category;
  row.attachments = taken.attachments;
  if (next.close_reason) row.close_reason = to_word(*next.close_reason);
  row.merged_into = next.merged_into;
  const auto& forced = taken.action == Action::approve_forced_close ? before.forced_close : next.forced_close;
  if (forced) row.forced_close_reason = forced->reason;
  row.salt = fresh_salt();
  row.record = record_of(next, *row.salt);

  update_case(tx, next, before.version);
  append_history(tx, row);
  const Todos todos = todos_of(next, staffing, rules_);
  if (taken.action == Action::regrid) {  // who was asked before is of another grid, and may by now be in another office
    notify::finish_todos(tx, county_, next.id, now);
    put_todos(tx, next, todos, now);
  } else {
    change_todos(tx, next, todos_of(before, staffing, rules_), todos, now);
  }
  notify::announce_case(tx, county_, next.id, to_word(next.state), next.version, now);
}

}  // namespace mashang::cases
