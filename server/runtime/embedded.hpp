// Files that travel inside the binary: error words, categories, the built front ends.
#pragma once

#include <span>
#include <string_view>

namespace mashang::runtime {

struct EmbeddedFile {
  std::string_view name;  ///< "web/resident/index.html", "locales/errors.en.json", "cases/categories.csv"
  std::string_view plain;
  std::string_view gzip;  ///< empty when compression does not make it smaller, or when it is no web file
  std::string_view brotli;
  std::string_view etag;  ///< of the plain content, with its quotes
};

/// All of them, sorted by name; generated at build time by scripts/embed_files.py.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();
/// Null when there is no such file.
[[nodiscard]] const EmbeddedFile* embedded_file(std::string_view name);

}  // namespace mashang::runtime
