// Each household gets a price in metres, so that no fewest number of households anywhere has prices above its distances
// on average; then the prices' sum is below every plan's distance.
#include "rooms/planning/distance_bound.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>

#include "rooms/planning/lattice.hpp"

namespace mashang::planning {
namespace {

struct Square {
  Spot middle;
  double half = 0;  ///< side
  [[nodiscard]] double reach() const { return half * 1.41421356237310; }
};

/// Buildings in a tree of boxes; answers which of them have the greatest price less distance to a spot.
class PriceTree {
 public:
  explicit PriceTree(const std::vector<Building>& buildings) : order_(buildings.size()), prices_(buildings.size(), 0) {
    std::iota(order_.begin(), order_.end(), 0);
    spots_.reserve(buildings.size());
    for (const Building& building : buildings) spots_.push_back(building.at);
    build(0, order_.size());
    for (const std::size_t i : order_) households_.push_back(buildings[i].households);
    std::vector<Spot> ordered;
    for (const std::size_t i : order_) ordered.push_back(spots_[i]);
    spots_ = std::move(ordered);
  }

  [[nodiscard]] std::size_t count() const { return spots_.size(); }
  [[nodiscard]] Spot at(std::size_t i) const { return spots_[i]; }
  [[nodiscard]] double households(std::size_t i) const { return households_[i]; }
  [[nodiscard]] double price(std::size_t i) const { return prices_[i]; }
  void set_price(std::size_t i, double price) { prices_[i] = price; }

  /// To be called when prices have risen; falling ones keep the boxes' greatest prices true bounds.
  void renew() {
    for (auto node = nodes_.rbegin(); node != nodes_.rend(); ++node) {
      node->price = 0;
      for (std::size_t i = node->first; i < node->last; ++i) node->price = std::max(node->price, prices_[i]);
    }
  }

  /// Visits buildings by descending price less distance (shortened by `reach`, not below 0) until told to stop.
  template <class Visit>
  void descend(Spot from, double reach, Visit visit) const {
    struct Open {
      double value;
      std::size_t index;
      bool is_building;
      bool operator<(const Open& other) const { return value < other.value; }
    };
    std::priority_queue<Open> open;
    open.push({value_of(nodes_[0], from, reach), 0, false});
    while (!open.empty()) {
      const Open next = open.top();
      open.pop();
      if (next.is_building) {
        if (!visit(next.index, next.value)) return;
        continue;
      }
      const Node& node = nodes_[next.index];
      if (node.left == 0) {
        for (std::size_t i = node.first; i < node.last; ++i)
          open.push({prices_[i] - std::max(0.0, distance(spots_[i], from) - reach), i, true});
      } else {
        for (const std::size_t child : {node.left, node.right})
          open.push({value_of(nodes_[child], from, reach), child, false});
      }
    }
  }

 private:
  struct Node {
    Spot low, high;
    double price = 0;
    std::size_t first = 0, last = 0;
    std::size_t left = 0, right = 0;  ///< 0: none
  };

  static double value_of(const Node& node, Spot from, double reach) {
    const Spot nearest{std::clamp(from.x, node.low.x, node.high.x), std::clamp(from.y, node.low.y, node.high.y)};
    return node.price - std::max(0.0, distance(from, nearest) - reach);
  }

  std::size_t build(std::size_t first, std::size_t last) {
    constexpr std::size_t kLeaf = 8;
    Node node{.low = spots_[order_[first]], .high = spots_[order_[first]], .first = first, .last = last};
    for (std::size_t i = first; i < last; ++i) {
      const Spot at = spots_[order_[i]];
      node.low = {std::min(node.low.x, at.x), std::min(node.low.y, at.y)};
      node.high = {std::max(node.high.x, at.x), std::max(node.high.y, at.y)};
    }
    const std::size_t own = nodes_.size();
    nodes_.push_back(node);
    if (last - first <= kLeaf) return own;
    const bool by_x = node.high.x - node.low.x > node.high.y - node.low.y;
    const std::size_t middle = (first + last) / 2;
    const auto begin = order_.begin();
    std::nth_element(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(middle),
                     begin + static_cast<std::ptrdiff_t>(last), [&](std::size_t a, std::size_t b) {
                       return by_x ? spots_[a].x < spots_[b].x : spots_[a].y < spots_[b].y;
                     });
    const std::size_t left = build(first, middle), right = build(middle, last);
    nodes_[own].left = left;
    nodes_[own].right = right;
    return own;
  }

  std::vector<std::size_t> order_;
  std::vector<Spot> spots_;
  std::vector<double> households_;
  std::vector<double> prices_;
  std::vector<Node> nodes_;
};

class Pricer {
 public:
  Pricer(const GridProblem& problem, double precision)
      : tree_(problem.buildings), fewest_(problem.band.fewest), precision_(precision) {}

  double bound() {
    set_first_prices();
    lower_where_too_high(whole());
    double sum = 0, households = 0;
    for (std::size_t i = 0; i < tree_.count(); ++i) {
      sum += tree_.households(i) * tree_.price(i);
      households += tree_.households(i);
    }
    return households > 0 ? std::max(0.0, sum / households) : 0;
  }

 private:
  /// The mean distance from each building to the nearest households that fill a grid: what the price would be if all
  /// prices around were alike.
  void set_first_prices() {
    std::vector<double> first(tree_.count());
    for (std::size_t i = 0; i < tree_.count(); ++i) {
      double left = fewest_, sum = 0;
      tree_.descend(tree_.at(i), 0, [&](std::size_t other, double value) {
        const double taken = std::min(left, tree_.households(other));
        sum -= taken * value;
        left -= taken;
        return left > 0;
      });
      first[i] = sum / (fewest_ - left > 0 ? fewest_ - left : 1);
    }
    for (std::size_t i = 0; i < first.size(); ++i) tree_.set_price(i, first[i]);
    tree_.renew();
  }

  [[nodiscard]] Square whole() const {
    Spot low = tree_.at(0), high = low;
    for (std::size_t i = 0; i < tree_.count(); ++i) {
      low = {std::min(low.x, tree_.at(i).x), std::min(low.y, tree_.at(i).y)};
      high = {std::max(high.x, tree_.at(i).x), std::max(high.y, tree_.at(i).y)};
    }
    return {{(low.x + high.x) / 2, (low.y + high.y) / 2}, std::max(high.x - low.x, high.y - low.y) / 2 + 0.01};
  }

  /// The households that would gain most from a middle somewhere in the square.
  struct Gain {
    double mean = 0;   ///< price less distance, of as many households as a grid has at least
    double price = 0;  ///< mean
    std::vector<std::size_t> who;
  };
  [[nodiscard]] Gain gain_in(const Square& square) const {
    Gain gain;
    double left = fewest_;
    tree_.descend(square.middle, square.reach(), [&](std::size_t i, double value) {
      const double taken = std::min(left, tree_.households(i));
      gain.mean += taken * value / fewest_;
      gain.price += taken * tree_.price(i) / fewest_;
      if (taken > 0) gain.who.push_back(i);
      left -= taken;
      return left > 0;
    });
    return gain;
  }

  /// Squares are quartered until they are small beside the prices; there the prices are lowered.
  void lower_where_too_high(const Square& square) {
    while (true) {
      const Gain gain = gain_in(square);
      if (gain.mean <= 0) return;
      if (square.reach() > precision_ * gain.price + 0.05) break;
      constexpr double kALittleMore = 1.02;  // so that it ends
      for (const std::size_t i : gain.who) tree_.set_price(i, tree_.price(i) - kALittleMore * gain.mean - 1e-6);
    }
    const double half = square.half / 2;
    for (const double x : {-half, half})
      for (const double y : {-half, half}) lower_where_too_high({{square.middle.x + x, square.middle.y + y}, half});
  }

  PriceTree tree_;
  double fewest_;
  double precision_;
};

}  // namespace

double distance_bound(const GridProblem& problem, double precision) { return Pricer(problem, precision).bound(); }

}  // namespace mashang::planning
