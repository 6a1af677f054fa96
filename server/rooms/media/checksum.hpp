// A running checksum over the pieces of one PATCH.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "rooms/media/tus_headers.hpp"

namespace mashang::media {

class RunningChecksum {
 public:
  explicit RunningChecksum(Checksum expected);
  ~RunningChecksum();
  RunningChecksum(RunningChecksum&&) noexcept;
  RunningChecksum& operator=(RunningChecksum&&) noexcept;

  void add(std::string_view bytes);
  /// Once, at the end.
  [[nodiscard]] bool matches();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mashang::media
