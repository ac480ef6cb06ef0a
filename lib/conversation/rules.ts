export { type CallQuality, type NetworkSample, qualityOf } from "./network-rules.ts";

/** On which side of a conversation somebody stands. */
export type Side = "person" | "doctor";

// Parameters of ours, none of a regulation. The database holds to them.
/** The longest line, in letters: five pages of writing. */
export const MOST_LETTERS = 10_000;
/** How many lines a conversation may have. */
export const MOST_LINES = 2_000;
/** How many lines are told at once; earlier ones are asked for. */
export const LINES_AT_ONCE = 100;
/** How many may be in one call: the person, the doctor, and a specialist whom the case was handed to. */
export const MOST_SEATS = 3;

/** One line as both sides read it. */
export type Line = {
  no: number;
  /** The id that its sender's browser gave it. */
  id: string;
  what: "said" | "call-began" | "call-ended";
  side: Side;
  /** Whether the reader said it. */
  own: boolean;
  name: string;
  facilityCode: string | null;
  said: string | null;
  photo: { id: string; kind: string } | null;
  /** When the database took it: the one clock of a conversation. */
  at: string;
};

/** How far the other side has read, and when they got there. */
export type ReadMark = { no: number; at: string };

/** A conversation as it is told: what is new since a line, how far it was read, and what may be done. */
export type Heard = {
  lines: Line[];
  /** The number of the last line there is. */
  last: number;
  /** The first line that is told here; more than 1 means that there are earlier ones. */
  first: number;
  /** How far the other side has read. */
  read: ReadMark | null;
  /** Whether this reader may write now, or why not. */
  may: "write" | "not-taken" | "over";
  /** Who sits in a video call now. */
  calling: Side[];
};

/** Why a line was not taken, by the key of its sentence. */
export const sayFaults = ["empty", "too-long", "too-many", "closed", "not-taken"] as const;
export type SayFault = (typeof sayFaults)[number];

/** A browser in a call. `here` is false while nothing is heard of it. */
export type Seat = { id: string; side: Side; name: string; own: boolean; here: boolean };
/** Why a seat is over. */
export type SeatOver = "taken-over" | "ended" | "left" | "gone";
/** What a browser in a call is told. */
export type CallView = {
  over: SeatOver | null;
  seats: Seat[];
  /** Signals for this seat, in their order. */
  signals: { id: number; from: string; body: unknown }[];
};
