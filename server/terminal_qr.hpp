// A QR code drawn with half blocks, to be scanned from a terminal.
#pragma once

#include <string>
#include <string_view>

namespace mashang {

/// Dark on light with a quiet zone of two modules (ISO/IEC 18004 asks for four; phones read two, and 80 columns stay
/// enough). Empty when `text` does not fit a QR code.
[[nodiscard]] std::string terminal_qr(std::string_view text);

}  // namespace mashang
