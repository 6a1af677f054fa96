// The map of a division: opened in an element, filled when the division changes, asked what lies under a finger.
import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import type { Map as MapLibre, PointLike } from "maplibre-gl";
import { answerOf } from "@shared/api/answer";
import { api } from "@shared/work/session";
import { fill, lookAt, mayDraw, openMap } from "../map/engine";
import { drawNames, namesOf, type Name } from "../map/labels";
import type { Bounds } from "../map/points";
import { imaginedMark } from "./imagined_mark";
import { kImaginedMark, planStyle, type PlanSource } from "./map_style";
import type { Point, Spot } from "./plane";

/** What part of the county a map shows. */
export interface View extends Point {
  zoom: number;
}

/** Closer than this the names of communities would only hide those of grids. */
const kCommunityNamesUpTo = 13.6;
const kFinger = 5;

interface Options {
  frame: Readonly<ShallowRef<HTMLElement | null>>;
  board: Readonly<ShallowRef<HTMLElement | null>>;
  words: () => { zoomIn: string; zoomOut: string; label: string };
  names: Ref<Name[]>;
  onOpen: () => void;
  onTap: (at: Spot, event: MouseEvent) => void;
  onView: (view: View) => void;
}

export function usePlanMap(options: Options) {
  const map = shallowRef<MapLibre | null>(null);
  const isImpossible = ref(false);
  const lacksBase = ref(false);
  let communities: Name[] = [];
  let isFollowing = false;

  async function readBase(): Promise<void> {
    const layers = ["county", "community"] as const;
    const read = (layer: (typeof layers)[number]) =>
      answerOf(api.GET("/api/v1/map/base", { params: { query: { layer } } }));
    const answers = await Promise.all(layers.map(read));
    lacksBase.value = answers.some((answer) => !answer.ok);
    layers.forEach((layer, at) => {
      const answer = answers[at];
      if (!answer?.ok) return;
      show(layer, answer.value);
      if (layer === "community") communities = namesOf(answer.value.features, 0, kCommunityNamesUpTo);
    });
    redraw();
  }

  function show(source: PlanSource, data: unknown): void {
    if (map.value) fill(map.value, source, data);
  }

  function redraw(): void {
    if (!map.value || !options.board.value) return;
    drawNames(map.value, options.board.value, [...communities, ...options.names.value]);
  }

  /** The building under a finger, else the grid whose ground it is. */
  function under([x, y]: Spot): { building?: number; grid?: number } {
    const around: [PointLike, PointLike] = [
      [x - kFinger, y - kFinger],
      [x + kFinger, y + kFinger],
    ];
    const [building] = map.value?.queryRenderedFeatures(around, { layers: ["imagined", "buildings"] }) ?? [];
    if (building) return { building: Number(building.properties["id"]) };
    const [ground] = map.value?.queryRenderedFeatures([x, y], { layers: ["ground"] }) ?? [];
    return ground ? { grid: Number(ground.properties["grid"]) } : {};
  }

  function pointAt(at: Spot): Point | null {
    if (!map.value) return null;
    const { lng, lat } = map.value.unproject(at);
    return { lon: lng, lat };
  }

  function spotOf({ lon, lat }: Point): Spot {
    const at = map.value?.project([lon, lat]);
    return [at?.x ?? 0, at?.y ?? 0];
  }

  /** Shows what another map shows, without telling so. */
  function follow(view: View): void {
    if (!map.value) return;
    isFollowing = true;
    map.value.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom });
    isFollowing = false;
  }

  function look(bounds: Bounds): void {
    if (map.value) lookAt(map.value, bounds, 17);
  }

  function moved(): void {
    redraw();
    if (isFollowing || !map.value) return;
    const { lng, lat } = map.value.getCenter();
    options.onView({ lon: lng, lat, zoom: map.value.getZoom() });
  }

  onMounted(async () => {
    if (!mayDraw() || !options.frame.value) return void (isImpossible.value = true);
    const opened = await openMap(options.frame.value, options.words(), planStyle());
    if (isGone) return opened.remove();
    const mark = imaginedMark();
    if (mark) opened.addImage(kImaginedMark, mark.image, { pixelRatio: mark.pixelRatio });
    opened.boxZoom.disable();
    opened.getCanvas().setAttribute("aria-label", options.words().label);
    opened.on("move", moved);
    opened.on("click", (event) => options.onTap([event.point.x, event.point.y], event.originalEvent));
    map.value = opened;
    options.onOpen();
    await readBase();
  });
  let isGone = false;
  onBeforeUnmount(() => {
    isGone = true;
    map.value?.remove();
    map.value = null;
  });
  return { map, isImpossible, lacksBase, readBase, show, redraw, under, pointAt, spotOf, follow, look };
}
