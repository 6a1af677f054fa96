// Stores drawings as the media room stores photos.
#include "rooms/demo/album.hpp"

#include <unistd.h>

#include <stdexcept>

#include "core/secrets.hpp"
#include "rooms/media/sql.hpp"
#include "rooms/media/store.hpp"
#include "rooms/media/upload.hpp"

namespace mashang::demo {
namespace {

/// Below every number that `IdSource` hands out.
constexpr std::int64_t kAlbumUpload = 1;

std::string stored(media::Store& store, const std::string& content) {
  {
    const auto part = store.open_part(kAlbumUpload);
    if (!part || ::write(part->get(), content.data(), content.size()) != static_cast<ssize_t>(content.size()))
      throw std::runtime_error("a drawing cannot be written");
  }
  const auto put = store.put(kAlbumUpload);
  if (!put) throw std::runtime_error("a drawing cannot be stored");
  store.remove_part(kAlbumUpload);
  return put->sha256;
}

}  // namespace

Album::Album(CountyCode county, const std::string& data_directory) : county_(county) {
  media::Store store(data_directory);
  for (std::size_t scene = 0; scene < pictures_.size(); ++scene)
    for (const Look look : {Look::before, Look::after}) {
      const std::string content = drawing(static_cast<Scene>(scene), look);
      pictures_[scene][static_cast<std::size_t>(look)] = {stored(store, content),
                                                          static_cast<std::int64_t>(content.size())};
    }
}

std::string Album::upload(storage::Tx& tx, std::int64_t number, Scene scene, Look look, Instant at) const {
  const Picture& picture = pictures_[static_cast<std::size_t>(scene)][static_cast<std::size_t>(look)];
  std::string token = random_token(32);
  const std::string hash = media::token_hash(token);
  tx.apply(media::sql::insert_upload{.county = county_,
                                     .token_hash = storage::Blob{hash},
                                     .id = number,
                                     .owner = "demo",
                                     .network = "",
                                     .length = picture.bytes,
                                     .metadata = "",
                                     .created_at = at,
                                     .expires_at = at + Minutes{1}});
  tx.apply(media::sql::finish_upload{
      .content_type = "image/png", .sha256 = picture.sha256, .county = county_, .token_hash = storage::Blob{hash}});
  return token;
}

}  // namespace mashang::demo
