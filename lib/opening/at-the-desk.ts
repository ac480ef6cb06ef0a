import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { openBook, openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { EmergencyInput, JudgeInput, OpenByCodeInput } from "./inputs.ts";
import { soughtOf, VISIT_HOURS } from "./rules.ts";

/** How often a member of staff may look for somebody within an hour. A parameter of ours. */
const FINDS_AN_HOUR = 60;

/** Whom a finding leads to: the member of staff's own, of the last twelve hours. Throws NotFound for any other. */
async function foundBy(ctx: Context, findId: string): Promise<{ citizenId: string; byQr: boolean }> {
  const [row] = await ctx.app.$client<{ citizen_id: string; found_by: string }[]>`
    select citizen_id, found_by from app.found_person(${ctx.actor.token}, ${findId}::uuid)`;
  if (!row) throw new NotFound();
  return { citizenId: row.citizen_id, byQr: row.found_by === "qr" };
}

/**
 * Tìm người bệnh: by the QR of a code, an insurance card or a personal id. Each search leaves a line in the desk's log, each
 * finding another; answers the finding, which leads to the person's page. Throws Refused for a text that is none of them,
 * for nobody found, and past the limit.
 */
export async function findPerson(ctx: Context, input: { sought: string }): Promise<string> {
  const sought = soughtOf(input.sought);
  if (!sought) throw new Refused("not-a-number");
  const [tried] = await ctx.app.$client<{ may: boolean }[]>`
    select app.count_attempt(${`find-person ${ctx.actor.id}`}, 3600, ${FINDS_AN_HOUR}) as may`;
  if (!tried?.may) throw new Refused("too-many-finds");
  const text = sought.by === "qr" ? sought.token : sought.value;
  const about = createHash("sha256").update(`${sought.by} ${text}`).digest("hex");
  const search = await openDesk(ctx, "find-person", "person-search", about);
  let found: { citizenId: string; codeId: string | null }[];
  if (sought.by === "qr") {
    const rows = await search.readApp((tx) =>
      tx.execute<{ citizen_id: string; code_id: string }>(sql`select * from app.find_by_open_code(${text})`),
    );
    found = rows.map((row) => ({ citizenId: row.citizen_id, codeId: row.code_id }));
  } else {
    const kind = sought.by === "personal-id" ? "personal-id" : "social-insurance";
    const rows = await search.readWarehouse((tx) =>
      tx.execute<{ id: string }>(sql`select find_person as id from warehouse.find_person(${kind}, ${text})`),
    );
    found = rows.map(({ id }) => ({ citizenId: id, codeId: null }));
  }
  const [one, another] = found;
  if (another) throw new Refused("more-than-one");
  if (!one) throw new Refused(sought.by === "qr" ? "qr-over" : "nobody");
  const desk = await openDesk(ctx, "find-person", "person", one.citizenId);
  const [made] = await desk.actOnApp((tx) =>
    tx.execute<{ id: string }>(
      sql`select app.note_find(${one.citizenId}::uuid, ${sought.by}, ${one.codeId}::uuid) as id`,
    ),
  );
  if (!made) throw new Error("a finding was not noted");
  return made.id;
}

/** Người có hẹn hôm nay: whom this facility expects, found by their appointment; the database refuses anybody else. */
export async function findExpectedPerson(ctx: Context, citizenId: string): Promise<string> {
  const desk = await openDesk(ctx, "find-person", "person", citizenId);
  const [made] = await desk.actOnApp((tx) =>
    tx.execute<{ id: string }>(
      sql`select app.note_find(${citizenId}::uuid, 'appointment', null::uuid) as id`,
    ),
  );
  if (!made) throw new Error("a finding was not noted");
  return made.id;
}

/** The desk at which a found person is looked at, whose book it would be, and whether the QR of a code led there. */
export async function deskWith(ctx: Context, findId: string) {
  const found = await foundBy(ctx, findId);
  return { ...found, desk: await openDesk(ctx, "find-person", "person", found.citizenId) };
}

async function decide(
  ctx: Context,
  findId: string,
  call: (citizenId: string) => ReturnType<typeof sql>,
): Promise<void> {
  const { citizenId, desk } = await deskWith(ctx, findId);
  const [row] = await desk.actOnApp((tx) => tx.execute<{ outcome: string }>(call(citizenId)));
  if (row?.outcome !== "done") throw new Refused(row?.outcome ?? "refused");
}

/** Mở sổ bằng mã: opens the book for the visit, by the digits that the person shows or by the QR that led here. */
export async function openByCode(ctx: Context, { findId, code, reason }: OpenByCodeInput): Promise<string> {
  const digits = code.replace(/\D/g, "");
  if (code.trim() !== "" && digits.length !== 8) throw new Refused("not-a-code");
  await decide(
    ctx,
    findId,
    () =>
      sql`select app.open_by_code(${findId}::uuid, ${digits === "" ? null : digits}::text, ${reason}, ${VISIT_HOURS}) as outcome`,
  );
  return findId;
}

/** Mở khẩn cấp: opens the book without the person's code. The person is told at once, the health authority reviews it. */
export async function openEmergency(
  ctx: Context,
  { findId, reason, hours }: EmergencyInput,
): Promise<string> {
  await decide(
    ctx,
    findId,
    () => sql`select app.open_emergency(${findId}::uuid, ${reason}, ${hours}) as outcome`,
  );
  return findId;
}

/** Đóng sổ: the visit is over. Twice is once. */
export async function closeDeskOpening(
  ctx: Context,
  { findId, openingId }: { findId: string; openingId: string },
): Promise<string> {
  const { citizenId, desk } = await deskWith(ctx, findId);
  await desk.actOnApp((tx) =>
    tx.execute(sql`select app.close_desk_opening(${citizenId}::uuid, ${openingId}::uuid)`),
  );
  return findId;
}

/**
 * Xác nhận, hoặc có ý kiến khác về, một dòng tiền sử: staff who read the history for a visit. Throws Refused("changed") when
 * the person has told it anew meanwhile, Refused("note-needed") for another view without words.
 */
export async function judgeHistory(ctx: Context, input: JudgeInput): Promise<string> {
  const note = input.note.normalize("NFC").trim();
  if (note.length > 500) throw new Refused("too-long");
  if (input.act === "disputed" && note.length < 3) throw new Refused("note-needed");
  const { citizenId } = await foundBy(ctx, input.findId);
  const book = await openBook(ctx, citizenId, "care", "history");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ outcome: string }>(
      sql`select app.judge_history(${input.entryId}::uuid, ${input.version}, ${input.act}, ${note}) as outcome`,
    ),
  );
  if (row?.outcome !== "done") throw new Refused(row?.outcome ?? "refused");
  return input.findId;
}
