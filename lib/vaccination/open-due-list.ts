import { sql } from "drizzle-orm";
import { type Desk, openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import type { DueListInput } from "./station-inputs.ts";

/** Somebody on a list of the station, with the rows of the schedule that put them there. */
export type DuePerson = {
  citizenId: string;
  name: string;
  birthDate: string;
  sex: string;
  phone: string | null;
  /** Doses that their book has. */
  given: number;
  lastGivenOn: string | null;
  missed: number;
  rows: { rule: string; dose: number; on: string }[];
  /** The next session here to which they are invited. */
  nextSession: string | null;
  /** Twins, and whoever else is easily taken for another: of one day, with one telephone. */
  isLikeAnother: boolean;
};

export type OpenedList = { people: DuePerson[]; total: number };

/** How many stand on a page, on paper and in a file. */
export const LIST_PAGE = 50;
export const LIST_WHOLE = 5000;

/** Opens the desk of the station that vaccinates; the database refuses whoever works at none. */
export const vaccinationDesk = (ctx: Context): Promise<Desk> => openDesk(ctx, "vaccinate", "vaccination");

type Row = {
  citizen_id: string;
  name: string;
  birth_date: string;
  sex: string;
  phone: string | null;
  given: number;
  last_given_on: string | null;
  missed: number;
  rows: string;
  next_session: string | null;
  like_another: boolean;
};

/**
 * Mở một danh sách của trạm: who of the ward stands on it. First it is written down, durably, whose names it shows, which each of them
 * reads in their log; then it is shown. `form` is where: a page of it on the screen, all of it on paper or in a file.
 */
export async function openDueList(
  desk: Desk,
  { kind, rule, phone, waiting, page }: DueListInput,
  form: "screen" | "paper" | "file",
): Promise<OpenedList> {
  const [most, skip] = form === "screen" ? [LIST_PAGE, (page - 1) * LIST_PAGE] : [LIST_WHOLE, 0];
  const withPhone = phone === null ? null : phone === "with";
  const [noted] = await desk.actOnApp((tx) =>
    tx.execute<{ list_id: string; total: number }>(sql`
      select list_id, total from app.note_due_list(${kind}, ${rule}::text, ${withPhone}::boolean, ${waiting === "1"}, ${form}, ${most}, ${skip})`),
  );
  if (!noted) throw new Error("a list was not written down");
  const rows = await desk.readApp((tx) =>
    tx.execute<Row>(sql`
      select citizen_id, name, birth_date::text, sex, phone, given, last_given_on::text, missed, rows::text, next_session::text, like_another
      from app.due_list(${noted.list_id}::uuid)`),
  );
  return {
    total: noted.total,
    people: rows.map((row) => ({
      citizenId: row.citizen_id,
      name: row.name,
      birthDate: row.birth_date,
      sex: row.sex,
      phone: row.phone,
      given: row.given,
      lastGivenOn: row.last_given_on,
      missed: row.missed,
      // As app.due_list builds it.
      rows: JSON.parse(row.rows) as DuePerson["rows"],
      nextSession: row.next_session,
      isLikeAnother: row.like_another,
    })),
  };
}
