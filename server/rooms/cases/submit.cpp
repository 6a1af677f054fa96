// From a report to a case: looked up first, then written without reading.
#include <algorithm>

#include "core/secrets.hpp"
#include "rooms/cases/categories.hpp"
#include "rooms/cases/history.hpp"
#include "rooms/cases/record.hpp"
#include "rooms/cases/steps.hpp"
#include "rooms/cases/store.hpp"

namespace mashang::cases {
namespace {

std::string seal_context(const Case& c, std::string_view what) {
  return "case|" + std::to_string(c.county.value) + "|" + std::to_string(c.id.value) + "|" + std::string(what);
}

identity::Role role_at(const identity::Actor& actor, const places::Situation& where) {
  using identity::Role;
  for (const Role role : {Role::grid_worker, Role::grid_leader, Role::building_head, Role::community_officer})
    if (actor.has_role_at(role, where)) return role;
  return Role::county_officer;
}

std::optional<std::string> not_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

/// Words of danger hasten what nobody has classified or read yet; whoever takes it in decides.
void hasten(Case& c) {
  constexpr Minutes kEmergency{5};
  c.urgency = Urgency::emergency;
  c.accept_within = std::min(c.accept_within, kEmergency);
}

void describe_taker(PreparedReport& prepared, const NewReport& report) {
  if (!report.taken_by) {
    prepared.history_role = identity::to_word(identity::Role::reporter);
    return;
  }
  prepared.value.reported_by = report.taken_by->account;
  prepared.history_role = identity::to_word(role_at(*report.taken_by, report.where));
  prepared.account = report.taken_by->account;
  prepared.actor_name = not_empty(report.taken_by->name);
  prepared.office = prepared.value.grid_name;
}

HistoryRow first_row(const PreparedReport& report, const Case& c, const std::vector<media::Attachment>& files) {
  HistoryRow row;
  row.county = c.county;
  row.case_id = c.id;
  row.seq = 1;
  row.at = c.submitted_at;
  row.action = to_word(Action::submit);
  row.to = to_word(c.state);
  row.role = report.history_role;
  row.account = report.account;
  row.actor_name = report.actor_name;
  row.office = report.office;
  row.reason = report.history_reason;
  row.deadline_after = c.deadline;
  row.category = c.category;
  row.attachments = names_of(files);
  row.report_text = c.text;
  row.salt = report.salt;
  row.record = record_of(c, report.salt);
  return row;
}

}  // namespace

bool may_be_joined(const Case& target, const Case& mine) {
  const bool is_near = target.where.community == mine.where.community &&
                       (!target.where.compound || !mine.where.compound || target.where.compound == mine.where.compound);
  return is_near && !is_final(target.state) && !target.is_restricted && !target.hides_reporter;
}

std::string coarse_label_of(storage::Tx& tx, const places::Situation& where) {
  for (const auto& place : {where.building, where.compound, where.community})
    if (place && *place != where.place) return places::name_of(tx, where.county, *place);
  return where.label;
}

Result<PreparedReport> Steps::prepare(storage::Tx& tx, const NewReport& report, Instant now) const {
  if (report.text.empty() && report.uploads.empty())
    return failure(ErrorKind::unprocessable, "cases.report_empty", {}, "text");
  auto category = category_of(tx, county_, report.category ? std::string_view(*report.category) : kUnclassified);
  if (!category) return failure(category.error());
  PreparedReport prepared;
  Case& c = prepared.value;
  c.county = county_;
  c.text = report.text;
  c.is_elsewhere = report.is_elsewhere;
  c.has_media = !report.uploads.empty();
  c.where = report.where;
  if (c.where.grid) c.grid_name = c.where.grid_name;
  set_category(c, *category);
  if (report.is_emergency) hasten(c);
  if (c.hides_reporter) c.coarse_label = coarse_label_of(tx, c.where);
  c.submitted_at = now;
  c.deadline = now + c.accept_within;
  const Staffing staffing = staffing_of(tx, c.where, Depth::intake);
  c.turn = turn_of(c, staffing, rules_);
  prepared.todos = todos_of(c, staffing, rules_);
  prepared.contact_name = report.contact_name;
  prepared.contact_phone = report.contact_phone;
  prepared.uploads = report.uploads;
  prepared.salt = fresh_salt();
  if (report.is_without_code) prepared.history_reason = kWithoutCode;
  describe_taker(prepared, report);
  prepared.joins = report.joins;
  if (report.joins) {
    const auto target = find_case(tx, county_, *report.joins);
    if (!target || !may_be_joined(*target, c))
      return failure(ErrorKind::unprocessable, "cases.merge_target_unfit", {}, "joins");
  }
  return prepared;
}

Result<Case> Steps::submit(storage::Tx& tx, const PreparedReport& report) const {
  Case c = report.value;
  const std::int32_t day = china_yymmdd(c.submitted_at);
  c.id = make_case_id(day, tx.next_number(county_, "case:" + std::to_string(day)));
  if (!report.contact_name.empty())
    c.contact_name_sealed = seal(seal_key_, report.contact_name, seal_context(c, "name"));
  if (!report.contact_phone.empty())
    c.contact_phone_sealed = seal(seal_key_, report.contact_phone, seal_context(c, "phone"));
  std::vector<media::Attachment> files;
  if (!report.uploads.empty()) {
    auto claimed = media::claim(tx, county_, report.uploads, c.id, media::Phase::report, c.submitted_at);
    if (!claimed) return failure(claimed.error());
    files = std::move(*claimed);
  }
  insert_case(tx, c);
  append_history(tx, first_row(report, c, files));
  for (const auto& [kind, recipient] : report.todos)
    notify::put_todo(tx,
                     {.county = county_, .case_id = c.id, .kind = kind, .recipient = recipient, .at = c.submitted_at});
  notify::announce_case(tx, county_, c.id, to_word(c.state), c.version, c.submitted_at);
  if (!report.joins) return c;
  auto joined = act_in(tx, Opened{c, acting_of_reporter(tx, c)}, Doer{Doer::Kind::reporter, nullptr},
                       {.action = Action::merge, .version = c.version, .into_case = report.joins}, c.submitted_at);
  return joined ? std::move(*joined) : c;
}

Result<Case> Steps::submit_in(storage::Tx& tx, const NewReport& report, Instant now) const {
  const auto prepared = prepare(tx, report, now);
  if (!prepared) return failure(prepared.error());
  return submit(tx, *prepared);
}

Result<std::string> Steps::contact_name(const Case& c) const {
  if (c.contact_name_sealed.empty()) return std::string();
  return unseal(seal_key_, c.contact_name_sealed, seal_context(c, "name"));
}

Result<std::string> Steps::contact_phone(const Case& c) const {
  if (c.contact_phone_sealed.empty()) return std::string();
  return unseal(seal_key_, c.contact_phone_sealed, seal_context(c, "phone"));
}

}  // namespace mashang::cases
