// What a report needs, and what is sent.
import { describe, expect, it } from "vitest";
import { bodyOf, isEmpty, missingFrom, newDraft, type Draft } from "./draft";

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
