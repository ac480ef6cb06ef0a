import { and, asc, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Book } from "#lib/consent/index.ts";
import { scopesIn } from "./inputs.ts";
import type { RelationState, Role, Scope } from "./rules.ts";
import { invitationDrafts, relations } from "./tables.ts";

/** A relation as the two sides see it. */
export type Relation = RelationState & {
  citizenId: string;
  relationId: string;
  actorId: string | null;
  kind: "representative" | "trusted";
  role: Role;
  source: "population" | "station" | "invitation";
  citizenName: string;
  actorName: string;
  scopes: Scope[];
  madeAt: Date;
  grantedBy: string | null;
  reviewedAt: Date;
  settledAt: Date | null;
  endedBecause: string | null;
  paper: string | null;
  staffName: string | null;
  facilityCode: string | null;
};

const columns = {
  citizenId: relations.citizenId,
  relationId: relations.relationId,
  actorId: relations.actorId,
  kind: relations.kind,
  role: relations.role,
  source: relations.source,
  citizenName: relations.citizenName,
  citizenBorn: relations.citizenBorn,
  actorName: relations.actorName,
  scopes: relations.scopes,
  madeAt: relations.madeAt,
  grantedBy: relations.grantedBy,
  acceptedAt: relations.acceptedAt,
  until: relations.until,
  reviewedAt: relations.reviewedAt,
  childAgreedAt: relations.childAgreedAt,
  stoppedAt: relations.stoppedAt,
  settledAt: relations.settledAt,
  endedAt: relations.endedAt,
  endedBecause: relations.endedBecause,
  paper: relations.paper,
  staffName: relations.staffName,
  facilityCode: relations.facilityCode,
};

type Row = Omit<Relation, "forChild" | "kind" | "role" | "source" | "scopes"> & {
  kind: string;
  role: string;
  source: string;
  scopes: string[];
};
/** The table allows no other words. */
const related = (row: Row): Relation => ({
  ...row,
  kind: row.kind as Relation["kind"],
  role: row.role as Role,
  source: row.source as Relation["source"],
  scopes: row.scopes as Scope[],
  forChild: row.grantedBy !== null && row.grantedBy !== row.citizenId,
});

/** Sổ tôi chăm: the relations by which the owner of this book acts in the books of others, living ones. */
export async function listBooksCaredFor(book: Book): Promise<Relation[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(relations)
      .where(and(eq(relations.actorId, book.citizenId), isNull(relations.endedAt)))
      .orderBy(asc(relations.citizenBorn), asc(relations.madeAt))
      .limit(50),
  );
  return rows.map(related);
}

/** Ai lo cho sổ này: who acts in this book, or is invited to, latest first; ended ones after them, at most twenty. */
export async function listWhoCares(book: Book): Promise<Relation[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(relations)
      .where(eq(relations.citizenId, book.citizenId))
      .orderBy(desc(isNull(relations.endedAt)), desc(relations.madeAt))
      .limit(50),
  );
  return rows.map(related);
}

/** The names of those who gave something in this book for its owner, by their citizen id. */
export async function namesOfGivers(book: Book): Promise<Map<string, string>> {
  const giver = alias(relations, "giver");
  const rows = await book.readApp((tx) =>
    tx
      .select({ id: giver.actorId, name: giver.actorName })
      .from(giver)
      .where(and(eq(giver.citizenId, book.citizenId), isNotNull(giver.actorId))),
  );
  return new Map(rows.flatMap(({ id, name }) => (id ? [[id, name]] : [])));
}

/** One relation of this book, or of its owner with another's; null when there is none. */
export async function findRelation(book: Book, relationId: string): Promise<Relation | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(relations)
      .where(
        and(
          eq(relations.relationId, relationId),
          or(eq(relations.citizenId, book.citizenId), eq(relations.actorId, book.citizenId)),
        ),
      )
      .limit(1),
  );
  return row ? related(row) : null;
}

/** An invitation that means the owner of this book. */
export type Invitation = {
  citizenId: string;
  relationId: string;
  inviter: string;
  bookName: string;
  scopes: Scope[];
  until: string;
  waitsUntil: string;
  forChild: boolean;
};

/** Lời mời gửi cho tôi: those that name the number and the name of the owner of this book. */
export async function listInvitations(book: Book): Promise<Invitation[]> {
  const rows = await book.actOnApp((tx) =>
    tx.execute<{
      citizen_id: string;
      relation_id: string;
      inviter: string;
      book_name: string;
      scopes: string;
      until: string;
      waits_until: string;
      for_child: boolean;
    }>(
      sql`select citizen_id, relation_id, inviter, book_name, array_to_string(scopes, ',') as scopes, until::text, waits_until::text, for_child from app.list_invitations()`,
    ),
  );
  return rows.map((row) => ({
    citizenId: row.citizen_id,
    relationId: row.relation_id,
    inviter: row.inviter,
    bookName: row.book_name,
    scopes: scopesIn(row.scopes),
    until: row.until,
    waitsUntil: row.waits_until,
    forChild: row.for_child,
  }));
}

/** What was answered so far of an invitation; nothing when another was begun meanwhile. */
export async function findInvitationDraft(
  book: Book,
  actorId: string,
  relationId: string,
): Promise<Record<string, string>> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({ answers: invitationDrafts.answers })
      .from(invitationDrafts)
      .where(
        and(
          eq(invitationDrafts.citizenId, book.citizenId),
          eq(invitationDrafts.actorId, actorId),
          eq(invitationDrafts.relationId, relationId),
        ),
      ),
  );
  return row?.answers ?? {};
}

/** How many messages the owner of this book has not read: their own under `own`, else by whose they are copies. */
export async function countUnreadByPerson(book: Book): Promise<Map<string, number>> {
  const rows = await book.readApp((tx) =>
    tx.execute<{ whose: string; number: number }>(
      sql`select coalesce(copy_of_citizen::text, 'own') as whose, count(*)::int as number from app.messages
        where citizen_id = ${book.citizenId} and read_at is null group by 1`,
    ),
  );
  return new Map(rows.map(({ whose, number }) => [whose, number]));
}
