// Colours for grids: neighbours differ, also for those who do not see red and green apart, and a grid keeps its colour while it can. Pure.

/** Calm, of clearly different lightness or hue for every kind of colour sight; neither bayberry nor tea-oil, which mean something. */
export const kPalette = [
  { ground: "#c3d6ea", mark: "#3f77ad" },
  { ground: "#f0e2a8", mark: "#a98a14" },
  { ground: "#d9cce4", mark: "#7d5c9c" },
  { ground: "#f2cfae", mark: "#bb6b1d" },
  { ground: "#bfe0e0", mark: "#28868a" },
  { ground: "#d8d6d2", mark: "#605d59" },
  { ground: "#dde2b0", mark: "#7a8420" },
  { ground: "#cdbba8", mark: "#6b4a2b" },
] as const;

/**
 * Greedy, grids with most neighbours first (Welsh, Powell 1967): an index into kPalette for each grid. `before` is the colour a
 * grid had; it keeps it unless a neighbour already has it.
 */
export function coloursFor(
  grids: readonly number[],
  touching: ReadonlyMap<number, ReadonlySet<number>>,
  before: (grid: number) => number | undefined = () => undefined,
): Map<number, number> {
  const degree = (grid: number) => touching.get(grid)?.size ?? 0;
  const colours = new Map<number, number>();
  for (const grid of [...grids].sort((a, b) => degree(b) - degree(a) || a - b)) {
    const taken = new Set([...(touching.get(grid) ?? [])].map((other) => colours.get(other)));
    const old = before(grid);
    const free = kPalette.findIndex((_, index) => !taken.has(index));
    // More neighbours with colours than there are colours: outline and name still tell them apart.
    const first = free === -1 ? grid % kPalette.length : free;
    colours.set(grid, old !== undefined && !taken.has(old) ? old : first);
  }
  return colours;
}
