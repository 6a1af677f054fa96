// Cases, steps and attachments side by side, a page at a time.
#include "rooms/cases/proof.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "rooms/cases/history.hpp"
#include "rooms/cases/record.hpp"
#include "rooms/cases/store.hpp"

namespace mashang::cases {
namespace {

using Found = std::optional<CaseFinding>;

constexpr int kPage = 1'000;

/// Steps of form 1 did not say how a case was closed, but what was done tells; "" for not at all.
std::string_view end_by(std::string_view action) {
  if (action == "confirm") return "resident_confirmed";
  if (action == "time_out") return "timed_out";
  if (action == "withdraw") return "withdrawn";
  return {};
}

bool has_other_end(const Case& c, const HistoryRow& last) {
  const std::string_view now = c.close_reason ? to_word(*c.close_reason) : std::string_view();
  if (last.form != 1) return now != last.close_reason.value_or("");
  if (c.state == State::closed && last.action == "approve_forced_close")
    return now != "forced" && now != "unverifiable";
  return now != (c.state == State::closed ? end_by(last.action) : std::string_view());
}

bool has_other_handler(const Case& c, const HistoryRow& last) {
  if (c.handler == last.handler) return false;
  // Migration 202611251910 took the handler from orders that had been given back, without a step.
  return !(last.form == 1 && c.state == State::returned && !c.handler);
}

/// The column in which the case differs from its newest step; "" for none.
std::string_view differing_column(const StoredCase& stored, const HistoryRow& last) {
  const Case& c = stored.value;
  if (!stored.unknown_word.empty()) return stored.unknown_word;
  if (c.version != last.seq) return "version";
  if (to_word(c.state) != last.to) return "state";
  if (has_other_end(c, last)) return "close_reason";
  if (last.form != 1 && c.merged_into != last.merged_into) return "merged_into";
  if (last.category && c.category != *last.category) return "category";
  if (has_other_handler(c, last)) return "handler_id";
  if (c.deadline != last.deadline_after) return "deadline";
  if (last.form != 1 && c.forced_close && c.forced_close->reason != last.forced_close_reason)
    return "forced_close_reason";
  if (last.form != 1 && last.salt && last.record != record_of(c, *last.salt)) return "record";
  return {};
}

struct NamedFile {
  std::int64_t seq;
  std::string phase;  ///< "" in steps of form 1
  std::string sha256;
};

std::vector<NamedFile> named_files(const std::vector<HistoryRow>& steps) {
  std::vector<NamedFile> files;
  for (const HistoryRow& step : steps) {
    std::string_view rest = step.attachments ? std::string_view(*step.attachments) : std::string_view();
    while (!rest.empty()) {
      const std::string_view one = rest.substr(0, rest.find(','));
      const std::size_t colon = one.find(':');
      const bool has_phase = colon != std::string_view::npos;
      files.push_back({step.seq, std::string(has_phase ? one.substr(0, colon) : ""),
                       std::string(has_phase ? one.substr(colon + 1) : one)});
      rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    }
  }
  return files;
}

class Comparison {
 public:
  Comparison(storage::Tx& tx, CountyCode county, const FileCheck& check_file)
      : tx_(tx), county_(county), check_file_(check_file) {}

  Found run() {
    for (CaseId after{std::numeric_limits<std::int64_t>::min()};;) {
      const auto cases = cases_after(tx_, county_, after, kPage);
      const bool is_last = cases.size() < static_cast<std::size_t>(kPage);
      const CaseId upto = is_last ? CaseId{std::numeric_limits<std::int64_t>::max()} : cases.back().value.id;
      load(after, upto);
      for (const StoredCase& stored : cases)
        if (auto found = check(stored)) return found;
      if (auto found = files_of_no_case()) return found;
      if (is_last) return std::nullopt;
      after = upto;
    }
  }

 private:
  void load(CaseId after, CaseId upto) {
    steps_.clear();
    files_.clear();
    for (HistoryRow& step : steps_of_cases(tx_, county_, after, upto)) steps_[step.case_id].push_back(std::move(step));
    for (auto& file : media::attachments_of_cases(tx_, county_, after, upto))
      files_[file.case_id].push_back(std::move(file));
  }

  Found check(const StoredCase& stored) {
    const CaseId id = stored.value.id;
    const auto steps = steps_.find(id);
    if (steps == steps_.end()) return CaseFinding{Discrepancy::case_without_history, id, 0, {}};
    const HistoryRow& last = steps->second.back();
    const auto column = differing_column(stored, last);
    if (!column.empty()) return CaseFinding{Discrepancy::case_altered, id, last.seq, std::string(column)};
    return check_files(id, named_files(steps->second));
  }

  Found check_files(CaseId id, const std::vector<NamedFile>& named) {
    auto there = files_.contains(id) ? std::move(files_.extract(id).mapped()) : std::vector<media::AttachmentRow>();
    for (const NamedFile& file : named) {
      const auto is_it = [&](const media::AttachmentRow& row) {
        return row.sha256 == file.sha256 && (file.phase.empty() || row.phase == file.phase);
      };
      const auto row = std::ranges::find_if(there, is_it);
      if (row == there.end()) {
        const bool is_elsewhere = std::ranges::find(there, file.sha256, &media::AttachmentRow::sha256) != there.end();
        return CaseFinding{is_elsewhere ? Discrepancy::attachment_altered : Discrepancy::attachment_removed, id,
                           file.seq, file.sha256};
      }
      if (auto found = check_content(*row, file.seq)) return found;
      there.erase(row);
    }
    if (there.empty()) return std::nullopt;
    return CaseFinding{Discrepancy::attachment_added, id, 0, there.front().sha256};
  }

  Found check_content(const media::AttachmentRow& row, std::int64_t seq) {
    if (!check_file_ || !checked_.insert(row.sha256).second) return std::nullopt;
    const std::string_view wrong = check_file_(row.sha256, row.bytes);
    if (wrong.empty()) return std::nullopt;
    return CaseFinding{wrong == "missing" ? Discrepancy::stored_file_missing : Discrepancy::stored_file_altered,
                       row.case_id, seq, row.sha256};
  }

  Found files_of_no_case() const {
    if (files_.empty()) return std::nullopt;
    const auto& [id, files] = *files_.begin();
    return CaseFinding{Discrepancy::attachment_added, id, 0, files.front().sha256};
  }

  storage::Tx& tx_;
  CountyCode county_;
  const FileCheck& check_file_;
  std::map<CaseId, std::vector<HistoryRow>> steps_;
  std::map<CaseId, std::vector<media::AttachmentRow>> files_;
  std::set<std::string> checked_;
};

}  // namespace

std::string_view to_word(Discrepancy discrepancy) {
  switch (discrepancy) {
    case Discrepancy::case_altered:
      return "case_altered";
    case Discrepancy::case_without_history:
      return "case_without_history";
    case Discrepancy::attachment_removed:
      return "attachment_removed";
    case Discrepancy::attachment_added:
      return "attachment_added";
    case Discrepancy::attachment_altered:
      return "attachment_altered";
    case Discrepancy::stored_file_missing:
      return "stored_file_missing";
    case Discrepancy::stored_file_altered:
      return "stored_file_altered";
  }
  return {};
}

std::optional<CaseFinding> first_discrepancy(storage::Tx& tx, CountyCode county, const FileCheck& check_file) {
  return Comparison(tx, county, check_file).run();
}

}  // namespace mashang::cases
