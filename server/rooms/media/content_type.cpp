// Magic numbers: PNG (ISO 15948), JPEG (T.81), GIF89a, RIFF, ISO base media file format (14496-12), EBML (RFC 8794),
// Ogg (RFC 3533), AMR (RFC 4867), MPEG audio (11172-3), ADTS (14496-3).
#include "rooms/media/content_type.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace mashang::media {
namespace {

using namespace std::literals;

constexpr ContentType kJpeg{"image/jpeg", "jpg", Kind::picture};
constexpr ContentType kPng{"image/png", "png", Kind::picture};
constexpr ContentType kWebp{"image/webp", "webp", Kind::picture};
constexpr ContentType kGif{"image/gif", "gif", Kind::picture};
constexpr ContentType kHeic{"image/heic", "heic", Kind::picture};
constexpr ContentType kHeif{"image/heif", "heif", Kind::picture};
constexpr ContentType kAvif{"image/avif", "avif", Kind::picture};
constexpr ContentType kMp4{"video/mp4", "mp4", Kind::video};
constexpr ContentType kQuickTime{"video/quicktime", "mov", Kind::video};
constexpr ContentType k3gp{"video/3gpp", "3gp", Kind::video};
constexpr ContentType k3g2{"video/3gpp2", "3g2", Kind::video};
constexpr ContentType kWebm{"video/webm", "webm", Kind::video};
constexpr ContentType kMatroska{"video/x-matroska", "mkv", Kind::video};
constexpr ContentType kOggVideo{"video/ogg", "ogv", Kind::video};
constexpr ContentType kM4a{"audio/mp4", "m4a", Kind::sound};
constexpr ContentType kAac{"audio/aac", "aac", Kind::sound};
constexpr ContentType kAmr{"audio/amr", "amr", Kind::sound};
constexpr ContentType kAmrWb{"audio/amr-wb", "awb", Kind::sound};
constexpr ContentType kMp3{"audio/mpeg", "mp3", Kind::sound};
constexpr ContentType kOgg{"audio/ogg", "ogg", Kind::sound};
constexpr ContentType kWav{"audio/wav", "wav", Kind::sound};
constexpr std::array kAll{kJpeg, kPng,      kWebp,     kGif, kHeic, kHeif, kAvif,  kMp4, kQuickTime, k3gp, k3g2,
                          kWebm, kMatroska, kOggVideo, kM4a, kAac,  kAmr,  kAmrWb, kMp3, kOgg,       kWav};

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}
bool has_at(std::string_view bytes, std::size_t at, std::string_view what) {
  return bytes.size() >= at + what.size() && bytes.substr(at, what.size()) == what;
}
bool has(std::string_view bytes, std::string_view what) { return bytes.find(what) != std::string_view::npos; }

struct Brand {
  std::string_view prefix;
  ContentType type;
};
/// Brands of an ftyp box; the major brand decides, then the first compatible one that is known.
constexpr std::array kBrands{
    Brand{"heic", kHeic},      Brand{"heix", kHeic}, Brand{"heim", kHeic}, Brand{"heis", kHeic}, Brand{"hevc", kHeic},
    Brand{"hevx", kHeic},      Brand{"mif1", kHeif}, Brand{"msf1", kHeif}, Brand{"avif", kAvif}, Brand{"avis", kAvif},
    Brand{"qt  ", kQuickTime}, Brand{"3gp", k3gp},   Brand{"3gr", k3gp},   Brand{"3gs", k3gp},   Brand{"3g2", k3g2},
    Brand{"M4A ", kM4a},       Brand{"M4B ", kM4a},  Brand{"isom", kMp4},  Brand{"iso", kMp4},   Brand{"mp4", kMp4},
    Brand{"avc1", kMp4},       Brand{"M4V", kMp4},   Brand{"MSNV", kMp4},  Brand{"dash", kMp4},  Brand{"mmp4", kMp4},
};

std::optional<ContentType> type_of_brand(std::string_view brand) {
  const auto known = std::ranges::find_if(kBrands, [&](const Brand& b) { return brand.starts_with(b.prefix); });
  if (known == kBrands.end()) return std::nullopt;
  return known->type;
}

std::optional<ContentType> iso_media(std::string_view head) {
  constexpr std::size_t kFirstCompatible = 16;
  if (!has_at(head, 4, "ftyp")) return std::nullopt;
  const std::size_t box = byte_at(head, 0) << 24 | byte_at(head, 1) << 16 | byte_at(head, 2) << 8 | byte_at(head, 3);
  if (box < kFirstCompatible || box > head.size()) return std::nullopt;
  auto type = type_of_brand(head.substr(8, 4));
  for (std::size_t at = kFirstCompatible; !type && at + 4 <= box; at += 4) type = type_of_brand(head.substr(at, 4));
  return type;
}

std::optional<ContentType> riff(std::string_view head) {
  if (!has_at(head, 0, "RIFF")) return std::nullopt;
  if (has_at(head, 8, "WEBPVP8")) return kWebp;
  if (has_at(head, 8, "WAVEfmt ") || has_at(head, 8, "WAVEJUNK")) return kWav;
  return std::nullopt;
}

std::optional<ContentType> ebml(std::string_view head) {
  constexpr std::size_t kHeaderEnd = 64;  // the DocType stands within the EBML header
  if (!has_at(head, 0, "\x1a\x45\xdf\xa3")) return std::nullopt;
  const std::string_view header = head.substr(0, kHeaderEnd);
  if (has(header, "\x42\x82\x84webm")) return kWebm;
  if (has(header, "\x42\x82\x88matroska")) return kMatroska;
  return std::nullopt;
}

std::optional<ContentType> ogg(std::string_view head) {
  constexpr std::size_t kFirstPacket = 28;
  if (!has_at(head, 0, "OggS\0"sv)) return std::nullopt;
  if (has_at(head, kFirstPacket, "OpusHead") || has_at(head, kFirstPacket, "\x01vorbis") ||
      has_at(head, kFirstPacket, "Speex   "))
    return kOgg;
  if (has_at(head, kFirstPacket, "\x80theora") || has_at(head, kFirstPacket, "fishead\0"sv)) return kOggVideo;
  return std::nullopt;
}

/// Bytes of the MPEG layer III frame that starts here; 0 when none does.
std::size_t mp3_frame(std::string_view at) {
  constexpr std::array<unsigned, 16> kBitrate1{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
  constexpr std::array<unsigned, 16> kBitrate2{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
  constexpr std::array<unsigned, 4> kRate1{44100, 48000, 32000, 0};
  if (at.size() < 4 || byte_at(at, 0) != 0xff || (byte_at(at, 1) & 0xe6) != 0xe2) return 0;
  const unsigned version = byte_at(at, 1) >> 3 & 3;  // 0: 2.5, 2: 2, 3: 1
  if (version == 1) return 0;
  const unsigned bitrate = (version == 3 ? kBitrate1 : kBitrate2).at(byte_at(at, 2) >> 4) * 1000;
  const unsigned rate = kRate1.at(byte_at(at, 2) >> 2 & 3) >> (version == 3 ? 0 : version == 2 ? 1 : 2);
  if (bitrate == 0 || rate == 0) return 0;
  return (version == 3 ? 144 : 72) * bitrate / rate + (byte_at(at, 2) >> 1 & 1);
}

/// Bytes of the ADTS frame that starts here; 0 when none does.
std::size_t adts_frame(std::string_view at) {
  if (at.size() < 7 || byte_at(at, 0) != 0xff || (byte_at(at, 1) & 0xf6) != 0xf0) return 0;
  if ((byte_at(at, 2) >> 2 & 15) > 12) return 0;
  const std::size_t length = (byte_at(at, 3) & 3) << 11 | byte_at(at, 4) << 3 | byte_at(at, 5) >> 5;
  return length > 7 ? length : 0;
}

/// Streams without a header: two frames in a row must fit.
std::optional<ContentType> framed_sound(std::string_view head) {
  if (const std::size_t first = mp3_frame(head);
      first != 0 && first < head.size() && mp3_frame(head.substr(first)) != 0) {
    return kMp3;
  }
  if (const std::size_t first = adts_frame(head);
      first != 0 && first < head.size() && adts_frame(head.substr(first)) != 0) {
    return kAac;
  }
  return std::nullopt;
}

std::optional<ContentType> simple(std::string_view head) {
  if (has_at(head, 0, "\xff\xd8\xff") && byte_at(head, 3) >= 0xc0) return kJpeg;
  if (has_at(head, 0, "\x89PNG\r\n\x1a\n") && has_at(head, 12, "IHDR")) return kPng;
  if ((has_at(head, 0, "GIF87a") || has_at(head, 0, "GIF89a")) && head.size() > 13) return kGif;
  if (has_at(head, 0, "#!AMR\n")) return kAmr;
  if (has_at(head, 0, "#!AMR-WB\n")) return kAmrWb;
  if (has_at(head, 0, "ID3") && byte_at(head, 3) >= 2 && byte_at(head, 3) <= 4 && head.size() > 10) return kMp3;
  return std::nullopt;
}

}  // namespace

std::optional<ContentType> type_of(std::string_view head) {
  for (const auto& look : {simple, iso_media, riff, ebml, ogg, framed_sound}) {
    if (auto type = look(head)) return type;
  }
  return std::nullopt;
}

std::optional<ContentType> type_named(std::string_view name) {
  const auto known = std::ranges::find_if(kAll, [&](const ContentType& type) { return type.name == name; });
  if (known == kAll.end()) return std::nullopt;
  return *known;
}

std::uint64_t SizeLimits::of(Kind kind) const {
  switch (kind) {
    case Kind::picture:
      return std::min(picture, any);
    case Kind::video:
      return std::min(video, any);
    case Kind::sound:
      return std::min(sound, any);
  }
  return any;
}

Result<ContentType> judge(std::string_view head, std::uint64_t length, const SizeLimits& limits) {
  const auto type = type_of(head.substr(0, kHead));
  if (!type) return failure(ErrorKind::unsupported_media_type, "media.unsupported_type");
  if (length > limits.of(type->kind)) return failure(ErrorKind::too_large, "media.too_large", std::string(type->name));
  return *type;
}

}  // namespace mashang::media
