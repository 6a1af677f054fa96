// A model as a file: what it is, what it learned from, how well it did, and its weights.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace mashang::triage {

/// What a person can read at the head of the file.
struct ModelCard {
  std::string name;
  std::string version;  ///< of the recipe: 1.0
  std::string date;     ///< yyyy-mm-dd
  std::int64_t seed = 1;
  std::string data;     ///< what it learned from, in words
  std::string figures;  ///< what was measured on texts it had not seen, in words
};

struct ModelFile {
  ModelCard card;
  std::map<std::string, std::string, std::less<>> parts;  ///< by name; each made by somebody's `stored()`
};

/// The file: a magic word, the card as lines of text, then the parts packed by Brotli.
[[nodiscard]] std::string packed(const ModelFile& model);
/// Fails with triage.model_damaged; reads nothing else than what `packed` wrote.
[[nodiscard]] Result<ModelFile> unpacked(std::string_view bytes);

}  // namespace mashang::triage
