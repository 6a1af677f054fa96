// Canonical bytes of a case's row.
#include "rooms/cases/record.hpp"

#include <fmt/format.h>

#include "core/secrets.hpp"

namespace mashang::cases {
namespace {

/// Collects fields: "<length>:<bytes>\n", absent ones as "-\n".
class Fields {
 public:
  Fields(const ledger::Salt& salt, std::string_view form)
      : bytes_(reinterpret_cast<const char*>(salt.data()), salt.size()) {
    bytes_.reserve(1024);
    bytes_ += form;
  }

  Fields& add(std::string_view text) {
    bytes_.append(std::to_string(text.size())).append(":").append(text).append("\n");
    return *this;
  }
  Fields& add(std::int64_t number) { return add(std::string_view(std::to_string(number))); }
  Fields& add(double number) { return add(std::string_view(fmt::format("{}", number))); }
  Fields& add(Instant at) { return add(at.ms); }
  Fields& add(Minutes minutes) { return add(minutes.value); }
  Fields& add(Milliseconds milliseconds) { return add(milliseconds.value); }
  template <class Tag>
  Fields& add(Id<Tag> id) {
    return add(id.value);
  }
  template <class T>
  Fields& add(const std::optional<T>& maybe) {
    if (maybe) return add(*maybe);
    bytes_ += "-\n";
    return *this;
  }
  Fields& add(const std::string& text) { return add(std::string_view(text)); }

  [[nodiscard]] ledger::Hash hash() const { return sha256(bytes_); }

 private:
  std::string bytes_;
};

template <class E>
std::optional<std::string_view> word(const std::optional<E>& value) {
  return value ? std::optional(to_word(*value)) : std::nullopt;
}
std::int64_t flag(bool value) { return value ? 1 : 0; }

void add_report(Fields& fields, const Case& c) {
  const places::Situation& where = c.where;
  fields.add(c.county.value + std::int64_t{0}).add(c.id).add(to_word(c.state)).add(c.version).add(c.text);
  fields.add(flag(c.is_elsewhere)).add(flag(c.has_media));
  fields.add(where.place).add(places::to_word(where.kind)).add(where.label).add(c.coarse_label);
  const Case::Grid grid = c.first_grid.value_or(Case::Grid{where.grid, c.grid_name});
  fields.add(where.township).add(where.community).add(flag(where.is_village)).add(grid.id).add(grid.name);
  fields.add(where.compound).add(where.building);
  fields.add(where.location ? std::optional(where.location->lon) : std::nullopt);
  fields.add(where.location ? std::optional(where.location->lat) : std::nullopt);
  fields.add(flag(where.made_up)).add(c.category).add(flag(c.is_classified)).add(to_word(c.urgency));
  fields.add(c.accept_within).add(c.resolve_within).add(flag(c.hides_reporter)).add(flag(c.is_restricted));
  fields.add(c.contact_name_sealed).add(c.contact_phone_sealed).add(c.reported_by);
}

void add_clock(Fields& fields, const Case& c) {
  fields.add(c.submitted_at).add(c.deadline).add(c.confirm_deadline).add(c.confirm_announced_at).add(c.remaining);
  fields.add(c.requested_until).add(c.requested_by).add(c.closed_at);
}

void add_work(Fields& fields, const Case& c) {
  fields.add(c.handler).add(c.handler_name).add(word(c.handler_kind)).add(flag(c.is_self_handled));
  fields.add(flag(c.is_bound))
      .add(c.handled_by)
      .add(std::int64_t{c.after_pictures})
      .add(std::int64_t{c.returns})
      .add(std::int64_t{c.repeats});
  fields.add(std::int64_t{c.reworks}).add(flag(c.was_reopened)).add(flag(c.is_supervised)).add(flag(c.is_urged));
}

void add_end(Fields& fields, const Case& c) {
  const auto& forced = c.forced_close;
  fields.add(word(c.close_reason)).add(c.merged_into);
  fields.add(forced ? std::optional(forced->by) : std::nullopt);
  fields.add(forced ? std::optional(forced->reason) : std::nullopt);
  fields.add(c.turn ? std::optional(identity::to_word(c.turn->role)) : std::nullopt);
  fields.add(c.turn ? c.turn->name : std::nullopt).add(c.link_revoked_at);
}

}  // namespace

ledger::Hash record_of(const Case& c, const ledger::Salt& salt) {
  Fields fields(salt, c.first_grid ? "case-v2\n" : "case-v1\n");
  add_report(fields, c);
  add_clock(fields, c);
  add_work(fields, c);
  add_end(fields, c);
  if (c.first_grid) fields.add(c.where.grid).add(c.grid_name);
  return fields.hash();
}

}  // namespace mashang::cases
