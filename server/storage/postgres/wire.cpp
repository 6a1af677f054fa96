// Values to PostgreSQL's wire format and back.
#include "storage/postgres/wire.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <bit>
#include <cmath>
#include <stdexcept>

namespace mashang::storage::postgres {
namespace {

// Stable numbers from PostgreSQL's pg_type.dat.
constexpr Oid kBool = 16, kBytea = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kFloat8 = 701,
              kUnknown = 705, kBpchar = 1042, kVarchar = 1043, kNumeric = 1700;
constexpr int kTextFormat = 0, kBinaryFormat = 1;

bool is_text(Oid type) {
  return type == kText || type == kVarchar || type == kBpchar || type == kName || type == kUnknown;
}

template <class U>
std::string big_endian(U value) {
  std::string out(sizeof(U), '\0');
  for (std::size_t i = 0; i < sizeof(U); ++i) out[sizeof(U) - 1 - i] = static_cast<char>(value >> (8 * i));
  return out;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

/// PostgreSQL's numeric (numeric.c): digit count, weight, sign, scale, then digits in base 10,000. SUM and AVG of
/// bigint are numeric.
struct Numeric {
  std::string_view bytes;
  [[nodiscard]] std::uint16_t word(std::size_t at) const {
    return static_cast<std::uint16_t>(from_big_endian(bytes.substr(2 * at, 2)));
  }
  [[nodiscard]] int digits() const { return word(0); }
  [[nodiscard]] int weight() const { return static_cast<std::int16_t>(word(1)); }
  [[nodiscard]] bool is_negative() const { return word(2) == 0x4000; }
  [[nodiscard]] std::int64_t integer() const {
    std::int64_t value = 0;
    for (int i = 0; i <= weight(); ++i)
      value = value * 10'000 + (i < digits() ? word(4 + static_cast<std::size_t>(i)) : 0);
    return is_negative() ? -value : value;
  }
  [[nodiscard]] double real() const {
    double value = 0;
    for (int i = 0; i < digits(); ++i)
      value += word(4 + static_cast<std::size_t>(i)) * std::pow(10'000.0, weight() - i);
    return is_negative() ? -value : value;
  }
};

[[noreturn]] void refuse(const char* what, Oid type) {
  throw std::logic_error(fmt::format("{} given for a parameter of type {}", what, type));
}

}  // namespace

Oid declared_type(const Value& value) {
  switch (value.type()) {
    case Value::Type::null:
      return 0;
    case Value::Type::integer:
      return kInt8;
    case Value::Type::real:
      return kFloat8;
    case Value::Type::text:
      return kText;
    case Value::Type::blob:
      return kBytea;
  }
  return 0;
}

void Parameters::put(std::string_view bytes, int format) {
  slots_.push_back({bytes_.size(), static_cast<int>(bytes.size()), format});
  bytes_.append(bytes);
  bytes_.push_back('\0');  // text format ends with NUL
}

void Parameters::add(const Value& value, Oid type) {
  switch (value.type()) {
    case Value::Type::null:
      slots_.push_back({0, -1, kTextFormat});
      return;
    case Value::Type::integer:
      if (type == kInt8) return put(big_endian(static_cast<std::uint64_t>(value.integer())), kBinaryFormat);
      if (type == kFloat8)
        return put(big_endian(std::bit_cast<std::uint64_t>(static_cast<double>(value.integer()))), kBinaryFormat);
      return put(fmt::format("{}", value.integer()), kTextFormat);
    case Value::Type::real:
      if (type == kFloat8) return put(big_endian(std::bit_cast<std::uint64_t>(value.real())), kBinaryFormat);
      return put(fmt::format("{}", value.real()), kTextFormat);
    case Value::Type::text:
      if (type == kBytea) refuse("a text", type);
      return put(value.text(), is_text(type) ? kBinaryFormat : kTextFormat);
    case Value::Type::blob:
      if (type != kBytea) refuse("a blob", type);
      return put(value.text(), kBinaryFormat);
  }
}

void Parameters::cut(std::size_t size) {
  while (slots_.size() > size) {
    if (slots_.back().length >= 0) bytes_.resize(slots_.back().at);
    slots_.pop_back();
  }
}

void Parameters::gather(std::size_t first, std::size_t count, Arrays& out) const {
  out.values.clear();
  out.lengths.clear();
  out.formats.clear();
  for (const Slot& slot : std::span(slots_).subspan(first, count)) {
    out.values.push_back(slot.length < 0 ? nullptr : bytes_.data() + slot.at);
    out.lengths.push_back(slot.length < 0 ? 0 : slot.length);
    out.formats.push_back(slot.format);
  }
}

void ClearResult::operator()(PGresult* result) const { PQclear(result); }

bool PostgresRow::null_at(int at) const { return PQgetisnull(result_, row_, at) != 0; }

std::string_view PostgresRow::bytes(int at) const {
  if (null_at(at)) wrong_type(at);
  return {PQgetvalue(result_, row_, at), static_cast<std::size_t>(PQgetlength(result_, row_, at))};
}

std::int64_t PostgresRow::integer_at(int at) const {
  const auto raw = bytes(at);
  switch (PQftype(result_, at)) {
    case kInt8:
      return static_cast<std::int64_t>(from_big_endian(raw));
    case kInt4:
      return static_cast<std::int32_t>(from_big_endian(raw));
    case kInt2:
      return static_cast<std::int16_t>(from_big_endian(raw));
    case kBool:
      return raw[0];
    case kNumeric:
      return Numeric{raw}.integer();
    default:
      wrong_type(at);
  }
}

double PostgresRow::real_at(int at) const {
  const Oid type = PQftype(result_, at);
  if (type == kFloat8) return std::bit_cast<double>(from_big_endian(bytes(at)));
  if (type == kNumeric) return Numeric{bytes(at)}.real();
  return static_cast<double>(integer_at(at));
}

std::string_view PostgresRow::text_at(int at) const {
  if (!is_text(PQftype(result_, at))) wrong_type(at);
  return bytes(at);
}

std::string_view PostgresRow::blob_at(int at) const {
  if (PQftype(result_, at) != kBytea) wrong_type(at);
  return bytes(at);
}

Value PostgresRow::value_at(int at) const {
  if (null_at(at)) return {};
  const Oid type = PQftype(result_, at);
  if (is_text(type)) return text_at(at);
  if (type == kBytea) return Blob{blob_at(at)};
  if (type == kFloat8) return real_at(at);
  if (type == kNumeric) wrong_type(at);  // neither the one nor the other
  return integer_at(at);
}

void PostgresRow::wrong_type(int at) const {
  throw std::logic_error(fmt::format("column {} has another type", PQfname(result_, at)));
}

void visit_rows(const Answer& answer, std::span<const std::string> columns, const RowVisitor& visit) {
  PostgresRow row(answer.get(), columns);
  for (int at = 0; at < PQntuples(answer.get()); ++at) {
    row.move_to(at);
    if (!visit(row)) return;
  }
}

}  // namespace mashang::storage::postgres
