// Accounts, grants and organisations.
#include <gmock/gmock.h>

#include "integration/identity_fixture.hpp"

namespace mashang::test {
namespace {

class AccountTest : public IdentityTest {};

TEST_P(AccountTest, GrantsFitTheirRoleOrAreRefused) {
  using identity::Role;
  struct Case {
    Role role;
    std::optional<PlaceId> place;
    std::optional<OrganisationId> organisation;
    std::string_view code;
  };
  const Case cases[] = {
      {Role::county_officer, kCountyPlace, std::nullopt, ""},
      {Role::county_officer, std::nullopt, kGovernment, ""},
      {Role::county_officer, kGrid, std::nullopt, "identity.grant_wrong_kind"},
      {Role::administrator, kGrid, std::nullopt, "identity.grant_wrong_kind"},
      {Role::county_officer, std::nullopt, kCompany, "identity.grant_wrong_kind"},
      {Role::property_staff, std::nullopt, kCompany, ""},
      {Role::property_staff, kGrid, std::nullopt, "identity.grant_wrong_kind"},
      {Role::grid_leader, std::nullopt, kCompany, "identity.grant_wrong_kind"},
      {Role::grid_leader, kGrid, kCompany, "identity.grant_needs_one_of"},
      {Role::grid_leader, std::nullopt, std::nullopt, "identity.grant_needs_one_of"},
      {Role::reporter, kGrid, std::nullopt, "identity.role_never_granted"},
      {Role::system, kGrid, std::nullopt, "identity.role_never_granted"},
      {Role::property_staff, std::nullopt, OrganisationId{999}, "identity.unknown_organisation"},
      {Role::grid_leader, PlaceId{999}, std::nullopt, "places.unknown_place"},
  };
  int number = 0;
  for (const Case& wanted : cases) {
    const auto added = accounts_->add_user({fmt::format("user{}", ++number),
                                            "测试",
                                            "long enough words",
                                            "",
                                            {{wanted.role, wanted.place, wanted.organisation}}});
    EXPECT_EQ(added ? "" : added.error().code, wanted.code) << number;
  }
}

TEST_P(AccountTest, ALoginIsTakenOnce) {
  EXPECT_EQ(accounts_->add_user({"LI.NA ", "另一个", "long enough words"}).error().code, "identity.login_taken");
  EXPECT_EQ(accounts_->add_user({"", "无名", "long enough words"}).error().code, "identity.login_empty");
  EXPECT_EQ(accounts_->add_user({"short.one", "短", "short"}).error().code, "identity.password_too_short");
  EXPECT_EQ(accounts_->set_password("nobody", "long enough words").error().code, "identity.unknown_account");
  EXPECT_EQ(accounts_->list_users("", 10)->size(), 1u);
}

TEST_P(AccountTest, OrganisationsAndLeadersAreFoundWhereTheyServe) {
  const auto found = db().read_now([](storage::Tx& tx) -> Result<bool> {
    EXPECT_EQ(identity::organisations_serving(tx, kCounty, kGrid, identity::OrganisationKind::property_company).size(),
              1u);
    EXPECT_TRUE(identity::organisations_serving(tx, kCounty, kCountyPlace, identity::OrganisationKind::property_company)
                    .empty());
    EXPECT_EQ(identity::people_with_role_at(tx, kCounty, identity::Role::grid_leader, kGrid).size(), 1u);
    EXPECT_TRUE(identity::people_with_role_at(tx, kCounty, identity::Role::grid_worker, kGrid).empty());
    EXPECT_TRUE(identity::organisations_with_duty(tx, kCounty, "").empty());
    return true;
  });
  EXPECT_TRUE(found);
}

RUN_ON_EVERY_ENGINE(AccountTest);

}  // namespace
}  // namespace mashang::test
