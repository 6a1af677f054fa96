// Card and parts, and Brotli between them and the disk.
#include "rooms/triage/model_file.hpp"

#include <brotli/decode.h>
#include <brotli/encode.h>

#include <charconv>
#include <optional>

#include "rooms/triage/packing.hpp"

namespace mashang::triage {
namespace {

constexpr std::string_view kMagic = "mashang model 1\n";
constexpr std::uint32_t kLargest = 256U << 20U;

std::string compressed(std::string_view plain) {
  std::string bytes(BrotliEncoderMaxCompressedSize(plain.size()), '\0');
  std::size_t size = bytes.size();
  BrotliEncoderCompress(9, 24, BROTLI_MODE_GENERIC, plain.size(), reinterpret_cast<const std::uint8_t*>(plain.data()),
                        &size, reinterpret_cast<std::uint8_t*>(bytes.data()));
  bytes.resize(size);
  return bytes;
}

std::optional<std::string> decompressed(std::string_view bytes, std::size_t size) {
  std::string plain(size, '\0');
  std::size_t written = size;
  const auto result = BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                              &written, reinterpret_cast<std::uint8_t*>(plain.data()));
  if (result != BROTLI_DECODER_RESULT_SUCCESS || written != size) return std::nullopt;
  return plain;
}

}  // namespace

std::string packed(const ModelFile& model) {
  Packer parts;
  parts.number(static_cast<std::uint32_t>(model.parts.size()));
  for (const auto& [name, content] : model.parts) {
    parts.text(name);
    parts.text(content);
  }
  const std::string plain = std::move(parts).bytes();
  Packer head;
  const ModelCard& card = model.card;
  for (const std::string& line :
       {card.name, card.version, card.date, std::to_string(card.seed), card.data, card.figures})
    head.text(line);
  head.number(static_cast<std::uint32_t>(plain.size()));
  return std::string(kMagic) + std::move(head).bytes() + compressed(plain);
}

Result<ModelFile> unpacked(std::string_view bytes) {
  const auto damaged = failure(ErrorKind::internal, "triage.model_damaged");
  if (!bytes.starts_with(kMagic)) return damaged;
  Unpacker head(bytes.substr(kMagic.size()));
  ModelFile model;
  ModelCard& card = model.card;
  card.name = head.text();
  card.version = head.text();
  card.date = head.text();
  const std::string_view seed = head.text();
  std::from_chars(seed.data(), seed.data() + seed.size(), card.seed);
  card.data = head.text();
  card.figures = head.text();
  const std::uint32_t size = head.number();
  if (!head.is_sound() || size > kLargest) return damaged;
  const auto plain = decompressed(head.rest(), size);
  if (!plain) return damaged;
  Unpacker parts(*plain);
  for (std::uint32_t left = parts.number(); left > 0 && parts.is_sound(); --left) {
    std::string name(parts.text());
    model.parts[std::move(name)] = parts.text();
  }
  if (!parts.is_sound() || !parts.is_at_end()) return damaged;
  return model;
}

}  // namespace mashang::triage
