// What is asked of her about the words so far, and which of her answers still hold. Pure.
import type { Understanding } from "@shared/api/types";
import type { Draft } from "./draft";

export type PlaceReading = NonNullable<Understanding["place"]>;

/** The place she is asked about; at a door only one that the words name. Null when there is nothing to ask. */
export function placeToAsk(door: string, understood: Understanding | null): PlaceReading | null {
  const place = understood?.place ?? null;
  return place && (!door || place.from === "text") ? place : null;
}

/** The places she may choose from, likeliest first. */
export function choicesOf(place: PlaceReading): { id: number; label: string }[] {
  const all = [place, ...place.alternatives].map(({ place_id, label }) => ({ id: place_id, label }));
  return all.filter((one, at) => all.findIndex(({ id }) => id === one.id) === at);
}

/** Without a code somebody would have to guess: she is asked before it is sent. At a door the door is the answer. */
export function mustAsk(draft: Draft, understood: Understanding | null): boolean {
  const place = placeToAsk(draft.door, understood);
  return !draft.door && place !== null && draft.where?.asked !== place.place_id;
}

/** An answer falls when the words now name another place, or no longer fit the matter that she joined. */
export function answersThatHold(
  draft: Draft,
  understood: Understanding | null,
): Pick<Draft, "where" | "joins"> {
  const place = placeToAsk(draft.door, understood);
  const where = draft.where && draft.where.asked === place?.place_id ? draft.where : null;
  const known = knownToShow({ ...draft, where }, understood);
  return { where, joins: known.some((one) => one.case_id === draft.joins) ? draft.joins : null };
}

/** Nobody can join a matter from a place that nobody knows. */
export function knownToShow(draft: Draft, understood: Understanding | null): Understanding["similar"] {
  const isNowhere = !draft.door && draft.where?.chosen === null;
  return isNowhere ? [] : (understood?.similar ?? []);
}
