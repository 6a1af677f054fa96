// The store on a POSIX file system.
#include "rooms/media/store.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>
#include <utility>

#include "core/secrets.hpp"
#include "rooms/media/media.hpp"

namespace mashang::media {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_errno(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

tl::unexpected<Error> gone(std::int64_t upload) {
  return failure(ErrorKind::not_found, "media.unknown_upload", std::to_string(upload));
}

void sync_folder(const fs::path& folder) {
  const FileHandle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.get() < 0 || ::fsync(handle.get()) != 0) throw_errno("fsync " + folder.string());
}

void make_private_folder(const fs::path& folder) {
  if (!fs::create_directories(folder)) return;
  fs::permissions(folder, fs::perms::owner_all);
  sync_folder(folder.parent_path());
}

/// SHA-256 of a whole file in hex, 256 kB at a time.
std::string hash_of(int fd) {
  using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
  const Digest digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  if (!digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("EVP_DigestInit");
  std::string buffer(256 * 1024, '\0');
  off_t at = 0;
  for (;;) {
    const ssize_t got = ::pread(fd, buffer.data(), buffer.size(), at);
    if (got < 0) throw_errno("read");
    if (got == 0) break;
    EVP_DigestUpdate(digest.get(), buffer.data(), static_cast<std::size_t>(got));
    at += got;
  }
  Sha256 hash{};
  EVP_DigestFinal_ex(digest.get(), hash.data(), nullptr);
  return to_hex(as_view(hash));
}

std::string path_within(const std::string& media, std::string_view sha256) {
  std::string path = media + "/";
  path.append(sha256.substr(0, 2)).append("/").append(sha256.substr(2, 2)).append("/").append(sha256);
  return path;
}

}  // namespace

std::string_view check_stored_file(const std::string& data_directory, const std::string& sha256, std::int64_t bytes) {
  if (sha256.size() != 2 * sizeof(Sha256) || !from_hex(sha256)) return "missing";
  struct stat status {};
  const FileHandle handle(::open(path_within(data_directory + "/media", sha256).c_str(), O_RDONLY | O_CLOEXEC));
  if (handle.get() < 0 || ::fstat(handle.get(), &status) != 0) return "missing";
  return status.st_size == bytes && hash_of(handle.get()) == sha256 ? "" : "altered";
}

FileHandle::FileHandle(FileHandle&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}
FileHandle::~FileHandle() {
  if (fd_ >= 0) ::close(fd_);
}

Store::Store(std::string data_directory) : uploads_(data_directory + "/uploads"), media_(data_directory + "/media") {
  make_private_folder(uploads_);
  make_private_folder(media_);
}

std::string Store::part_path(std::int64_t upload) const { return uploads_ + "/" + std::to_string(upload) + ".part"; }
std::string Store::mark_path(std::int64_t upload) const { return uploads_ + "/" + std::to_string(upload) + ".from"; }

std::string Store::media_path(std::string_view sha256) const { return path_within(media_, sha256); }

std::uint64_t Store::settle(std::int64_t upload) const {
  std::error_code absent;
  const std::string part = part_path(upload);
  std::uint64_t size = fs::file_size(part, absent);
  if (absent) return 0;
  std::ifstream mark(mark_path(upload));
  std::uint64_t from = 0;
  if (mark >> from && from < size) {
    fs::resize_file(part, from);
    size = from;
  }
  if (mark.is_open()) accept_checked(upload);
  return size;
}

Result<FileHandle> Store::open_part(std::int64_t upload) const {
  const std::string path = part_path(upload);
  const bool is_new = !fs::exists(path);
  FileHandle handle(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (handle.get() < 0) throw_errno("open " + path);
  if (is_new) sync_folder(uploads_);
  return handle;
}

void Store::begin_checked(std::int64_t upload, std::uint64_t from) const {
  const std::string path = mark_path(upload);
  const FileHandle handle(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  const std::string text = std::to_string(from);
  if (handle.get() < 0 || ::write(handle.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
      ::fsync(handle.get()) != 0) {
    throw_errno("write " + path);
  }
  sync_folder(uploads_);
}

void Store::accept_checked(std::int64_t upload) const {
  fs::remove(mark_path(upload));
  sync_folder(uploads_);
}

void Store::remove_part(std::int64_t upload) const {
  fs::remove(part_path(upload));
  fs::remove(mark_path(upload));
}

Result<std::string> Store::head_of(std::int64_t upload, std::size_t bytes) const {
  const FileHandle handle(::open(part_path(upload).c_str(), O_RDONLY | O_CLOEXEC));
  if (handle.get() < 0) return gone(upload);
  std::string head(bytes, '\0');
  const ssize_t got = ::pread(handle.get(), head.data(), head.size(), 0);
  if (got < 0) throw_errno("read");
  head.resize(static_cast<std::size_t>(got));
  return head;
}

Result<Stored> Store::put(std::int64_t upload) {
  const std::string part = part_path(upload);
  const FileHandle handle(::open(part.c_str(), O_RDONLY | O_CLOEXEC));
  if (handle.get() < 0) return gone(upload);
  Stored stored{hash_of(handle.get()), {}};
  stored.reservation = reserve(stored.sha256);
  if (::fsync(handle.get()) != 0) throw_errno("fsync " + part);
  const fs::path target = media_path(stored.sha256);
  const fs::path folder = target.parent_path();
  make_private_folder(folder.parent_path());
  make_private_folder(folder);
  if (::link(part.c_str(), target.c_str()) != 0 && errno != EEXIST) {
    if (errno == ENOENT) return gone(upload);
    throw_errno("link " + target.string());
  }
  sync_folder(folder);
  return stored;
}

Reservation Store::reserve(const std::string& sha256) {
  const std::lock_guard lock(mutex_);
  reserved_.insert(sha256);
  return Reservation([this, sha256] {
    const std::lock_guard release_lock(mutex_);
    reserved_.erase(reserved_.find(sha256));
  });
}

void Store::remove_unused(const std::string& sha256, const std::function<bool()>& is_used) {
  const std::lock_guard lock(mutex_);
  if (reserved_.contains(sha256) || is_used()) return;
  fs::remove(media_path(sha256));
}

std::string Store::stored_twin(std::int64_t upload) const {
  struct stat status {};
  const FileHandle handle(::open(part_path(upload).c_str(), O_RDONLY | O_CLOEXEC));
  if (handle.get() < 0 || ::fstat(handle.get(), &status) != 0 || status.st_nlink < 2) return {};
  return hash_of(handle.get());
}

std::vector<std::int64_t> Store::parts() const {
  std::vector<std::int64_t> uploads;
  for (const auto& entry : fs::directory_iterator(uploads_)) {
    const std::string name = entry.path().filename().string();
    std::int64_t upload = 0;
    const auto [end, wrong] = std::from_chars(name.data(), name.data() + name.size(), upload);
    if (wrong == std::errc() && std::string_view(end) == ".part") uploads.push_back(upload);
  }
  return uploads;
}

std::uint64_t Store::free_bytes() const {
  struct statvfs status {};
  if (::statvfs(uploads_.c_str(), &status) != 0) throw_errno("statvfs " + uploads_);
  return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

}  // namespace mashang::media
