import { asc, eq, sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import type { Finding } from "./problems.ts";
import type { HeldReason } from "./queries.ts";
import { matchDecisions, matches } from "./tables.ts";

/** Một hồ sơ giữ lại: what is wrong with it, and as much of its person as it takes to find them. */
export type HeldDossier = {
  heldId: string;
  facilityCode: string;
  claimRef: string;
  reason: HeldReason;
  problems: Finding[];
  madeOn: string | null;
  name: string | null;
  birthDate: string | null;
  personalIdEnd: string | null;
  cardEnds: string[];
  heldAt: Date;
  releasedAt: Date | null;
  setAsideAt: Date | null;
  setAsideReason: string | null;
  fileName: string;
  receivedAt: Date;
  place: number;
};

type HeldRow = {
  held_id: string;
  facility_code: string;
  claim_ref: string;
  place: number;
  reason: HeldReason;
  problems: string;
  made_on: string | null;
  name: string | null;
  birth_date: string | null;
  personal_id_end: string | null;
  card_ends: string;
  held_at: string;
  released_at: string | null;
  set_aside_at: string | null;
  set_aside_reason: string | null;
  file_name: string;
  received_at: string;
};

const at = (text: string | null) => (text === null ? null : new Date(text));

/** The dossier that this desk was opened for; null when it is not this desk's. */
export async function findHeldDossier(desk: Desk, heldId: string): Promise<HeldDossier | null> {
  const [row] = await desk.readWarehouse((tx) =>
    tx.execute<HeldRow>(sql`
      select held_id, facility_code, claim_ref, place, reason, problems::text, made_on::text, name, birth_date, personal_id_end,
        to_json(card_ends)::text as card_ends, held_at, released_at, set_aside_at, set_aside_reason, file_name, received_at
      from warehouse.held_dossier(${heldId}::uuid)`),
  );
  if (!row) return null;
  const problems: unknown = JSON.parse(row.problems);
  return {
    heldId: row.held_id,
    facilityCode: row.facility_code,
    claimRef: row.claim_ref,
    reason: row.reason,
    problems: Array.isArray(problems) ? (problems as Finding[]) : [],
    madeOn: row.made_on,
    name: row.name,
    birthDate: row.birth_date,
    personalIdEnd: row.personal_id_end,
    cardEnds: JSON.parse(row.card_ends) as string[],
    heldAt: new Date(row.held_at),
    releasedAt: at(row.released_at),
    setAsideAt: at(row.set_aside_at),
    setAsideReason: row.set_aside_reason,
    fileName: row.file_name,
    receivedAt: new Date(row.received_at),
    place: row.place,
  };
}

/** The dossier as it came, at the desk that was opened for it, and how many pieces it lies in when it is a large one. */
export async function originalOf(
  desk: Desk,
  heldId: string,
): Promise<{ claimRef: string; original: Buffer; pieces: number } | null> {
  const [row] = await desk.readWarehouse((tx) =>
    tx.execute<{ claim_ref: string; original: string; pieces: number }>(sql`
      select o.claim_ref, encode(o.original, 'base64') as original, q.pieces
      from warehouse.held_original(${heldId}::uuid) o join warehouse.quarantine q on q.held_id = ${heldId}::uuid`),
  );
  return row
    ? { claimRef: row.claim_ref, original: Buffer.from(row.original, "base64"), pieces: row.pieces }
    : null;
}

/** One piece of a large original, from 1; empty behind the last. */
export async function pieceOf(desk: Desk, heldId: string, piece: number): Promise<Buffer> {
  const [row] = await desk.readWarehouse((tx) =>
    tx.execute<{ bytes: string }>(sql`
      select encode(bytes, 'base64') as bytes from warehouse.held_piece(${heldId}::uuid, ${piece})`),
  );
  return Buffer.from(row?.bytes ?? "", "base64");
}

/** Người có thể là chủ hồ sơ: a citizen whom a held dossier may be about, and what agrees. */
export type Candidate = {
  citizenId: string;
  name: string;
  birthDate: string;
  sex: string;
  wardCode: string | null;
  personalIdEnd: string | null;
  cardEnds: string[];
  sameNumber: boolean;
  sameCard: boolean;
  sameName: boolean;
  sameBirthDate: boolean;
};

/** Those whom the dossier may be about, the likeliest first; for the officer who opened it. */
export async function listCandidates(desk: Desk, heldId: string): Promise<Candidate[]> {
  const rows = await desk.readWarehouse((tx) =>
    tx.execute<Omit<Candidate, "cardEnds"> & { cardEnds: string }>(sql`
      select citizen_id as "citizenId", name, birth_date as "birthDate", sex, ward_code as "wardCode",
        personal_id_end as "personalIdEnd", to_json(card_ends)::text as "cardEnds", same_number as "sameNumber",
        same_card as "sameCard", same_name as "sameName", same_birth_date as "sameBirthDate"
      from warehouse.match_candidates(${heldId}::uuid)
      order by same_number desc, same_card desc, same_name desc, citizen_id`),
  );
  return rows.map((row) => ({ ...row, cardEnds: JSON.parse(row.cardEnds) as string[] }));
}

/** Quyết định khớp, as it stands. */
export type Match = typeof matches.$inferSelect;
/** Một dòng nhật ký quyết định. */
export type MatchDecision = Pick<
  typeof matchDecisions.$inferSelect,
  "decisionId" | "at" | "what" | "reason" | "byName"
>;

/** The match that stands for a held dossier, and all that was decided about it. */
export async function findDecisions(
  desk: Desk,
  heldId: string,
): Promise<{ standing: Match | null; last: Match | null; decisions: MatchDecision[] }> {
  return desk.readWarehouse(async (tx) => {
    const [all, decisions] = await Promise.all([
      tx.select().from(matches).where(eq(matches.heldId, heldId)).orderBy(asc(matches.matchId)),
      tx
        .select({
          decisionId: matchDecisions.decisionId,
          at: matchDecisions.at,
          what: matchDecisions.what,
          reason: matchDecisions.reason,
          byName: matchDecisions.byName,
        })
        .from(matchDecisions)
        .where(eq(matchDecisions.heldId, heldId))
        .orderBy(asc(matchDecisions.decisionId)),
    ]);
    const last = all.at(-1) ?? null;
    return { standing: all.find(({ endedAt }) => endedAt === null) ?? null, last, decisions };
  });
}
