// The token that a report names.
import { describe, expect, it } from "vitest";
import { mayGoOn, tokenOf } from "./use_uploads";

describe("tokenOf", () => {
  it("IsTheLastSegmentOfTheUploadsAddress", () => {
    expect(tokenOf("/api/v1/uploads/abc-DEF_123")).toBe("abc-DEF_123");
    expect(tokenOf("https://mashang.example/api/v1/uploads/abc?x=1#y")).toBe("abc");
  });
});

describe("mayGoOn", () => {
  it("ABrokenPieceALockAndNoSignalAreOnlyAPause", () => {
    expect([0, 409, 423, 429, 460, 500, 503].filter((status) => !mayGoOn(status))).toEqual([]);
  });
  it("ARefusalIsFinal", () => {
    expect([400, 403, 404, 413, 415, 422].filter(mayGoOn)).toEqual([]);
  });
});
