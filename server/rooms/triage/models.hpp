// Everything that was learned before the server started, loaded once.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "rooms/triage/addresses.hpp"
#include "rooms/triage/alarm.hpp"
#include "rooms/triage/characters.hpp"
#include "rooms/triage/departments.hpp"
#include "rooms/triage/linear_model.hpp"
#include "rooms/triage/model_file.hpp"

namespace mashang::triage {

/// Immutable, thread-safe, shared by whoever reads messages.
struct Models {
  Characters characters;
  ModelCard card;  ///< of messages.model
  std::shared_ptr<const LinearModel> kinds;
  std::shared_ptr<const LinearModel> urgency;
  std::shared_ptr<const DangerModel> danger;
};

/// The bytes of a model file by its name ("messages.model"); none when there is no such file.
using FindModel = std::function<std::optional<std::string>(std::string_view name)>;
/// The files inside the binary.
[[nodiscard]] FindModel embedded_models();
/// The files of a folder.
[[nodiscard]] FindModel models_in(std::string folder);

/// Fails with triage.model_missing and triage.model_damaged, the file's name in the detail.
[[nodiscard]] Result<std::shared_ptr<const Models>> load_models(const FindModel& find);
/// addresses.model, for whoever reads addresses: messages need it not.
[[nodiscard]] Result<AddressReader> load_addresses(const FindModel& find);
[[nodiscard]] Result<Characters> load_characters(const FindModel& find);
/// Measured, not used by the server: that dispatches by the county's own table.
[[nodiscard]] Result<Departments> load_departments(const FindModel& find);

}  // namespace mashang::triage
