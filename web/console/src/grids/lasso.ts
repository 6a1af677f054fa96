// What lies within a line that somebody drew around it. Pure.
import type { Spot } from "./plane";

/** Crossings of a ray to the right (Shimrat 1962); the line closes itself. */
export function isWithinLine([x, y]: Spot, line: readonly Spot[]): boolean {
  let isInside = false;
  line.forEach(([ax, ay], at) => {
    const [bx, by] = line[(at + line.length - 1) % line.length] as Spot;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
  });
  return isInside;
}
