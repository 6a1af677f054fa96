// The two halves of each leaf.
#include "rooms/cases/step_proof.hpp"

#include "core/json.hpp"
#include "core/secrets.hpp"

namespace mashang::cases {
namespace {

std::string hash_behind_salt(const ledger::Salt& salt, const std::string& personal) {
  std::string bytes(reinterpret_cast<const char*>(salt.data()), salt.size());
  return to_hex(as_view(sha256(bytes + personal)));
}

void write_proof(json::Writer& out, const HistoryRow& step) {
  const std::string content = canonical_content(step);
  const auto personal = canonical_personal(step);
  const ledger::Salt salt = step.salt.value_or(ledger::Salt{});
  ledger::Entry entry{step.county, step.case_id, step.seq, step.at, content, salt};
  if (personal) entry.personal = *personal;
  out.begin_object().field("seq", step.seq).field("leaf", step.leaf);
  out.field("leaf_hash", to_hex(as_view(ledger::leaf_hash(entry))));
  out.field("content", personal ? std::optional(content) : std::nullopt);
  out.field("personal_hash", personal ? std::optional(hash_behind_salt(salt, *personal)) : std::nullopt);
  out.end_object();
}

}  // namespace

std::string step_proofs_json(const std::vector<HistoryRow>& steps) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("items").begin_array();
  for (const HistoryRow& step : steps) write_proof(out, step);
  out.end_array().end_object();
  return body;
}

}  // namespace mashang::cases
