// The demo's drawings in the media store, handed to cases as finished uploads.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "rooms/demo/pictures.hpp"
#include "storage/tx.hpp"

namespace mashang::demo {

class Album {
 public:
  /// Puts every drawing into the store of `data_directory`, each once. Throws what the file system throws.
  Album(CountyCode county, const std::string& data_directory);

  /// A finished upload of that drawing, to be claimed in this transaction; `number` is its own and becomes the
  /// attachment's id.
  [[nodiscard]] std::string upload(storage::Tx& tx, std::int64_t number, Scene scene, Look look, Instant at) const;

 private:
  struct Picture {
    std::string sha256;
    std::int64_t bytes = 0;
  };
  CountyCode county_;
  std::array<std::array<Picture, 2>, 6> pictures_;  // by scene and look
};

}  // namespace mashang::demo
