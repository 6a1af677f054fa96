// The list on this phone.
import { beforeEach, describe, expect, it } from "vitest";
import {
  forget,
  forgetAll,
  parseReports,
  remember,
  useMyReports,
  withReport,
  type MyReport,
} from "./my_reports";

const report = (token: string): MyReport => ({
  number: "261122-00001",
  token,
  address: "",
  excerpt: "",
  at: "2026-11-22T00:00:00Z",
});

describe("my reports", () => {
  beforeEach(forgetAll);

  it("NewestStandsFirstAndEachLinkOnce", () => {
    const list = ["a", "b", "a"].map(report).reduce<MyReport[]>(withReport, []);
    expect(list.map(({ token }) => token)).toEqual(["a", "b"]);
  });
  it("ListIsBounded", () => {
    const many = Array.from({ length: 80 }, (_, n) => report(`t${n}`)).reduce<MyReport[]>(withReport, []);
    expect(many).toHaveLength(50);
    expect(many[0]?.token).toBe("t79");
  });
  it("StrangeStorageIsAnEmptyList", () => {
    for (const stored of [null, "", "{", "7", "null", '{"a":1}', '[null, 3, {"number": 1}]'])
      expect(parseReports(stored)).toEqual([]);
  });
  it("IsKeptOnThePhoneAndCanBeForgotten", () => {
    remember(report("a"));
    remember(report("b"));
    expect(parseReports(localStorage.getItem("mashang.my"))).toHaveLength(2);
    forget("a");
    expect(useMyReports().value.map(({ token }) => token)).toEqual(["b"]);
    forgetAll();
    expect(localStorage.getItem("mashang.my")).toBe("[]");
  });
});
