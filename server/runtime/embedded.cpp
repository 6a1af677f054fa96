// Finds an embedded file by name.
#include "runtime/embedded.hpp"

#include <algorithm>

namespace mashang::runtime {

const EmbeddedFile* embedded_file(std::string_view name) {
  const auto files = embedded_files();
  const auto found = std::ranges::lower_bound(files, name, {}, &EmbeddedFile::name);
  return found != files.end() && found->name == name ? &*found : nullptr;
}

}  // namespace mashang::runtime
