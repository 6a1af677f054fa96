// Filters and the address say the same.
import { describe, expect, it } from "vitest";
import { askFor, filtersOf, kAllOpen, queryOf, type CaseFilters } from "./filters";

const full: CaseFilters = {
  state: "returned",
  category: "0402",
  place: 2000001,
  organisation: 50,
  flag: "overdue",
  q: "电动车 & 消防",
  from: "2026-11-01",
  to: "2026-11-23",
};

describe("filters", () => {
  it("WhatIsInTheAddressComesBackTheSame", () => {
    for (const filters of [full, kAllOpen, { ...kAllOpen, state: "" as const }])
      expect(filtersOf(queryOf(filters))).toEqual(filters);
  });

  it("WithoutAnAddressTheOpenCasesAreShownAndTheAddressStaysShort", () => {
    expect(filtersOf({})).toEqual(kAllOpen);
    expect(queryOf(kAllOpen)).toEqual({});
  });

  it("WhatDoesNotFitIsLeftOut", () => {
    const odd = {
      state: "x",
      category: "4",
      place: "-1",
      organisation: "1e3",
      flag: "big",
      from: "2026-99-99",
      to: ["2026-11-23"],
      q: "a".repeat(80),
    };
    expect(filtersOf(odd)).toEqual({ ...kAllOpen, to: "2026-11-23", q: "a".repeat(50) });
  });

  it("TheServerIsAskedForWholeDaysOfTheCounty", () => {
    expect(askFor(full)).toMatchObject({
      from: "2026-10-31T16:00:00.000Z",
      to: "2026-11-23T16:00:00.000Z",
      state: "returned",
      place: 2000001,
    });
    expect(askFor({ ...kAllOpen, state: "" })).toEqual({});
    expect(askFor(kAllOpen)).toEqual({ state: "open" });
  });
});
