// Which function answers which URL.
#include "rooms/cases/routes.hpp"

namespace mashang::cases {

void add_routes(http::Router& router, Service& service) {
  using http::Method;
  using http::Request;
  const auto add = [&](Method method, std::string_view pattern, Service::Answer (Service::*answer)(Request&)) {
    router.add(method, pattern, [&service, answer](Request& request) { return (service.*answer)(request); });
  };
  add(Method::get, "/api/v1/categories", &Service::list_categories);
  add(Method::post, "/api/v1/door/{token}/reports", &Service::submit_report);
  add(Method::post, "/api/v1/door/{token}/understanding", &Service::understand_at_door);
  add(Method::post, "/api/v1/reports", &Service::submit_without_code);
  add(Method::post, "/api/v1/understanding", &Service::understand);
  add(Method::get, "/api/v1/links/{token}", &Service::show_linked);
  add(Method::del, "/api/v1/links/{token}", &Service::revoke_link);
  add(Method::post, "/api/v1/links/{token}/actions", &Service::act_on_linked);
  add(Method::get, "/api/v1/links/{token}/proof", &Service::prove_linked);
  add(Method::get, "/api/v1/links/{token}/attachments/{id}", &Service::linked_attachment);
  add(Method::get, "/api/v1/cases", &Service::list);
  add(Method::post, "/api/v1/cases", &Service::report_as_staff);
  add(Method::post, "/api/v1/cases/bulk-actions", &Service::act_on_many);
  add(Method::get, "/api/v1/cases/{id}", &Service::show);
  add(Method::get, "/api/v1/cases/{id}/history", &Service::history);
  add(Method::get, "/api/v1/cases/{id}/suggestions", &Service::suggestions);
  add(Method::get, "/api/v1/cases/{id}/similar", &Service::similar);
  add(Method::get, "/api/v1/hot-matters", &Service::hot_matters);
  add(Method::get, "/api/v1/triage/quality", &Service::triage_quality);
  add(Method::get, "/api/v1/cases/{id}/handlers", &Service::handlers);
  add(Method::post, "/api/v1/cases/{id}/actions", &Service::act);
  add(Method::get, "/api/v1/attachments/{id}", &Service::attachment);
  add(Method::get, "/api/v1/map/cases", &Service::map);
}

}  // namespace mashang::cases
