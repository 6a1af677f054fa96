// MapLibre with its worker as a file of our own: a content policy that forbids blob workers is kept.
import maplibre from "maplibre-gl/dist/maplibre-gl-csp";
import workerUrl from "maplibre-gl/dist/maplibre-gl-csp-worker?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from "maplibre-gl";
import { allMarks } from "./marks";
import type { Bounds } from "./points";
import { emptyStyle } from "./style";

maplibre.setWorkerUrl(workerUrl);

/** False where the machine has no WebGL: the list beside the map still works. */
export function mayDraw(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

export function openMap(
  container: HTMLElement,
  words: { zoomIn: string; zoomOut: string },
  style: StyleSpecification = emptyStyle(),
): Promise<MapLibre> {
  const map: MapLibre = new maplibre.Map({
    container,
    style,
    attributionControl: false,
    center: [109.7, 26.57],
    zoom: 9,
    maxZoom: 19,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    locale: { "NavigationControl.ZoomIn": words.zoomIn, "NavigationControl.ZoomOut": words.zoomOut },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibre.ScaleControl({ unit: "metric" }), "bottom-left");
  return new Promise((resolve) =>
    map.once("load", () => {
      for (const mark of allMarks()) map.addImage(mark.name, mark.image, { pixelRatio: mark.pixelRatio });
      resolve(map);
    }),
  );
}

export function fill(map: MapLibre, source: string, data: unknown): void {
  (map.getSource(source) as GeoJSONSource | undefined)?.setData(data as never);
}

export function lookAt(map: MapLibre, [west, south, east, north]: Bounds, atMost = 16): void {
  map.fitBounds([west, south, east, north], { padding: 48, maxZoom: atMost, duration: 0 });
}
