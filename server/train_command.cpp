// Makes the model files that travel inside the binary.
#include <fmt/format.h>

#include <fstream>

#include "commands.hpp"
#include "rooms/triage/character_training.hpp"

namespace mashang::commands {

Result<void> train(const std::string& folder) {
  const auto characters = triage::train_characters();
  if (!characters) return failure(characters.error());
  const std::string path = folder + "/characters.model";
  const std::string bytes = characters->stored();
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) return failure(ErrorKind::unavailable, "triage.models_unwritable", path);
  fmt::print("{}: {} bytes\n", path, bytes.size());
  return {};
}

}  // namespace mashang::commands
