// Puts a county's places in order: nodes, then flats by building and number, then the names people use.
#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "rooms/triage/gazetteer.hpp"
#include "rooms/triage/normal_text.hpp"

namespace mashang::triage {
namespace {

using places::PlaceKind;

/// What people leave off, longest first; what is left must be a name still.
constexpr std::array<std::u32string_view, 44> kSuffixes{
    U"安置小区", U"家属小区", U"居委会", U"村委会", U"安置区", U"安置房", U"家属院", U"家属区", U"小区",
    U"花园",     U"家园",     U"新村",   U"雅居",   U"雅苑",   U"佳苑",   U"公寓",   U"宿舍",   U"大院",
    U"小院",     U"老院",     U"院子",   U"片区",   U"那片",   U"社区",   U"广场",   U"大厦",   U"华庭",
    U"华府",     U"公馆",     U"山庄",   U"街道",   U"大道",   U"苑",     U"园",     U"居",     U"庭",
    U"府",       U"村",       U"镇",     U"乡",     U"路",     U"街",     U"巷",     U"里"};

std::size_t suffix_of(std::u32string_view name) {
  for (const std::u32string_view suffix : kSuffixes)
    if (name.size() >= suffix.size() + 2 && name.ends_with(suffix)) return suffix.size();
  return 0;
}

bool has_number(PlaceKind kind) {
  return kind == PlaceKind::building || kind == PlaceKind::unit || kind == PlaceKind::grid;
}

/// Half of the villages would be words of every day: 团结, 新建, 光明.
std::optional<NameFinder::Form> short_form_of(PlaceKind kind) {
  if (kind == PlaceKind::road || kind == PlaceKind::building) return std::nullopt;
  return kind == PlaceKind::village ? NameFinder::Form::with_number : NameFinder::Form::shortened;
}

}  // namespace

Gazetteer::Builder::Builder(const Characters& characters) : characters_(characters) {}

void Gazetteer::Builder::add(const places::Place& place) {
  Entry entry{place.id, place.parent, place.kind, place.name, place.label, place.location};
  if (place.kind == PlaceKind::household) entry.location.reset();
  (place.kind == PlaceKind::household ? flats_ : entries_).push_back(std::move(entry));
}

void Gazetteer::Builder::add(const places::Alias& alias) { aliases_.push_back(alias); }

std::shared_ptr<const Gazetteer> Gazetteer::Builder::build() {
  made_ = std::shared_ptr<Gazetteer>(new Gazetteer(characters_));
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.id < b.id; });
  build_nodes();
  build_flats();
  build_order();
  name_nodes();
  return std::move(made_);
}

void Gazetteer::Builder::build_nodes() {
  for (const Entry& entry : entries_) {
    Node node{.id = entry.id, .kind = entry.kind, .label = entry.label, .location = entry.location};
    if (has_number(entry.kind)) node.designation = designation_of(normalised(entry.name, characters_).text);
    if (entry.parent) {
      const auto above = std::lower_bound(entries_.begin(), entries_.end(), *entry.parent,
                                          [](const Entry& a, PlaceId id) { return a.id < id; });
      if (above != entries_.end() && above->id == *entry.parent && above->id != entry.id)
        node.parent = static_cast<PlaceNumber>(above - entries_.begin());
    }
    made_->nodes_.push_back(std::move(node));
  }
}

void Gazetteer::Builder::build_flats() {
  auto& nodes = made_->nodes_;
  for (const Entry& entry : flats_) {
    const auto above = std::lower_bound(nodes.begin(), nodes.end(), entry.parent.value_or(PlaceId{}),
                                        [](const Node& a, PlaceId id) { return a.id < id; });
    if (above == nodes.end() || above->id != entry.parent) continue;
    const Designation which = designation_of(normalised(entry.name, characters_).text);
    const bool goes_on = entry.label.starts_with(above->label);
    const std::string tail = goes_on ? entry.label.substr(above->label.size()) : entry.name;
    made_->flats_.push_back({.id = entry.id,
                             .parent = static_cast<std::uint32_t>(above - nodes.begin()),
                             .number = which.number,
                             .name_at = static_cast<std::uint32_t>(made_->flat_names_.size()),
                             .name_size = static_cast<std::uint16_t>(tail.size()),
                             .letter = static_cast<char16_t>(which.letter)});
    made_->flat_names_ += tail;
  }
  flats_ = {};
  auto& flats = made_->flats_;
  flats.shrink_to_fit();
  std::sort(flats.begin(), flats.end(), [](const Flat& a, const Flat& b) {
    return std::tie(a.parent, a.number, a.letter, a.id) < std::tie(b.parent, b.number, b.letter, b.id);
  });
  for (std::size_t i = 0; i < flats.size(); ++i) {
    Range& range = nodes[flats[i].parent].flats;
    if (range.last == 0) range.first = static_cast<PlaceNumber>(nodes.size() + i);
    range.last = static_cast<PlaceNumber>(nodes.size() + i + 1);
  }
}

void Gazetteer::Builder::build_order() {
  auto& nodes = made_->nodes_;
  for (PlaceNumber place = 0; place < nodes.size(); ++place) {
    if (nodes[place].parent) made_->children_.push_back(place);
    if (nodes[place].kind == PlaceKind::building) made_->buildings_.push_back(place);
  }
  std::sort(made_->children_.begin(), made_->children_.end(), [&](PlaceNumber a, PlaceNumber b) {
    return std::tie(nodes[a].parent, nodes[a].kind, nodes[a].designation, a) <
           std::tie(nodes[b].parent, nodes[b].kind, nodes[b].designation, b);
  });
  for (std::size_t i = made_->children_.size(); i-- > 0;) {
    Node& parent = nodes[*nodes[made_->children_[i]].parent];
    parent.first_child = static_cast<std::uint32_t>(i);
    ++parent.children;
  }
  std::sort(made_->buildings_.begin(), made_->buildings_.end(), [&](PlaceNumber a, PlaceNumber b) {
    return std::tie(nodes[a].designation, a) < std::tie(nodes[b].designation, b);
  });
  made_->by_id_.resize(made_->size());
  for (PlaceNumber place = 0; place < made_->size(); ++place) made_->by_id_[place] = place;
  std::sort(made_->by_id_.begin(), made_->by_id_.end(),
            [&](PlaceNumber a, PlaceNumber b) { return made_->id(a) < made_->id(b); });
}

void Gazetteer::Builder::add_names(PlaceNumber place, const std::string& name,
                                   std::optional<NameFinder::Form> short_form) {
  std::u32string text = normalised(name, characters_).text;
  const std::size_t suffix = suffix_of(text);
  if (suffix > 0 && short_form) made_->names_.add(text.substr(0, text.size() - suffix), 0, place, *short_form);
  made_->names_.add(std::move(text), suffix, place, NameFinder::Form::whole);
}

void Gazetteer::Builder::name_nodes() {
  for (PlaceNumber place = 0; place < entries_.size(); ++place) {
    const Entry& entry = entries_[place];
    if (entry.kind == PlaceKind::county || !made_->nodes_[place].designation.is_none()) continue;
    add_names(place, entry.name, short_form_of(entry.kind));
  }
  for (const places::Alias& alias : aliases_)
    if (const auto place = made_->find(alias.place);
        place && !made_->is_flat(*place) && made_->kind(*place) != PlaceKind::county)
      add_names(*place, alias.name, std::nullopt);
  made_->names_.close();
}

}  // namespace mashang::triage
