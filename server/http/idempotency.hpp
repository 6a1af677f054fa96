// A POST that creates may be sent twice (bad signal, double tap); its Idempotency-Key makes the second one a repeat.
//
//     auto key = http::idempotency_key(request);                       // before the transaction
//     http::Idempotent once{county, "door/" + door_hash, *key, http::request_hash(request, body)};
//     … in a read:  auto replay = http::find_replay(tx, once);         // value: answer again from that resource
//     … in the write: http::record(tx, once, id, now);                 // the same key at the same moment: the write
//                                                                      // fails http.idempotency_replay: look again
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "http/message.hpp"
#include "storage/tx.hpp"

namespace mashang::http {

struct Idempotent {
  CountyCode county;
  std::string scope;  ///< who speaks and what is created: keys of two people never meet
  std::string key;
  std::string request_hash;  ///< 32 bytes
};

/// The header, when sent: 1-64 of A-Z a-z 0-9 _ -. Fails with http.bad_idempotency_key.
[[nodiscard]] Result<std::optional<std::string>> idempotency_key(const Request& request);
/// SHA-256 over method, path and body (`body` also stands for whatever else decides what is created).
[[nodiscard]] std::string request_hash(const Request& request, std::string_view body);

/// The resource made under this key before. Fails with http.idempotency_mismatch when the request was another one.
[[nodiscard]] Result<std::optional<std::int64_t>> find_replay(storage::Tx& tx, const Idempotent& once);
/// Claims the key in the creating transaction. When somebody was faster the whole write is undone and fails with
/// http.idempotency_replay: read again and answer with `find_replay`.
void record(storage::Tx& tx, const Idempotent& once, std::int64_t resource_id, Instant now);
/// Forgets keys older than 48 hours.
void purge_idempotency(storage::Tx& tx, CountyCode county, Instant now);

}  // namespace mashang::http
