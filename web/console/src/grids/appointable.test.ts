import { describe, expect, it } from "vitest";
import type { GridStaff } from "@shared/api/types";
import { choicesFor } from "./appointable";

const staff: GridStaff[] = [
  { account: 1, name: "杨桂花", role: "grid_leader", grid_id: 11, grid: "第1网格" },
  { account: 2, name: "吴建国", role: "grid_worker", grid_id: 11, grid: "第1网格" },
  { account: 1, name: "杨桂花", role: "grid_worker", grid_id: 12, grid: "第2网格" },
  { account: 3, name: "龙小云", role: "grid_leader", grid_id: 13, grid: "第3网格" },
];

describe("choicesFor", () => {
  it("names everybody once, with all their grids, those nearby first", () => {
    const { near, others } = choicesFor(staff, new Set([12]));
    expect(near).toEqual([{ account: 1, name: "杨桂花", grids: ["第1网格", "第2网格"] }]);
    expect(others.map((one) => one.account)).toEqual([2, 3]);
  });
  it("has nobody nearby for buildings that are new", () => {
    expect(choicesFor(staff, new Set()).near).toEqual([]);
  });
});
