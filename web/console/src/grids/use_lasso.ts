// A line drawn around buildings with the pointer: its points on the screen while it is drawn, and its end.
import { computed, ref } from "vue";
import type { Spot } from "./plane";

/** Shorter than this it was a tap. */
const kTap = 6;

export function useLasso(onLine: (line: Spot[], event: PointerEvent) => void, onTap: (at: Spot) => void) {
  const line = ref<Spot[]>([]);
  const path = computed(() => line.value.map(([x, y]) => `${x},${y}`).join(" "));
  const spotOf = (event: PointerEvent): Spot => [event.offsetX, event.offsetY];

  function down(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    line.value = [spotOf(event)];
  }
  function move(event: PointerEvent): void {
    if (line.value.length) line.value = [...line.value, spotOf(event)];
  }
  function up(event: PointerEvent): void {
    const drawn = line.value;
    line.value = [];
    const [first] = drawn;
    if (!first) return;
    const isTap = drawn.every(([x, y]) => Math.hypot(x - first[0], y - first[1]) < kTap);
    if (isTap) onTap(first);
    else onLine(drawn, event);
  }
  const cancel = () => (line.value = []);
  return { path, down, move, up, cancel };
}
