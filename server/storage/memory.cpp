// Rows read lately, kept until something they were read from changes.
#include "storage/memory.hpp"

#include <memory_resource>
#include <stdexcept>
#include <utility>

#include "storage/attempt.hpp"

namespace mashang::storage {

/// A whole result; the arena holds its texts.
struct Rows {
  const std::vector<std::string>* columns = nullptr;
  std::vector<Value> cells;
  std::size_t count = 0;
  std::size_t bytes = 0;
  std::pmr::monotonic_buffer_resource arena{256};

  std::string_view copy(std::string_view text) {
    auto* const room = static_cast<char*>(arena.allocate(text.size() + 1, 1));
    text.copy(room, text.size());
    return {room, text.size()};
  }
};

namespace {

constexpr std::size_t kLargestResult = 128 * 1024;
constexpr std::size_t kKeptBytes = 256;  ///< about what an entry costs besides its cells and texts

/// Ends a job's try on what is remembered.
struct NotRemembered {};

/// One row of a kept result.
class MemoryRow final : public Row {
 public:
  explicit MemoryRow(const Rows& rows) : Row(*rows.columns), cells_(rows.cells) {}
  void move_to(std::size_t row) { first_ = row * width(); }

 private:
  [[nodiscard]] const Value& cell(int at) const { return cells_[first_ + static_cast<std::size_t>(at)]; }
  [[nodiscard]] const Value& cell(int at, Value::Type type) const {
    if (cell(at).type() != type) throw std::logic_error("a remembered column has another type");
    return cell(at);
  }
  [[nodiscard]] bool null_at(int at) const override { return cell(at).type() == Value::Type::null; }
  [[nodiscard]] std::int64_t integer_at(int at) const override { return cell(at, Value::Type::integer).integer(); }
  [[nodiscard]] double real_at(int at) const override {
    if (cell(at).type() == Value::Type::integer) return static_cast<double>(cell(at).integer());
    return cell(at, Value::Type::real).real();
  }
  [[nodiscard]] std::string_view text_at(int at) const override { return cell(at, Value::Type::text).text(); }
  [[nodiscard]] std::string_view blob_at(int at) const override { return cell(at, Value::Type::blob).text(); }
  [[nodiscard]] Value value_at(int at) const override { return cell(at); }

  std::span<const Value> cells_;
  std::size_t first_ = 0;
};

template <class Number>
void append_bytes(std::string& out, Number number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// The statement and its values, each with its type and length: no two calls have the same.
void append_key(std::string& out, const Statement& statement, std::span<const Value> values) {
  append_bytes(out, &statement);
  for (const Value& value : values) {
    out += static_cast<char>(value.type());
    switch (value.type()) {
      case Value::Type::null:
        break;
      case Value::Type::integer:
        append_bytes(out, value.integer());
        break;
      case Value::Type::real:
        append_bytes(out, value.real());
        break;
      case Value::Type::text:
      case Value::Type::blob:
        append_bytes(out, value.text().size());
        out += value.text();
        break;
    }
  }
}

}  // namespace

class Memory::MemoryTx final : public Tx {
 public:
  explicit MemoryTx(Memory& memory) : memory_(memory) {}
  [[nodiscard]] int looked_up() const { return looked_up_; }

  [[nodiscard]] std::int64_t next_number(CountyCode, std::string_view) override { throw NotRemembered{}; }

 protected:
  void select(const Statement& statement, std::span<const Value> values, const RowVisitor& visit) override {
    if (!statement.is_remembered) throw NotRemembered{};
    key_.clear();
    append_key(key_, statement, values);
    const auto rows = memory_.find(key_, memory_.changes_.last(statement, values));
    if (!rows) throw NotRemembered{};
    ++looked_up_;
    MemoryRow row(*rows);
    for (std::size_t at = 0; at < rows->count; ++at) {
      row.move_to(at);
      if (!visit(row)) return;
    }
  }
  void change(const Statement&, std::span<const Value>, const Error*) override { throw NotRemembered{}; }

 private:
  Memory& memory_;
  std::string key_;
  int looked_up_ = 0;
};

bool Memory::answers(Job& job) {
  const Changes::Moment began = changes_.now();
  MemoryTx tx(*this);
  try {
    job.run(tx);
  } catch (const NotRemembered&) {
    return false;
  } catch (...) {
    fail_with_current_exception(job);
  }
  return tx.looked_up() <= 1 || changes_.now() == began;
}

std::shared_ptr<const Rows> Memory::find(std::string_view key, Changes::Moment last_change) {
  Shelf& shelf = shelves_[Hash{}(key) % kShelves];
  const auto oldest = SteadyClock::now() - kLongest;
  const std::lock_guard lock(shelf.mutex);
  auto found = shelf.young.find(key);
  if (found == shelf.young.end()) {
    const auto faded = shelf.old.find(key);
    if (faded == shelf.old.end()) return nullptr;
    found = faded;
    if (shelf.young_bytes <= kHalfShelf) {
      shelf.young_bytes += faded->second.rows->bytes;
      found = shelf.young.insert(shelf.old.extract(faded)).position;
    }
  }
  const Kept& kept = found->second;
  return kept.moment >= last_change && kept.since >= oldest ? kept.rows : nullptr;
}

void Memory::put(std::string key, Kept kept) {
  Shelf& shelf = shelves_[Hash{}(key) % kShelves];
  const std::lock_guard lock(shelf.mutex);
  if (shelf.young_bytes > kHalfShelf) {
    shelf.old = std::exchange(shelf.young, {});
    shelf.young_bytes = 0;
  }
  shelf.young_bytes += kept.rows->bytes;
  const auto [place, is_new] = shelf.young.try_emplace(std::move(key));
  if (!is_new) shelf.young_bytes -= place->second.rows->bytes;
  place->second = std::move(kept);
}

Memory::Recording::Recording(Memory& memory, Changes::Moment moment, const Statement& statement,
                             std::span<const Value> values, std::span<const std::string> columns)
    : memory_(memory), moment_(moment), rows_(std::make_shared<Rows>()) {
  append_key(key_, statement, values);
  rows_->columns = &memory.names_of(statement, columns);
  rows_->bytes = kKeptBytes + key_.size();
}

void Memory::Recording::add(const Row& row) {
  if (rows_->bytes > kLargestResult) return;
  for (std::size_t at = 0; at < row.width(); ++at) {
    Value value = row.value(at);
    rows_->bytes += sizeof value + value.text().size();
    if (value.type() == Value::Type::text) value = rows_->copy(value.text());
    if (value.type() == Value::Type::blob) value = Blob{rows_->copy(value.text())};
    rows_->cells.push_back(value);
  }
  ++rows_->count;
}

void Memory::Recording::keep() {
  if (rows_->bytes <= kLargestResult) memory_.put(std::move(key_), {std::move(rows_), moment_, SteadyClock::now()});
}

const std::vector<std::string>& Memory::names_of(const Statement& statement, std::span<const std::string> columns) {
  const std::lock_guard lock(names_mutex_);
  const auto [found, is_new] = names_.try_emplace(&statement);
  if (is_new) found->second.assign(columns.begin(), columns.end());
  return found->second;
}

}  // namespace mashang::storage
