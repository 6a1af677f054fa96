// The models' scores, and the labels that suit them best.
#include "rooms/triage/addresses.hpp"

#include "rooms/triage/address_hints.hpp"

namespace mashang::triage {
namespace {

void add(const std::vector<float>& more, float share, std::vector<float>& sum) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += share * more[i];
}

void add(const Transitions& more, float share, Transitions& sum) {
  add(more.step, share, sum.step);
  add(more.first, share, sum.first);
  add(more.last, share, sum.last);
}

std::string network_name(std::size_t number) { return "network." + std::to_string(number); }

}  // namespace

AddressReader::AddressReader(AddressLexicon lexicon, AddressFeatureModel features, std::vector<StoredNetwork> networks)
    : lexicon_(std::move(lexicon)),
      features_(std::move(features)),
      networks_(std::move(networks)),
      transitions_(even_transitions(kAddressLabels)) {
  const float share = share_of_each();
  add(features_.transitions(), share, transitions_);
  for (const StoredNetwork& each : networks_) add(each.network.transitions, share, transitions_);
}

std::vector<AddressPart> AddressReader::read(const NormalText& address) const {
  const auto text = std::u32string_view(address.text).substr(0, kLongest);
  const auto hints = hints_of(text, lexicon_);
  std::vector<float> scores(text.size() * kAddressLabels);
  add(features_.scores(features_of(text, hints)), share_of_each(), scores);
  for (const auto& [vocabulary, network] : networks_)
    add(label_scores(network, network_input(text, hints, vocabulary)), share_of_each(), scores);
  return parts_of(best_labels(transitions_, scores));
}

float AddressReader::share_of_each() const { return 1.0F / static_cast<float>(1 + networks_.size()); }

void AddressReader::store_in(ModelFile& file) const {
  file.parts["lexicon"] = lexicon_.stored();
  file.parts["features"] = features_.stored();
  for (std::size_t i = 0; i < networks_.size(); ++i)
    file.parts[network_name(i)] = stored(networks_[i].vocabulary, networks_[i].network);
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
