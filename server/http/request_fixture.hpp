// A request made by hand, for tests of what reads requests.
#pragma once

#include <map>
#include <string>

#include "http/message.hpp"

namespace mashang::http {

/// Header names are compared as they are.
struct FixtureRequest final : Request {
  std::map<std::string, std::string, std::less<>> headers;

  [[nodiscard]] std::string_view header(std::string_view name) const override {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
  }
};

}  // namespace mashang::http
