// Reads pages of reports, lets the room `echoes` group them.
#include "rooms/cases/talk.hpp"

#include <algorithm>

#include "rooms/cases/sql.hpp"

namespace mashang::cases {
namespace {

constexpr Minutes kEightWeeks = days(56);
constexpr Minutes kTwoHours{120};
constexpr std::int64_t kPage = 1'000;

/// Who wrote it, as far as the platform knows: the household whose code was scanned; else nobody twice.
std::int64_t writer_of(const storage::Row& row) {
  const bool is_from_a_door = row.text("place_kind") == "household" && row.is_null("reported_by");
  return is_from_a_door ? row.integer("place_id") : -row.integer("id");
}

/// Where the words say it is, else where it was filed: a neighbour writes of the market at another's gate.
std::optional<PlaceId> stated_place(storage::Tx& tx, CountyCode county, std::string_view text,
                                    const triage::Triage& triage) {
  constexpr float kSureEnough = 0.5F;
  const auto read = triage.understand(text).place;
  if (!read.is_stated || !read.place || read.place->confidence < kSureEnough) return std::nullopt;
  const auto where = places::situation_of(tx, county, read.place->id);
  return where && where->compound ? where->compound : std::optional(read.place->id);
}

echoes::Message read_report(const storage::Row& row) {
  echoes::Message message;
  message.id = row.integer("id");
  message.user = writer_of(row);
  message.at = row.instant("submitted_at");
  message.text = row.string("text");
  message.place = row.optional_id<PlaceId>("compound_id");
  if (!message.place) message.place = row.id<PlaceId>("place_id");
  if (row.flag("is_classified")) message.kind = row.string("category");
  message.supporters = static_cast<std::int32_t>(row.integer("repeats"));
  return message;
}

}  // namespace

std::shared_ptr<const Talk::Found> Talk::found() const {
  const std::lock_guard lock(mutex_);
  return found_;
}

Result<std::vector<echoes::Message>> Talk::reports_after(CaseId after) const {
  return db_.scan_now([&](storage::Tx& tx) -> Result<std::vector<echoes::Message>> {
    auto messages = tx.all(sql::reports_after{.county = county_, .after = after, .limit = kPage}, read_report);
    for (echoes::Message& message : messages)
      if (const auto stated = stated_place(tx, county_, message.text, triage_)) message.place = stated;
    return messages;
  });
}

Result<CaseId> Talk::first_of_interest() const {
  const CaseId by_time = make_case_id(china_yymmdd(clock_.now() - kEightWeeks), 0);
  return db_.scan_now([&](storage::Tx& tx) -> Result<CaseId> {
    const auto by_number = tx.one(sql::report_before_newest{.county = county_, .skipped = kMostReports},
                                  [](const storage::Row& row) { return row.id<CaseId>("id"); });
    return std::max(by_time, by_number.value_or(CaseId{0}));
  });
}

Result<void> Talk::begin_anew(std::int32_t night) {
  auto from = first_of_interest();
  if (!from) return failure(from.error());
  std::vector<echoes::Message> all;
  for (bool has_more = true; has_more;) {
    auto page = reports_after(*from);
    if (!page) return failure(page.error());
    has_more = page->size() == static_cast<std::size_t>(kPage);
    if (!page->empty()) from = CaseId{page->back().id};
    std::ranges::move(*page, std::back_inserter(all));
  }
  matters_ = std::make_unique<echoes::Matters>(triage_.characters(), echoes::usage_in(all, triage_.characters()));
  for (echoes::Message& message : all) matters_->add(std::move(message));
  matters_->settle();
  newest_ = *from;
  night_ = night;
  publish();
  return {};
}

Result<void> Talk::refresh() {
  const std::int32_t night = china_yymmdd(clock_.now() - kTwoHours);
  if (!matters_ || night != night_) return begin_anew(night);
  if (matters_->messages().size() >= 2 * kMostReports) return {};
  auto page = reports_after(newest_);
  if (!page) return failure(page.error());
  if (page->empty()) return {};
  newest_ = CaseId{page->back().id};
  for (echoes::Message& message : *page) matters_->add(std::move(message));
  publish();
  return {};
}

void Talk::publish() {
  auto found = std::make_shared<Found>();
  found->at = clock_.now();
  for (const std::size_t number : matters_->numbers())
    if (auto hot = echoes::hot_matter(*matters_, number, found->at)) found->matters.push_back(std::move(*hot));
  std::ranges::stable_sort(found->matters, [](const auto& a, const auto& b) { return a.heat.back() > b.heat.back(); });
  const std::lock_guard lock(mutex_);
  found_ = std::move(found);
}

}  // namespace mashang::cases
