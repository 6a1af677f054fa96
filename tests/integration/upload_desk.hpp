// The media room with its neighbours around it: two doors, one link, one member of staff.
#pragma once

#include <openssl/evp.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/id_source.hpp"
#include "core/secrets.hpp"
#include "integration/one_loop.hpp"
#include "rooms/media/media.hpp"
#include "rooms/media/routes.hpp"
#include "rooms/media/store.hpp"
#include "rooms/media/uploads.hpp"

namespace mashang::test {

constexpr CountyCode kUploadCounty{431229};

/// Knows the cookie "staff".
class PlayedSessions final : public identity::Sessions {
 public:
  [[nodiscard]] Task<Result<identity::Actor>> require(const http::Request& request) override {
    if (request.cookie("mashang_session") != "staff") {
      co_return failure(ErrorKind::unauthenticated, "identity.sign_in_required");
    }
    identity::Actor actor{kUploadCounty, AccountId{5}, "李娜", {}};
    co_return actor;
  }
};

class UploadDesk {
  storage::Db& db_;
  const Clock& clock_;

 public:
  enum class Doors { unknown_yet, known_already };

  UploadDesk(storage::Db& db, const Clock& clock, const std::string& folder, const media::UploadRules& rules,
             Doors known = Doors::unknown_yet)
      : db_(db),
        clock_(clock),
        ids(clock),
        store(folder),
        uploads(db, store, kUploadCounty, clock, ids, std::string(32, 'u'), rules),
        rights({.db = db,
                .clock = clock,
                .sessions = sessions,
                .doors = *doors,
                .limits = limits,
                .opens_case = [](storage::Tx&, std::string_view token) { return token == "link"; }}) {
    media::add_routes(router, uploads, rights);
    if (known == Doors::unknown_yet) install_doors();
  }
  void install_doors() {
    const auto installed = db_.write_now([this](storage::Tx& tx) -> Result<void> {
      doors->install_first(tx, kUploadCounty, PlaceId{11}, "door", clock_.now());
      doors->install_first(tx, kUploadCounty, PlaceId{12}, "other door", clock_.now());
      return {};
    });
    if (!installed) throw std::runtime_error(std::string(installed.error().code));
  }

  IdSource ids;
  std::unique_ptr<residents::DoorCodes> doors = residents::make_door_codes(std::string(32, 'd'), kUploadCounty);
  residents::TokenLimits limits{60, 60};
  PlayedSessions sessions;
  media::Store store;
  media::Uploads uploads;
  media::UploadRights rights;
  http::Router router;
  Client client{router};
};

/// Begins like a JPEG; every byte after that differs from its neighbours.
inline std::string jpeg_of(std::size_t bytes) {
  std::string picture = "\xff\xd8\xff\xe0";
  for (std::size_t i = picture.size(); i < bytes; ++i) picture += static_cast<char>(i * 31 + i / 251);
  return picture;
}

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string base64_of(const std::string& algorithm, std::string_view bytes) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), &size,
             EVP_get_digestbyname(algorithm.c_str()), nullptr);
  std::string text(4 * ((size + 2) / 3) + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), reinterpret_cast<unsigned char*>(digest.data()),
                  static_cast<int>(size));
  text.pop_back();
  return text;
}

}  // namespace mashang::test
