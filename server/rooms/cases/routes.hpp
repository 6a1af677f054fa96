// The room's URLs.
#pragma once

#include "http/router.hpp"
#include "rooms/cases/service.hpp"

namespace mashang::cases {

/// `service` must outlive the router.
void add_routes(http::Router& router, Service& service);

}  // namespace mashang::cases
