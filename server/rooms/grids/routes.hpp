// The room's URLs.
#pragma once

#include "http/router.hpp"
#include "rooms/grids/service.hpp"

namespace mashang::grids {

void add_routes(http::Router& router, Service& service);

}  // namespace mashang::grids
