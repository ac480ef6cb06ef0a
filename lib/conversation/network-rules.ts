/** What a browser measured of one connection since the last look, from `getStats` (W3C WebRTC Statistics). */
export type NetworkSample = {
  /** Round trip in seconds; null while unknown. */
  roundTrip: number | null;
  /** Share of packets lost, 0 to 1, the worse of both directions; null while unknown. */
  lost: number | null;
  /** What may be sent, in bits a second; null where the browser does not say. */
  room: number | null;
};

/** good: picture and sound. weak: the picture costs the sound. */
export type CallQuality = "good" | "weak";

// Parameters of ours. A voice (Opus) takes about 40 kbit/s, a small picture 150 and more.
const ROOM_FOR_PICTURE = 120_000;
const SLOW = 0.8;
const LOSSY = 0.12;
/** How many looks in a row make a weak network, and how many a good one again: two seconds each. */
const WEAK_AFTER = 3;
const GOOD_AFTER = 8;

const isBad = ({ roundTrip, lost, room }: NetworkSample) =>
  (roundTrip !== null && roundTrip > SLOW) ||
  (lost !== null && lost > LOSSY) ||
  (room !== null && room < ROOM_FOR_PICTURE);

/** How good the network is after these looks, oldest first. It does not waver: one bad moment does not make it weak. */
export function qualityOf(samples: readonly NetworkSample[], before: CallQuality = "good"): CallQuality {
  const recent = samples.slice(before === "good" ? -WEAK_AFTER : -GOOD_AFTER);
  if (before === "good") return recent.length === WEAK_AFTER && recent.every(isBad) ? "weak" : "good";
  return recent.length === GOOD_AFTER && !recent.some(isBad) ? "good" : "weak";
}
