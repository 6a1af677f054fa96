// Reading and first filling of the taxonomy.
#pragma once

#include <vector>

#include "core/result.hpp"
#include "rooms/cases/category.hpp"
#include "storage/db.hpp"

namespace mashang::cases {

/// Sorted by code.
[[nodiscard]] std::vector<Category> all_categories(storage::Tx& tx, CountyCode county);
/// Fails with cases.unknown_category.
[[nodiscard]] Result<Category> category_of(storage::Tx& tx, CountyCode county, std::string_view code);
/// Fills an empty table from categories.csv (embedded in the binary); leaves a county's own rows alone.
/// Fails with cases.categories_missing, cases.categories_unreadable.
[[nodiscard]] Result<void> fill_categories(storage::Tx& tx, CountyCode county);

}  // namespace mashang::cases
