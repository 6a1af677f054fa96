// How logins are compared.
#include "rooms/identity/login.hpp"

#include "core/text.hpp"

namespace mashang::identity {

std::string normal_login(std::string_view login) {
  std::string normal(text::trim(login));
  for (char& c : normal) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return normal;
}

}  // namespace mashang::identity
