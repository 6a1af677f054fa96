// What a report needs, and what is sent.
import { describe, expect, it } from "vitest";
import { addressOf, bodyOf, isEmpty, missingFrom, newDraft, screenOf, type Draft } from "./draft";

const draft = (changes: Partial<Draft> = {}): Draft => ({
  ...newDraft("door-token", "新城小区14栋401", 0),
  ...changes,
});

describe("missingFrom", () => {
  it("OnePhotoOrOneWordIsEnough", () => {
    expect(missingFrom(draft(), 1)).toBeNull();
    expect(missingFrom(draft({ text: "漏" }), 0)).toBeNull();
  });
  it("NothingAtAllIsNotAReport", () => {
    expect(missingFrom(draft({ text: "  \n" }), 0)).toBe("matter");
  });
  it("ElsewhereNeedsWordsForThePlace", () => {
    expect(missingFrom(draft({ isElsewhere: true }), 3)).toBe("place");
    expect(missingFrom(draft({ isElsewhere: true, text: "东门口" }), 0)).toBeNull();
  });
  it("WithoutACodeOnlyTheWordsSayWhere", () => {
    expect(missingFrom(draft({ door: "" }), 3)).toBe("place");
    expect(missingFrom(draft({ door: "", text: "东门口灯不亮" }), 0)).toBeNull();
  });
  it("APhoneMayBeAbsentButNotNonsense", () => {
    expect(missingFrom(draft({ text: "漏水", contactPhone: "abc" }), 0)).toBe("phone");
    for (const phone of ["", " ", "13812345678", "0745-8222222", "+86 138 1234 5678"])
      expect(missingFrom(draft({ text: "漏水", contactPhone: phone }), 0)).toBeNull();
  });
});

describe("bodyOf", () => {
  it("LeavesOutWhatWasNotFilledIn", () => {
    expect(bodyOf(draft({ text: " 漏水 ", contactName: " " }), [])).toEqual({ text: "漏水" });
  });
  it("NamesUploadsContactAndElsewhere", () => {
    const full = draft({ text: "灯不亮", contactName: "王", contactPhone: "13812345678", isElsewhere: true });
    expect(bodyOf(full, ["a", "b"])).toEqual({
      text: "灯不亮",
      uploads: ["a", "b"],
      contact_name: "王",
      contact_phone: "13812345678",
      is_elsewhere: true,
    });
  });
});

describe("the place", () => {
  const chosen = { id: 14401, label: "新城小区14栋401" };
  it("SheConfirmedIsSentAndSaysMoreThanElsewhere", () => {
    const confirmed = draft({ text: "漏水", isElsewhere: true, where: { asked: 14401, chosen }, joins: 7 });
    expect(bodyOf(confirmed, [])).toEqual({ text: "漏水", place_id: 14401, joins: 7 });
  });
  it("ThatWasNoneOfThoseNamedIsNotSent", () => {
    const none = draft({ text: "漏水", where: { asked: 14401, chosen: null } });
    expect(bodyOf(none, [])).toEqual({ text: "漏水" });
  });
  it("IsRememberedAsSheConfirmedItElseAsTheDoorSays", () => {
    expect(addressOf(draft())).toBe("新城小区14栋401");
    expect(addressOf(draft({ address: "", where: { asked: 1, chosen } }))).toBe(chosen.label);
  });
  it("LeadsBackToTheScreenOnWhichItIsWritten", () => {
    expect([screenOf(draft()), screenOf({ door: "" })]).toEqual(["/d/door-token", "/report"]);
  });
});

describe("newDraft", () => {
  it("HasItsOwnKeyThatTheServerAccepts", () => {
    expect(draft().key).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(draft().key).not.toBe(draft().key);
  });
  it("IsEmptyUntilSomethingIsAdded", () => {
    expect(isEmpty(draft(), 0)).toBe(true);
    expect(isEmpty(draft(), 1)).toBe(false);
    expect(isEmpty(draft({ contactName: "王" }), 0)).toBe(false);
  });
});
