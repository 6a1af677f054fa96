// Each message once through the same door as a resident's.
#include "rooms/triage/training/evaluation.hpp"

#include <algorithm>

#include "rooms/triage/training/corpora.hpp"
#include "rooms/triage/training/figures.hpp"

namespace mashang::triage::training {
namespace {

bool is_accepted(const MessageRow& row, std::string_view code) {
  return row.label == code || std::find(row.others.begin(), row.others.end(), code) != row.others.end();
}

}  // namespace

Result<std::string> evaluate_kinds(const Triage& triage, const std::vector<std::string>& files) {
  std::size_t all = 0;
  std::size_t first = 0;
  std::size_t among_three = 0;
  std::size_t routine = 0;
  std::size_t alarms = 0;
  for (const std::string& file : files) {
    const auto rows = read_messages(file);
    if (!rows) return failure(rows.error());
    for (const MessageRow& row : *rows) {
      const Understanding understood = triage.understand(row.text);
      const auto& kinds = understood.kinds;
      ++all;
      first += !kinds.empty() && is_accepted(row, kinds[0].code) ? 1 : 0;
      among_three +=
          std::any_of(kinds.begin(), kinds.end(), [&](const auto& k) { return is_accepted(row, k.code); }) ? 1 : 0;
      if (row.urgency == "emergency") continue;
      ++routine;
      alarms += understood.alarm != Alarm::none ? 1 : 0;
    }
  }
  const Figure figures[] = {{"kinds_top1", share(first, all)},
                            {"kinds_top3", share(among_three, all)},
                            {"emergency_false_alarm", share(alarms, routine)}};
  return figures_json("kinds", figures);
}

Result<std::string> evaluate_emergencies(const Triage& triage, const std::vector<std::string>& files) {
  std::size_t emergencies = 0;
  std::size_t heard = 0;
  std::size_t called = 0;
  std::size_t right_number = 0;
  std::size_t routine = 0;
  std::size_t alarms = 0;
  std::size_t false_calls = 0;
  for (const std::string& file : files) {
    const auto lines = read_lines(file);
    if (!lines) return failure(lines.error());
    for (const std::string& line : *lines) {
      const auto fields = fields_of(line);
      if (fields.size() != 2) return failure(ErrorKind::unprocessable, "triage.row_malformed", file);
      const Understanding understood = triage.understand(fields[1]);
      const bool is_emergency = fields[0] != "-";
      (is_emergency ? emergencies : routine) += 1;
      (is_emergency ? heard : alarms) += understood.alarm != Alarm::none ? 1 : 0;
      (is_emergency ? called : false_calls) += understood.alarm == Alarm::call ? 1 : 0;
      right_number += is_emergency && understood.number == fields[0] ? 1 : 0;
    }
  }
  const Figure figures[] = {{"emergency_recall", share(heard, emergencies)},
                            {"emergency_call_recall", share(called, emergencies)},
                            {"emergency_number_right", share(right_number, emergencies)},
                            {"routine_alarm", share(alarms, routine)},
                            {"routine_call", share(false_calls, routine)}};
  return figures_json("emergencies", figures);
}

Result<std::string> evaluate_departments(const Departments& departments, const Models& models,
                                         const std::vector<std::string>& files) {
  std::vector<std::string> truth;
  std::vector<std::string> said;
  for (const std::string& file : files) {
    const auto rows = read_messages(file);
    if (!rows) return failure(rows.error());
    for (const MessageRow& row : *rows) {
      truth.push_back(row.label);
      said.push_back(departments.department_of(normalised(row.text, models.characters), *models.kinds));
    }
  }
  const Figure figures[] = {{"departments_macro_f1", macro_f1(truth, said)}};
  return figures_json("departments", figures);
}

}  // namespace mashang::triage::training
