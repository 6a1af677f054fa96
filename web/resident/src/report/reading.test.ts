// What is asked about the words, and which answers outlive an edit.
import { describe, expect, it } from "vitest";
import type { Understanding } from "@shared/api/types";
import { newDraft, type Draft } from "./draft";
import { answersThatHold, choicesOf, knownToShow, mustAsk, placeToAsk, type PlaceReading } from "./reading";

const place = (changes: Partial<PlaceReading> = {}): PlaceReading => ({
  place_id: 14401,
  kind: "household",
  label: "新城小区14栋401",
  confidence: 0.9,
  from: "text",
  words: ["14栋401"],
  alternatives: [],
  suspected: [],
  ...changes,
});
const known = (case_id: number): Understanding["similar"][number] => ({
  case_id,
  category: "0304",
  place: "新城小区14栋",
  state: "in_progress",
  submitted_at: "2026-11-22T00:00:00Z",
  people: 1,
});
const understanding = (changes: Partial<Understanding> = {}): Understanding => ({
  alarm: "none",
  number: null,
  alarm_words: [],
  kinds: [],
  unsure: false,
  urgency: "normal",
  place: place(),
  similar: [],
  ...changes,
});
const draft = (changes: Partial<Draft> = {}): Draft => ({ ...newDraft("", "", 0), ...changes });
const yes = { asked: 14401, chosen: { id: 14401, label: "新城小区14栋401" } };
const none = { asked: 14401, chosen: null };

describe("the question where it is", () => {
  it("IsPutAtADoorOnlyWhenTheWordsNameAnotherPlace", () => {
    expect(placeToAsk("door", understanding())?.place_id).toBe(14401);
    expect(placeToAsk("door", understanding({ place: place({ from: "code" }) }))).toBeNull();
    expect(placeToAsk("", understanding({ place: null }))).toBeNull();
    expect(placeToAsk("", null)).toBeNull();
  });
  it("NamesEachPlaceOnceLikeliestFirst", () => {
    const other = { place_id: 4401, kind: "household" as const, label: "新城小区4栋401", confidence: 0.1 };
    const twice = { ...other, place_id: 14401 };
    const reading = place({ alternatives: [other, twice] });
    expect(choicesOf(reading).map(({ id }) => id)).toEqual([14401, 4401]);
  });
  it("MustBeAnsweredWithoutACodeAndNeverAtADoor", () => {
    expect(mustAsk(draft(), understanding())).toBe(true);
    expect(mustAsk(draft({ where: yes }), understanding())).toBe(false);
    expect(mustAsk(draft({ where: none }), understanding())).toBe(false);
    expect(mustAsk(draft({ door: "door" }), understanding())).toBe(false);
  });
  it("IsNotWaitedForWhenNothingIsUnderstood", () => {
    expect(mustAsk(draft(), null)).toBe(false);
    expect(mustAsk(draft(), understanding({ place: null }))).toBe(false);
  });
});

describe("answers after the words changed", () => {
  it("HoldWhileTheSamePlaceAndMatterAreNamed", () => {
    const answered = draft({ where: yes, joins: 7 });
    expect(answersThatHold(answered, understanding({ similar: [known(7)] }))).toEqual({
      where: yes,
      joins: 7,
    });
  });
  it("FallWithAnotherPlaceAndAnotherMatter", () => {
    const answered = draft({ where: yes, joins: 7 });
    const other = understanding({ place: place({ place_id: 9 }), similar: [known(8)] });
    expect(answersThatHold(answered, other)).toEqual({ where: null, joins: null });
    expect(answersThatHold(answered, null)).toEqual({ where: null, joins: null });
  });
  it("NothingIsJoinedFromAPlaceThatNobodyKnows", () => {
    const nowhere = draft({ where: none, joins: 7 });
    const understood = understanding({ similar: [known(7)] });
    expect(knownToShow(nowhere, understood)).toEqual([]);
    expect(answersThatHold(nowhere, understood).joins).toBeNull();
    expect(knownToShow({ ...nowhere, door: "door" }, understood)).toHaveLength(1);
  });
});
