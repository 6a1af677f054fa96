// Whose word about the client's address is believed.
#include "http/forwarded.hpp"

#include <gtest/gtest.h>

namespace mashang::http {

TEST(TrustedProxies, AStrangersHeaderIsNotBelieved) {
  const auto proxies = TrustedProxies::parse({"10.0.0.0/8"}).value();
  EXPECT_EQ(proxies.client("203.0.113.9", "1.2.3.4"), "203.0.113.9");
  EXPECT_EQ(TrustedProxies().client("127.0.0.1", "1.2.3.4"), "127.0.0.1");
}

TEST(TrustedProxies, TheLastAddressThatIsNotOursIsTheClient) {
  const auto proxies = TrustedProxies::parse({"10.0.0.0/8", "::1"}).value();
  EXPECT_EQ(proxies.client("::1", "6.6.6.6, 203.0.113.9, 10.1.2.3"), "203.0.113.9");
  EXPECT_EQ(proxies.client("10.0.0.1", ""), "10.0.0.1");
  EXPECT_EQ(proxies.client("10.0.0.1", "nonsense"), "10.0.0.1");
  EXPECT_EQ(proxies.client("10.0.0.1", "nonsense, 203.0.113.9"), "203.0.113.9");
}

TEST(TrustedProxies, BlocksEndAtAnyBit) {
  const auto proxies = TrustedProxies::parse({"192.168.4.0/22", "2001:db8::/33"}).value();
  EXPECT_TRUE(proxies.contains("192.168.7.255"));
  EXPECT_FALSE(proxies.contains("192.168.8.0"));
  EXPECT_TRUE(proxies.contains("2001:db8:7fff::1"));
  EXPECT_FALSE(proxies.contains("2001:db8:8000::1"));
  EXPECT_TRUE(proxies.contains("::ffff:192.168.4.1"));
}

TEST(TrustedProxies, WhatIsNoBlockIsRefused) {
  for (const auto* block : {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "host", "::/129", "10.0.0.0/-1"})
    EXPECT_FALSE(TrustedProxies::parse({block})) << block;
}

}  // namespace mashang::http
