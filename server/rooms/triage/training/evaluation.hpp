// How good the models are, on files they have not seen.
#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "rooms/triage/triage.hpp"

namespace mashang::triage::training {

/// kinds_top1, kinds_top3 (a clerk's other choices count), emergency_false_alarm. Columns as read_messages says.
[[nodiscard]] Result<std::string> evaluate_kinds(const Triage& triage, const std::vector<std::string>& files);
/// emergency_recall over files of "number TAB text", emergency_false_alarm over those whose number is "-".
[[nodiscard]] Result<std::string> evaluate_emergencies(const Triage& triage, const std::vector<std::string>& files);

/// departments_macro_f1 over the labels that occur. Columns as read_messages says.
[[nodiscard]] Result<std::string> evaluate_departments(const Departments& departments, const Models& models,
                                                       const std::vector<std::string>& files);

}  // namespace mashang::triage::training
