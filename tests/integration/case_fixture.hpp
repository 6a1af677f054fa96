// The small county of case_world.hpp on a fresh database, with the steps that most stories begin with.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "integration/case_world.hpp"
#include "integration/engines.hpp"
#include "rooms/notify/lists.hpp"
#include "rooms/notify/outbox.hpp"

namespace mashang::test {

class CaseTest : public EveryEngine {
 protected:
  void SetUp() override {
    EveryEngine::SetUp();
    folder_ = std::filesystem::temp_directory_path() / ("mashang-cases-" + std::to_string(::getpid()) + "-" +
                                                        std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::create_directories(folder_);
    world_ = std::make_unique<CaseWorld>(db(), clock_, folder_.string());
  }
  void TearDown() override {
    world_.reset();
    std::filesystem::remove_all(folder_);
    EveryEngine::TearDown();
  }
  CaseWorld& w() { return *world_; }

  int sees(const std::string& who, std::int64_t id) {
    return w().get(who, "/api/v1/cases/" + std::to_string(id)).status;
  }
  std::set<std::string> lists(const std::string& who, const std::string& query = "") {
    const Json page(w().get(who, "/api/v1/cases", query).body);
    std::set<std::string> numbers;
    for (std::size_t i = 0; i < page["items"].size(); ++i)
      numbers.insert(std::to_string(page["items"][i]["id"].number()));
    return numbers;
  }
  Json history(const std::string& who, std::int64_t id) {
    return Json(w().get(who, "/api/v1/cases/" + std::to_string(id) + "/history").body)["items"];
  }
  std::string with_picture(const std::string& salt) { return R"(,"uploads":[")" + w().picture(salt) + R"("])"; }

  /// What her to-do list shows, as one text: words and place of each.
  std::string todo_list(const std::string& who, notify::ListState state) {
    const auto page = db().read_now([&](storage::Tx& tx) {
      return notify::list_todos(tx, notify::audience_of(w().sessions.actors.at(who)), state, "", 100);
    });
    std::string shown;
    for (const notify::Todo& todo : page->items) shown += todo.excerpt + " " + todo.place + "\n";
    return shown;
  }
  /// Every event that her phone would be sent after `seq`, as one text.
  std::string heard(const std::string& who, std::int64_t after = 0) {
    const auto audience = notify::audience_of(w().sessions.actors.at(who));
    const auto events = db().read_now([&](storage::Tx& tx) {
      const notify::Reading reading{kTown, after, notify::newest_event(tx, kTown), clock_.now(), cases::case_number};
      return Result<std::vector<notify::Event>>(
          notify::read_events(tx, reading, [&](const notify::Address& to) { return audience.hears(to); }));
    });
    std::string bodies;
    for (const notify::Event& event : *events) bodies += event.body;
    return bodies;
  }
  std::int64_t newest_event() {
    return *db().read_now([](storage::Tx& tx) -> Result<std::int64_t> { return notify::newest_event(tx, kTown); });
  }

  /// Reported, accepted, and dispatched to the compound's company.
  CaseWorld::Receipt dispatched(const std::string& body = R"({"text":"电动车堵了消防通道","category":"0402"})") {
    auto made = w().report("flat", body);
    EXPECT_EQ(w().act("leader", made.id, "accept").status, 200);
    EXPECT_EQ(w().act("leader", made.id, "dispatch", R"(,"organisation_id":1)").status, 200);
    return made;
  }
  /// ... done and checked: the reporter's word is awaited.
  CaseWorld::Receipt awaiting() {
    auto made = dispatched();
    EXPECT_EQ(w().act("property", made.id, "start").status, 200);
    EXPECT_EQ(w().act("property", made.id, "handle", with_picture("done")).status, 200);
    EXPECT_EQ(w().act("leader", made.id, "pass_check").status, 200);
    return made;
  }

  FixedClock clock_{Instant{1'795'300'000'000}};
  std::filesystem::path folder_;
  std::unique_ptr<CaseWorld> world_;
};

}  // namespace mashang::test
