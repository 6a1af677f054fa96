// Fills the table of characters from what OpenCC and ICU know; only `mashang train` needs them.
#pragma once

#include "rooms/triage/characters.hpp"

namespace mashang::triage {

/// Simplified forms of traditional characters (OpenCC, t2s), of radicals, compatibility ideographs and ①-⑨ (NFKC), and
/// the sound of every ideograph (ICU, Han-Latin) without its tone; ü is written v, so that 绿 and 路 stay apart. One
/// sound a character, the commonest. Fails with triage.training_data_missing when OpenCC or ICU has no data here.
[[nodiscard]] Result<Characters> train_characters();

}  // namespace mashang::triage
