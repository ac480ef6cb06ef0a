import { and, desc, eq, gte, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { nameOfCondition } from "#lib/catalogue/index.ts";
import type { Book } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";
import { type EncounterSummary, summary } from "./queries.ts";
import { plain } from "./search-rules.ts";
import { conditions, encounters, medicines, services } from "./tables.ts";

/** Where a page of the timeline begins: after this visit. */
export type Cursor = { arrivedAt: Date; encounterId: string };

/** What is looked for: words as `searchWords` makes them, and the facilities that are called so. */
export type Sought = { words: readonly string[]; facilities: readonly string[] };

/** Which visits are asked for. */
export type TimelineFilter = {
  /** From this moment on, and before that one: a year. */
  from?: Date;
  to?: Date;
  facility?: string;
  kind?: string;
  sought?: Sought;
};

/** The visits after a cursor; the plain bound lets the index begin there. */
export const startingAfter = ({ arrivedAt, encounterId }: Cursor) =>
  and(
    lte(encounters.arrivedAt, arrivedAt),
    or(lt(encounters.arrivedAt, arrivedAt), lt(encounters.encounterId, encounterId)),
  );

/** A word as a pattern that stands for itself. */
const within = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

const lists = { medicines, services, conditions };
const keyColumn = { medicines: "short_name", services: "short_name", conditions: "bare_code" } as const;

type Kind = keyof typeof lists;
/** Where words were found: the visits by their ids, or the names themselves where they stand in too many visits. */
type Naming = { ids: string[]; common: { kind: Kind; names: string[] }[] };

/** Of more visits the names are looked up visit by visit, latest first: a page is full soon. */
const MANY_VISITS = 200;

/**
 * Visits whose condition, medicine or service bears all the words. Names are few where lines are many: each list of
 * names is read by jumping from one to the next, and only the lines under the fitting ones are asked for.
 */
async function encountersNaming(book: Book, words: readonly string[]): Promise<Naming> {
  const { citizenId } = book;
  const fits = (text: string) => words.every((word) => plain(text).includes(word));
  return book.readWarehouse(async (tx) => {
    const client = clientOf(tx);
    const found = async (kind: Kind): Promise<Naming> => {
      const [table, value] = [client(`warehouse.${kind}`), client(keyColumn[kind])];
      const names = await client<{ value: string }[]>`
        with recursive held as (
          (select ${value} as value from ${table} where citizen_id = ${citizenId} order by ${value} limit 1)
          union all
          select (select l.${value} from ${table} l
            where l.citizen_id = ${citizenId} and l.${value} > held.value order by l.${value} limit 1)
          from held where held.value is not null)
        select value from held where value is not null`;
      const fitting = names
        .map((one) => one.value)
        .filter((one) =>
          fits(
            kind === "conditions"
              ? `${one} ${one.slice(0, 3)}.${one.slice(3)} ${nameOfCondition(one) ?? ""}`
              : one,
          ),
        );
      if (fitting.length === 0) return { ids: [], common: [] };
      const visits = await client<{ id: string }[]>`
        select distinct encounter_id as id from ${table}
        where citizen_id = ${citizenId} and ${value} in ${client(fitting)} limit ${MANY_VISITS + 1}`;
      return visits.length > MANY_VISITS
        ? { ids: [], common: [{ kind, names: fitting }] }
        : { ids: visits.map(({ id }) => id), common: [] };
    };
    const all = await Promise.all([found("medicines"), found("services"), found("conditions")]);
    return { ids: [...new Set(all.flatMap(({ ids }) => ids))], common: all.flatMap(({ common }) => common) };
  });
}

/** Whether a visit's own words bear all that is sought, or it is one of those that were found by their lines. */
function bearing({ words, facilities }: Sought, { ids, common }: Naming): SQL | undefined {
  const own = and(...words.map((word) => sql`${encounters.searchText} like ${within(word)}`));
  const visits = `{${ids.join(",")}}`;
  return or(
    own,
    facilities.length > 0 ? inArray(encounters.facilityCode, [...facilities]) : undefined,
    ids.length > 0 ? sql`${encounters.encounterId} = any(${visits}::uuid[])` : undefined,
    ...common.map(({ kind, names }) => {
      const table = lists[kind];
      const value = sql.identifier(keyColumn[kind]);
      return sql`exists (select from ${table} where ${table.citizenId} = ${encounters.citizenId}
        and ${table.encounterId} = ${encounters.encounterId} and ${table}.${value} in ${names})`;
    }),
  );
}

/** Dòng thời gian: the visits of a book that were asked for, latest first, at most `most`, from `after` on. */
export async function listTimeline(
  book: Book,
  o: TimelineFilter & { most: number; after?: Cursor },
): Promise<EncounterSummary[]> {
  const naming = o.sought ? await encountersNaming(book, o.sought.words) : { ids: [], common: [] };
  return book.readWarehouse((tx) =>
    tx
      .select(summary)
      .from(encounters)
      .where(
        and(
          eq(encounters.citizenId, book.citizenId),
          o.from ? gte(encounters.arrivedAt, o.from) : undefined,
          o.to ? lt(encounters.arrivedAt, o.to) : undefined,
          o.facility ? eq(encounters.facilityCode, o.facility) : undefined,
          o.kind ? eq(encounters.careKind, o.kind) : undefined,
          o.sought ? bearing(o.sought, naming) : undefined,
          o.after ? startingAfter(o.after) : undefined,
        ),
      )
      .orderBy(desc(encounters.arrivedAt), desc(encounters.encounterId))
      .limit(o.most),
  );
}

/** What a timeline can be narrowed by: the years, facilities and kinds of care that this book has. */
export type TimelineChoices = { number: number; years: string[]; facilities: string[]; kinds: string[] };

/** The choices of a timeline. Each list jumps from one value to the next; only the number counts visits, in an index. */
export async function timelineChoices(book: Book): Promise<TimelineChoices> {
  const { citizenId } = book;
  return book.readWarehouse(async (tx) => {
    const client = clientOf(tx);
    const values = (column: "facility_code" | "care_kind") => client<{ value: string }[]>`
      with recursive held as (
        (select ${client(column)} as value from warehouse.encounters
          where citizen_id = ${citizenId} and ${client(column)} is not null order by ${client(column)} limit 1)
        union all
        select (select e.${client(column)} from warehouse.encounters e
          where e.citizen_id = ${citizenId} and e.${client(column)} > held.value order by e.${client(column)} limit 1)
        from held where held.value is not null)
      select value from held where value is not null`;
    const [counted, years, facilities, kinds] = await Promise.all([
      client<{ number: number }[]>`
        select count(*)::int as number from warehouse.encounters where citizen_id = ${citizenId}`,
      client<{ year: string }[]>`
        with recursive years as (
          (select date_trunc('year', arrived_at, 'Asia/Ho_Chi_Minh') as begins from warehouse.encounters
            where citizen_id = ${citizenId} order by arrived_at desc limit 1)
          union all
          select (select date_trunc('year', e.arrived_at, 'Asia/Ho_Chi_Minh') from warehouse.encounters e
            where e.citizen_id = ${citizenId} and e.arrived_at < years.begins order by e.arrived_at desc limit 1)
          from years where years.begins is not null)
        select to_char(begins at time zone 'Asia/Ho_Chi_Minh', 'YYYY') as year from years where begins is not null`,
      values("facility_code"),
      values("care_kind"),
    ]);
    return {
      number: counted[0]?.number ?? 0,
      years: years.map(({ year }) => year),
      facilities: facilities.map(({ value }) => value),
      kinds: kinds.map(({ value }) => value),
    };
  });
}
