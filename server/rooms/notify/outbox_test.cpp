// How events look on the wire.
#include "rooms/notify/outbox.hpp"

#include <gtest/gtest.h>

#include "http/request_fixture.hpp"
#include "rooms/notify/resume.hpp"

namespace mashang::notify {
namespace {

TEST(Render, EachRowEndsWithItsNumber) {
  const Event first{4, {}, "event: todo\ndata: {}\n"}, second{5, {}, "event: case\ndata: {}\n"};
  EXPECT_EQ(render({&first, &second}), "id: 4\nevent: todo\ndata: {}\n\nid: 5\nevent: case\ndata: {}\n\n");
}

TEST(Render, OnlyTheLastEventOfARowCarriesItsNumber) {
  // Else a connection that breaks between the two would lose the second.
  const Event first{4, {}, "event: todo_done\ndata: 1\n"}, second{4, {}, "event: todo_done\ndata: 2\n"};
  EXPECT_EQ(render({&first, &second}), "event: todo_done\ndata: 1\n\nid: 4\nevent: todo_done\ndata: 2\n\n");
}

TEST(LastEventId, IsReadFromTheHeaderOrElseFromTheQuery) {
  http::FixtureRequest request;
  EXPECT_FALSE(last_event_of(request).value().has_value());
  request.query = {{"last_event_id", "12"}};
  EXPECT_EQ(last_event_of(request).value(), 12);
  request.headers["Last-Event-ID"] = "15";
  EXPECT_EQ(last_event_of(request).value(), 15);
}

TEST(LastEventId, MustBeANumberOfAtMostFifteenDigits) {
  for (const std::string text : {"x", "-1", "12x", "1 2", "1234567890123456", "' OR 1=1"}) {
    http::FixtureRequest request;
    request.headers["Last-Event-ID"] = text;
    const auto number = last_event_of(request);
    ASSERT_FALSE(number.has_value()) << text;
    EXPECT_EQ(number.error().code, "notify.bad_event_id");
  }
}

}  // namespace
}  // namespace mashang::notify
