// One step: look up what the request names, ask the workflow, write row, history, leaf, to-dos and outbox.
#include "rooms/cases/steps.hpp"

#include <algorithm>
#include "rooms/cases/categories.hpp"
#include "rooms/cases/history.hpp"
#include "rooms/cases/store.hpp"
#include "rooms/dispatch/dispatch.hpp"

namespace mashang::cases {

struct Steps::Resolved {
  ActionInput input;
  std::optional<identity::Organisation> organisation;
  std::vector<media::Attachment> files;
};

namespace {

using identity::Role;

bool names_an_organisation(Action action) { return action == Action::dispatch || action == Action::arbitrate; }

/// The role and the office a person acted in, as history tells it.
struct Signature {
  Role role = Role::system;
  std::optional<std::string> office;
};

Signature signature_of(const Case& c, const Decision& decision, const Acting& acting, const Staffing& staffing) {
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

void change_todos(storage::Tx& tx, const Case& c, const Todos& before, const Todos& after, Instant now) {
  if (before == after) return;
  const bool only_adds = std::ranges::includes(after, before);
  if (!only_adds) notify::finish_todos(tx, c.county, c.id, now);
  for (const auto& todo : after)
    if (!only_adds || !before.contains(todo))
      notify::put_todo(tx,
                       {.county = c.county, .case_id = c.id, .kind = todo.first, .recipient = todo.second, .at = now});
}

}  // namespace

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

Result<void> Steps::check_merge(storage::Tx& tx, const Case& c, const Doer& doer, CaseId into) const {
  const auto target = open_case(tx, county_, doer, into);
  if (!target) return failure(target.error());
  if (into == c.id || is_final(target->value.state))
    return failure(ErrorKind::unprocessable, "cases.merge_target_unfit", {}, "into_case_id");
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
                      .into_case = request.into_case};
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
  if (request.action == Action::merge) {
    if (auto fit = check_merge(tx, opened.value, doer, *request.into_case); !fit) return failure(fit.error());
    count_repeat(tx, county_, *request.into_case);
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
  write(tx, opened, doer, request, *resolved, *decision, staffing, now);
  return std::move(next);
}

void Steps::write(storage::Tx& tx, const Opened& opened, const Doer& doer, const ActionRequest& request,
                  const Resolved& resolved, const Decision& decision, const Staffing& staffing, Instant now) const {
  const Case& before = opened.value;
  const Case& next = decision.next;
  const Signature signature = signature_of(before, decision, opened.acting, staffing);
  HistoryRow row;
  row.county = county_;
  row.case_id = next.id;
  row.seq = next.version;
  row.at = now;
  row.action = to_word(request.action);
  row.from = std::string(to_word(decision.from));
  row.to = to_word(next.state);
  row.role = identity::to_word(signature.role);
  if (doer.kind == Doer::Kind::staff) {
    row.account = doer.actor->account;
    row.actor_name = doer.actor->name;
  }
  row.office = signature.office;
  if (!request.reason.empty()) row.reason = request.reason;
  if (request.action == Action::merge && request.reason.empty()) row.reason = case_number(*request.into_case);
  row.deadline_before = decision.deadline_before;
  row.deadline_after = next.deadline;
  row.handler = next.handler;
  row.category = next.category;
  std::string hashes;
  for (const auto& file : resolved.files) hashes += (hashes.empty() ? "" : ",") + file.sha256;
  if (!hashes.empty()) row.attachments = std::move(hashes);
  row.salt = fresh_salt();

  update_case(tx, next, before.version);
  append_history(tx, row);
  change_todos(tx, next, todos_of(before, staffing, rules_), todos_of(next, staffing, rules_), now);
  notify::announce_case(tx, county_, next.id, to_word(next.state), next.version, now);
}

}  // namespace mashang::cases
