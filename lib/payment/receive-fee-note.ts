import { createHash } from "node:crypto";
import type { Sender } from "#lib/facility/index.ts";
import type { Databases } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { FeeNote, VoidNote } from "./inputs.ts";

/** What became of a fee note. `unchanged`: it was here already, in the same words. */
export type NoteReception = { outcome: "received" | "unchanged" | "voided" | "invoiced"; status: string };

type Row = { outcome: string; status: string };

/** Whose note it is: by the number of their book, else by the booked visit that it names. Throws Refused. */
async function personOf({ app, warehouse }: Databases, sender: Sender, note: FeeNote): Promise<string> {
  const { personalId, appointmentCode, name, birthDate } = note;
  const [person] =
    personalId === undefined
      ? await app.$client<{ citizen_id: string | null; refusal: string | null }[]>`
          select citizen_id, refusal from app.person_of_appointment(${await sender.grant()}, ${appointmentCode ?? ""}, ${name})`
      : await warehouse.$client<{ citizen_id: string | null; refusal: string | null }[]>`
          select citizen_id, refusal from warehouse.person_of_note(${await sender.grant()}, ${personalId}, ${name}, ${birthDate})`;
  if (!person?.citizen_id) throw new Refused(person?.refusal ?? "person-unknown");
  return person.citizen_id;
}

/**
 * Nhận phiếu thu phí: keeps a note for the person it names. Throws Refused: person-unknown, person-differs, note-differs,
 * visit-unknown (no such booked visit of this person here, or it is cancelled).
 */
export async function receiveFeeNote(
  databases: Databases,
  sender: Sender,
  note: FeeNote,
): Promise<NoteReception> {
  const { personalId, name, birthDate, ...said } = note;
  const citizenId = await personOf(databases, sender, note);
  // Names of fields in one order, so that the same note in another order is the same note.
  const text = JSON.stringify(said, (_, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  const digest = createHash("sha256").update(text).digest();
  const [row] = await databases.app.$client<Row[]>`
    select outcome, status from app.receive_fee_note(${await sender.grant()}, ${citizenId}, ${text}::text::jsonb, ${digest})`;
  if (row?.outcome === "visit-unknown") throw new Refused("visit-unknown");
  if (row?.outcome !== "received" && row?.outcome !== "unchanged") throw new Refused("note-differs");
  return { outcome: row.outcome, status: row.status };
}

const refusals: Record<string, string> = {
  "not-found": "note-unknown",
  "already-paid": "note-paid",
  "being-paid": "note-being-paid",
};

/** Rút phiếu thu phí: a facility takes a note back. Throws Refused: note-unknown, note-paid, note-being-paid. */
export async function voidFeeNote(
  { app }: Pick<Databases, "app">,
  sender: Sender,
  { noteNumber, void: { reason } }: VoidNote,
): Promise<NoteReception> {
  const [row] = await app.$client<Row[]>`
    select outcome, status from app.void_fee_note(${await sender.grant()}, ${noteNumber}, ${reason})`;
  if (row?.outcome !== "voided" && row?.outcome !== "unchanged")
    throw new Refused(refusals[row?.outcome ?? ""] ?? "note-unknown");
  return { outcome: row.outcome, status: row.status };
}
