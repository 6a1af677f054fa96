// The room's URLs.
#pragma once

#include "http/router.hpp"
#include "rooms/places/service.hpp"

namespace mashang::places {

/// `service` must outlive the router.
void add_routes(http::Router& router, Service& service);

}  // namespace mashang::places
