// Photos and videos: resumable uploads, kept once by content. The room's face.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "http/message.hpp"
#include "storage/db.hpp"

namespace mashang::media {

enum class Phase { report, before, after, note };
[[nodiscard]] std::string_view to_word(Phase phase);

struct Attachment {
  AttachmentId id;
  CaseId case_id;
  Phase phase = Phase::report;
  std::string content_type;  ///< decided by content, never by name
  std::int64_t bytes = 0;
  std::string sha256;  ///< hex; the file's name in the store
  Instant at;
  [[nodiscard]] bool is_picture() const {
    return content_type.starts_with("image/") || content_type.starts_with("video/");
  }
};

/// Turns finished uploads (by token) into attachments of a case, in the caller's transaction. A token can be claimed
/// once. Fails with media.unknown_upload, media.upload_unfinished, media.upload_claimed.
[[nodiscard]] Result<std::vector<Attachment>> claim(storage::Tx& tx, CountyCode county,
                                                    const std::vector<std::string>& upload_tokens, CaseId case_id,
                                                    Phase phase, Instant now);
[[nodiscard]] std::vector<Attachment> attachments_of(storage::Tx& tx, CountyCode county, CaseId case_id);
/// Fails with media.unknown_attachment.
[[nodiscard]] Result<Attachment> attachment_of(storage::Tx& tx, CountyCode county, AttachmentId id);

/// A row of an attachment as whoever verifies sees it.
struct AttachmentRow {
  CaseId case_id;
  std::string phase;  ///< the word in the row, whatever it is
  std::string sha256;
  std::int64_t bytes = 0;
};
/// Those of the cases `after` < id <= `upto`, by case.
[[nodiscard]] std::vector<AttachmentRow> attachments_of_cases(storage::Tx& tx, CountyCode county, CaseId after,
                                                              CaseId upto);
/// Reads the stored file anew: "" when it is the content that its name says, else what is wrong in a word: "missing" or
/// "altered". Changes nothing.
[[nodiscard]] std::string_view check_stored_file(const std::string& data_directory, const std::string& sha256,
                                                 std::int64_t bytes);

/// The stored files themselves. Thread-safe.
class Files {
 public:
  virtual ~Files() = default;
  /// The file with Range, ETag and headers that keep a browser from running it; whoever calls has checked that the
  /// person may see the attachment. Answers 200, 206, 304 or 416. Fails with media.file_missing.
  [[nodiscard]] virtual Result<http::Response> file_response(const Attachment& attachment,
                                                             const http::Request& request) const = 0;
};

}  // namespace mashang::media
