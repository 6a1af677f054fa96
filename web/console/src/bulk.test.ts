// Many cases at once.
import { describe, expect, it } from "vitest";
import { bulkRequest, isReady, kBulkSteps } from "./bulk";

const step = (action: string) => kBulkSteps.find((one) => one.action === action)!;

describe("bulk", () => {
  it("VersionsStandAtThePlacesOfTheirCases", () =>
    expect(
      bulkRequest(
        step("dispatch"),
        [
          { id: 5, version: 2 },
          { id: 3, version: 9 },
        ],
        { reason: " ", organisation: 7 },
      ),
    ).toEqual({
      action: "dispatch",
      cases: [5, 3],
      versions: [2, 9],
      organisation_id: 7,
    }));

  it("AnOrganisationIsSentOnlyWithAStepThatTakesOne", () =>
    expect(
      bulkRequest(step("accept"), [{ id: 5, version: 2 }], { reason: "", organisation: 7 }),
    ).not.toHaveProperty("organisation_id"));

  it("AReasonThatIsRequiredIsWaitedFor", () => {
    expect(isReady(step("reject"), { reason: " ", organisation: null })).toBe(false);
    expect(isReady(step("reject"), { reason: "x", organisation: null })).toBe(true);
    expect(isReady(step("dispatch"), { reason: "x", organisation: null })).toBe(false);
  });
});
