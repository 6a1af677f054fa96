// Private case links: whoever holds one is the reporter of that case.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ids.hpp"

namespace mashang::cases {

/// A token names its case and carries 128 bits of HMAC-SHA256 over county and case under the installation's link key,
/// so nothing of it is stored: a copied database opens no link, and a repeated request is given the same token again.
/// Revoking is a time in the case's row. Thread-safe.
class Links {
 public:
  Links(std::string key, CountyCode county) : key_(std::move(key)), county_(county) {}

  [[nodiscard]] std::string token_of(CaseId id) const;
  /// The case a genuine token names; none for anything else. Says nothing about whether it was revoked.
  [[nodiscard]] std::optional<CaseId> case_of(std::string_view token) const;

 private:
  [[nodiscard]] std::string proof_of(std::int64_t id) const;
  std::string key_;
  CountyCode county_;
};

}  // namespace mashang::cases
