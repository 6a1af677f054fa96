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

Hash commitment(const Salt& salt, std::string_view content) {
  return sha256_of({reinterpret_cast<const char*>(salt.data()), salt.size()}, content);
}

std::string leaf_bytes(CountyCode county, CaseId case_id, std::int64_t seq, Instant at, const Hash& commitment) {
  std::string out;
  out.reserve(61);
  out.push_back('\x01');
  put<4>(out, county.value);
  put<8>(out, case_id.value);
  put<8>(out, seq);
  put<8>(out, at.ms);
  out += as_view(commitment);
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

Hash leaf_hash(const Entry& entry) {
  return hash_leaf(leaf_bytes(entry.county, entry.case_id, entry.seq, entry.at, commitment(entry.salt, entry.content)));
}

}  // namespace mashang::ledger
