// The room's URLs.
#include "rooms/places/routes.hpp"

namespace mashang::places {

void add_routes(http::Router& router, Service& service) {
  using http::Method;
  using http::Request;
  router.add(Method::get, "/api/v1/county", [&service](Request& request) { return service.show_county(request); });
  router.add(Method::get, "/api/v1/places", [&service](Request& request) { return service.list(request); });
  router.add(Method::get, "/api/v1/places/{id}", [&service](Request& request) { return service.show(request); });
  router.add(Method::get, "/api/v1/map/base", [&service](Request& request) { return service.base_map(request); });
}

}  // namespace mashang::places
