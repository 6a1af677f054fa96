// The room's URLs.
#pragma once

#include "http/router.hpp"
#include "rooms/notify/hub.hpp"

namespace mashang::notify {

/// GET /api/v1/todos and GET /api/v1/events. Everything passed in must outlive the router.
void add_routes(http::Router& router, storage::Db& db, identity::Sessions& sessions, Hub& hub);

}  // namespace mashang::notify
