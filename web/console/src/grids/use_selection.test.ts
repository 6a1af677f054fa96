// What is chosen, from edit to edit.
import { describe, expect, it } from "vitest";
import { nextTick, ref } from "vue";
import { divisionOfPlan, type Division } from "./division";
import { asToday, ground, planOf } from "./small_county";
import { useSelection } from "./use_selection";

const today = divisionOfPlan(ground, asToday());
const begin = () => {
  const division = ref<Division | null>(today);
  return { division, ...useSelection(division, ref(ground.band)) };
};

describe("selection", () => {
  it("ATapChoosesOneAndAgainLetsItGo", () => {
    const { chosen, choose } = begin();
    choose([11], false);
    choose([12], false);
    expect([...chosen.value]).toEqual([12]);
    choose([12], false);
    expect(chosen.value.size).toBe(0);
  });

  it("WithShiftATapAddsAndTakesAwayAndALineAdds", () => {
    const { chosen, choose, households } = begin();
    choose([11], true);
    choose([12], true);
    choose([11], true);
    choose([12, 13], true);
    expect([...chosen.value].sort()).toEqual([12, 13]);
    expect(households.value).toBe(350);
  });

  it("WhatIsOpenIsFoundAgainWhenGridsAreNumberedAnew", async () => {
    const { division, grid, target } = begin();
    grid.value = 2;
    target.value = 1;
    const [first, , third] = ground.grids.map(({ id, name }) => ({ id, name }));
    division.value = divisionOfPlan(ground, planOf([first!, third!], [0, 0, 0, 0, 1, 1]));
    await nextTick();
    expect(grid.value).toBe(1);
    expect(target.value).toBeNull();
  });

  it("WhatWasForgottenIsNoLongerChosen", async () => {
    const { division, chosen, choose } = begin();
    choose([11, 12], false);
    division.value = { ...today, buildings: today.buildings.filter((one) => one.id !== 12) };
    await nextTick();
    expect([...chosen.value]).toEqual([11]);
  });
});
