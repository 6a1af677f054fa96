// What adopting changes, and until when it can be undone.
import { describe, expect, it } from "vitest";
import { dayOfCounty, effectsOf, mayUndo } from "./adoption";
import { asToday, ground, head, planOf } from "./small_county";

describe("adoption", () => {
  it("AGridThatIsDrawnAnewBeginsAndTheOneItReplacesEnds", () => {
    const [first, second] = ground.grids.map(({ id, name }) => ({ id, name }));
    const effects = effectsOf(
      ground,
      planOf([first!, second!, { id: null, name: "新网格1" }], [0, 0, 1, 1, 2, 2]),
    );
    expect(effects).toEqual({
      changing: 360,
      households: 1080,
      begin: ["新网格1"],
      end: ["梅林社区第1网格"],
      leaderless: 1,
      outside: 0,
    });
  });

  it("AGridWithTwoFaultsIsOutsideOnce", () => {
    const fault = { grid: 1, building: null, amount: 1 };
    const plan = {
      ...asToday(),
      violations: [
        { ...fault, fault: "in_pieces" as const },
        { ...fault, fault: "too_few_households" as const },
      ],
    };
    expect(effectsOf(ground, plan).outside).toBe(1);
  });

  it("TheDayIsTheCountys", () => {
    expect(dayOfCounty(Date.parse("2026-11-26T15:59:59Z"))).toBe("2026-11-26");
    expect(dayOfCounty(Date.parse("2026-11-26T16:00:00Z"))).toBe("2026-11-27");
  });

  it("AnAdoptionOfTodayCanBeUndoneUntilItsHourAndAScheduledOneAlways", () => {
    const adopted = { ...head, state: "adopted" as const, undo_until: "2026-11-26T16:00:00Z" };
    expect(mayUndo(adopted, Date.parse("2026-11-26T15:59:59Z"))).toBe(true);
    expect(mayUndo(adopted, Date.parse("2026-11-26T16:00:00Z"))).toBe(false);
    expect(mayUndo({ ...adopted, undo_until: null }, 0)).toBe(false);
    expect(mayUndo({ ...head, state: "scheduled" }, 0)).toBe(true);
    expect(mayUndo(head, 0)).toBe(false);
  });
});
