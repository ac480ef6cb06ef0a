import { type FeeLine, LEAST_VND } from "./inputs.ts";

/** How a note stands, for whoever owes it. */
export type NoteStanding =
  | "due"
  | "at-the-desk"
  | "paying"
  | "confirming"
  | "checking"
  | "paid"
  | "partially-refunded"
  | "refunded"
  | "insured"
  | "paid-at-desk"
  | "set-off"
  | "void";

type Live = { status: string; expiresAt: Date };

/** The try of a note that has not ended: one that people look into before one that is waited for. */
export function liveAttempt<T extends Live>(attempts: readonly T[]): T | undefined {
  return (
    attempts.find(({ status }) => status === "review") ?? attempts.find(({ status }) => status === "pending")
  );
}

/** Whether a note is owed, being paid, or over. `leftVnd` is what of it is left to pay. */
export function standingOfNote(
  note: { status: string; leftVnd: bigint },
  attempts: readonly Live[],
  now: Date,
): NoteStanding {
  if (note.status !== "open") return note.status as NoteStanding;
  const live = liveAttempt(attempts);
  if (live?.status === "review") return "checking";
  if (live) return live.expiresAt > now ? "paying" : "confirming";
  return note.leftVnd < BigInt(LEAST_VND) ? "at-the-desk" : "due";
}

/** How one try stands. `late`: nothing can be paid in it any more, and nobody has told yet what became of it. `owed-back`: money that pays nothing. */
export type AttemptStanding = "waiting" | "late" | "paid" | "owed-back" | "declined" | "expired" | "checking";

/** Where a try stands at a moment. */
export function standingOfAttempt(
  attempt: { status: string; expiresAt: Date; owedBack: boolean },
  now: Date,
): AttemptStanding {
  if (attempt.status === "pending") return attempt.expiresAt > now ? "waiting" : "late";
  if (attempt.status === "settled") return attempt.owedBack ? "owed-back" : "paid";
  return ({ failed: "declined", expired: "expired" } as const)[attempt.status] ?? "checking";
}

/** What the lines of a note come to, part by part, as the facility wrote them. */
export function partsOf(lines: readonly FeeLine[]) {
  const sum = (part: "insurancePaysVnd" | "copaymentVnd" | "selfPayVnd") =>
    lines.reduce((total, line) => total + line[part], 0);
  const [insurancePaysVnd, copaymentVnd, selfPayVnd] = [
    sum("insurancePaysVnd"),
    sum("copaymentVnd"),
    sum("selfPayVnd"),
  ];
  return {
    totalVnd: insurancePaysVnd + copaymentVnd + selfPayVnd,
    insurancePaysVnd,
    copaymentVnd,
    selfPayVnd,
  };
}

/** What the person pays of one line. */
export const ownPartOf = (line: FeeLine) => line.copaymentVnd + line.selfPayVnd;

/** The lines by their group (MA_NHOM), in the order of its first line. */
export function linesByGroup(lines: readonly FeeLine[]): { group: string; lines: FeeLine[] }[] {
  const groups = new Map<string, FeeLine[]>();
  for (const line of lines) {
    const own = groups.get(line.group);
    if (own) own.push(line);
    else groups.set(line.group, [line]);
  }
  return [...groups].map(([group, own]) => ({ group, lines: own }));
}

/** Why a payment failed, as far as there are words for it. */
export const declineReasons = [
  "no-internet-banking",
  "wrong-card",
  "expired",
  "card-locked",
  "wrong-otp",
  "cancelled",
  "no-funds",
  "over-limit",
  "bank-maintenance",
  "wrong-password",
] as const;
export type DeclineReason = (typeof declineReasons)[number] | "other";

/** The reason of a failed payment; any other word is `other`. */
export const declineReason = (reason: string | null): DeclineReason =>
  declineReasons.find((one) => one === reason) ?? "other";
