// Holds every case and its pictures against what its history says; for whoever verifies the county's log, after the log
// itself was found whole.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

/// Where a case and its history part. Words are printed and never change.
enum class Discrepancy {
  case_altered,          ///< `what` is the column of case_record; "record" when it is one that history only hashes
  case_without_history,  ///< a case that was put in afterwards
  attachment_removed,    ///< a step names this file, and the case has it no more
  attachment_added,      ///< the case has this file, and no step names it
  attachment_altered,    ///< the file is there under another phase than its step says
  stored_file_missing,   ///< the file's row is there, its content is not
  stored_file_altered,   ///< the content is not what its name says
};

[[nodiscard]] std::string_view to_word(Discrepancy discrepancy);

struct CaseFinding {
  Discrepancy discrepancy = Discrepancy::case_altered;
  CaseId case_id;
  std::int64_t seq = 0;  ///< the step concerned; 0 when it is none
  std::string what;      ///< a column, or the SHA-256 of a file
};

/// Looks at the stored content of a file: "" when it is as named, else "missing" or "altered".
using FileCheck = std::function<std::string_view(const std::string& sha256, std::int64_t bytes)>;

/// The first case, by number, that is not as its newest step left it, or whose files are not those its steps name.
/// Reads cases, steps and attachments once, in pages. Steps of form 1 commit to less: state, version, category,
/// handler, deadline and the kind of end only.
[[nodiscard]] std::optional<CaseFinding> first_discrepancy(storage::Tx& tx, CountyCode county,
                                                           const FileCheck& check_file);

}  // namespace mashang::cases
