// The one binary.
#include "cli.hpp"

int main(int argc, char** argv) { return mashang::run_command_line(argc, argv); }
