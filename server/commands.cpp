// Serving, the demo county, imports, verification.
#include "commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/json.hpp"
#include "database.hpp"
#include "findings.hpp"
#include "house.hpp"
#include "rooms/demo/demo.hpp"
#include "rooms/grids/barriers.hpp"
#include "rooms/ledger/signature.hpp"
#include "rooms/ledger/tree_head.hpp"
#include "rooms/media/media.hpp"
#include "rooms/places/import.hpp"
#include "terminal_qr.hpp"
#include "verification.hpp"

namespace mashang::commands {
namespace {

/// Blocks the signals that end the server, for every thread made after it, so that `wait_for_end` alone hears them.
sigset_t hold_end_signals() {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return ending;
}

void wait_for_end(const sigset_t& ending) {
  int heard = 0;
  sigwait(&ending, &heard);
}

void print_welcome(const runtime::Config& config, const demo::DemoSummary& demo) {
  const std::string door = config.public_url + "/d/" + demo.door_token;
  fmt::print("\n  码上 Mashang · made-up demo county\n\n");
  fmt::print("  Residents   {}/\n  Field       {}/field/\n  Console     {}/console/\n\n", config.public_url,
             config.public_url, config.public_url);
  fmt::print("  Accounts (password of all: {})\n", demo::kDemoPassword);
  for (const auto& account : demo.accounts)
    fmt::print("    {:<22} {:<18} {}, {}\n", account.login, account.role, account.name, account.where);
  fmt::print("\n  The door code of {}: {}\n\n{}\n  Ctrl-C stops the server.\n\n", demo.door_address, door,
             terminal_qr(door));
  std::fflush(stdout);
}

/// One line that grows on a terminal; one line a part elsewhere.
void show_progress(std::int64_t done, std::int64_t total, std::string_view what) {
  if (isatty(STDERR_FILENO) == 1)
    fmt::print(stderr, "\r\x1b[K  {} {}/{}{}", what, done, total, done == total ? "\n" : "");
  else if (done == total)
    fmt::print(stderr, "  {} {}\n", what, total);
}

/// The first account of a role is the one that the story's household meets.
std::string as_json(const demo::DemoSummary& demo) {
  std::string body;
  json::Writer out(body);
  out.begin_object().field("password", demo::kDemoPassword).field("door_token", demo.door_token);
  out.field("door_address", demo.door_address).field("household_id", demo.door_place);
  out.field("door_without_property", demo.door_without_property);
  out.key("logins").begin_object();
  std::string last;
  for (const auto& account : demo.accounts) {
    if (account.role != last) out.field(account.role, account.login);
    last = account.role;
  }
  out.end_object().key("accounts").begin_array();
  for (const auto& account : demo.accounts) {
    out.begin_object().field("login", account.login).field("name", account.name);
    out.field("role", account.role).field("where", account.where).end_object();
  }
  out.end_array().end_object();
  return body;
}

/// What `--files` looks at: every stored file once.
cases::FileCheck stored_files(const runtime::Config& config) {
  return [folder = config.data_directory](const std::string& sha256, std::int64_t bytes) {
    return media::check_stored_file(folder, sha256, bytes);
  };
}

Result<std::string> public_key(const runtime::Config& config, const std::string& given_hex) {
  if (given_hex.empty()) {
    const auto private_key = find_ledger_key(config);
    if (!private_key) return failure(private_key.error());
    return ledger::public_key_of(*private_key);
  }
  auto key = from_hex(given_hex);
  if (!key || key->size() != ledger::kPublicKeyBytes)
    return failure(ErrorKind::unprocessable, "ledger.bad_public_key", "a public key is 64 hexadecimal digits");
  return key;
}

}  // namespace

Result<void> serve(const runtime::Config& config, bool with_welcome) {
  const sigset_t ending = hold_end_signals();
  auto house = House::build(config);
  if (!house) return failure(house.error());
  if (auto opened = (*house)->open_doors(); !opened) return opened;
  if (with_welcome) {
    const auto demo = (*house)->demo();
    if (!demo) return failure(demo.error());
    if (*demo) print_welcome(config, **demo);
  }
  wait_for_end(ending);
  (*house)->close();
  return {};
}

Result<void> demo(const runtime::Config& config, const DemoWish& wish) {
  auto db = open_database(config, Opener::server);
  if (!db) return failure(db.error());
  const auto keys = open_keys(config);
  if (!keys) return failure(keys.error());
  const SystemClock clock;
  const demo::DemoOptions options{.county = config.county,
                                  .seed = wish.seed,
                                  .now = clock.now(),
                                  .cases = wish.cases,
                                  .data_directory = config.data_directory};
  const auto made = demo::make_demo(**db, *keys, options, show_progress);
  if (!made) return failure(made.error());
  const auto signed_log = ledger::sign_heads(**db, config.county, keys->ledger, clock);
  if (!signed_log) return failure(signed_log.error());
  if (wish.as_json) fmt::print("{}\n", as_json(*made));
  return {};
}

Result<void> import_divisions(const runtime::Config& config, const std::string& path) {
  auto db = open_database(config, Opener::command);
  if (!db) return failure(db.error());
  const auto report = places::import_divisions(**db, config.county, path, SystemClock().now());
  if (!report) return failure(report.error());
  fmt::print("{} added, {} renamed, {} unchanged{}\n", report->added, report->renamed, report->unchanged,
             report->boundary_changed ? ", new boundary" : "");
  return {};
}

Result<void> import_barriers(const runtime::Config& config, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string geojson{std::istreambuf_iterator<char>(file), {}};
  if (!file) return failure(ErrorKind::not_found, "grids.barriers_unreadable", path);
  auto db = open_database(config, Opener::command);
  if (!db) return failure(db.error());
  const auto lines =
      (*db)->write_now([&](storage::Tx& tx) { return grids::import_barriers(tx, config.county, geojson, path); });
  if (!lines) return failure(lines.error());
  fmt::print("{} barriers\n", *lines);
  return {};
}

Result<void> verify(const runtime::Config& config, const VerifyWish& wish) {
  const auto witness = ledger::parse_witness(wish.witness);
  if (!witness) return failure(witness.error());
  std::optional<ledger::Report> report;
  const auto looked = read_evidence(config, [&](storage::Tx& tx) -> Result<void> {
    const auto key = public_key(config, wish.public_key);
    if (!key) return failure(key.error());
    const auto source = history_of_cases(wish.with_files ? stored_files(config) : cases::FileCheck());
    report = ledger::verify(tx, config.county, *key, source, *witness, [](std::int64_t leaves) {
      if (isatty(STDERR_FILENO) == 1) fmt::print(stderr, "\r\x1b[K  {} leaves", leaves);
    });
    return {};
  });
  if (!looked) return looked;
  if (isatty(STDERR_FILENO) == 1) fmt::print(stderr, "\r\x1b[K");
  fmt::print("{} leaves, {} of them under {} signed tree heads; root {}\n", report->leaves, report->signed_leaves,
             report->heads, to_hex({reinterpret_cast<const char*>(report->root.data()), report->root.size()}));
  if (!report->is_intact()) return failure(ErrorKind::conflict, "ledger.broken", in_words(*report));
  fmt::print("intact\n");
  return {};
}

Result<void> print_routes() {
  runtime::Config config;
  config.log_level = "off";
  char folder[] = "/tmp/mashang-routes-XXXXXX";
  if (mkdtemp(folder) == nullptr) return failure(ErrorKind::unavailable, "storage.unavailable");
  config.data_directory = folder;
  const auto house = House::build(config);
  if (!house) return failure(house.error());
  for (const auto& [method, pattern] : (*house)->router().routes())
    fmt::print("{} {}\n", http::to_word(method), pattern);
  std::filesystem::remove_all(folder);
  return {};
}

}  // namespace mashang::commands
