// A random decision that is the same with every standard library (std::bernoulli_distribution's is not laid down).
#pragma once

#include <random>

namespace mashang::triage::training {

[[nodiscard]] inline bool chance(std::mt19937& random, double share) {
  return static_cast<double>(random() >> 8U) < share * static_cast<double>(1U << 24U);
}

}  // namespace mashang::triage::training
