// The small table that the storage tests write to.
#pragma once

#include <array>

#include "storage/migrations.hpp"
#include "storage/tx.hpp"

namespace mashang::test {

using storage::Statement;
using storage::Value;

inline constexpr CountyCode kCounty{431229};

inline constexpr std::array<storage::Migration, 1> kItems{
    {{202601010000, "item",
      "CREATE TABLE item (county BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, number BIGINT, weight REAL,"
      " seal BLOB, PRIMARY KEY (county, id)) WITHOUT ROWID",
      "CREATE TABLE item (county BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, number BIGINT,"
      " weight DOUBLE PRECISION, seal BYTEA, PRIMARY KEY (county, id))"}}};

struct insert_item {
  Value county = kCounty;
  Value id;
  Value name;
  Value number;
  Value weight;
  Value seal;
  [[nodiscard]] std::array<Value, 6> values() const { return {county, id, name, number, weight, seal}; }
  static constexpr Statement statement{
      "test.insert_item", "INSERT INTO item (county, id, name, number, weight, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      "INSERT INTO item (county, id, name, number, weight, seal) VALUES ($1, $2, $3, $4, $5, $6)", 6};
};

struct insert_new_item {
  Value county = kCounty;
  Value id;
  Value name;
  [[nodiscard]] std::array<Value, 3> values() const { return {county, id, name}; }
  static constexpr Statement statement{
      "test.insert_new_item", "INSERT INTO item (county, id, name) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
      "INSERT INTO item (county, id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", 3};
};

struct rename_item {
  Value name;
  Value id;
  Value old_name;
  Value county = kCounty;
  [[nodiscard]] std::array<Value, 4> values() const { return {name, id, old_name, county}; }
  static constexpr Statement statement{"test.rename_item",
                                       "UPDATE item SET name = ?1 WHERE county = ?4 AND id = ?2 AND name = ?3",
                                       "UPDATE item SET name = $1 WHERE county = $4 AND id = $2 AND name = $3", 4};
};

struct item_by_id {
  Value county = kCounty;
  Value id;
  [[nodiscard]] std::array<Value, 2> values() const { return {county, id}; }
  static constexpr Statement statement{
      "test.item_by_id", "SELECT id, name, number, weight, seal FROM item WHERE county = ?1 AND id = ?2",
      "SELECT id, name, number, weight, seal FROM item WHERE county = $1 AND id = $2", 2};
};

struct all_items {
  Value county = kCounty;
  [[nodiscard]] std::array<Value, 1> values() const { return {county}; }
  static constexpr Statement statement{"test.all_items",
                                       "SELECT id, name, number FROM item WHERE county = ?1 ORDER BY id",
                                       "SELECT id, name, number FROM item WHERE county = $1 ORDER BY id", 1};
};

struct count_items {
  Value county = kCounty;
  [[nodiscard]] std::array<Value, 1> values() const { return {county}; }
  static constexpr Statement statement{
      "test.count_items",
      "SELECT COUNT(*) AS items, SUM(number) AS total, AVG(number) AS mean FROM item WHERE county = ?1",
      "SELECT COUNT(*) AS items, SUM(number) AS total, AVG(number) AS mean FROM item WHERE county = $1", 1};
};

struct delete_items {
  Value county = kCounty;
  [[nodiscard]] std::array<Value, 1> values() const { return {county}; }
  static constexpr Statement statement{"test.delete_items", "DELETE FROM item WHERE county = ?1",
                                       "DELETE FROM item WHERE county = $1", 1};
};

struct broken_statement {
  [[nodiscard]] std::array<Value, 0> values() const { return {}; }
  static constexpr Statement statement{"test.broken", "DELETE FROM no_such_table WHERE 1 = 1",
                                       "DELETE FROM no_such_table WHERE 1 = 1", 0};
};

[[nodiscard]] inline std::int64_t count(storage::Tx& tx) {
  return *tx.one(count_items{}, [](const storage::Row& row) { return row.integer("items"); });
}

}  // namespace mashang::test
