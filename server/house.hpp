// The house: every room wired to the others. The only place that knows them all.
#pragma once

#include <memory>
#include <optional>

#include "core/result.hpp"
#include "http/router.hpp"
#include "rooms/demo/demo.hpp"
#include "runtime/config.hpp"

namespace mashang {

/// Built once, serves until `stop`. Everything inside lives as long as the house.
class House {
 public:
  /// Opens database and keys, brings the schema up to date, fills what an empty county needs.
  /// Fails as `open_database`, `open_keys` and `fill_categories` do.
  [[nodiscard]] static Result<std::unique_ptr<House>> build(const runtime::Config& config);
  ~House();

  /// Binds and starts answering. Fails with http.cannot_listen, http.bad_certificate.
  [[nodiscard]] Result<void> open_doors();
  /// Lets requests in flight finish, ends the timers, signs the log once more.
  void close();
  [[nodiscard]] const http::Router& router() const;
  /// What to tell whoever looks at a demo county; none for a real one. Fails with demo.unfinished.
  [[nodiscard]] Result<std::optional<demo::DemoSummary>> demo() const;

 private:
  struct Rooms;
  explicit House(std::unique_ptr<Rooms> rooms);
  std::unique_ptr<Rooms> rooms_;
};

}  // namespace mashang
