// Values to PostgreSQL's wire format and back: binary where the type is known, text otherwise.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "storage/tx.hpp"
#include "storage/value.hpp"

struct pg_result;  // libpq's PGresult

namespace mashang::storage::postgres {

using Oid = unsigned int;  ///< as in libpq

struct ClearResult {
  void operator()(pg_result* result) const;
};
using Answer = std::unique_ptr<pg_result, ClearResult>;

/// The type a parameter is declared with, from the first value it gets; 0 lets the server infer it.
[[nodiscard]] Oid declared_type(const Value& value);

/// Encoded parameters of many statements behind each other; views stay valid until `clear` or `cut`.
class Parameters {
 public:
  /// Appends one value for a parameter of the type the server named. Throws std::logic_error when it cannot be it.
  void add(const Value& value, Oid type);
  [[nodiscard]] std::size_t size() const { return slots_.size(); }
  /// Forgets all from parameter `size` on.
  void cut(std::size_t size);

  struct Arrays {
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
  };
  /// Pointers to `count` parameters from `first`, for one call of libpq.
  void gather(std::size_t first, std::size_t count, Arrays& out) const;

 private:
  struct Slot {
    std::size_t at;
    int length;  ///< -1: null
    int format;
  };
  void put(std::string_view bytes, int format);
  std::string bytes_;
  std::vector<Slot> slots_;
};

/// Rows of a result in binary format.
class PostgresRow final : public Row {
 public:
  PostgresRow(const pg_result* result, std::span<const std::string> columns) : Row(columns), result_(result) {}
  void move_to(int row) { row_ = row; }

 private:
  [[nodiscard]] bool null_at(int at) const override;
  [[nodiscard]] std::int64_t integer_at(int at) const override;
  [[nodiscard]] double real_at(int at) const override;
  [[nodiscard]] std::string_view text_at(int at) const override;
  [[nodiscard]] std::string_view blob_at(int at) const override;
  [[nodiscard]] Value value_at(int at) const override;
  [[nodiscard]] std::string_view bytes(int at) const;
  [[noreturn]] void wrong_type(int at) const;

  const pg_result* result_;
  int row_ = 0;
};

void visit_rows(const Answer& answer, std::span<const std::string> columns, const RowVisitor& visit);

}  // namespace mashang::storage::postgres
