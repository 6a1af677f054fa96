// What the room does for one request; owns the transactions.
#pragma once

#include <functional>

#include "http/message.hpp"
#include "rooms/cases/requests.hpp"
#include "rooms/cases/talk.hpp"
#include "rooms/cases/views.hpp"
#include "rooms/residents/residents.hpp"
#include "rooms/search/search.hpp"
#include "rooms/triage/triage.hpp"

namespace mashang::cases {

/// Everything it uses outlives it; house.cpp owns both. Thread-safe.
class Service {
 public:
  struct Parts {
    storage::Db& db;
    const Clock& clock;
    identity::Sessions& sessions;
    const residents::DoorCodes& doors;
    residents::TokenLimits& limits;
    const media::Files& files;
    const Links& links;
    const Steps& steps;
    const triage::Triage& triage;
    const search::Index& index;
    const Talk& talk;
    const echoes::SaidBefore& said;
  };
  explicit Service(Parts parts) : p_(parts) {}

  using Answer = Task<Result<http::Response>>;

  [[nodiscard]] Answer list_categories(http::Request& request);
  // the resident: door code or none, and private link
  [[nodiscard]] Answer submit_report(http::Request& request);
  [[nodiscard]] Answer submit_without_code(http::Request& request);
  [[nodiscard]] Answer understand(http::Request& request);
  [[nodiscard]] Answer understand_at_door(http::Request& request);
  [[nodiscard]] Answer show_linked(http::Request& request);
  [[nodiscard]] Answer act_on_linked(http::Request& request);
  [[nodiscard]] Answer revoke_link(http::Request& request);
  [[nodiscard]] Answer prove_linked(http::Request& request);
  [[nodiscard]] Answer linked_attachment(http::Request& request);
  // staff
  [[nodiscard]] Answer report_as_staff(http::Request& request);
  [[nodiscard]] Answer list(http::Request& request);
  [[nodiscard]] Answer map(http::Request& request);
  [[nodiscard]] Answer show(http::Request& request);
  [[nodiscard]] Answer history(http::Request& request);
  [[nodiscard]] Answer suggestions(http::Request& request);
  [[nodiscard]] Answer similar(http::Request& request);
  [[nodiscard]] Answer triage_quality(http::Request& request);
  [[nodiscard]] Answer hot_matters(http::Request& request);
  [[nodiscard]] Answer handlers(http::Request& request);
  [[nodiscard]] Answer act(http::Request& request);
  [[nodiscard]] Answer act_on_many(http::Request& request);
  [[nodiscard]] Answer attachment(http::Request& request);

 private:
  /// Looks at one case, for a signed-in person who may see it; `look` outlives the task. Fails as Sessions::require and
  /// open_case do.
  template <class T>
  using Look = std::function<Result<T>(storage::Tx&, Opened)>;
  template <class T>
  [[nodiscard]] Task<Result<T>> look_at(http::Request& request, const Look<T>& look) const;
  /// Where a report belongs and under whose name its repeats are known.
  struct Origin {
    places::Situation where;
    std::string scope;
    const identity::Actor* taken_by = nullptr;
  };
  using FindOrigin = std::function<Result<Origin>(storage::Tx&, const Draft&)>;
  [[nodiscard]] Answer take_in(http::Request& request, DraftKind kind, const FindOrigin& find_origin);
  /// `Understanding` of words at a door, or without one.
  [[nodiscard]] std::string understood_json(storage::Tx& tx, const std::string& words,
                                            std::optional<PlaceId> scanned) const;
  /// `door` is the code's token, none without one.
  [[nodiscard]] Answer understand_words(http::Request& request, std::optional<std::string> door);
  [[nodiscard]] Result<void> admit(const http::Request& request) const;
  [[nodiscard]] Shown beside(storage::Tx& tx, Opened opened) const;
  [[nodiscard]] std::string linked_json(storage::Tx& tx, Opened opened, Instant now) const;
  [[nodiscard]] http::Response receipt(const Case& c) const;

  Parts p_;
};

}  // namespace mashang::cases
