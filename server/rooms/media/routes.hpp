// The room's URLs: /api/v1/uploads, tus 1.0.
#pragma once

#include "http/router.hpp"
#include "rooms/media/rights.hpp"
#include "rooms/media/uploads.hpp"

namespace mashang::media {

/// OPTIONS and POST /api/v1/uploads; HEAD, PATCH and DELETE /api/v1/uploads/{token}. What is passed outlives the
/// router.
void add_routes(http::Router& router, Uploads& uploads, UploadRights& rights);

}  // namespace mashang::media
