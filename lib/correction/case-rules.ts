import { type Day, dayOf } from "#lib/platform/clock.ts";
import { appealUntil, clockOf, daysUntil } from "./deadline-rules.ts";
import { isSameLine, type Stood, type TargetName, targetOf } from "./target-rules.ts";

/** How a facility or the authority answered. */
export const answers = ["mended", "annotated", "refused", "ruled-out"] as const;
export type Answer = (typeof answers)[number];
/** What an annotation says beside a line. */
export const notes = ["being-verified", "person-disagrees"] as const;
export type Note = (typeof notes)[number];

/** A case as its columns tell it. */
export type CaseState = {
  caseId: string;
  code: string;
  kind: TargetName;
  /** Which line: kind, visit, place and name, with colons between. */
  target: string;
  encounterId: string | null;
  facilityCode: string | null;
  claimRef: string | null;
  happenedOn: Day | null;
  stood: Stood;
  reason: string;
  wanted: string;
  sentAt: Date;
  replyDueOn: Day;
  mendDueOn: Day;
  takenAt: Date | null;
  takenBy: string | null;
  takenByName: string | null;
  checkingAt: Date | null;
  answeredAt: Date | null;
  answer: Answer | null;
  answeredByName: string | null;
  answeredAtFacility: string | null;
  answerText: string | null;
  mendedTo: string | null;
  note: Note | null;
  arrived: Stood | null;
  closedAt: Date | null;
  closedBecause: "answered" | "withdrawn" | "arrived" | null;
  escalatedAt: Date | null;
  appealedAt: Date | null;
};

/** One step of a case. */
export type CaseEvent = {
  eventNo: number;
  at: Date;
  what:
    | "sent"
    | "taken"
    | "checking"
    | "said"
    | "answered"
    | "appealed"
    | "withdrawn"
    | "arrived"
    | "escalated"
    | "reminded";
  actorKind: "citizen" | "staff" | "system";
  actorName: string;
  facilityCode: string | null;
  said: string | null;
  attachmentId: string | null;
};

/** How a case stands in one word, for its tag. */
export type CaseStanding =
  | "sent"
  | "taken"
  | "checking"
  | "being-verified"
  | "appealed"
  | "withdrawn"
  | "arrived"
  | "mended"
  | "person-disagrees"
  | "refused"
  | "ruled-out";

/** How a case stands. */
export function standingOfCase(
  c: Pick<
    CaseState,
    "closedAt" | "closedBecause" | "answer" | "note" | "appealedAt" | "takenAt" | "checkingAt"
  >,
): CaseStanding {
  if (c.closedBecause === "withdrawn" || c.closedBecause === "arrived") return c.closedBecause;
  if (c.closedAt && c.answer) return standingOfAnswer(c);
  if (c.appealedAt) return "appealed";
  if (c.answer === "annotated") return "being-verified";
  if (c.checkingAt) return "checking";
  return c.takenAt ? "taken" : "sent";
}

/** An answer in one word, an annotation by what it says. */
export function standingOfAnswer({
  answer,
  note,
}: Pick<CaseState, "answer" | "note">): Exclude<Answer, "annotated"> | Note {
  if (answer && answer !== "annotated") return answer;
  return note ?? "person-disagrees";
}

/** What stands beside a line: that it is open, or how it was answered. */
export type LineMark = Pick<
  CaseState,
  | "caseId"
  | "kind"
  | "target"
  | "encounterId"
  | "happenedOn"
  | "stood"
  | "mendedTo"
  | "answeredAtFacility"
  | "answeredAt"
> & {
  /** An open case counts above an answer of before, which the appeal is about. */
  standing: "open" | "disputed" | "mended" | "person-disagrees" | "ruled-out";
};

/** What a case says beside its line; null when it says nothing there. */
export function markOf(c: CaseState): LineMark | null {
  const mark = (standing: LineMark["standing"]): LineMark => ({
    caseId: c.caseId,
    kind: c.kind,
    target: c.target,
    happenedOn: c.happenedOn,
    encounterId: c.encounterId,
    stood: c.stood,
    mendedTo: c.mendedTo,
    answeredAtFacility: c.answeredAtFacility,
    answeredAt: c.answeredAt,
    standing,
  });
  const standing = standingOfCase(c);
  if (standing === "withdrawn" || standing === "arrived" || standing === "refused") return null;
  if (standing === "mended" || standing === "person-disagrees" || standing === "ruled-out")
    return mark(standing);
  return mark(standing === "appealed" ? "disputed" : "open");
}

/**
 * The mark of one line: its own, by visit, kind and what names it, or by its place where nothing does. Open ones come
 * first in `marks`, then the latest.
 */
export function markOfLine(
  marks: readonly LineMark[],
  kind: TargetName,
  encounterId: string | null,
  now: Stood,
  line: string,
): LineMark | null {
  const isNamed = targetOf(kind).naming.length > 0;
  const isIt = (mark: LineMark) =>
    isNamed ? isSameLine(kind, mark.stood, now) : mark.target.split(":")[2] === line;
  return marks.find((mark) => mark.kind === kind && mark.encounterId === encounterId && isIt(mark)) ?? null;
}

/** Whether an answer says that a person does not have what a visit recorded: the only way a condition is ruled out. */
export const isRuledOut = (marks: readonly LineMark[], encounterId: string, code: string): boolean =>
  markOfLine(marks, "condition", encounterId, { title: "", fields: { code } }, "")?.standing === "ruled-out";

/** The same of whichever visit was on that day, where only its day is known. */
export const isRuledOutOn = (marks: readonly LineMark[], on: Day, code: string): boolean =>
  marks.some(
    (mark) =>
      mark.standing === "ruled-out" &&
      mark.happenedOn === on &&
      isRuledOut([mark], mark.encounterId ?? "", code),
  );

/** The steps of a case, as its reader follows them. */
export type Step = {
  key: "sent" | "received" | "checking" | "answered" | "appealed" | "done";
  standing: "done" | "now" | "to-come";
  at: Date | null;
  byName: string | null;
  facilityCode: string | null;
  /** By when it is due, while it is still to come. */
  dueOn: Day | null;
};

/** Gửi → cơ sở nhận → đang kiểm tra → trả lời → xong; an appeal comes between the answer and the end. */
export function stepsOf(c: CaseState, events: readonly CaseEvent[]): Step[] {
  const first = (what: CaseEvent["what"]) => events.find((event) => event.what === what);
  const answered = events.find((event) => event.what === "answered" && c.answeredAt !== null);
  const over = c.closedAt !== null;
  const isAnswered = over || c.appealedAt !== null;
  const done = { sent: true, received: Boolean(first("taken")), checking: Boolean(first("checking")) };
  const reached = isAnswered ? 4 : done.checking ? 2 : done.received ? 2 : 1;
  const step = (
    key: Step["key"],
    place: number,
    event: CaseEvent | undefined,
    dueOn: Day | null = null,
  ): Step => ({
    key,
    standing: place < reached || over ? "done" : place === reached ? "now" : "to-come",
    at: event?.at ?? null,
    byName: event?.actorKind === "staff" ? event.actorName : null,
    facilityCode: event?.facilityCode ?? null,
    dueOn: event || over ? null : dueOn,
  });
  const last = over
    ? (events.findLast((e) => ["answered", "withdrawn", "arrived"].includes(e.what)) ?? undefined)
    : undefined;
  return [
    step("sent", 0, first("sent")),
    step("received", 1, first("taken"), c.replyDueOn),
    step("checking", 2, first("checking")),
    step("answered", 3, isAnswered ? answered : undefined, c.mendDueOn),
    ...(c.appealedAt ? [step("appealed", 4, first("appealed"), c.mendDueOn)] : []),
    step("done", c.appealedAt ? 5 : 4, last),
  ];
}

/** Until when a person may ask the authority to look again; null when they may not, or did already. */
export function mayAppealUntil(c: CaseState, today: Day): Day | null {
  if (!c.closedAt || c.closedBecause === "withdrawn" || c.appealedAt || !c.facilityCode) return null;
  const until = appealUntil(dayOf(c.closedAt));
  return daysUntil(today, until) >= 0 ? until : null;
}

/** The clock of an open case; null once it is closed. */
export const clockOfCase = (c: CaseState, today: Day) => (c.closedAt ? null : clockOf(c, today));
