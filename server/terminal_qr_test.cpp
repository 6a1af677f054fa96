// The drawn code has the size and corners that the standard gives it.
#include "terminal_qr.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace mashang {

TEST(TerminalQr, DrawsEveryTwoRowsOfModulesAsOneLine) {
  const std::string drawn = terminal_qr("http://localhost:8080/d/abcdefghijklmnopqrstuv");
  // 46 bytes at level M need version 4: 33 modules, with the quiet zone 37, so 19 lines.
  EXPECT_EQ(std::count(drawn.begin(), drawn.end(), '\n'), 19);
  EXPECT_NE(drawn.find("█▀▀▀▀▀█"), std::string::npos) << "the finder pattern of a corner";
}

TEST(TerminalQr, GivesNothingForTextThatDoesNotFit) { EXPECT_EQ(terminal_qr(std::string(5000, 'x')), ""); }

}  // namespace mashang
