// What the holder of a private link may see and do: her own case, nothing else.
#include "rooms/cases/service.hpp"
#include "rooms/cases/step_proof.hpp"
#include "rooms/cases/store.hpp"

namespace mashang::cases {
namespace {

http::Response never_stored(std::string body) {
  auto response = http::json_response(200, std::move(body));
  response.set("Cache-Control", "no-store");
  return response;
}

constexpr Doer kReporter{Doer::Kind::reporter, nullptr};

}  // namespace

Result<void> Service::admit(const http::Request& request) const {
  return p_.limits.admit(request.remote, request.path_values.at(0), p_.clock.now());
}

std::string Service::linked_json(storage::Tx& tx, Opened opened, Instant now) const {
  Shown shown = beside(tx, std::move(opened));
  shown.steps = steps_of(tx, p_.steps.county(), shown.opened.value.id);
  shown.joined = joined_case(tx, shown.opened.value);
  return linked_case_json(shown, now, p_.steps.rules());
}

Service::Answer Service::show_linked(http::Request& request) {
  if (auto admitted = admit(request); !admitted) co_return failure(admitted.error());
  const Instant now = p_.clock.now();
  auto reading = p_.db.read([&](storage::Tx& tx) -> Result<std::string> {
    auto opened = open_link(tx, p_.steps.county(), p_.links, request.path_values.at(0));
    if (!opened) return failure(opened.error());
    return linked_json(tx, std::move(*opened), now);
  });
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  co_return never_stored(std::move(*body));
}

Service::Answer Service::act_on_linked(http::Request& request) {
  if (auto admitted = admit(request); !admitted) co_return failure(admitted.error());
  auto receiving = request.body->all(http::kJsonBodyLimit);
  const Result<std::string> sent = co_await receiving;
  if (!sent) co_return failure(sent.error());
  const auto action = read_action(*sent);
  if (!action) co_return failure(action.error());
  const Instant now = p_.clock.now();
  auto writing = p_.db.write([&](storage::Tx& tx) -> Result<std::string> {
    auto opened = open_link(tx, p_.steps.county(), p_.links, request.path_values.at(0));
    if (!opened) return failure(opened.error());
    auto next = p_.steps.act_in(tx, *opened, kReporter, *action, now);
    if (!next) return failure(next.error());
    const Acting acting = acting_of_reporter(tx, *next);
    return linked_json(tx, Opened{std::move(*next), acting}, now);
  });
  Result<std::string> body = co_await writing;
  if (!body) co_return failure(body.error());
  co_return never_stored(std::move(*body));
}

Service::Answer Service::revoke_link(http::Request& request) {
  if (auto admitted = admit(request); !admitted) co_return failure(admitted.error());
  const Instant now = p_.clock.now();
  const auto revoke = [&](storage::Tx& tx) -> Result<Case> {
    const auto opened = open_link(tx, p_.steps.county(), p_.links, request.path_values.at(0));
    if (!opened) return failure(opened.error());
    const ActionRequest step{.action = Action::revoke_link, .version = opened->value.version};
    return p_.steps.act_in(tx, *opened, kReporter, step, now);
  };
  // She names no version: whatever happens to the case meanwhile, her link must go.
  constexpr int kTries = 5;
  for (int i = 1;; ++i) {
    auto writing = p_.db.write(revoke);
    const Result<Case> revoked = co_await writing;
    if (revoked) co_return http::no_content();
    if (i == kTries || revoked.error().code != "cases.version_stale") co_return failure(revoked.error());
  }
}

Service::Answer Service::prove_linked(http::Request& request) {
  if (auto admitted = admit(request); !admitted) co_return failure(admitted.error());
  auto reading = p_.db.read([&](storage::Tx& tx) -> Result<std::string> {
    const auto opened = open_link(tx, p_.steps.county(), p_.links, request.path_values.at(0));
    if (!opened) return failure(opened.error());
    auto steps = steps_of(tx, p_.steps.county(), opened->value.id);
    if (!steps.empty()) steps.front().report_text = opened->value.text;
    return step_proofs_json(steps);
  });
  Result<std::string> body = co_await reading;
  if (!body) co_return failure(body.error());
  co_return never_stored(std::move(*body));
}

Service::Answer Service::linked_attachment(http::Request& request) {
  if (auto admitted = admit(request); !admitted) co_return failure(admitted.error());
  const auto id = request.path_number(1);
  if (!id) co_return failure(id.error());
  auto reading = p_.db.read([&](storage::Tx& tx) -> Result<media::Attachment> {
    const auto opened = open_link(tx, p_.steps.county(), p_.links, request.path_values.at(0));
    if (!opened) return failure(opened.error());
    auto found = media::attachment_of(tx, p_.steps.county(), AttachmentId{*id});
    if (!found) return failure(found.error());
    if (found->case_id != opened->value.id) return failure(ErrorKind::not_found, "media.unknown_attachment");
    return found;
  });
  const Result<media::Attachment> found = co_await reading;
  if (!found) co_return failure(found.error());
  co_return p_.files.file_response(*found, request);
}

}  // namespace mashang::cases
