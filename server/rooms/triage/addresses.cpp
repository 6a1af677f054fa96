// The models' opinions, and the parts that suit them best.
#include "rooms/triage/addresses.hpp"

#include "rooms/triage/address_hints.hpp"
#include "rooms/triage/address_odds.hpp"

namespace mashang::triage {
namespace {

std::string network_name(std::size_t number) { return "network." + std::to_string(number); }

}  // namespace

AddressReader::AddressReader(AddressLexicon lexicon, AddressFeatureModel features, std::vector<StoredNetwork> networks)
    : lexicon_(std::move(lexicon)), features_(std::move(features)) {
  for (auto& [vocabulary, network] : networks)
    networks_.push_back({std::move(vocabulary), ReadyNetwork(std::move(network))});
}

std::vector<AddressPart> AddressReader::read(const NormalText& address) const {
  constexpr float kPrice = 0.45F;  // half the F1 there is to reach: less likely parts cost it more than they bring
  const auto text = std::u32string_view(address.text).substr(0, kLongest);
  if (text.empty()) return {};
  const auto hints = hints_of(text, lexicon_);
  PartOdds odds(text.size());
  for (std::size_t model = 0; model < models(); ++model)
    odds.add(opinion(model, text, hints), 1.0F / static_cast<float>(models()));
  return odds.best(kPrice);
}

Opinion AddressReader::opinion(std::size_t model, std::u32string_view text, std::span<const Hints> hints) const {
  if (model == 0) return {&features_.transitions(), features_.scores(features_of(text, hints))};
  const auto& [vocabulary, ready] = networks_[model - 1];
  return {&ready.network.transitions, label_scores(ready, network_input(text, hints, vocabulary))};
}

void AddressReader::store_in(ModelFile& file) const {
  file.parts["lexicon"] = lexicon_.stored();
  file.parts["features"] = features_.stored();
  for (std::size_t i = 0; i < networks_.size(); ++i)
    file.parts[network_name(i)] = stored(networks_[i].vocabulary, networks_[i].ready.network);
}

Result<AddressReader> AddressReader::restored(const ModelFile& file) {
  const auto part = [&](const std::string& name) {
    const auto found = file.parts.find(name);
    return found == file.parts.end() ? std::string_view() : std::string_view(found->second);
  };
  auto lexicon = AddressLexicon::restored(part("lexicon"));
  if (!lexicon) return failure(lexicon.error());
  auto features = AddressFeatureModel::restored(part("features"));
  if (!features) return failure(features.error());
  std::vector<StoredNetwork> networks;
  for (auto bytes = part(network_name(0)); !bytes.empty(); bytes = part(network_name(networks.size()))) {
    auto network = restored_network(bytes);
    if (!network) return failure(network.error());
    networks.push_back(std::move(*network));
  }
  return AddressReader(std::move(*lexicon), std::move(*features), std::move(networks));
}

void write_parts(json::Writer& out, std::string_view address, const NormalText& text,
                 std::span<const AddressPart> parts) {
  std::uint32_t written = 0;
  const auto write_to = [&](std::uint32_t end, std::optional<std::string_view> type) {
    if (end > written)
      out.begin_object().field("type", type).field("text", text.source(address, {written, end})).end_object();
    written = end;
  };
  out.begin_array();
  for (const auto& [type, where] : parts) {
    write_to(where.begin, std::nullopt);
    write_to(where.end, to_word(type));
  }
  write_to(static_cast<std::uint32_t>(text.text.size()), std::nullopt);
  out.end_array();
}

}  // namespace mashang::triage
