// The push hub: one thread that reads new outbox rows once and hands each event to every open stream it concerns.
//
// A commit wakes it; it gathers what comes within a tick, so that a burst costs one read and one send a listener. A
// stream hears every event after the number it joined with, in order, once: on joining, the hub reads the gap between
// that number and what it has already handed out. Numbers are the database's, so a client's Last-Event-ID outlives a
// restart.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "http/message.hpp"
#include "rooms/notify/outbox.hpp"

namespace mashang::notify {

struct HubOptions {
  std::chrono::milliseconds tick{20};
  std::chrono::milliseconds heartbeat{15'000};
  /// A stream is closed after this long; the client comes back by itself and its session and grants are looked at
  /// again.
  std::chrono::milliseconds longest_stream{15 * 60'000};
  int streams_of_a_session = 5;
  /// How often `living` is asked; what this process ends it tells by `end` at once.
  std::chrono::milliseconds check_sessions{3'000};
  /// Every session that is alive, with its person as she is now. Called on the hub's thread. None: nobody is asked.
  std::function<Result<std::map<SessionId, identity::Actor>>()> living = {};
};

/// Counts as one of a session's streams as long as it lives.
using Seat = std::shared_ptr<void>;

/// A client that was let in: from `after` on it hears everything for `audience`.
struct Listener {
  std::shared_ptr<http::EventStream> stream;
  Audience audience;
  std::int64_t after = 0;
  Seat seat;
  SessionId session = {};  ///< whose end ends the stream
};

class Hub {
 public:
  /// `log` is told in plain words when reading fails; the hub goes on and tries again.
  Hub(storage::Db& db, CountyCode county, const Clock& clock, CaseNumber case_number,
      std::function<void(std::string_view)> log, HubOptions options = {});
  ~Hub() { stop(); }
  Hub(const Hub&) = delete;

  void start();
  /// Closes every stream; clients resume elsewhere or after a restart.
  void stop();
  /// For Db::on_commit; cheap, from any thread.
  void wake();
  /// From any thread.
  void join(Listener listener);
  /// Fails with notify.too_many_streams.
  [[nodiscard]] Result<Seat> take_seat(SessionId session);
  /// The session is over: its streams are closed before this returns, and hear nothing more. From any thread.
  void end(SessionId session);
  [[nodiscard]] std::size_t listener_count() const { return listener_count_; }

  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] CaseNumber number() const { return number_; }

 private:
  using Steady = std::chrono::steady_clock;
  struct Subscriber {
    Listener listener;
    Steady::time_point since;
    std::vector<const Event*> pending;
  };
  struct Seats {
    struct Held {
      int taken = 0;
      bool is_over = false;
      std::vector<std::weak_ptr<http::EventStream>> streams = {};
    };
    std::mutex mutex;
    std::map<SessionId, Held> of_session;
    /// False when the session has ended since the seat was taken.
    [[nodiscard]] bool sit_down(SessionId session, const std::shared_ptr<http::EventStream>& stream);
  };

  void work();
  void wait_for_work();
  void admit(std::vector<Listener> arrived);
  [[nodiscard]] Result<void> catch_up(Subscriber& subscriber);
  [[nodiscard]] Result<void> push_new_events();
  void hand_out(const std::vector<Event>& events);
  void sweep(Steady::time_point now);
  void close_ended_sessions();
  void reindex();

  storage::Db& db_;
  CountyCode county_;
  const Clock& clock_;
  CaseNumber number_;
  std::function<void(std::string_view)> log_;
  HubOptions options_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_stopping_ = false;       ///< guarded by mutex_
  std::vector<Listener> arrived_;  ///< guarded by mutex_
  std::atomic<bool> has_news_{true};
  std::atomic<std::size_t> listener_count_{0};
  std::shared_ptr<Seats> seats_ = std::make_shared<Seats>();  ///< outlives the hub as long as a seat is held

  // The hub's thread only.
  std::int64_t handed_out_ = -1;  ///< number of the last row given to all; -1 before the first reading
  std::vector<std::unique_ptr<Subscriber>> subscribers_;
  std::map<Address, std::vector<Subscriber*>> at_address_;
  Steady::time_point last_beat_{};
  Steady::time_point last_check_{};
  std::thread thread_;
};

}  // namespace mashang::notify
