// The listener with a certificate: TLS 1.2 and later, nothing older, nothing in the clear.
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <filesystem>

#include "http/server.hpp"
#include "integration/http_client.hpp"

namespace mashang::http {
namespace {

namespace fs = std::filesystem;

/// A self-signed certificate for one test.
void make_certificate(const fs::path& certificate, const fs::path& key) {
  EVP_PKEY* pair = EVP_EC_gen("P-256");
  X509* x509 = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
  X509_gmtime_adj(X509_getm_notBefore(x509), -60);
  X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
  X509_set_pubkey(x509, pair);
  X509_NAME* name = X509_get_subject_name(x509);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(x509, name);
  X509_sign(x509, pair, EVP_sha256());
  FILE* out = std::fopen(certificate.c_str(), "w");
  PEM_write_X509(out, x509);
  std::fclose(out);
  out = std::fopen(key.c_str(), "w");
  PEM_write_PrivateKey(out, pair, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(out);
  X509_free(x509);
  EVP_PKEY_free(pair);
}

class TlsListener : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "mashang_tls_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    make_certificate(folder_ / "cert.pem", folder_ / "key.pem");
    options_.threads = 1;
    options_.access_log = false;
    options_.tls_certificate = folder_ / "cert.pem";
    options_.tls_key = folder_ / "key.pem";
    router_.add(Method::get, "/secure", [](Request& request) -> Task<Result<Response>> {
      co_return json_response(200, request.is_secure ? "true" : "false");
    });
  }
  void TearDown() override {
    server_.reset();
    fs::remove_all(folder_);
  }
  void start() {
    auto started = start_server(options_, router_, metrics_, log_);
    ASSERT_TRUE(started) << started.error().detail;
    server_ = std::move(*started);
  }

  /// What the server says to one GET over TLS of at most `version`; empty when no handshake came about.
  std::string get(int version) {
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_max_proto_version(context, version);
    BIO* connection = BIO_new_ssl_connect(context);
    BIO_set_conn_hostname(connection, ("127.0.0.1:" + std::to_string(server_->port())).c_str());
    std::string answer;
    if (BIO_do_connect(connection) == 1) {
      BIO_puts(connection, "GET /secure HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      char piece[4096];
      for (int n = 0; (n = BIO_read(connection, piece, sizeof piece)) > 0;) answer.append(piece, n);
    }
    BIO_free_all(connection);
    SSL_CTX_free(context);
    return answer;
  }

  fs::path folder_;
  ServerOptions options_;
  Router router_;
  runtime::Metrics metrics_;
  runtime::Log log_{"off", ""};
  std::unique_ptr<Server> server_;
};

}  // namespace

TEST_F(TlsListener, SpeaksTls12AndLater) {
  start();
  EXPECT_TRUE(get(TLS1_3_VERSION).ends_with("\r\n\r\ntrue"));
  EXPECT_TRUE(get(TLS1_2_VERSION).ends_with("\r\n\r\ntrue"));
  EXPECT_EQ(get(TLS1_1_VERSION), "");
}

TEST_F(TlsListener, PlainHttpIsNotAnswered) {
  start();
  testing_http::Client client(server_->port());
  EXPECT_EQ(client.get("/secure").status, 0);
}

TEST_F(TlsListener, AConnectionThatEndsInTheHandshakeHarmsNobody) {
  start();
  { testing_http::Client(server_->port()).send("\x16\x03"); }
  EXPECT_NE(get(TLS1_3_VERSION), "");
}

TEST_F(TlsListener, ABrokenCertificateIsToldAtStart) {
  options_.tls_certificate = folder_ / "nowhere.pem";
  const auto started = start_server(options_, router_, metrics_, log_);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, "http.bad_certificate");
}

}  // namespace mashang::http
