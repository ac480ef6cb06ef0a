import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import type { Answers, Standing, Topic } from "./rules.ts";
import { historyAnswers, historyDrafts, historyEntries } from "./tables.ts";

/** What a person tells of one thing, as it stands. */
export type HistoryEntry = {
  entryId: string;
  topic: Topic;
  answers: Answers;
  standing: Standing;
  confirmedBy: string | null;
  /** Who told it: the owner, somebody who acts for them, or staff who helped. */
  toldBy: "owner" | "family" | "helper";
  at: Date;
  version: number;
  act: string;
  /** The facility that judged this telling, who there, and what they said; null while nobody has. */
  judgedBy: string | null;
  judgeName: string | null;
  note: string | null;
};

/** One telling of an entry: what was done, when, and what it said. */
export type HistoryVersion = HistoryEntry;

/** What was answered about a whole topic last. */
export type TopicAnswer = { topic: Topic; answer: "none" | "unknown"; at: Date };

const version = {
  entryId: historyEntries.entryId,
  topic: historyEntries.topic,
  answers: historyEntries.answers,
  standing: historyEntries.standing,
  confirmedBy: historyEntries.confirmedBy,
  toldBy: sql<"owner" | "family" | "helper">`case when ${historyEntries.actorKind} = 'staff' then 'helper'
    when ${historyEntries.actorId} = ${historyEntries.citizenId} then 'owner' else 'family' end`,
  at: historyEntries.at,
  version: historyEntries.version,
  act: historyEntries.act,
  judgedBy: historyEntries.judgedBy,
  judgeName: historyEntries.judgeName,
  note: historyEntries.note,
};
type Row = Omit<HistoryVersion, "topic" | "standing"> & { topic: string; standing: string };
/** The tables allow no other words. */
const told = (row: Row): HistoryVersion => ({
  ...row,
  topic: row.topic as Topic,
  standing: row.standing as Standing,
});

/** Tiền sử: what stands of all that the person told, in the order in which it was told first. */
export async function listHistory(book: Book): Promise<{ entries: HistoryEntry[]; answers: TopicAnswer[] }> {
  const [entries, answers] = await book.readApp((tx) =>
    Promise.all([
      tx
        .selectDistinctOn([historyEntries.entryId], version)
        .from(historyEntries)
        .where(eq(historyEntries.citizenId, book.citizenId))
        .orderBy(asc(historyEntries.entryId), desc(historyEntries.version)),
      tx
        .selectDistinctOn([historyAnswers.topic], {
          topic: historyAnswers.topic,
          answer: historyAnswers.answer,
          at: historyAnswers.at,
        })
        .from(historyAnswers)
        .where(eq(historyAnswers.citizenId, book.citizenId))
        .orderBy(asc(historyAnswers.topic), desc(historyAnswers.at)),
    ]),
  );
  const standing = entries.map(told).filter((entry) => entry.act !== "withdrawn");
  return {
    entries: standing.sort((a, b) => a.at.getTime() - b.at.getTime()),
    answers: answers.map((row) => ({
      at: row.at,
      topic: row.topic as Topic,
      answer: row.answer as TopicAnswer["answer"],
    })),
  };
}

/** Every telling of one entry, latest first; empty when this book has no such entry. */
export async function listHistoryVersions(book: Book, entryId: string): Promise<HistoryVersion[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select(version)
      .from(historyEntries)
      .where(and(eq(historyEntries.citizenId, book.citizenId), eq(historyEntries.entryId, entryId)))
      .orderBy(desc(historyEntries.version)),
  );
  return rows.map(told);
}

/** What was answered so far of a telling: its draft, else what the entry says now. */
export async function findHistoryDraft(book: Book, topic: Topic, entryId: string): Promise<Answers> {
  const [draft] = await book.readApp((tx) =>
    tx
      .select({ entryId: historyDrafts.entryId, topic: historyDrafts.topic, answers: historyDrafts.answers })
      .from(historyDrafts)
      .where(eq(historyDrafts.citizenId, book.citizenId)),
  );
  if (draft?.entryId === entryId && draft.topic === topic) return draft.answers;
  const [last] = await listHistoryVersions(book, entryId);
  return last?.topic === topic ? last.answers : {};
}
