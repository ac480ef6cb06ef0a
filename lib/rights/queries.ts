import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Book, Desk } from "#lib/consent/index.ts";
import type { Day } from "#lib/platform/clock.ts";
import type { Outcome, RightKind } from "./rules.ts";
import { type ConsentWords, consentActs, consentTexts, rightsRequestLog, rightsRequests } from "./tables.ts";

/** What one is asked to agree to, and what holds of it now. */
export type Consent = {
  purpose: string;
  version: number;
  basis: "consent" | "objection";
  words: ConsentWords;
  /** The first eight digits of the hash of the wording. */
  mark: string;
  since: Date;
  given: boolean;
  /** When that was said; null when nothing was. */
  at: Date | null;
};
/** One thing that was said. */
export type ConsentAct = {
  actId: number;
  purpose: string;
  act: "given" | "withdrawn";
  version: number;
  at: Date;
};

/** Every purpose in its newest wording, with what this person said of it last. */
export async function listConsents(book: Book): Promise<Consent[]> {
  const { texts, acts } = await book.readApp(async (tx) => ({
    texts: await tx
      .selectDistinctOn([consentTexts.purpose])
      .from(consentTexts)
      .orderBy(consentTexts.purpose, desc(consentTexts.version)),
    acts: await tx
      .selectDistinctOn([consentActs.purpose])
      .from(consentActs)
      .where(eq(consentActs.citizenId, book.citizenId))
      .orderBy(consentActs.purpose, desc(consentActs.actId)),
  }));
  return texts.map(({ purpose, version, basis, words, textHash, since }) => {
    const last = acts.find((one) => one.purpose === purpose);
    return {
      purpose,
      version,
      basis: basis as Consent["basis"],
      words,
      mark: textHash.toString("hex").slice(0, 8),
      since,
      given: last ? last.act === "given" : basis === "objection",
      at: last?.at ?? null,
    };
  });
}

/** Everything that was said, the latest first; at most 100. */
export async function listConsentActs(book: Book): Promise<ConsentAct[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select({
        actId: consentActs.actId,
        purpose: consentActs.purpose,
        act: consentActs.act,
        version: consentActs.textVersion,
        at: consentActs.at,
      })
      .from(consentActs)
      .where(eq(consentActs.citizenId, book.citizenId))
      .orderBy(desc(consentActs.actId))
      .limit(100),
  );
  return rows as ConsentAct[];
}

/** A request as its sender sees it. */
export type RightRequest = {
  requestId: string;
  kind: RightKind;
  about: string;
  askedAt: Date;
  replyBy: Day;
  dueOn: Day;
  takenByName: string | null;
  takenAt: Date | null;
  extendedAt: Date | null;
  extendedBecause: string | null;
  outcome: Outcome | null;
  answer: string | null;
  answeredAt: Date | null;
  answeredByName: string | null;
  withdrawnAt: Date | null;
};

const seen = {
  requestId: rightsRequests.requestId,
  kind: rightsRequests.kind,
  about: rightsRequests.about,
  askedAt: rightsRequests.askedAt,
  replyBy: rightsRequests.replyBy,
  dueOn: rightsRequests.dueOn,
  takenByName: rightsRequests.takenByName,
  takenAt: rightsRequests.takenAt,
  extendedAt: rightsRequests.extendedAt,
  extendedBecause: rightsRequests.extendedBecause,
  outcome: rightsRequests.outcome,
  answer: rightsRequests.answer,
  answeredAt: rightsRequests.answeredAt,
  answeredByName: rightsRequests.answeredByName,
  withdrawnAt: rightsRequests.withdrawnAt,
};

/** The requests of this person, the latest first. */
export async function listRights(book: Book): Promise<RightRequest[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select(seen)
      .from(rightsRequests)
      .where(eq(rightsRequests.citizenId, book.citizenId))
      .orderBy(desc(rightsRequests.askedAt))
      .limit(200),
  );
  return rows as RightRequest[];
}

/** One of them; null when this person sent none of that id. */
export async function findRight(book: Book, requestId: string): Promise<RightRequest | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select(seen)
      .from(rightsRequests)
      .where(and(eq(rightsRequests.citizenId, book.citizenId), eq(rightsRequests.requestId, requestId))),
  );
  return (row as RightRequest | undefined) ?? null;
}

/** What happened to it, in order. */
export type RightEvent = {
  logId: number;
  at: Date;
  act: "asked" | "taken" | "handed-over" | "extended" | "answered" | "withdrawn";
  actorName: string | null;
  words: string | null;
};

/** Everything that happened to a request of this person, in order. */
export async function listRightEvents(book: Book, requestId: string): Promise<RightEvent[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select({
        logId: rightsRequestLog.logId,
        at: rightsRequestLog.at,
        act: rightsRequestLog.act,
        actorName: rightsRequestLog.actorName,
        words: rightsRequestLog.words,
      })
      .from(rightsRequestLog)
      .where(and(eq(rightsRequestLog.citizenId, book.citizenId), eq(rightsRequestLog.requestId, requestId)))
      .orderBy(asc(rightsRequestLog.logId)),
  );
  return rows as RightEvent[];
}

/** A line of the officers' list: it names nobody. */
export type RightAtDesk = {
  requestId: string;
  kind: RightKind;
  askedAt: Date;
  replyBy: Day;
  dueOn: Day;
  takenByName: string | null;
  mine: boolean;
  extendedAt: Date | null;
  outcome: Outcome | null;
  answeredAt: Date | null;
};

const moment = (value: string | Date | null) => (value === null ? null : new Date(value));

/** What is open, the most pressing first; or what was answered, the latest first. */
export async function listRightsAtDesk(desk: Desk, open: boolean, most: number): Promise<RightAtDesk[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<Record<string, string | null> & { mine: boolean }>(
      sql`select request_id, kind, asked_at, reply_by::text, due_on::text, taken_by_name, mine, extended_at, outcome, answered_at
          from app.list_rights_requests(${open}, ${most}::int)`,
    ),
  );
  return rows.map((row) => ({
    requestId: String(row.request_id),
    kind: row.kind as RightKind,
    askedAt: new Date(String(row.asked_at)),
    replyBy: String(row.reply_by),
    dueOn: String(row.due_on),
    takenByName: row.taken_by_name ?? null,
    mine: row.mine === true,
    extendedAt: moment(row.extended_at ?? null),
    outcome: (row.outcome ?? null) as Outcome | null,
    answeredAt: moment(row.answered_at ?? null),
  }));
}

/** How many are open, and how many of them are late. */
export async function countRightsAtDesk(desk: Desk): Promise<{ open: number; late: number }> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<{ open: number; late: number }>(sql`select open, late from app.count_rights_requests()`),
  );
  return { open: row?.open ?? 0, late: row?.late ?? 0 };
}

/** The one request that a desk has opened, with whoever sent it. */
export type OpenedRight = RightRequest & {
  takenBy: string | null;
  mine: boolean;
  person: { name: string; birthDate: string } | null;
};

/** The request that this desk has opened; null at any other desk, or when there is none. */
export async function findRightAtDesk(desk: Desk): Promise<OpenedRight | null> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<Record<string, string | null> & { mine: boolean }>(
      sql`select (request).request_id, (request).kind, (request).about, (request).asked_at, (request).reply_by::text,
            (request).due_on::text, (request).taken_by, (request).taken_by_name, (request).taken_at, (request).extended_at,
            (request).extended_because, (request).outcome, (request).answer, (request).answered_at, (request).answered_by_name,
            (request).withdrawn_at, person_name, birth_date, mine
          from app.find_rights_request()`,
    ),
  );
  if (!row) return null;
  const text = (name: string) => row[name] ?? null;
  return {
    requestId: String(row.request_id),
    kind: row.kind as RightKind,
    about: String(row.about),
    askedAt: new Date(String(row.asked_at)),
    replyBy: String(row.reply_by),
    dueOn: String(row.due_on),
    takenBy: text("taken_by"),
    takenByName: text("taken_by_name"),
    takenAt: moment(text("taken_at")),
    extendedAt: moment(text("extended_at")),
    extendedBecause: text("extended_because"),
    outcome: text("outcome") as Outcome | null,
    answer: text("answer"),
    answeredAt: moment(text("answered_at")),
    answeredByName: text("answered_by_name"),
    withdrawnAt: moment(text("withdrawn_at")),
    mine: row.mine === true,
    person: row.person_name ? { name: row.person_name, birthDate: String(row.birth_date) } : null,
  };
}

/** What happened to the request that a desk has opened. */
export async function listRightEventsAtDesk(desk: Desk): Promise<RightEvent[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<Record<string, string | null>>(
      sql`select log_id, at, act, actor_name, words from app.list_rights_request_log()`,
    ),
  );
  return rows.map((row) => ({
    logId: Number(row.log_id),
    at: new Date(String(row.at)),
    act: row.act as RightEvent["act"],
    actorName: row.actor_name ?? null,
    words: row.words ?? null,
  }));
}
