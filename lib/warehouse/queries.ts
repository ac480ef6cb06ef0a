import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import type { Day } from "#lib/platform/clock.ts";
import type { Quality } from "./quality-rules.ts";
import { facilityFreshness, facilityMonths, matches, quarantine, receivedFiles } from "./tables.ts";

/** Which rows of a desk: of one facility, or of all that the desk may see. */
export type Asked = { facilityCode?: string | undefined };
/** A page of a list: `most` rows after the one that `before` names. */
export type Page = { before?: string | undefined; most: number };

/** Một tệp đã nhận, in one line. */
export type ReceivedFile = {
  fileId: string;
  name: string;
  facilityCode: string | null;
  receivedAt: Date;
  filed: boolean;
  accepted: number;
  replaced: number;
  unchanged: number;
  quarantined: number;
  warnings: number;
  broken: string | null;
};

/** The files that came, latest first. */
export function listReceivedFiles(desk: Desk, o: Asked & Page): Promise<ReceivedFile[]> {
  const { receivedAt, fileId } = receivedFiles;
  const after = sql`(${receivedAt}, ${fileId}) < (
    select f.received_at, f.file_id from warehouse.received_files f where f.file_id = ${o.before ?? null})`;
  return desk.readWarehouse((tx) =>
    tx
      .select({
        fileId,
        receivedAt,
        name: receivedFiles.name,
        facilityCode: receivedFiles.facilityCode,
        filed: sql<boolean>`${receivedFiles.filedAt} is not null`,
        accepted: receivedFiles.accepted,
        replaced: receivedFiles.replaced,
        unchanged: receivedFiles.unchanged,
        quarantined: receivedFiles.quarantined,
        warnings: receivedFiles.warnings,
        broken: receivedFiles.broken,
      })
      .from(receivedFiles)
      .where(
        and(
          o.facilityCode ? eq(receivedFiles.facilityCode, o.facilityCode) : undefined,
          o.before ? after : undefined,
        ),
      )
      .orderBy(desc(receivedAt), desc(fileId))
      .limit(o.most),
  );
}

export type HeldReason = "invalid" | "identity-mismatch" | "needs-matching" | "awaits-claim";

/** Một hồ sơ giữ lại, in one line: nothing that tells who it is. */
export type HeldLine = {
  heldId: string;
  facilityCode: string;
  claimRef: string;
  reason: HeldReason;
  heldAt: Date;
  errorCode: string | null;
  errorField: string | null;
  problemCount: number;
  setAsideAt: Date | null;
};

/** Which held dossiers: `open` ones, those `aside`, or those that the authority has yet to look at (`to-match`). */
export type HeldKind = "open" | "aside" | "to-match";

const matchable: HeldReason[] = ["identity-mismatch", "needs-matching"];

const nobodyDecides = sql`not exists (
  select from ${matches} m where m.held_id = ${quarantine.heldId} and m.ended_at is null)`;

function heldWhere(kind: HeldKind, facilityCode: string | undefined): SQL | undefined {
  return and(
    isNull(quarantine.releasedAt),
    kind === "aside" ? isNotNull(quarantine.setAsideAt) : isNull(quarantine.setAsideAt),
    kind === "to-match" ? and(inArray(quarantine.reason, matchable), nobodyDecides) : undefined,
    facilityCode ? eq(quarantine.facilityCode, facilityCode) : undefined,
  );
}

/** The held dossiers, latest first. */
export async function listHeld(desk: Desk, o: Asked & Page & { kind: HeldKind }): Promise<HeldLine[]> {
  const { heldAt, heldId } = quarantine;
  const after = sql`(${heldAt}, ${heldId}) < (
    select q.held_at, q.held_id from warehouse.quarantine q where q.held_id = ${o.before ?? null})`;
  const rows = await desk.readWarehouse((tx) =>
    tx
      .select({
        heldId,
        heldAt,
        facilityCode: quarantine.facilityCode,
        claimRef: quarantine.claimRef,
        reason: quarantine.reason,
        errorCode: quarantine.errorCode,
        errorField: quarantine.errorField,
        problemCount: sql<number>`coalesce(${quarantine.problemCount}, 0)`,
        setAsideAt: quarantine.setAsideAt,
      })
      .from(quarantine)
      .where(and(heldWhere(o.kind, o.facilityCode), o.before ? after : undefined))
      .orderBy(desc(heldAt), desc(heldId))
      .limit(o.most),
  );
  return rows.map((row) => ({ ...row, reason: row.reason as HeldReason }));
}

/** Beyond this many, how many exactly tells nobody anything. */
export const MOST_COUNTED = 1000;

/** How many held dossiers there are, up to `MOST_COUNTED`. */
export async function countHeld(desk: Desk, o: Asked & { kind: HeldKind }): Promise<number> {
  const [row] = await desk.readWarehouse((tx) => {
    const counted = tx
      .select({ one: sql`1` })
      .from(quarantine)
      .where(heldWhere(o.kind, o.facilityCode))
      .limit(MOST_COUNTED)
      .as("counted");
    return tx.select({ number: sql<number>`count(*)::int` }).from(counted);
  });
  return row?.number ?? 0;
}

/** The proposals that wait for a second officer, the longest first; empty for anybody but the authority. */
export async function listProposals(
  desk: Desk,
  most: number,
): Promise<
  { heldId: string; facilityCode: string; claimRef: string; proposedByName: string; proposedAt: Date }[]
> {
  return desk.readWarehouse((tx) =>
    tx
      .select({
        heldId: matches.heldId,
        facilityCode: quarantine.facilityCode,
        claimRef: quarantine.claimRef,
        proposedByName: matches.proposedByName,
        proposedAt: matches.proposedAt,
      })
      .from(matches)
      .innerJoin(quarantine, eq(quarantine.heldId, matches.heldId))
      .where(and(isNull(matches.endedAt), isNull(matches.confirmedAt), isNull(quarantine.releasedAt)))
      .orderBy(asc(matches.proposedAt))
      .limit(most),
  );
}

/** When each facility sent last, the longest silent first. */
export function listFreshness(
  desk: Desk,
  o: Asked = {},
): Promise<{ facilityCode: string; lastReceivedAt: Date }[]> {
  return desk.readWarehouse((tx) =>
    tx
      .select()
      .from(facilityFreshness)
      .where(o.facilityCode ? eq(facilityFreshness.facilityCode, o.facilityCode) : undefined)
      .orderBy(asc(facilityFreshness.lastReceivedAt)),
  );
}

/** Đúng, đủ, sạch, sống of each facility and month of visit from `since` on, latest first. */
export function listQuality(
  desk: Desk,
  o: Asked & { since: Day },
): Promise<(Quality & { facilityCode: string; month: Day })[]> {
  return desk.readWarehouse((tx) =>
    tx
      .select()
      .from(facilityMonths)
      .where(
        and(
          gte(facilityMonths.month, o.since),
          o.facilityCode ? eq(facilityMonths.facilityCode, o.facilityCode) : undefined,
        ),
      )
      .orderBy(desc(facilityMonths.month), asc(facilityMonths.facilityCode)),
  );
}
