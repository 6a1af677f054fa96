// Reading an address: which stretch of it is the city, the road, the house, the room.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/json.hpp"
#include "core/result.hpp"
#include "rooms/triage/address_feature_model.hpp"
#include "rooms/triage/address_hints.hpp"
#include "rooms/triage/address_labels.hpp"
#include "rooms/triage/address_lexicon.hpp"
#include "rooms/triage/address_network_file.hpp"
#include "rooms/triage/model_file.hpp"

namespace mashang::triage {

/// A chain over features and networks: how likely they find each part is averaged, each counting alike, and the parts
/// best by that are taken; what is likelier wrong than worth saying is left open (a part is worth saying from half the
/// best F1 on: Lipton, Elkan and Naryanaswamy, 2014). For a line that is an address, as a clerk types it; not for
/// finding one in a message. Immutable, thread-safe.
class AddressReader {
 public:
  /// Longer lines are read up to here: the cost of an address is bounded.
  static constexpr std::size_t kLongest = 200;

  AddressReader(AddressLexicon lexicon, AddressFeatureModel features, std::vector<StoredNetwork> networks);

  /// Parts in order; what lies between them is unsure.
  [[nodiscard]] std::vector<AddressPart> read(const NormalText& address) const;

  /// How many models there are, and what one of them says of a text.
  [[nodiscard]] std::size_t models() const { return 1 + networks_.size(); }
  [[nodiscard]] Opinion opinion(std::size_t model, std::u32string_view text, std::span<const Hints> hints) const;

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

/// All of an address, whose normal form is `text`, as an array; what the reader is unsure of has the type null.
void write_parts(json::Writer& out, std::string_view address, const NormalText& text,
                 std::span<const AddressPart> parts);

}  // namespace mashang::triage
