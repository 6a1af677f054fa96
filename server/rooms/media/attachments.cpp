// Attachments in the database: claiming uploads for a case and finding them again.
#include <array>
#include <utility>

#include "core/secrets.hpp"
#include "rooms/media/media.hpp"
#include "rooms/media/sql.hpp"
#include "rooms/media/upload.hpp"

namespace mashang::media {
namespace {

constexpr std::array kPhases{
    std::pair{Phase::report, "report"},
    std::pair{Phase::before, "before"},
    std::pair{Phase::after, "after"},
    std::pair{Phase::note, "note"},
};

Phase parse_phase(std::string_view word) {
  for (const auto& [phase, its_word] : kPhases) {
    if (word == its_word) return phase;
  }
  throw std::runtime_error("attachment.phase holds an unknown word");
}

Attachment read_attachment(const storage::Row& row) {
  Attachment attachment;
  attachment.id = row.id<AttachmentId>("id");
  attachment.case_id = row.id<CaseId>("case_id");
  attachment.phase = parse_phase(row.text("phase"));
  attachment.content_type = row.string("content_type");
  attachment.bytes = row.integer("bytes");
  attachment.sha256 = row.string("sha256");
  attachment.at = row.instant("at");
  return attachment;
}

tl::unexpected<Error> refused(ErrorKind kind, std::string_view code) { return failure(kind, code, {}, "uploads"); }

Result<Attachment> claim_one(storage::Tx& tx, CountyCode county, const std::string& token, Instant now) {
  const std::string hash = token_hash(token);
  const auto upload = find_upload(tx, county, hash, now);
  if (!upload) return refused(ErrorKind::unprocessable, "media.unknown_upload");
  if (upload->state == UploadState::open) return refused(ErrorKind::conflict, "media.upload_unfinished");
  const Error claimed{ErrorKind::conflict, "media.upload_claimed", {}, "uploads"};
  if (upload->state == UploadState::claimed) return failure(claimed);
  tx.apply_one(sql::claim_upload{.county = county, .token_hash = storage::Blob{hash}}, claimed);
  Attachment attachment;
  attachment.id = AttachmentId{upload->id};
  attachment.content_type = upload->content_type;
  attachment.bytes = static_cast<std::int64_t>(upload->length);
  attachment.sha256 = upload->sha256;
  attachment.at = now;
  return attachment;
}

}  // namespace

std::string_view to_word(Phase phase) { return kPhases.at(static_cast<std::size_t>(phase)).second; }

Result<std::vector<Attachment>> claim(storage::Tx& tx, CountyCode county, const std::vector<std::string>& upload_tokens,
                                      CaseId case_id, Phase phase, Instant now) {
  std::vector<Attachment> attachments;
  attachments.reserve(upload_tokens.size());
  for (const std::string& token : upload_tokens) {
    auto attachment = claim_one(tx, county, token, now);
    if (!attachment) return failure(attachment.error());
    attachment->case_id = case_id;
    attachment->phase = phase;
    tx.apply(sql::insert_attachment{.county = county,
                                    .id = attachment->id,
                                    .case_id = case_id,
                                    .phase = to_word(phase),
                                    .content_type = attachment->content_type,
                                    .bytes = attachment->bytes,
                                    .sha256 = attachment->sha256,
                                    .at = now});
    attachments.push_back(std::move(*attachment));
  }
  return attachments;
}

std::vector<Attachment> attachments_of(storage::Tx& tx, CountyCode county, CaseId case_id) {
  return tx.all(sql::attachments_of_case{.county = county, .case_id = case_id}, read_attachment);
}

Result<Attachment> attachment_of(storage::Tx& tx, CountyCode county, AttachmentId id) {
  auto found = tx.one(sql::attachment_by_id{.county = county, .id = id}, read_attachment);
  if (!found) return failure(ErrorKind::not_found, "media.unknown_attachment", std::to_string(id.value));
  return std::move(*found);
}

std::vector<AttachmentRow> attachments_of_cases(storage::Tx& tx, CountyCode county, CaseId after, CaseId upto) {
  return tx.all(sql::attachments_of_cases{.county = county, .after = after, .upto = upto}, [](const storage::Row& row) {
    return AttachmentRow{row.id<CaseId>("case_id"), row.string("phase"), row.string("sha256"), row.integer("bytes")};
  });
}

}  // namespace mashang::media
