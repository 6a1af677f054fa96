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
void add(std::string& out, const std::optional<ledger::Hash>& hash) {
  hash ? add(out, std::string_view(to_hex(as_view(*hash)))) : static_cast<void>(out.append("-\n"));
}
template <class T>
void add_when_there(std::string& out, std::string_view name, const std::optional<T>& value) {
  if (!value) return;
  add(out, name);
  add(out, value);
}

void add_first_part(std::string& out, const HistoryRow& row) {
  add(out, row.county.value);
  add(out, row.case_id.value);
  add(out, row.seq);
  add(out, row.at.ms);
  add(out, std::string_view(row.action));
  add(out, row.from);
  add(out, std::string_view(row.to));
  add(out, std::string_view(row.role));
  add(out, row.account);
}

void add_work(std::string& out, const HistoryRow& row) {
  add(out, row.deadline_before);
  add(out, row.deadline_after);
  add(out, row.handler);
  add(out, row.category);
  add(out, row.attachments);
}

std::string form_1(const HistoryRow& row) {
  std::string out = "history-v1\n";
  add_first_part(out, row);
  add(out, row.actor_name);
  add(out, row.office);
  add(out, row.reason);
  add_work(out, row);
  add(out, row.report_text);
  add_when_there(out, "close_reason", row.close_reason);
  add_when_there(out, "merged_into", row.merged_into);
  add_when_there(out, "forced_close_reason", row.forced_close_reason);
  add_when_there(out, "record", row.record);
  return out;
}

std::optional<std::string_view> view(const std::optional<std::string>& text) {
  return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

/// A salt or a hash; bytes of another length are as good as none.
template <class Bytes>
std::optional<Bytes> read_bytes(const Row& row, std::string_view column) {
  if (row.is_null(column)) return std::nullopt;
  const std::string_view stored = row.blob(column);
  Bytes bytes{};
  if (stored.size() != bytes.size()) return std::nullopt;
  std::memcpy(bytes.data(), stored.data(), stored.size());
  return bytes;
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
  h.salt = read_bytes<ledger::Salt>(row, "salt");
  h.leaf = row.integer("leaf");
  h.form = row.integer("form");
  h.close_reason = row.optional_string("close_reason");
  h.merged_into = row.optional_id<CaseId>("merged_into");
  h.forced_close_reason = row.optional_string("forced_close_reason");
  h.record = read_bytes<ledger::Hash>(row, "record");
  return h;
}

}  // namespace

std::string canonical_content(const HistoryRow& row) {
  if (row.form == 1) return form_1(row);
  std::string out;
  out.reserve(384);
  out.append("history-v").append(std::to_string(row.form)).append("\n");
  add_first_part(out, row);
  add(out, row.office);
  add_work(out, row);
  add(out, row.close_reason);
  add(out, row.merged_into);
  add(out, row.record);
  return out;
}

std::optional<std::string> canonical_personal(const HistoryRow& row) {
  if (row.form == 1) return std::nullopt;
  std::string out = "personal-v2\n";
  out.reserve(128 + (row.report_text ? row.report_text->size() : 0));
  add(out, row.actor_name);
  add(out, row.reason);
  add(out, row.forced_close_reason);
  add(out, row.report_text);
  return out;
}

std::optional<std::string> names_of(const std::vector<media::Attachment>& files) {
  std::string list;
  for (const auto& file : files)
    list.append(list.empty() ? "" : ",").append(media::to_word(file.phase)).append(":").append(file.sha256);
  return list.empty() ? std::nullopt : std::optional(std::move(list));
}

ledger::Salt fresh_salt() {
  ledger::Salt salt{};
  const std::string bytes = random_bytes(salt.size());
  std::memcpy(salt.data(), bytes.data(), salt.size());
  return salt;
}

void append_history(storage::Tx& tx, const HistoryRow& row) {
  const std::string content = canonical_content(row);
  const std::optional<std::string> personal = canonical_personal(row);
  const ledger::Salt salt = row.salt.value_or(ledger::Salt{});
  const std::int64_t leaf = ledger::append(tx, ledger::Entry{.county = row.county,
                                                             .case_id = row.case_id,
                                                             .seq = row.seq,
                                                             .at = row.at,
                                                             .content = content,
                                                             .salt = salt,
                                                             .personal = view(personal)});
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
      .form = row.form,
      .close_reason = view(row.close_reason),
      .merged_into = row.merged_into,
      .forced_close_reason = view(row.forced_close_reason),
      .record = row.record ? storage::Value(storage::Blob{as_view(*row.record)}) : storage::Value(),
  });
}

std::vector<HistoryRow> steps_of(storage::Tx& tx, CountyCode county, CaseId id) {
  return tx.all(sql::history_of_case{.county = county, .case_id = id}, read_history);
}

std::vector<HistoryRow> steps_of_cases(storage::Tx& tx, CountyCode county, CaseId after, CaseId upto) {
  return tx.all(sql::history_of_cases{.county = county, .after = after, .upto = upto}, read_history);
}

void for_each_history_row(storage::Tx& tx, CountyCode county, std::int64_t first, std::int64_t last,
                          const HistoryVisitor& visit) {
  tx.for_each(sql::history_of_leaves{.county = county, .first = first, .last = last}, [&](const Row& row) {
    const std::int64_t at_leaf = row.integer("at_leaf");
    HistoryRow history = read_history(row);
    history.has_case = row.flag("has_case");
    if (history.seq == 1) history.report_text = row.optional_string("report_text");
    visit(history, at_leaf);
    return true;
  });
}

std::optional<HistoryRow> history_without_leaf(storage::Tx& tx, CountyCode county) {
  return tx.one(sql::history_without_leaf{.county = county}, read_history);
}

}  // namespace mashang::cases
