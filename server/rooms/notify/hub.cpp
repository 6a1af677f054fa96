// The hub's thread: admit, read once, hand out, sweep.
#include "rooms/notify/hub.hpp"

#include <algorithm>

namespace mashang::notify {
namespace {

constexpr std::int64_t kRowsAtOnce = 2'000;
constexpr std::chrono::milliseconds kSweep{1'000};

}  // namespace

Hub::Hub(storage::Db& db, CountyCode county, const Clock& clock, CaseNumber case_number,
         std::function<void(std::string_view)> log, HubOptions options)
    : db_(db), county_(county), clock_(clock), number_(case_number), log_(std::move(log)), options_(options) {}

void Hub::start() {
  thread_ = std::thread([this] { work(); });
}

void Hub::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Hub::wake() {
  if (has_news_.exchange(true)) return;
  // The empty critical section keeps the wake from falling between the thread's check and its wait.
  { const std::lock_guard lock(mutex_); }
  wake_.notify_all();
}

bool Hub::Seats::sit_down(SessionId session, const std::shared_ptr<http::EventStream>& stream) {
  const std::lock_guard lock(mutex);
  const auto held = of_session.find(session);
  if (held == of_session.end()) return true;  // whoever comes without a seat
  if (held->second.is_over) return false;
  std::erase_if(held->second.streams, [](const auto& gone) { return gone.expired(); });
  held->second.streams.push_back(stream);
  return true;
}

void Hub::end(SessionId session) {
  std::vector<std::weak_ptr<http::EventStream>> streams;
  {
    const std::lock_guard lock(seats_->mutex);
    const auto held = seats_->of_session.find(session);
    if (held == seats_->of_session.end()) return;
    held->second.is_over = true;
    streams = held->second.streams;
  }
  for (const auto& each : streams)
    if (const auto stream = each.lock()) stream->close();
}

void Hub::join(Listener listener) {
  if (!seats_->sit_down(listener.session, listener.stream)) return listener.stream->close();
  {
    const std::lock_guard lock(mutex_);
    if (is_stopping_) return listener.stream->close();
    arrived_.push_back(std::move(listener));
  }
  wake_.notify_all();
}

Result<Seat> Hub::take_seat(SessionId session) {
  const std::lock_guard lock(seats_->mutex);
  int& taken = seats_->of_session[session].taken;
  if (taken >= options_.streams_of_a_session) return failure(ErrorKind::too_many_requests, "notify.too_many_streams");
  ++taken;
  return Seat(nullptr, [seats = seats_, session](void*) {
    const std::lock_guard giving_back(seats->mutex);
    if (--seats->of_session[session].taken == 0) seats->of_session.erase(session);
  });
}

void Hub::work() {
  for (;;) {
    std::vector<Listener> arrived;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kSweep, [&] { return is_stopping_ || !arrived_.empty() || has_news_; });
      if (is_stopping_) break;
      arrived.swap(arrived_);
    }
    if (!arrived.empty()) admit(std::move(arrived));
    if (has_news_.exchange(false)) {
      if (const auto pushed = push_new_events(); !pushed) {
        log_("reading the outbox failed: " + pushed.error().detail);
        has_news_ = true;
      }
      // Whatever comes within the tick goes out together; a first event after silence is not kept waiting.
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, options_.tick, [&] { return is_stopping_; });
    }
    sweep(Steady::now());
  }
  const std::lock_guard lock(mutex_);
  for (const auto& subscriber : subscribers_) subscriber->listener.stream->close();
  for (const Listener& listener : arrived_) listener.stream->close();
  subscribers_.clear();
  arrived_.clear();
  listener_count_ = 0;
}

void Hub::admit(std::vector<Listener> arrived) {
  if (handed_out_ < 0) {
    const auto newest = db_.read_now([&](storage::Tx& tx) { return Result<std::int64_t>(newest_event(tx, county_)); });
    handed_out_ = newest ? *newest : -1;
  }
  for (Listener& listener : arrived) {
    auto subscriber = std::make_unique<Subscriber>(Subscriber{std::move(listener), Steady::now(), {}});
    if (handed_out_ >= 0 && catch_up(*subscriber)) {
      subscribers_.push_back(std::move(subscriber));
    } else {
      subscriber->listener.stream->close();
    }
  }
  reindex();
}

Result<void> Hub::catch_up(Subscriber& subscriber) {
  Listener& listener = subscriber.listener;
  while (listener.after < handed_out_) {
    const Reading gap{county_, listener.after, std::min(handed_out_, listener.after + kRowsAtOnce), clock_.now(),
                      number_};
    const auto is_heard = [&](const Address& to) { return listener.audience.hears(to); };
    const auto events =
        db_.read_now([&](storage::Tx& tx) { return Result<std::vector<Event>>(read_events(tx, gap, is_heard)); });
    if (!events) return failure(events.error());
    std::vector<const Event*> all;
    for (const Event& event : *events) all.push_back(&event);
    if (!all.empty()) listener.stream->send(std::make_shared<const std::string>(render(all)));
    listener.after = gap.upto;
  }
  return {};
}

Result<void> Hub::push_new_events() {
  if (subscribers_.empty()) {
    handed_out_ = -1;
    return {};
  }
  const auto is_heard = [&](const Address& to) { return at_address_.contains(to); };
  for (;;) {
    std::int64_t upto = handed_out_;
    const auto events = db_.read_now([&](storage::Tx& tx) {
      const std::int64_t newest = newest_event(tx, county_);
      upto = std::min(newest, handed_out_ + kRowsAtOnce);
      return Result<std::vector<Event>>(read_events(tx, {county_, handed_out_, upto, clock_.now(), number_}, is_heard));
    });
    if (!events) return failure(events.error());
    if (upto <= handed_out_) return {};
    hand_out(*events);
    handed_out_ = upto;
  }
}

void Hub::hand_out(const std::vector<Event>& events) {
  std::vector<Subscriber*> touched;
  for (const Event& event : events) {
    for (const Address& to : event.to) {
      const auto listening = at_address_.find(to);
      if (listening == at_address_.end()) continue;
      for (Subscriber* subscriber : listening->second) {
        if (event.seq <= subscriber->listener.after) continue;
        if (subscriber->pending.empty()) touched.push_back(subscriber);
        if (subscriber->pending.empty() || subscriber->pending.back() != &event) subscriber->pending.push_back(&event);
      }
    }
  }
  std::map<std::vector<const Event*>, std::shared_ptr<const std::string>> rendered;
  for (Subscriber* subscriber : touched) {
    auto& bytes = rendered[subscriber->pending];
    if (!bytes) bytes = std::make_shared<const std::string>(render(subscriber->pending));
    subscriber->listener.stream->send(bytes);
    subscriber->pending.clear();
  }
}

void Hub::close_ended_sessions() {
  const auto living = options_.living();
  if (!living) return log_("asking for the living sessions failed: " + living.error().detail);
  for (const auto& subscriber : subscribers_) {
    const auto person = living->find(subscriber->listener.session);
    // With other grants she hears other things: the client comes back, and is let in as what she is now.
    if (person == living->end() || audience_of(person->second) != subscriber->listener.audience)
      subscriber->listener.stream->close();
  }
}

void Hub::sweep(Steady::time_point now) {
  if (options_.living && now - last_check_ >= options_.check_sessions) {
    last_check_ = now;
    if (!subscribers_.empty()) close_ended_sessions();
  }
  const auto is_over = [&](const std::unique_ptr<Subscriber>& subscriber) {
    if (now - subscriber->since > options_.longest_stream) subscriber->listener.stream->close();
    return !subscriber->listener.stream->is_open();
  };
  if (std::erase_if(subscribers_, is_over) > 0) reindex();
  if (now - last_beat_ < options_.heartbeat) return;
  last_beat_ = now;
  const auto beat = std::make_shared<const std::string>(": still here\n\n");
  for (const auto& subscriber : subscribers_) subscriber->listener.stream->send(beat);
}

void Hub::reindex() {
  at_address_.clear();
  for (const auto& subscriber : subscribers_)
    for (const Address& address : subscriber->listener.audience.addresses)
      at_address_[address].push_back(subscriber.get());
  listener_count_ = subscribers_.size();
}

}  // namespace mashang::notify
