// Which function answers which URL. Built once by house.cpp, read-only afterwards.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace mashang::http {

/// An error becomes problem details (RFC 9457) in http/problem.cpp.
using Handler = std::function<Task<Result<Response>>(Request&)>;

struct Match {
  const Handler* handler = nullptr;
  std::vector<std::string> values;
  std::string_view pattern;  ///< for metrics and logs, never the raw path
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;

  /// `pattern` is "/api/v1/cases/{id}/history"; a final "{rest...}" matches across slashes.
  /// A capturing coroutine lambda is safe here: the router owns it as long as it serves.
  void add(Method method, std::string_view pattern, Handler handler);
  /// A fixed segment goes before `{name}`, and that before `{rest...}`; HEAD is answered by GET's handler when it has
  /// none of its own. Fails with http.unknown_path, or http.method_not_allowed with `field` holding the Allow list.
  [[nodiscard]] Result<Match> find(Method method, std::string_view path) const;
  /// Every (method, pattern), for the test that holds the routes against api/openapi.yaml.
  [[nodiscard]] std::vector<std::pair<Method, std::string>> routes() const;

 private:
  struct Node;
  struct Target {
    Method method;
    std::string pattern;
    Handler handler;
  };
  Node* make_node(std::string_view pattern);
  [[nodiscard]] const Node* walk(const Node& from, std::string_view rest, std::vector<std::string>& values) const;

  std::unique_ptr<Node> root_;
};

/// "GET" … as on the wire.
[[nodiscard]] std::string_view to_word(Method method);

}  // namespace mashang::http
