// Groups of messages about one event, message by message: each joins the group it is most like, or opens one.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "rooms/echoes/message.hpp"
#include "rooms/echoes/wording.hpp"

namespace mashang::echoes {

/// One group. Members are indices into `Matters::messages()`.
struct Matter {
  std::vector<std::size_t> members;
  Wording mean;
  Instant first_at;
  Instant last_at;
};

/// Not thread-safe. A message costs what its text and a bounded number of candidates cost, however many there are.
class Matters {
 public:
  /// `usage`: counted from the county's messages of the last months; it goes on counting, and what it counted before
  /// may come again. `characters` outlives this.
  Matters(const triage::Characters& characters, Usage usage);

  /// The number of the matter it joined or opened; other matters may have merged into that one.
  std::size_t add(Message message);
  /// Each message once more to where it fits best now that all are known, until few move: the order in which they came
  /// no longer counts.
  void settle();

  [[nodiscard]] const triage::Characters& characters() const { return characters_; }
  [[nodiscard]] const std::deque<Message>& messages() const { return messages_; }
  [[nodiscard]] const Wording& wording(std::size_t message) const { return wordings_[message]; }
  [[nodiscard]] const Matter& matter(std::size_t number) const { return matters_[number]; }
  /// Of every matter that has members.
  [[nodiscard]] std::vector<std::size_t> numbers() const;

 private:
  [[nodiscard]] std::vector<std::size_t> candidates(std::size_t message) const;
  [[nodiscard]] float agreement_of(const Matter& a, const Matter& b) const;
  [[nodiscard]] std::int64_t apart_by(const Matter& a, const Matter& b) const;
  std::size_t find_home(std::size_t message);
  void leave(std::size_t message);
  void merge(std::size_t into, std::size_t from);

  const triage::Characters& characters_;
  Usage usage_;
  std::deque<Message> messages_;
  std::vector<Wording> wordings_;
  std::vector<std::vector<Pair>> keys_;  ///< of each message: its rarest pairs
  std::vector<std::size_t> matter_of_;
  std::vector<Matter> matters_;
  std::unordered_map<Pair, std::vector<std::size_t>> holders_;  ///< messages by their keys, oldest first
};

}  // namespace mashang::echoes
