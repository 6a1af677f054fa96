// Canonical bytes of history rows, and the rows themselves.
#include "rooms/cases/history.hpp"

#include <algorithm>
#include <cstring>

#include "core/secrets.hpp"
#include "rooms/cases/sql.hpp"

namespace mashang::cases {
namespace {

using storage::Row;

void add(std::string& out, std::string_view bytes) {
  out.append(std::to_string(bytes.size())).append(":").append(bytes).append("\n");
}
void add(std::string& out, std::int64_t number) { add(out, std::to_string(number)); }
void add(std::string& out, const std::optional<std::string>& text) {
  text ? add(out, std::string_view(*text)) : static_cast<void>(out.append("-\n"));
}
void add(std::string& out, std::optional<Instant> at) { at ? add(out, at->ms) : static_cast<void>(out.append("-\n")); }
template <class Tag>
void add(std::string& out, std::optional<Id<Tag>> id) {
  id ? add(out, id->value) : static_cast<void>(out.append("-\n"));
}

std::optional<std::string_view> view(const std::optional<std::string>& text) {
  return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

std::optional<ledger::Salt> read_salt(const Row& row) {
  if (row.is_null("salt")) return std::nullopt;
  const auto bytes = row.blob("salt");
  ledger::Salt salt{};
  std::memcpy(salt.data(), bytes.data(), std::min(bytes.size(), salt.size()));
  return salt;
}

HistoryRow read_history(const Row& row) {
  HistoryRow h;
  h.county = CountyCode{static_cast<std::int32_t>(row.integer("county"))};
  h.case_id = row.id<CaseId>("case_id");
  h.seq = row.integer("seq");
  h.at = row.instant("at");
  h.action = row.string("action");
  h.from = row.optional_string("from_state");
  h.to = row.string("to_state");
  h.role = row.string("role");
  h.account = row.optional_id<AccountId>("account_id");
  h.actor_name = row.optional_string("actor_name");
  h.office = row.optional_string("office");
  h.reason = row.optional_string("reason");
  h.deadline_before = row.optional_instant("deadline_before");
  h.deadline_after = row.optional_instant("deadline_after");
  h.handler = row.optional_id<OrganisationId>("handler_id");
  h.category = row.optional_string("category");
  h.attachments = row.optional_string("attachments");
  h.report_text = row.optional_string("report_text");
  h.salt = read_salt(row);
  h.leaf = row.integer("leaf");
  return h;
}

}  // namespace

std::string canonical_content(const HistoryRow& row) {
  std::string out = "history-v1\n";
  out.reserve(256 + (row.report_text ? row.report_text->size() : 0));
  add(out, row.county.value);
  add(out, row.case_id.value);
  add(out, row.seq);
  add(out, row.at.ms);
  add(out, std::string_view(row.action));
  add(out, row.from);
  add(out, std::string_view(row.to));
  add(out, std::string_view(row.role));
  add(out, row.account);
  add(out, row.actor_name);
  add(out, row.office);
  add(out, row.reason);
  add(out, row.deadline_before);
  add(out, row.deadline_after);
  add(out, row.handler);
  add(out, row.category);
  add(out, row.attachments);
  add(out, row.report_text);
  return out;
}

ledger::Salt fresh_salt() {
  ledger::Salt salt{};
  const std::string bytes = random_bytes(salt.size());
  std::memcpy(salt.data(), bytes.data(), salt.size());
  return salt;
}

void append_history(storage::Tx& tx, const HistoryRow& row) {
  const std::string content = canonical_content(row);
  const ledger::Salt salt = row.salt.value_or(ledger::Salt{});
  const std::int64_t leaf = ledger::append(tx, ledger::Entry{.county = row.county,
                                                             .case_id = row.case_id,
                                                             .seq = row.seq,
                                                             .at = row.at,
                                                             .content = content,
                                                             .salt = salt});
  const std::string_view salt_bytes{reinterpret_cast<const char*>(salt.data()), salt.size()};
  tx.apply(sql::insert_history{
      .county = row.county,
      .case_id = row.case_id,
      .seq = row.seq,
      .at = row.at,
      .action = row.action,
      .from_state = view(row.from),
      .to_state = row.to,
      .role = row.role,
      .account_id = row.account,
      .actor_name = view(row.actor_name),
      .office = view(row.office),
      .reason = view(row.reason),
      .deadline_before = row.deadline_before,
      .deadline_after = row.deadline_after,
      .handler_id = row.handler,
      .category = view(row.category),
      .attachments = view(row.attachments),
      .salt = storage::Blob{salt_bytes},
      .leaf = leaf,
  });
}

std::vector<HistoryRow> steps_of(storage::Tx& tx, CountyCode county, CaseId id) {
  return tx.all(sql::history_of_case{.county = county, .case_id = id}, read_history);
}

void for_each_history_row(storage::Tx& tx, CountyCode county, std::int64_t first, std::int64_t last,
                          const HistoryVisitor& visit) {
  tx.for_each(sql::history_of_leaves{.county = county, .first = first, .last = last}, [&](const Row& row) {
    const std::int64_t at_leaf = row.integer("at_leaf");
    const HistoryRow history = read_history(row);
    visit(history, canonical_content(history), at_leaf);
    return true;
  });
}

std::optional<HistoryRow> history_without_leaf(storage::Tx& tx, CountyCode county) {
  return tx.one(sql::history_without_leaf{.county = county}, read_history);
}

}  // namespace mashang::cases
