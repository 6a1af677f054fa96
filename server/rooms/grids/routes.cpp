// Which function answers which URL.
#include "rooms/grids/routes.hpp"

namespace mashang::grids {

void add_routes(http::Router& router, Service& service) {
  using http::Method;
  using http::Request;
  const auto add = [&](Method method, std::string_view pattern, Service::Answer (Service::*answer)(Request&)) {
    router.add(method, pattern, [&service, answer](Request& request) { return (service.*answer)(request); });
  };
  add(Method::get, "/api/v1/grid-plans", &Service::list);
  add(Method::post, "/api/v1/grid-plans", &Service::create);
  add(Method::get, "/api/v1/grid-plans/ground", &Service::ground);
  add(Method::get, "/api/v1/grid-plans/staff", &Service::staff);
  add(Method::get, "/api/v1/grid-plans/{id}", &Service::show);
  add(Method::del, "/api/v1/grid-plans/{id}", &Service::drop);
  add(Method::post, "/api/v1/grid-plans/{id}/edits", &Service::edit);
  add(Method::post, "/api/v1/grid-plans/{id}/proposal", &Service::propose);
  add(Method::get, "/api/v1/grid-plans/{id}/proposal", &Service::show_proposal);
  add(Method::del, "/api/v1/grid-plans/{id}/proposal", &Service::end_proposal);
  add(Method::post, "/api/v1/grid-plans/{id}/adoption", &Service::adopt);
  add(Method::del, "/api/v1/grid-plans/{id}/adoption", &Service::undo);
}

}  // namespace mashang::grids
