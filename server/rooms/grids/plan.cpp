// Words of a plan's states, and a division as JSON.
#include "rooms/grids/plan.hpp"

#include <simdjson.h>

#include <array>
#include <stdexcept>

#include "core/json.hpp"

namespace mashang::grids {
namespace {

namespace dom = simdjson::dom;

constexpr std::array<std::string_view, 5> kStates{"draft", "scheduled", "adopted", "replaced", "undone"};

void write_imagined(json::Writer& out, const Imagined& one) {
  out.begin_object().field("id", one.id).field("name", one.name).field("lon", one.at.lon).field("lat", one.at.lat);
  out.field("households", static_cast<std::int64_t>(one.households)).field("community", one.community);
  out.field("grid", static_cast<std::int64_t>(one.grid)).end_object();
}

void write_appointment(json::Writer& out, const Appointment& one) {
  out.begin_object().field("grid", static_cast<std::int64_t>(one.grid)).field("role", identity::to_word(one.role));
  out.field("account", one.account).end_object();
}

std::int32_t small(dom::element number) { return static_cast<std::int32_t>(number.get_int64().value()); }

Imagined read_imagined(dom::element one) {
  Imagined read;
  read.id = one["id"].get_int64().value();
  read.name = std::string(one["name"].get_string().value());
  read.at = {one["lon"].get_double().value(), one["lat"].get_double().value()};
  read.households = small(one["households"].value());
  read.community = PlaceId{one["community"].get_int64().value()};
  read.grid = small(one["grid"].value());
  return read;
}

Appointment read_appointment(dom::element one) {
  const auto role = identity::parse_role(one["role"].get_string().value());
  return {small(one["grid"].value()), role.value_or(identity::Role::grid_worker),
          AccountId{one["account"].get_int64().value()}};
}

Division read_division(dom::element root) {
  const dom::array grids = root["grids"].get_array(), buildings = root["buildings"].get_array(),
                   imagined = root["imagined"].get_array();
  Division division;
  for (const dom::element grid : grids) {
    if (grid.is_null())
      division.grids.emplace_back();
    else
      division.grids.emplace_back(PlaceId{grid.get_int64().value()});
  }
  for (const dom::element member : buildings)
    division.buildings.push_back({PlaceId{member.at(0).get_int64().value()}, small(member.at(1).value())});
  for (const dom::element one : imagined) division.imagined.push_back(read_imagined(one));
  dom::array appointments;  // not there in plans of before there were any
  if (root["appointments"].get(appointments) == simdjson::SUCCESS)
    for (const dom::element one : appointments) division.appointments.push_back(read_appointment(one));
  return division;
}

}  // namespace

std::string_view to_word(State state) { return kStates[static_cast<std::size_t>(state)]; }

std::optional<State> parse_state(std::string_view word) {
  for (std::size_t i = 0; i < kStates.size(); ++i)
    if (kStates[i] == word) return static_cast<State>(i);
  return std::nullopt;
}

std::string to_json(const Division& division) {
  std::string text;
  text.reserve(division.buildings.size() * 16 + 1024);
  json::Writer out(text);
  out.begin_object().key("grids").begin_array();
  for (const auto& grid : division.grids) out.value(grid);
  out.end_array().key("buildings").begin_array();
  for (const auto& [building, grid] : division.buildings)
    out.begin_array().value(building).value(static_cast<std::int64_t>(grid)).end_array();
  out.end_array().key("imagined").begin_array();
  for (const Imagined& one : division.imagined) write_imagined(out, one);
  out.end_array().key("appointments").begin_array();
  for (const Appointment& one : division.appointments) write_appointment(out, one);
  out.end_array().end_object();
  return text;
}

Division parse_division(std::string_view json) {
  dom::parser parser;
  dom::element root;
  if (parser.parse(json.data(), json.size()).get(root)) throw std::runtime_error("a plan's division is not JSON");
  return read_division(root);
}

}  // namespace mashang::grids
