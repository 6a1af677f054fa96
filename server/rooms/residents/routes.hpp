// The room's URLs.
#pragma once

#include "http/router.hpp"
#include "rooms/residents/service.hpp"

namespace mashang::residents {

/// `service` must outlive the router.
void add_routes(http::Router& router, Service& service);

}  // namespace mashang::residents
