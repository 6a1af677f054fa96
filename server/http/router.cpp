// A tree of path segments.
#include "http/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace mashang::http {

struct Router::Node {
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> fixed;
  std::unique_ptr<Node> value;  ///< {name}
  std::unique_ptr<Node> rest;   ///< {name...}
  std::vector<Target> targets;

  Node* find(std::string_view segment) const {
    for (const auto& [word, node] : fixed)
      if (word == segment) return node.get();
    return nullptr;
  }
};

namespace {

/// Takes the first segment off "/a/b" → "a", leaving "/b".
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto end = std::min(path.find('/'), path.size());
  const auto segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;

Router::Node* Router::make_node(std::string_view pattern) {
  Node* node = root_.get();
  auto rest = pattern == "/" ? std::string_view() : pattern;
  while (!rest.empty()) {
    const auto segment = take_segment(rest);
    auto* slot = &node->value;
    if (segment.ends_with("...}")) {
      slot = &node->rest;
    } else if (!segment.starts_with('{')) {
      if (auto* known = node->find(segment)) {
        node = known;
        continue;
      }
      slot = &node->fixed.emplace_back(segment, nullptr).second;
    }
    if (*slot == nullptr) *slot = std::make_unique<Node>();
    node = slot->get();
  }
  return node;
}

void Router::add(Method method, std::string_view pattern, Handler handler) {
  if (!pattern.starts_with('/')) throw std::logic_error("a route begins with a slash: " + std::string(pattern));
  auto& targets = make_node(pattern)->targets;
  for (const auto& target : targets)
    if (target.method == method) throw std::logic_error("a route is there twice: " + std::string(pattern));
  targets.push_back({method, std::string(pattern), std::move(handler)});
}

const Router::Node* Router::walk(const Node& from, std::string_view rest, std::vector<std::string>& values) const {
  if (rest.empty() && !from.targets.empty()) return &from;
  if (!rest.empty()) {
    auto below = rest;
    const auto segment = take_segment(below);
    if (const auto* next = from.find(segment))
      if (const auto* found = walk(*next, below, values)) return found;
    if (from.value && !segment.empty()) {
      values.emplace_back(segment);
      if (const auto* found = walk(*from.value, below, values)) return found;
      values.pop_back();
    }
  }
  if (!from.rest) return nullptr;
  values.emplace_back(rest.empty() ? rest : rest.substr(1));
  return from.rest.get();
}

Result<Match> Router::find(Method method, std::string_view path) const {
  Match match;
  const Node* node = nullptr;
  if (path.starts_with('/')) node = walk(*root_, path == "/" ? std::string_view() : path, match.values);
  if (node == nullptr) return failure(ErrorKind::not_found, "http.unknown_path");
  const auto has = [&](Method wanted) {
    const auto found = std::ranges::find(node->targets, wanted, &Target::method);
    return found == node->targets.end() ? nullptr : &*found;
  };
  const Target* target = has(method);
  if (target == nullptr && method == Method::head) target = has(Method::get);
  if (target == nullptr) {
    std::string allowed;
    for (const auto& each : node->targets) allowed.append(to_word(each.method)).append(", ");
    if (has(Method::get) != nullptr && has(Method::head) == nullptr) allowed += "HEAD, ";
    allowed.resize(allowed.size() - 2);
    return failure(ErrorKind::method_not_allowed, "http.method_not_allowed", {}, std::move(allowed));
  }
  match.handler = &target->handler;
  match.pattern = target->pattern;
  return match;
}

std::vector<std::pair<Method, std::string>> Router::routes() const {
  std::vector<std::pair<Method, std::string>> all;
  std::vector<const Node*> open = {root_.get()};
  while (!open.empty()) {
    const Node* node = open.back();
    open.pop_back();
    for (const auto& target : node->targets) all.emplace_back(target.method, target.pattern);
    for (const auto& [word, below] : node->fixed) open.push_back(below.get());
    if (node->value) open.push_back(node->value.get());
    if (node->rest) open.push_back(node->rest.get());
  }
  return all;
}

std::string_view to_word(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
  }
  return "";
}

}  // namespace mashang::http
