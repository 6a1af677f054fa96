// A random order that is the same with every standard library (std::shuffle's is not laid down).
#pragma once

#include <random>
#include <utility>
#include <vector>

namespace mashang::triage::training {

/// Fisher and Yates's.
template <class Value>
void shuffle(std::vector<Value>& values, std::mt19937& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random() % i]);
}

}  // namespace mashang::triage::training
