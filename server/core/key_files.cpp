// The installation's keys on disk: one hex file each, readable by the server's user alone.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/secrets.hpp"

namespace mashang {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyBytes = 32;

struct KeyFile {
  const char* name;
  std::string Keys::*member;
};
constexpr KeyFile kFiles[] = {
    {"door.key", &Keys::door}, {"link.key", &Keys::link},     {"session.key", &Keys::session},
    {"seal.key", &Keys::seal}, {"ledger.key", &Keys::ledger},
};

tl::unexpected<Error> unreadable(const fs::path& path, std::string_view why) {
  return failure(ErrorKind::internal, "core.keys_unreadable", path.string() + ": " + std::string(why));
}

Result<void> sync_directory(const fs::path& directory) {
  const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return unreadable(directory, std::strerror(errno));
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  if (!synced) return unreadable(directory, std::strerror(errno));
  return {};
}

Result<void> write_private(const fs::path& path, const std::string& content) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return unreadable(path, std::strerror(errno));
  const bool written = ::write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  const bool synced = written && ::fsync(fd) == 0;
  ::close(fd);
  if (!synced) return unreadable(path, std::strerror(errno));
  return {};
}

Result<std::string> read_private(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return unreadable(path, std::strerror(errno));
  if ((info.st_mode & 077) != 0) return unreadable(path, "others may read it; set its mode to 0600");
  std::ifstream in(path);
  std::string hex;
  std::getline(in, hex);
  auto key = from_hex(hex);
  if (!key || key->size() != kKeyBytes) return unreadable(path, "not a key of 64 hex digits");
  return *key;
}

/// All files appear at once by a rename, so that a first start cut short leaves no half set of keys.
Result<void> make_keys(const fs::path& directory) {
  const fs::path fresh = directory.string() + ".new";
  std::error_code failed;
  fs::remove_all(fresh, failed);
  fs::create_directories(directory.parent_path(), failed);
  if (::mkdir(fresh.c_str(), 0700) != 0) return unreadable(fresh, std::strerror(errno));
  for (const auto& file : kFiles) {
    auto written = write_private(fresh / file.name, to_hex(random_bytes(kKeyBytes)) + "\n");
    if (!written) return written;
  }
  if (auto synced = sync_directory(fresh); !synced) return synced;
  if (::rename(fresh.c_str(), directory.c_str()) != 0) return unreadable(directory, std::strerror(errno));
  return directory.has_parent_path() ? sync_directory(directory.parent_path()) : Result<void>{};
}

}  // namespace

Result<std::string> load_key(const std::string& directory, std::string_view name) {
  const fs::path path = fs::path(directory) / (std::string(name) + ".key");
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 && errno == ENOENT)
    return failure(ErrorKind::not_found, "core.key_missing", path.string() + " does not exist");
  return read_private(path);
}

Result<Keys> load_or_make_keys(const std::string& directory) {
  fs::path path(directory);
  if (!path.has_filename()) path = path.parent_path();
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno != ENOENT) return unreadable(path, std::strerror(errno));
    if (auto made = make_keys(path); !made) return failure(made.error());
  } else if ((info.st_mode & 077) != 0) {
    return unreadable(path, "others may enter it; set its mode to 0700");
  }
  Keys keys;
  for (const auto& file : kFiles) {
    auto key = read_private(path / file.name);
    if (!key) return failure(key.error());
    keys.*file.member = std::move(*key);
  }
  return keys;
}

}  // namespace mashang
