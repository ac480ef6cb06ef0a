import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Desk, openDesk } from "#lib/consent/index.ts";
import { differences, isUsablePersonalId } from "#lib/identity/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotAllowed, NotFound, Refused } from "#lib/platform/errors.ts";
import type {
  ChildInput,
  ChildWordInput,
  JoinNewbornInput,
  RecordRelationInput,
  UndoRelationInput,
} from "./inputs.ts";
import { dayFrom, digitsOf } from "./rules.ts";

/** Somebody in the registry, as the station's desk finds them by number. */
export type PersonAtStation = { citizenId: string; name: string; birthDate: string };

/** A newborn that goes under a parent's number, and the number that was joined to its book since. */
export type NewbornAtStation = PersonAtStation & { bornAt: string; joined: string | null };

/** Opens the station's desk for one thing, which its log names. */
export const familyDesk = (ctx: Context, about: string | null = null) =>
  openDesk(ctx, "record-families", "family", about);

/** Who has that number, at a desk whose log names it. */
export async function personAt(
  ctx: Context,
  number: string,
): Promise<{ desk: Desk; person: PersonAtStation | null }> {
  const desk = await familyDesk(ctx, number);
  const [row] = await desk.readWarehouse((tx) =>
    tx.execute<{ citizen_id: string; name: string; birth_date: string }>(
      sql`select citizen_id, name, birth_date from warehouse.person_at_station()`,
    ),
  );
  const person = row ? { citizenId: row.citizen_id, name: row.name, birthDate: row.birth_date } : null;
  return { desk, person };
}

/** The newborns that went under a parent's number, born that day; at that minute where it is said. */
async function newbornsAt(ctx: Context, number: string, bornOn: string, time: string) {
  const desk = await familyDesk(ctx, number);
  const rows = await desk.readWarehouse((tx) =>
    tx.execute<{
      citizen_id: string;
      name: string;
      birth_date: string;
      born_at: string;
      joined: string | null;
    }>(sql`select citizen_id, name, birth_date, born_at, joined from warehouse.newborns_at_station()`),
  );
  const minute = /^\d{1,2}[:h.]\d{2}$/.test(time) ? time.replace(/\D/g, "").padStart(4, "0") : "";
  const found = rows
    .filter((row) => row.born_at.startsWith(bornOn.replaceAll("-", "") + minute))
    .map((row) => ({
      citizenId: row.citizen_id,
      name: row.name,
      birthDate: row.birth_date,
      bornAt: row.born_at,
      joined: row.joined,
    }));
  return { desk, found };
}

/** The one newborn of that birth; throws Refused `newborn-unknown`, or `several-newborns` for twins without their minute. */
async function theNewborn(ctx: Context, number: string, bornOn: string, time: string) {
  const { desk, found } = await newbornsAt(ctx, number, bornOn, time);
  const [only] = found;
  if (!only) throw new Refused("newborn-unknown");
  if (found.length > 1) throw new Refused("several-newborns");
  return { desk, newborn: only };
}

/** The twelve digits that were typed; throws Refused with that fault. */
export const numberFrom = (typed: string, fault: string) => {
  const digits = digitsOf(typed);
  if (!isUsablePersonalId(digits)) throw new Refused(fault);
  return digits;
};
/** A name or words as typed, in one form of letters, without blanks around. */
export const nameFrom = (typed: string) => typed.normalize("NFC").replace(/\s+/g, " ").trim();

/** A child by its own number: as the registry has it, or new by what the paper says. */
async function childByNumber(
  ctx: Context,
  number: string,
  name: string,
  born: string,
): Promise<PersonAtStation> {
  const { person } = await personAt(ctx, number);
  if (person) {
    if (differences(person, { name, birthDate: born }).length > 0) throw new Refused("child-differs");
    return person;
  }
  const [row] = await ctx.warehouse.$client<{ id: string }[]>`
    select warehouse.register_citizen(${number}, ${name}, ${born}, 'undetermined') as id`;
  return { citizenId: row?.id ?? "", name, birthDate: born };
}

/**
 * Ghi người đại diện theo giấy tờ at the commune station. Sent twice it is one. Throws NotAllowed for any other desk,
 * Refused with the field that has to be mended.
 */
export async function recordRelation(ctx: Context, input: RecordRelationInput): Promise<void> {
  const adultNumber = numberFrom(input.adultNumber, "adult-number");
  const born = dayFrom(
    { day: input["born.day"], month: input["born.month"], year: input["born.year"] },
    ctx.today,
  );
  if (born === null) throw new Refused("born");
  const paper = nameFrom(input.paper);
  if (paper.length < 3) throw new Refused("paper");
  const childName = nameFrom(input.childName);
  if (childName === "") throw new Refused("child-name");
  const { person: adult } = await personAt(ctx, adultNumber);
  if (!adult) throw new Refused("adult-unknown");
  if (differences(adult, { name: nameFrom(input.adultName), birthDate: adult.birthDate }).length > 0)
    throw new Refused("adult-differs");
  const child =
    input.childNumber.trim() === ""
      ? (await theNewborn(ctx, adultNumber, born, input.time.trim())).newborn
      : await childByNumber(ctx, numberFrom(input.childNumber, "child-number"), childName, born);
  const desk = await familyDesk(ctx);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.record_relation(${input.relationId}::uuid, ${child.citizenId}::uuid, ${adult.citizenId}::uuid, ${input.role},
        ${childName}, ${adult.name}, ${born}::date, ${paper}) as why`,
    ),
  );
  if (row?.why) throw new Refused(row.why);
}

/** Hoàn tác: takes back what this station recorded. Throws NotFound for what another one did. */
export async function undoRelation(
  ctx: Context,
  { citizenId, relationId }: UndoRelationInput,
): Promise<void> {
  const desk = await familyDesk(ctx);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(
      sql`select app.undo_relation(${citizenId}::uuid, ${relationId}::uuid) as done`,
    ),
  );
  if (!row?.done) throw new NotFound();
}

/**
 * Nối hay bỏ nối số định danh của trẻ sơ sinh; Refused `taken` for a number that has a book of its own: then both books may be
 * proposed for merging, which the authority decides.
 */
export async function joinNewborn(ctx: Context, input: JoinNewbornInput): Promise<void> {
  const parent = numberFrom(input.parentNumber, "adult-number");
  const born = dayFrom(
    { day: input["born.day"], month: input["born.month"], year: input["born.year"] },
    ctx.today,
  );
  if (born === null) throw new Refused("born");
  const { desk, newborn } = await theNewborn(ctx, parent, born, input.time.trim());
  if (input.act === "part") {
    const [row] = await desk.actOnWarehouse((tx) =>
      tx.execute<{ done: boolean }>(sql`select warehouse.part_newborn(${newborn.citizenId}::uuid) as done`),
    );
    if (!row?.done) throw new Refused("not-joined");
    return;
  }
  const number = numberFrom(input.childNumber, "child-number");
  const paper = nameFrom(input.paper);
  if (paper.length < 3) throw new Refused("paper");
  if (input.act === "merge") {
    const [asked] = await desk.actOnWarehouse((tx) =>
      tx.execute<{ why: string | null }>(
        sql`select warehouse.propose_merge(${input.mergeId ?? randomUUID()}::uuid, ${newborn.citizenId}::uuid, ${number}, ${paper}) as why`,
      ),
    );
    if (asked?.why) throw new Refused(asked.why);
    return;
  }
  const [row] = await desk.actOnWarehouse((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select warehouse.join_newborn(${newborn.citizenId}::uuid, ${number}, ${paper}) as why`,
    ),
  );
  if (row?.why) throw new Refused(row.why);
}

/** Tìm trẻ bằng số định danh, for its word. Throws Refused `child-unknown`. */
export async function findChild(ctx: Context, input: ChildInput): Promise<{ citizenId: string }> {
  const { person } = await personAt(ctx, numberFrom(input.childNumber, "child-number"));
  if (!person) throw new Refused("child-unknown");
  return { citizenId: person.citizenId };
}

/** Con đồng ý, as the worker heard it. */
export async function noteChildWord(ctx: Context, { citizenId, relationId }: ChildWordInput): Promise<void> {
  const desk = await familyDesk(ctx, citizenId);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(
      sql`select app.note_child_word(${citizenId}::uuid, ${relationId}::uuid) as done`,
    ),
  );
  if (!row?.done) throw new NotFound();
}

/** Whether the desk of that role records families. */
export function mustBeStation(role: string | null): void {
  if (role !== "station") throw new NotAllowed();
}
