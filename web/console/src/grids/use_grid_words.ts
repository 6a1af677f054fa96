// Words for households, the band and figures of grids.
import { useI18n } from "vue-i18n";
import type { GridPlan, PlannedGrid } from "@shared/api/types";
import type { Standing } from "./band";
import type { Figure } from "./comparison";

type Term = GridPlan["terms"][number];

export function useGridWords() {
  const { t, n } = useI18n({ useScope: "global" });

  const number = (value: number) => n(Math.round(value));
  const households = (value: number) => t("console.grids.households", { n: number(value) });
  /** Where the word would take more room than there is. */
  const householdsAlone = (value: number) => t("console.grids.households_alone", { n: number(value) });
  const metres = (value: number) => t("console.grids.unit.metres", { n: number(value) });
  const share = (value: number) => t("console.grids.unit.share", { n: (100 * value).toFixed(1) });

  /** "120 too few", "within the band". */
  function standing({ kind, by }: Standing): string {
    return t(`console.grids.standing.${kind}`, { n: number(by) });
  }
  function measured(value: number, unit: Term["unit"]): string {
    if (unit === "metres") return metres(value);
    return unit === "share" ? share(value) : number(value);
  }
  function figure(name: Figure, value: number): string {
    if (name === "radius" || name === "farthest") return metres(value);
    if (name === "imbalance") return share(value);
    return name === "changing" ? households(value) : number(value);
  }
  /** Who would look after it, or what happens as long as nobody does. */
  function people({ leader, worker }: Pick<PlannedGrid, "leader" | "worker">): string {
    if (!leader && !worker) return t("console.grids.nobody");
    return [
      leader ? t("console.grids.led_by", { name: leader }) : t("console.grids.no_leader"),
      worker ? t("console.grids.worked_by", { name: worker }) : t("console.grids.no_worker"),
    ].join(t("console.grids.and"));
  }
  return { number, households, householdsAlone, metres, share, standing, measured, figure, people };
}
