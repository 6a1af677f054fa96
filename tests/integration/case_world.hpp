// A small county with everybody a case needs, and the cases room served over its routes.
#pragma once

#include <simdjson.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/id_source.hpp"
#include "integration/one_loop.hpp"
#include "rooms/cases/categories.hpp"
#include "rooms/cases/echoing.hpp"
#include "rooms/cases/indexing.hpp"
#include "rooms/cases/routes.hpp"
#include "rooms/cases/service.hpp"
#include "rooms/cases/suggestions.hpp"
#include "rooms/media/routes.hpp"
#include "rooms/media/store.hpp"
#include "rooms/media/stored_files.hpp"
#include "rooms/media/uploads.hpp"
#include "rooms/notify/follower.hpp"
#include "rooms/places/places.hpp"
#include "rooms/triage/kept_gazetteer.hpp"

namespace mashang::test {

inline constexpr CountyCode kTown{431229};
inline constexpr PlaceId kTownship{1'000'010}, kCommunity{1'000'020}, kVillage{1'000'021}, kOtherCommunity{1'000'022},
    kGrid{1'000'030}, kVillageGrid{1'000'031}, kOtherGrid{1'000'032}, kLeaderlessGrid{1'000'033}, kCompound{1'000'040},
    kBareCompound{1'000'041}, kOtherCompound{1'000'042}, kBuilding{1'000'050}, kBareBuilding{1'000'051},
    kOtherBuilding{1'000'052}, kLeaderlessBuilding{1'000'053}, kFlat{1'000'060}, kBareFlat{1'000'061},
    kOtherFlat{1'000'062}, kLeaderlessFlat{1'000'063}, kVillageHouse{1'000'064}, kFlatAbove{1'000'065};
inline constexpr OrganisationId kProperty{1}, kOtherProperty{2}, kCommunityOffice{3}, kVillageCommittee{4}, kWater{5};

/// Finds the actor by the name in the header X-Actor.
class NamedSessions final : public identity::Sessions {
 public:
  std::map<std::string, identity::Actor, std::less<>> actors;
  [[nodiscard]] Task<Result<identity::Actor>> require(const http::Request& request) override {
    const auto found = actors.find(request.header("X-Actor"));
    if (found == actors.end()) co_return failure(ErrorKind::unauthenticated, "identity.sign_in_required");
    co_return found->second;
  }
};

/// A parsed answer that outlives its text.
class Json {
 public:
  explicit Json(const std::string& text) : parser_(std::make_shared<simdjson::dom::parser>()) {
    simdjson::dom::element root;
    if (parser_->parse(text).get(root)) throw std::runtime_error("not JSON: " + text);
    at_ = root;
  }
  Json operator[](std::string_view name) const { return Json(parser_, at_[name].value()); }
  Json operator[](std::size_t index) const { return Json(parser_, at_.at(index).value()); }
  [[nodiscard]] std::string text() const { return is_null() ? "null" : std::string(at_.get_string().value()); }
  [[nodiscard]] std::int64_t number() const { return at_.get_int64().value(); }
  [[nodiscard]] bool flag() const { return at_.get_bool().value(); }
  [[nodiscard]] bool is_null() const { return at_.is_null(); }
  [[nodiscard]] std::size_t size() const { return at_.get_array().value().size(); }

 private:
  Json(std::shared_ptr<simdjson::dom::parser> parser, simdjson::dom::element at)
      : parser_(std::move(parser)), at_(at) {}
  std::shared_ptr<simdjson::dom::parser> parser_;
  simdjson::dom::element at_;
};

class CaseWorld {
 public:
  CaseWorld(storage::Db& db, FixedClock& clock, const std::string& folder);

  struct Receipt {
    int status = 0;
    std::string code;
    std::int64_t id = 0;
    std::string link;
  };
  Receipt report(const std::string& door, const std::string& body, const std::string& key = "");
  Receipt report(const std::string& door = "flat") {
    return report(door, R"({"text":"电动车堵了消防通道","category":"0402"})");
  }
  /// A finished upload of a small picture.
  std::string picture(const std::string& salt);

  Answer get(const std::string& who, const std::string& path, const std::string& query = "");
  Answer post(const std::string& who, const std::string& path, const std::string& body);
  /// Takes a step with the version the case has now; `more` is further JSON fields with a leading comma.
  Answer act(const std::string& who, std::int64_t id, const std::string& action, const std::string& more = "");
  Answer act_by_link(const std::string& link, const std::string& action, const std::string& more = "");
  Json link(const std::string& token) { return Json(client.call(http::Method::get, "/api/v1/links/" + token).body); }
  Json see(const std::string& who, std::int64_t id) {
    return Json(get(who, "/api/v1/cases/" + std::to_string(id)).body);
  }
  std::string state(std::int64_t id) { return see("county", id)["state"].text(); }
  std::vector<std::string> allowed(const std::string& who, std::int64_t id);
  /// "kind account:5" and "kind organisation:1" of the open to-dos, sorted.
  std::vector<std::string> todos(std::int64_t id);
  std::string door(const std::string& name) { return doors->derive(flats.at(name), "test"); }
  /// A reader that nobody has corrected yet.
  static triage::Triage fresh_triage();
  /// The search index knows everything that was written.
  void index_all();
  /// So does what was said before.
  void remember_all();
  /// Empty when the county's whole log verifies.
  std::string broken();

  storage::Db& db;
  FixedClock& clock;
  IdSource ids;
  NamedSessions sessions;
  std::map<std::string, PlaceId> flats{{"flat", kFlat},
                                       {"bare", kBareFlat},
                                       {"other", kOtherFlat},
                                       {"leaderless", kLeaderlessFlat},
                                       {"village", kVillageHouse}};
  std::unique_ptr<residents::DoorCodes> doors = residents::make_door_codes(std::string(32, 'd'), kTown);
  residents::TokenLimits limits{0, 0};
  media::Store store;
  media::StoredFiles files{store};
  media::Uploads uploads;
  media::UploadRights rights;
  cases::Links links{std::string(32, 'l'), kTown};
  cases::Steps steps{kTown, cases::Rules{}, std::string(32, 's')};
  search::Index index{db.engine()};
  cases::Indexing indexing{db, kTown, index};
  triage::Triage triage;
  cases::Lessons lessons{db, kTown, triage};
  triage::KeptGazetteer gazetteer{db, kTown, triage};
  echoes::SaidBefore said;
  cases::Echoing echoing{db, kTown, triage, said};
  cases::Talk talk{db, kTown, triage, clock};
  cases::Service service;
  http::Router router;
  Client client{router};

 private:
  using Take = std::function<Result<notify::Consequence>(std::span<const CaseId>)>;
  /// Everything that waits for this follower is taken in.
  void follow(const std::string& name, const Take& take);
  void build(storage::Tx& tx);
  void add_staff(storage::Tx& tx, const std::string& name, std::int64_t id, const identity::Grant& grant);
  std::string step_body(std::int64_t version, const std::string& action, const std::string& more);
};

}  // namespace mashang::test
