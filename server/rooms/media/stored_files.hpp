// Answers with stored files.
#pragma once

#include "rooms/media/media.hpp"
#include "rooms/media/store.hpp"

namespace mashang::media {

class StoredFiles final : public Files {
 public:
  explicit StoredFiles(const Store& store) : store_(store) {}
  [[nodiscard]] Result<http::Response> file_response(const Attachment& attachment,
                                                     const http::Request& request) const override;

 private:
  const Store& store_;
};

}  // namespace mashang::media
