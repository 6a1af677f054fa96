// The room's URLs.
#pragma once

#include "http/router.hpp"
#include "rooms/identity/sessions.hpp"
#include "rooms/identity/sign_in.hpp"

namespace mashang::identity {

/// GET, POST and DELETE /api/v1/session. Everything passed lives as long as the router.
void add_routes(http::Router& router, storage::Db& db, CountyCode county, SessionStore& sessions, SignIn& sign_in);

}  // namespace mashang::identity
