// Any bytes as the headers of an upload.
#include <string>
#include <string_view>

#include "rooms/media/tus_headers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string header(reinterpret_cast<const char*>(data), size);
  static_cast<void>(mashang::media::parse_metadata(header));
  static_cast<void>(mashang::media::parse_checksum(header));
  return 0;
}
