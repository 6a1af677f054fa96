// Reading an address: which stretch of it is the city, the road, the house, the room.
#pragma once

#include <vector>

#include "core/result.hpp"
#include "rooms/triage/address_feature_model.hpp"
#include "rooms/triage/address_labels.hpp"
#include "rooms/triage/address_lexicon.hpp"
#include "rooms/triage/address_network_file.hpp"
#include "rooms/triage/model_file.hpp"

namespace mashang::triage {

/// A chain over features and networks: how likely they find each part is averaged, each counting alike, and the parts
/// best by that are taken. For a line that is an address, as a clerk types it; not for finding one in a message.
/// Immutable, thread-safe.
class AddressReader {
 public:
  /// Longer lines are read up to here: the cost of an address is bounded.
  static constexpr std::size_t kLongest = 200;

  AddressReader(AddressLexicon lexicon, AddressFeatureModel features, std::vector<StoredNetwork> networks);

  /// Parts in order that cover what was read without gaps.
  [[nodiscard]] std::vector<AddressPart> read(const NormalText& address) const;

  /// As parts of addresses.model.
  void store_in(ModelFile& file) const;
  /// Fails with triage.model_damaged.
  [[nodiscard]] static Result<AddressReader> restored(const ModelFile& file);

 private:
  AddressLexicon lexicon_;
  AddressFeatureModel features_;
  struct Member {
    AddressVocabulary vocabulary;
    ReadyNetwork ready;
  };
  std::vector<Member> networks_;
};

}  // namespace mashang::triage
