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
  constexpr float kPrice = 0.35F;  // half the share of right parts would be best of perfect chances; these are shy
  const auto text = std::u32string_view(address.text).substr(0, kLongest);
  if (text.empty()) return {};
  const auto hints = hints_of(text, lexicon_);
  const float share = 1.0F / static_cast<float>(1 + networks_.size());
  PartOdds odds(text.size());
  odds.add(features_.transitions(), features_.scores(features_of(text, hints)), share);
  for (const auto& [vocabulary, ready] : networks_)
    odds.add(ready.network.transitions, label_scores(ready, network_input(text, hints, vocabulary)), share);
  return odds.best(kPrice);
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

}  // namespace mashang::triage
