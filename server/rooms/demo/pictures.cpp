// Draws rectangles into a small picture and packs it as PNG.
#include "rooms/demo/pictures.hpp"

#include <zlib.h>

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace mashang::demo {
namespace {

constexpr int kWidth = 480, kHeight = 360;

struct Colour {
  unsigned char red, green, blue;
};
constexpr Colour kSky{222, 230, 233}, kWall{201, 192, 178}, kPaving{154, 152, 147}, kDark{52, 54, 58},
    kRed{166, 30, 77}, kGreen{47, 125, 79}, kYellow{238, 201, 96}, kDamp{122, 120, 104}, kPaper{246, 243, 236};

class Canvas {
 public:
  Canvas() : rows_(static_cast<std::size_t>(kHeight) * kRowBytes) {}

  void fill(int left, int top, int right, int bottom, Colour colour) {
    for (int y = top; y < bottom; ++y)
      for (int x = left; x < right; ++x) {
        unsigned char* const pixel =
            &rows_[static_cast<std::size_t>(y) * kRowBytes + 1 + static_cast<std::size_t>(x) * 3];
        pixel[0] = colour.red;
        pixel[1] = colour.green;
        pixel[2] = colour.blue;
      }
  }

  [[nodiscard]] std::string png() const {
    std::string out("\x89PNG\r\n\x1a\n", 8);
    std::string head;
    put_number(head, kWidth);
    put_number(head, kHeight);
    head.append("\x08\x02\x00\x00\x00", 5);  // eight bits, RGB
    put_chunk(out, "IHDR", head);
    uLongf size = compressBound(rows_.size());
    std::string packed(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, rows_.data(), rows_.size(), 9) != Z_OK)
      throw std::runtime_error("zlib cannot pack a drawing");
    packed.resize(size);
    put_chunk(out, "IDAT", packed);
    put_chunk(out, "IEND", "");
    return out;
  }

 private:
  static constexpr std::size_t kRowBytes = 1 + std::size_t{kWidth} * 3;  // a row begins with its filter, none

  static void put_number(std::string& out, std::uint32_t number) {
    for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(number >> shift & 0xff);
  }
  static void put_chunk(std::string& out, const std::string& type, const std::string& data) {
    put_number(out, static_cast<std::uint32_t>(data.size()));
    const std::string body = type + data;
    out += body;
    put_number(out, static_cast<std::uint32_t>(
                        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()))));
  }

  std::vector<unsigned char> rows_;
};

void draw_street(Canvas& canvas) {
  canvas.fill(0, 0, kWidth, 150, kSky);
  canvas.fill(0, 60, 200, 240, kWall);
  for (int x = 20; x < 180; x += 45) canvas.fill(x, 85, x + 25, 120, kDark);
  canvas.fill(0, 240, kWidth, kHeight, kPaving);
}

void draw_lane(Canvas& canvas, bool is_blocked) {
  canvas.fill(0, 330, kWidth, 336, kYellow);
  canvas.fill(0, 262, kWidth, 268, kYellow);
  for (int x = 40; is_blocked && x < 440; x += 70) {
    canvas.fill(x, 285, x + 14, 299, kDark);
    canvas.fill(x + 36, 285, x + 50, 299, kDark);
    canvas.fill(x + 6, 272, x + 44, 284, kRed);
  }
}

void draw_bins(Canvas& canvas, bool is_full) {
  canvas.fill(250, 190, 300, 270, kGreen);
  canvas.fill(310, 190, 360, 270, kGreen);
  for (int i = 0; is_full && i < 9; ++i)
    canvas.fill(235 + i * 16, 262 + i % 3 * 9, 249 + i * 16, 276 + i % 3 * 9, kPaper);
  if (is_full) canvas.fill(255, 175, 355, 190, kPaper);
}

void draw_lamp(Canvas& canvas, bool is_out) {
  canvas.fill(0, 0, kWidth, 240, kDark);
  canvas.fill(330, 60, 336, 250, kPaving);
  canvas.fill(300, 52, 340, 62, kPaving);
  if (!is_out) canvas.fill(296, 62, 326, 74, kYellow);
  if (!is_out) canvas.fill(240, 250, 400, 300, kYellow);
}

void draw_wall(Canvas& canvas, bool is_wet) {
  canvas.fill(0, 0, kWidth, kHeight, kPaper);
  canvas.fill(0, 300, kWidth, kHeight, kWall);
  for (int i = 0; is_wet && i < 6; ++i) canvas.fill(160 + i * 22, 0, 178 + i * 22, 90 + i * 37 % 80, kDamp);
}

void draw_cables(Canvas& canvas, bool are_there) {
  for (int i = 0; are_there && i < 3; ++i) canvas.fill(60 + i * 45, 110, 63 + i * 45, 300, kDark);
  if (are_there) canvas.fill(50, 290, 175, 312, kRed);
}

void draw_ground(Canvas& canvas, bool is_broken) {
  for (int i = 0; i < 12; ++i) canvas.fill(i * 40, 240, i * 40 + 2, kHeight, kWall);
  if (is_broken) canvas.fill(200, 270, 290, 320, kDark);
  if (is_broken) canvas.fill(190, 320, 260, 330, kRed);
}

}  // namespace

Scene scene_of(std::string_view category) {
  if (category == "0102") return Scene::lamp;
  if (category == "0801") return Scene::cables;
  if (category == "0303" || category == "0304" || category == "0307") return Scene::wall;
  if (category.starts_with("05")) return Scene::bins;
  if (category == "0402" || category == "0202" || category == "0805" || category == "0203") return Scene::lane;
  return Scene::ground;
}

std::string drawing(Scene scene, Look look) {
  Canvas canvas;
  const bool is_wrong = look == Look::before;
  draw_street(canvas);
  switch (scene) {
    case Scene::lane:
      draw_lane(canvas, is_wrong);
      break;
    case Scene::bins:
      draw_bins(canvas, is_wrong);
      break;
    case Scene::lamp:
      draw_lamp(canvas, is_wrong);
      break;
    case Scene::wall:
      draw_wall(canvas, is_wrong);
      break;
    case Scene::cables:
      draw_cables(canvas, is_wrong);
      break;
    case Scene::ground:
      draw_ground(canvas, is_wrong);
      break;
  }
  return canvas.png();
}

}  // namespace mashang::demo
