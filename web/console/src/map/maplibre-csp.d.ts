// The build of MapLibre without an inline worker has the types of the usual one.
declare module "maplibre-gl/dist/maplibre-gl-csp" {
  import maplibre from "maplibre-gl";
  export default maplibre;
}
declare module "maplibre-gl/dist/maplibre-gl-csp-worker?url" {
  const url: string;
  export default url;
}
