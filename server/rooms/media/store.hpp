// Files on disk: growing uploads in <data>/uploads, finished ones once each in <data>/media/ab/cd/<sha256>.
//
// Order of a finished upload: its bytes are on disk (fsync) before its name in the store is (link, fsync of the
// folders), that before the database says so, and only then the growing file's name goes. A crash in between leaves a
// file without a row, never a row without its file.
// Threading: every call blocks on the disk and belongs on a worker; callable from several at once.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace mashang::media {

/// Closes a file descriptor.
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int fd) : fd_(fd) {}
  FileHandle(FileHandle&& other) noexcept;
  FileHandle& operator=(FileHandle&& other) noexcept;
  ~FileHandle();
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_ = -1;
};

/// Content that a finishing upload is about to write into the database: `remove_unused` keeps away from it.
class Reservation {
 public:
  Reservation() = default;
  Reservation(std::function<void()> release) : release_(std::move(release)) {}
  Reservation(Reservation&& other) noexcept { std::swap(release_, other.release_); }
  Reservation& operator=(Reservation&& other) noexcept {
    std::swap(release_, other.release_);
    return *this;
  }
  ~Reservation() {
    if (release_) release_();
  }

 private:
  std::function<void()> release_;
};

struct Stored {
  std::string sha256;  ///< hex
  Reservation reservation;
};

class Store {
 public:
  /// Makes the folders. Throws std::filesystem::filesystem_error when it cannot.
  explicit Store(std::string data_directory);

  [[nodiscard]] std::string part_path(std::int64_t upload) const;
  [[nodiscard]] std::string media_path(std::string_view sha256) const;

  /// The bytes that arrived and count; 0 when nothing did. Undoes a checked piece that never came to its check.
  [[nodiscard]] std::uint64_t settle(std::int64_t upload) const;
  /// Opened for writing, made when missing.
  [[nodiscard]] Result<FileHandle> open_part(std::int64_t upload) const;
  /// From here on bytes count only once `accept_checked` is called: they are to be checked against a sum.
  void begin_checked(std::int64_t upload, std::uint64_t from) const;
  void accept_checked(std::int64_t upload) const;
  void remove_part(std::int64_t upload) const;
  /// The first bytes. Fails with media.unknown_upload when the file is gone.
  [[nodiscard]] Result<std::string> head_of(std::int64_t upload, std::size_t bytes) const;
  /// Gives the grown file its name in the store. Fails with media.unknown_upload when the file is gone.
  [[nodiscard]] Result<Stored> put(std::int64_t upload);

  /// Deletes stored content unless `is_used()` or a reservation speaks against it.
  void remove_unused(const std::string& sha256, const std::function<bool()>& is_used);
  /// The content a growing file was already given a name for, if it was (a crash came before the database knew).
  [[nodiscard]] std::string stored_twin(std::int64_t upload) const;
  /// Uploads that have a growing file.
  [[nodiscard]] std::vector<std::int64_t> parts() const;
  [[nodiscard]] std::uint64_t free_bytes() const;

 private:
  [[nodiscard]] std::string mark_path(std::int64_t upload) const;
  [[nodiscard]] Reservation reserve(const std::string& sha256);

  const std::string uploads_;
  const std::string media_;
  std::mutex mutex_;  ///< guards reserved_ and removal
  std::multiset<std::string> reserved_;
};

}  // namespace mashang::media
