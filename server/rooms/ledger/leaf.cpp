// Canonical bytes of leaves and tree heads.
#include "rooms/ledger/leaf.hpp"

#include "rooms/ledger/merkle.hpp"

namespace mashang::ledger {
namespace {

template <int Bytes>
void put(std::string& out, std::int64_t number) {
  for (int shift = (Bytes - 1) * 8; shift >= 0; shift -= 8)
    out.push_back(static_cast<char>(static_cast<std::uint64_t>(number) >> shift));
}

}  // namespace

Hash commitment(const Salt& salt, std::string_view hidden) {
  return sha256_of({reinterpret_cast<const char*>(salt.data()), salt.size()}, hidden);
}

std::string leaf_bytes(const Entry& entry) {
  std::string out;
  out.reserve(93);
  out.push_back(entry.personal ? '\x02' : '\x01');
  put<4>(out, entry.county.value);
  put<8>(out, entry.case_id.value);
  put<8>(out, entry.seq);
  put<8>(out, entry.at.ms);
  if (entry.personal) out += as_view(sha256_of(entry.content));
  out += as_view(commitment(entry.salt, entry.personal.value_or(entry.content)));
  return out;
}

std::string tree_head_bytes(CountyCode county, std::int64_t size, Instant at, const Hash& root) {
  std::string out = "mashang tree head 1\n";
  put<4>(out, county.value);
  put<8>(out, size);
  put<8>(out, at.ms);
  out += as_view(root);
  return out;
}

Hash leaf_hash(const Entry& entry) { return hash_leaf(leaf_bytes(entry)); }

}  // namespace mashang::ledger
