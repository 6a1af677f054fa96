// A to-do as a person sees it: with what a list shows of its case.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/json.hpp"
#include "storage/tx.hpp"

namespace mashang::notify {

/// Prints a case's number; lent by the house, because cases stand above this room.
using CaseNumber = std::string (*)(CaseId);

struct Todo {
  TodoId id;
  CaseId case_id;
  std::string kind;
  std::string state;
  std::optional<std::string> category;
  std::string urgency;
  int urgency_rank = 0;  ///< 0 emergency … 3 low
  std::string excerpt;
  std::string place;
  Instant created_at;
  std::optional<Instant> done_at;
  std::optional<Instant> deadline;
  bool has_media = false;
  bool is_supervised = false;
  bool is_urged = false;
  bool is_mass_affecting = false;
};

/// From a row of sql/read.sql that has the columns of a to-do.
[[nodiscard]] Todo read_todo(const storage::Row& row);
/// The contract's `Todo`; `now` tells what is overdue.
void write_todo(json::Writer& out, const Todo& todo, Instant now, CaseNumber number);

}  // namespace mashang::notify
