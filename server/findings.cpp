// One sentence for each way in which log, cases and files can part.
#include "findings.hpp"

#include <fmt/format.h>

#include "rooms/cases/cases.hpp"

namespace mashang {
namespace {

using ledger::Finding;
using ledger::Report;
using ledger::Verdict;

std::string step_of(const Finding& finding) {
  if (!finding.case_id) return fmt::format("leaf {}", finding.leaf);
  return fmt::format("case {} step {} (leaf {})", cases::case_number(*finding.case_id), finding.seq, finding.leaf);
}

std::string leaves_of(const Finding& finding) {
  if (finding.leaf == finding.last_leaf) return fmt::format("leaf {}", finding.leaf);
  return fmt::format("leaves {} to {}", finding.leaf, finding.last_leaf);
}

/// Rows and leaves agree with each other, but a signature says that they were others.
std::string rewritten(const Report& report) {
  const Finding& finding = report.finding;
  std::string text = report.signed_leaves > 0 ? fmt::format("the signed heads up to the one over {} leaves still fit, ",
                                                            report.signed_leaves)
                                              : std::string();
  text += fmt::format("the head over {} leaves does not", finding.head_size);
  const std::int64_t rows = finding.last_leaf - finding.leaf + 1;
  text += rows == 1 ? std::string(": this step was rewritten together with its leaf: ")
                    : fmt::format(": one or more of {} steps ({}) were rewritten together with their leaves: ", rows,
                                  leaves_of(finding));
  for (const auto& leaf : report.suspects)
    text += fmt::format("{}case {} step {}", leaf.idx == finding.leaf ? "" : ", ", cases::case_number(leaf.case_id),
                        leaf.seq);
  if (rows > std::ssize(report.suspects)) text += fmt::format(" and {} more", rows - std::ssize(report.suspects));
  return text;
}

std::string meaning(const Report& report) {
  const Finding& finding = report.finding;
  switch (finding.verdict) {
    case Verdict::intact:
      return {};
    case Verdict::row_altered:
      return step_of(finding) + " no longer says what it said when it was recorded, or lacks the salt that proves it" +
             (finding.seq == 1 ? "; the text of the report belongs to it" : "");
    case Verdict::row_removed:
      return step_of(finding) + " was removed";
    case Verdict::row_reordered:
      return step_of(finding) + " stands where another step stood";
    case Verdict::row_without_leaf:
      return step_of(finding) + " was put in afterwards: the log does not know it";
    case Verdict::case_removed:
      return step_of(finding) + " tells of a case that was removed";
    case Verdict::leaf_removed:
      return leaves_of(finding) + " of the log were removed";
    case Verdict::head_mismatch:
      return rewritten(report);
    case Verdict::head_signature_invalid:
      return fmt::format("the tree head over {} leaves was not signed with this key", finding.head_size);
    case Verdict::log_truncated:
      return fmt::format("the end of the log was cut off: {} are known to have been there", leaves_of(finding));
  }
  return {};
}

std::string meaning(const ledger::Discrepancy& found) {
  const std::string number = cases::case_number(found.case_id);
  const std::string step = found.seq > 0 ? fmt::format("step {}", found.seq) : std::string("no step");
  if (found.word == "case_altered")
    return found.what == "record"
               ? fmt::format(
                     "case {} was altered after its newest step ({}), in a column of which the steps keep a hash only",
                     number, step)
               : fmt::format("case {} was altered after its newest step ({}): column {}", number, step, found.what);
  if (found.word == "case_without_history") return fmt::format("case {} has no history", number);
  return fmt::format("case {}, {}, file {}", number, step, found.what);
}

}  // namespace

std::string in_words(const Report& report) {
  if (report.finding.verdict != Verdict::intact)
    return fmt::format("{}: {}", to_word(report.finding.verdict), meaning(report));
  if (report.discrepancy) return fmt::format("{}: {}", report.discrepancy->word, meaning(*report.discrepancy));
  return {};
}

}  // namespace mashang
