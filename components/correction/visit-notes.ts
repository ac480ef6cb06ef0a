import type { TargetName } from "#lib/correction/rules.ts";
import type { LineNote, LineNotes } from "./line-notes.tsx";

/** What is said beside a line of one visit: its kind, its place there, its name, and what it is known again by. */
export type NoteOf = (
  kind: TargetName,
  line: number | string,
  name: string,
  fields: Record<string, string>,
) => LineNote;

/** The notes of one visit's lines. */
export const notesOfVisit =
  (notes: LineNotes, encounterId: string): NoteOf =>
  (kind, line, name, fields) =>
    notes({ kind, encounterId, line: String(line), name, fields });
