// The built front ends, out of the binary.
#pragma once

#include <span>

#include "http/router.hpp"
#include "runtime/embedded.hpp"

namespace mashang::http {

/// Pages: `/`, `/d/{token}`, `/c/{token}` and `/my` are the residents' front end; `/field/…` and `/console/…` the other
/// two.
/// `/<front end>/assets/…` may be kept for ever (their names hold a hash of their content); everything else is asked
/// for again, with an ETag. Pages whose address holds a secret are neither kept nor indexed. `files`: names as in
/// runtime/embedded.hpp; must outlive the router.
void add_static_routes(Router& router, std::span<const runtime::EmbeddedFile> files);

/// "br", "gzip" or "": the smallest form of this file that the client takes (RFC 9110, 12.5.3).
[[nodiscard]] std::string_view encoding_for(const runtime::EmbeddedFile& file, std::string_view accept_encoding);

}  // namespace mashang::http
