// A report and every later step, inside a transaction that the caller owns. Service, timer and demo county all come
// through here, so no rule of the workflow and no trace in history, log, to-dos and outbox can be left out.
#pragma once

#include <string>
#include <vector>

#include "rooms/cases/access.hpp"
#include "rooms/cases/turns.hpp"
#include "rooms/cases/workflow.hpp"
#include "rooms/ledger/ledger.hpp"
#include "rooms/media/media.hpp"

namespace mashang::cases {

/// What somebody reports.
struct NewReport {
  places::Situation where;
  std::string text;                     ///< may be empty when something is uploaded
  std::optional<std::string> category;  ///< none: 9901 until somebody classifies it
  bool is_elsewhere = false;
  bool is_emergency = false;  ///< somebody needs help now: what the text was understood as
  std::string contact_name;
  std::string contact_phone;
  std::vector<std::string> uploads;  ///< tokens of finished uploads
  std::optional<CaseId> joins;       ///< the open matter that a resident says hers is
  bool is_without_code = false;      ///< a resident who scanned no door code; the place is her word
  const identity::Actor* taken_by =
      nullptr;  ///< staff who found it or took it at the counter; null: the resident herself
};

/// A report with everything looked up, so that writing it needs no further reads (unless files come with it).
struct PreparedReport {
  Case value;  ///< without id
  std::string contact_name;
  std::string contact_phone;
  std::vector<std::string> uploads;
  Todos todos;
  std::string history_role;
  std::optional<AccountId> account;
  std::optional<std::string> actor_name;
  std::optional<std::string> office;
  std::optional<std::string> history_reason;
  std::optional<CaseId> joins;
  ledger::Salt salt{};
};

/// What the first step says of a report that came without a door code: whoever takes it in looks at the place twice.
constexpr std::string_view kWithoutCode = "without_code";

struct ActionRequest {
  Action action = Action::add_note;
  std::int64_t version = 0;
  std::string reason;
  std::optional<OrganisationId> organisation;
  std::optional<Instant> until;
  std::optional<std::string> category;
  std::optional<CaseId> into_case;
  std::optional<PlaceId> grid;  ///< of `regrid`
  std::string grid_name = {};
  std::vector<std::string> uploads;
};

/// Stateless and thread-safe.
class Steps {
 public:
  Steps(CountyCode county, Rules rules, std::string seal_key)
      : county_(county), rules_(rules), seal_key_(std::move(seal_key)) {}

  /// Reads only. Fails with cases.report_empty, cases.unknown_category, cases.merge_target_unfit.
  [[nodiscard]] Result<PreparedReport> prepare(storage::Tx& tx, const NewReport& report, Instant now) const;
  /// Effects only, but for claiming uploads and joining. A matter that came to its end since `prepare` is not joined:
  /// then the report stands by itself, for nothing that was written may be lost. Fails with media.*.
  [[nodiscard]] Result<Case> submit(storage::Tx& tx, const PreparedReport& report) const;
  /// Both, for whoever writes in one go.
  [[nodiscard]] Result<Case> submit_in(storage::Tx& tx, const NewReport& report, Instant now) const;

  /// One step of one case, by whoever `opened` it. Fails as `decide` does, and with identity.unknown_organisation,
  /// cases.unknown_category, cases.merge_target_unfit, cases.not_an_offer, cases.restricted_not_for_property, media.*.
  [[nodiscard]] Result<Case> act_in(storage::Tx& tx, const Opened& opened, const Doer& doer,
                                    const ActionRequest& request, Instant now) const;

  [[nodiscard]] const Rules& rules() const { return rules_; }
  [[nodiscard]] CountyCode county() const { return county_; }
  /// Contact data of a case in the clear; "" when none was given. Fails with core.seal_broken.
  [[nodiscard]] Result<std::string> contact_name(const Case& c) const;
  [[nodiscard]] Result<std::string> contact_phone(const Case& c) const;

 private:
  struct Resolved;
  struct Signature;
  struct Taken;
  [[nodiscard]] Result<Resolved> resolve(storage::Tx& tx, const Opened& opened, const Doer& doer,
                                         const ActionRequest& request, Instant now) const;
  [[nodiscard]] Result<void> check_addressee(storage::Tx& tx, const Case& c, const Acting& acting,
                                             const identity::Organisation& organisation, std::string_view reason) const;
  [[nodiscard]] static Signature signature_of(const Case& c, const Decision& decision, const Acting& acting,
                                              const Staffing& staffing);
  void write(storage::Tx& tx, const Taken& taken, const Staffing& staffing, Instant now) const;
  [[nodiscard]] Result<void> join(storage::Tx& tx, const Case& merged, CaseId into, const Doer& doer,
                                  const Signature& signature, Instant now) const;

  CountyCode county_;
  Rules rules_;
  std::string seal_key_;
};

/// Whether a resident's matter may be said to be `target` by herself: open, in the same community and not in another
/// compound, and of a kind that is no secret, since she then sees how far it is.
[[nodiscard]] bool may_be_joined(const Case& target, const Case& mine);

/// The place as handlers see it when the reporter is hidden: the building, else the compound, else the community.
[[nodiscard]] std::string coarse_label_of(storage::Tx& tx, const places::Situation& where);

}  // namespace mashang::cases
