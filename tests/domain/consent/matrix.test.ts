import { afterAll, beforeAll, expect, test } from "vitest";
import { deskParts, deskPurposes } from "../../../lib/consent/rules.ts";
import type { Context } from "../../../lib/platform/context.ts";
import type { Database } from "../../../lib/platform/db.ts";
import { makeBook, reachOf, signedIn, staffSignedIn } from "../../support/guarded-books.ts";
import { fillBook, MARK } from "../../support/whole-book.ts";

let reach: ReturnType<typeof reachOf>;
// A book of its own: what other tests do about everybody's messages and numbers would look like a stranger's work.
beforeAll(async () => {
  reach = reachOf(await makeBook(`matrix_${process.pid}`, "two"));
});
afterAll(() => reach?.close());

type Argument = { name: string; type: string };
type Door = { schema: "app" | "warehouse"; name: string; kind: "f" | "p"; arguments: Argument[] };
type Row = Record<string, unknown>;

/** Who tries. `grants` are what the doors gave them for what is their own. */
type Stranger = { who: string; ctx: Context | null; grants: string[] };

/** What a stranger may learn or change all the same, and why. */
const allowed: Record<string, string> = {
  "app.begin_session": "signs anybody in who was met: lib/consent/README.md says what the guard cannot stop",
  "app.meet_citizen": "describes whoever VNeID described: the same",
  "app.begin_helping":
    "a station may help whoever stands before it, with a reason in words: the person is told at once",
  "app.ask_helping":
    "a station may send a code to the phone that somebody confirmed themselves; nothing opens before it comes back",
  "warehouse.register_citizen": "turns a number into a book's id, for whoever signs in: the same",
};

/** Every function and procedure of the database that the web process may call. */
async function doorsOf(database: Database, schema: Door["schema"]): Promise<Door[]> {
  const rows = await database.$client<
    { name: string; kind: "f" | "p"; names: string[] | null; types: string[] }[]
  >`
    select p.proname as name, p.prokind as kind, to_jsonb(p.proargnames[1:p.pronargs]) as names,
      to_jsonb(array(select format_type(t, null) from unnest(p.proargtypes) with ordinality as a(t, n) order by n)) as types
    from pg_proc p
    where p.pronamespace = ${schema}::regnamespace and p.prokind in ('f', 'p')
      and has_function_privilege('book_web', p.oid, 'execute') and p.prorettype <> 'trigger'::regtype
    order by 1`;
  return rows.map(({ name, kind, names, types }) => ({
    ...{ schema, name, kind },
    arguments: types.map((type, i) => ({ name: names?.[i] ?? "", type })),
  }));
}

/** One question for every row about a person in a schema; asked once for each door. */
const questions = new Map<Door["schema"], string>();

async function questionAbout(owner: Database, schema: Door["schema"]): Promise<string> {
  const known = questions.get(schema);
  if (known) return known;
  const tables = await owner.$client<{ name: string; column: string }[]>`
    select c.relname as name, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r' and a.attname in ('citizen_id', 'subject_id')
      and a.atttypid = 'uuid'::regtype`;
  const parts = tables.map(
    ({ name, column }) =>
      `select '${schema}.${name}' as name, to_jsonb(t) as row from ${schema}."${name}" t where "${column}" = $1`,
  );
  const question = `${parts.join(" union all ")} order by 1, 2`;
  questions.set(schema, question);
  return question;
}

/** Everything that is kept about one person, table by table, as the owner of the database sees it. */
async function everythingAbout(citizenId: string): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  for (const [owner, schema] of [
    [reach.appOwner, "app"],
    [reach.warehouseOwner, "warehouse"],
  ] as const) {
    const question = await questionAbout(owner, schema);
    // Prepared: to plan a question about eighty tables takes longer than to answer it.
    const rows = await owner.$client.unsafe<{ name: string; row: Row }[]>(question, [citizenId], {
      prepare: true,
    });
    for (const { name, row } of rows) found.set(name, [...(found.get(name) ?? []), row]);
  }
  return found;
}

const said = (everything: Map<string, Row[]>) => JSON.stringify([...everything]);

/** Every value of that type that names something of the person: ids of rows, and the person themselves. */
function namesOfThings(everything: Map<string, Row[]>, type: "uuid" | "number"): string[] {
  const values = [...everything.values()].flat().flatMap((row) => Object.entries(row));
  const ids = values.flatMap(([column, value]) => {
    if (type === "number") return /_id$/.test(column) && typeof value === "number" ? [String(value)] : [];
    return typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? [value] : [];
  });
  return [...new Set(ids)];
}

const words: Record<string, string[]> = {
  p_purpose: ["own-reading", "for-family", "care", "emergency", "helping", "follow-warehouse"],
  p_part: ["encounters", "access-log", "history", "cover", "documents"],
  p_facility: ["51000"],
  p_reason: ["vì một lý do đủ dài để được nhận"],
};

/** What a stranger would write into an argument: their own token, and the ids of somebody else's things. */
function guesses(
  { name, type }: Argument,
  stranger: Stranger,
  citizenId: string,
  things: Map<string, Row[]>,
): string[] {
  if (name === "p_token") return [stranger.ctx?.actor.token ?? "x".repeat(43)];
  if (name === "p_citizen") return [citizenId];
  if (type === "uuid") return namesOfThings(things, "uuid");
  if (type === "bigint" || type === "integer" || type === "smallint")
    return [...namesOfThings(things, "number").slice(-6), "1"];
  if (type === "jsonb" || type === "json") return ["{}", "[]"];
  if (type === "boolean") return ["true"];
  if (type === "date") return ["2026-01-01"];
  if (type.startsWith("timestamp")) return ["2026-01-01T00:00:00Z"];
  if (type === "bytea") return ["\\x00"];
  if (type === "interval") return ["1 hour"];
  if (type.endsWith("[]")) return ["{}"];
  return words[name] ?? ["encounters", "answered", "51000", citizenId];
}

/** All ways to fill the arguments, thinned out evenly where they are many. */
function fillings(options: string[][], most: number): string[][] {
  const all = options.reduce((product, one) => product * Math.max(1, one.length), 1);
  const step = Math.max(1, Math.floor(all / most));
  return Array.from({ length: Math.min(all, most) }, (_, i) => {
    let at = i * step;
    return options.map((one) => {
      const value = one[at % one.length] ?? "";
      at = Math.floor(at / one.length);
      return value;
    });
  });
}

/** What the doors give a citizen for a part of their own book. */
async function bookGrants({ actor }: Context): Promise<string[]> {
  const parts = ["encounters", "history", "results", "family", "access-log"];
  return grantsBy(
    "call app.enter_book($1, $2::uuid, 'own-reading', $3, null, null, null)",
    parts.map((part) => [actor.token, actor.id, part]),
  );
}

/** What the doors give a member of staff: a part of their own desk, opened for things that are not theirs. */
async function deskGrants({ actor }: Context, things: readonly string[]): Promise<string[]> {
  const openings = deskParts.map((part, i) => [
    ...[actor.token, deskPurposes[i % deskPurposes.length] ?? "", part, things[i % things.length] ?? ""],
  ]);
  return grantsBy("call app.enter_desk($1, $2, $3, $4, null, null, null)", openings);
}

async function grantsBy(call: string, openings: string[][]): Promise<string[]> {
  const grants: string[] = [];
  for (const values of openings) {
    // Some desks open for stations alone, and say so by an error.
    const [row] = await reach.app.$client.unsafe<{ p_grant: string | null }[]>(call, values).catch(() => []);
    if (row?.p_grant) grants.push(row.p_grant);
  }
  return grants;
}

async function strangers(things: readonly string[]): Promise<Stranger[]> {
  const { ctx: citizen } = await signedIn(reach);
  const { ctx: clinic } = await staffSignedIn(reach, { facilityCode: "99998", role: "clinic" });
  const { ctx: station } = await staffSignedIn(reach, { facilityCode: "99997", role: "station" });
  return [
    { who: "nobody", ctx: null, grants: [""] },
    { who: "another citizen", ctx: citizen, grants: await bookGrants(citizen) },
    { who: "another clinic", ctx: clinic, grants: await deskGrants(clinic, things) },
    { who: "another station", ctx: station, grants: await deskGrants(station, things) },
  ];
}

/** One try, committed: what it answers, or nothing where it is refused. */
async function attempt(door: Door, grant: string, values: string[]): Promise<string> {
  const database = door.schema === "app" ? reach.app : reach.warehouse;
  const places = door.arguments.map(({ type }, i) => `$${i + 1}::text::${type}`).join(", ");
  const call =
    door.kind === "p"
      ? `call ${door.schema}.${door.name}(${places})`
      : `select to_jsonb(x) as answer from ${door.schema}.${door.name}(${places}) as x`;
  try {
    if (door.kind === "p") return JSON.stringify(await database.$client.unsafe(call, values));
    return JSON.stringify(
      await database.$client.begin(async (tx) => {
        await tx`select set_config('book.grant', ${grant}, true)`;
        return tx.unsafe(call, values);
      }),
    );
  } catch {
    return "";
  }
}

const MOST_PER_DOOR = 10;

type Try = { door: Door; by: Stranger; values: string[]; answer: string };

/** Every door, knocked at with what `by` holds and the names of somebody's things; the grants by turns. */
async function knock(
  door: Door,
  by: Stranger,
  citizenId: string,
  things: Map<string, Row[]>,
): Promise<Try[]> {
  const options = door.arguments.map((one) => guesses(one, by, citizenId, things));
  const tries: Try[] = [];
  for (const [i, values] of fillings(options, MOST_PER_DOOR).entries()) {
    const answer = await attempt(door, by.grants[i % by.grants.length] ?? "", values);
    tries.push({ door, by, values, answer });
  }
  return tries;
}

/** A grant lives for a minute. */
const RENEW_AFTER_MS = 20_000;

/** Whether all who signed in still are: some doors end the session whose token they are given. */
async function stillSignedIn(knocking: readonly Stranger[]): Promise<boolean> {
  const tokens = knocking.flatMap(({ ctx }) => ctx?.actor.token ?? []);
  const live = await reach.appOwner.$client`
    select from app.sessions where ends_at > now()
      and token_hash in (select sha256(convert_to(t, 'UTF8')) from unnest(string_to_array(${tokens.join(" ")}, ' ')) t)`;
  return tokens.length > 0 && live.length === tokens.length;
}

const nameOf = ({ schema, name }: Door) => `${schema}.${name}`;

type Table = { schema: Door["schema"]; name: string; columns: string };

/** Every table of which the web process may read something, with what it may read. */
async function tablesOf(database: Database, schema: Door["schema"]): Promise<Table[]> {
  return database.$client<Table[]>`
    select ${schema} as schema, c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r'
      and has_column_privilege('book_web', c.oid, a.attnum, 'select')
    group by c.relname order by 1`;
}

/** The tables in which somebody reads a marked row, under any of their grants. */
async function readsIn(tables: readonly Table[], { grants }: Stranger): Promise<string[]> {
  const found: string[] = [];
  for (const { schema, name, columns } of tables) {
    const database = schema === "app" ? reach.app : reach.warehouse;
    for (const grant of grants) {
      const reading = database.$client.begin(async (tx) => {
        await tx`select set_config('book.grant', ${grant}, true)`;
        return tx.unsafe<{ seen: boolean }[]>(
          `select exists (select from (select ${columns} from ${schema}."${name}") t where t::text like $1) as seen`,
          [`%${MARK}%`],
        );
      });
      // A policy may refuse by an error: then nothing is read.
      const [row] = await reading.catch(() => []);
      if (row?.seen && !found.includes(`${schema}.${name}`)) found.push(`${schema}.${name}`);
    }
  }
  return found;
}

const allTables = async () => [
  ...(await tablesOf(reach.appOwner, "app")),
  ...(await tablesOf(reach.warehouseOwner, "warehouse")),
];

async function allDoors(): Promise<Door[]> {
  const doors = [
    ...(await doorsOf(reach.appOwner, "app")),
    ...(await doorsOf(reach.warehouseOwner, "warehouse")),
  ];
  return doors.filter((door) => !(nameOf(door) in allowed));
}

test("no door of the database answers a stranger about somebody else, or changes anything of theirs", async () => {
  const { citizenId, filled } = await fillBook(reach);
  expect(filled.length).toBeGreaterThan(30);
  let before = await everythingAbout(citizenId);
  const doors = await allDoors();
  expect(doors.length).toBeGreaterThan(80);
  const leaks: string[] = [];
  let tried = 0;
  let knocking: Stranger[] = [];
  let since = 0;
  for (const [i, door] of doors.entries()) {
    const stale = i % 12 === 0 || performance.now() - since > RENEW_AFTER_MS;
    if (stale || !(await stillSignedIn(knocking))) {
      knocking = await strangers(namesOfThings(before, "uuid"));
      since = performance.now();
    }
    for (const stranger of knocking) {
      const tries = await knock(door, stranger, citizenId, before);
      tried += tries.length;
      const seen = tries.find(({ answer }) => answer.includes(MARK));
      if (seen)
        leaks.push(`${stranger.who} learns by ${nameOf(door)}(${seen.values.join(", ")}): ${seen.answer}`);
    }
    const after = await everythingAbout(citizenId);
    if (said(after) === said(before)) continue;
    const changed = [...new Set([...before.keys(), ...after.keys()])]
      .filter((name) => JSON.stringify(after.get(name)) !== JSON.stringify(before.get(name)))
      .map((name) => [name, after.get(name) ?? "gone"]);
    leaks.push(`a stranger changes by ${nameOf(door)}: ${JSON.stringify(changed).slice(0, 600)}`);
    before = after;
  }
  console.info(`${doors.length} doors of the database, ${tried} tries by strangers, ${leaks.length} leaks`);
  expect(leaks).toEqual([]);
}, 300_000);

test("no table shows a stranger a row of somebody else", async () => {
  const { citizenId } = await fillBook(reach);
  const tables = await allTables();
  expect(tables.length).toBeGreaterThan(25);
  const leaks: string[] = [];
  for (const stranger of await strangers(namesOfThings(await everythingAbout(citizenId), "uuid"))) {
    const read = await readsIn(tables, stranger);
    leaks.push(...read.map((table) => `${stranger.who} reads ${table}`));
  }
  expect(leaks).toEqual([]);
}, 120_000);

test("the same tries by the owner of the book do read what is theirs, and change it", async () => {
  const { citizenId, ctx } = await fillBook(reach);
  const owner: Stranger = { who: "the owner", ctx, grants: await bookGrants(ctx) };
  expect((await readsIn(await allTables(), owner)).length).toBeGreaterThan(15);
  let before = await everythingAbout(citizenId);
  let changed = 0;
  for (const door of await allDoors()) {
    // These end the session.
    if (nameOf(door).startsWith("app.end_")) continue;
    await knock(door, owner, citizenId, before);
    const after = await everythingAbout(citizenId);
    if (said(after) !== said(before)) changed += 1;
    before = after;
  }
  expect(changed).toBeGreaterThan(5);
}, 120_000);
