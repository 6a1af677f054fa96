// What an administrator types: `mashang serve`, `demo`, `import`, `verify`, `user`.
#pragma once

namespace mashang {

/// Exit codes: 0 done, 1 it failed (the reason on standard error), 2 the words on the line do not fit.
[[nodiscard]] int run_command_line(int argc, char** argv);

}  // namespace mashang
