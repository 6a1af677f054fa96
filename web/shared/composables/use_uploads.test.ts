// The token that a report names.
import { describe, expect, it } from "vitest";
import { tokenOf } from "./use_uploads";

describe("tokenOf", () => {
  it("IsTheLastSegmentOfTheUploadsAddress", () => {
    expect(tokenOf("/api/v1/uploads/abc-DEF_123")).toBe("abc-DEF_123");
    expect(tokenOf("https://mashang.example/api/v1/uploads/abc?x=1#y")).toBe("abc");
  });
});
