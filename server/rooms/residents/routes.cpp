// The room's URLs.
#include "rooms/residents/routes.hpp"

namespace mashang::residents {

void add_routes(http::Router& router, Service& service) {
  using http::Method;
  router.add(Method::get, "/api/v1/door/{token}",
             [&service](http::Request& request) { return service.show_door(request); });
  router.add(Method::post, "/api/v1/places/{id}/door-codes",
             [&service](http::Request& request) { return service.rotate(request); });
  router.add(Method::del, "/api/v1/places/{id}/door-codes",
             [&service](http::Request& request) { return service.revoke(request); });
}

}  // namespace mashang::residents
