import { afterAll, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { noteAuthentication } from "#lib/identity/sessions.ts";
import { askRight, eraseOwn, lastErasure } from "#lib/rights/index.ts";
import { fileVisit, reachOf, signedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());
const owner = reach.appOwner.$client;

async function aFullBook() {
  const who = await signedIn(reach);
  await fileVisit(reach, who.citizenId);
  const book = await openBook(who.ctx, who.citizenId, "own-reading", "history");
  await book.actOnApp(async (tx) => {
    await tx.execute(`select app.declare_history(gen_random_uuid(), 'illness', '{"what":"hen"}'::jsonb)`);
    await tx.execute("select app.answer_history('allergy', 'none')");
    await tx.execute("select app.begin_reading()");
  });
  await owner`select app.tell(${who.citizenId}::uuid, 'security-incident', '/messages', '{}', null)`;
  await owner`
    insert into app.attachments (citizen_id, attachment_id, kind, sealed) values (${who.citizenId}, gen_random_uuid(), 'image/jpeg', ${Buffer.alloc(40)})`;
  await askRight(who.ctx, { requestId: crypto.randomUUID(), kind: "see", about: "Xin xem dữ liệu." });
  return who;
}

const left = async (citizenId: string) => {
  const [row] = await owner`
    select (select count(*) from app.history_entries where citizen_id = ${citizenId})::int as told,
      (select count(*) from app.history_answers where citizen_id = ${citizenId})::int as answers,
      (select count(*) from app.messages where citizen_id = ${citizenId})::int as messages,
      (select count(*) from app.attachments where citizen_id = ${citizenId} and sealed is not null)::int as photos,
      (select count(*) from app.rights_requests where citizen_id = ${citizenId})::int as requests,
      (select count(*) > 0 from app.access_log where citizen_id = ${citizenId}) as log,
      (select count(*) from app.identities where citizen_id = ${citizenId})::int as identity`;
  return row;
};

test("what the app holds is deleted in one step, and what must stay stays", async () => {
  const [who, other] = [await aFullBook(), await aFullBook()];
  const erasureId = crypto.randomUUID();
  await expect(eraseOwn(who.ctx, { erasureId, sure: "yes" })).rejects.toThrow("sign-in-again");
  expect(await left(who.citizenId)).toMatchObject({ told: 1, photos: 1 });
  await noteAuthentication(reach.app, who.token, new Date());
  await eraseOwn(who.ctx, { erasureId, sure: "yes" });
  await eraseOwn(who.ctx, { erasureId, sure: "yes" });
  const kept = { requests: 1, log: true, identity: 1 };
  expect(await left(who.citizenId)).toEqual({ told: 0, answers: 0, messages: 0, photos: 0, ...kept });
  expect(await left(other.citizenId)).toEqual({ told: 1, answers: 1, messages: 1, photos: 1, ...kept });
  const visits = await reach.warehouseOwner
    .$client`select 1 from warehouse.encounters where citizen_id = ${who.citizenId}`;
  expect(visits).toHaveLength(1);
  const book = await openBook(who.ctx, who.citizenId, "own-reading", "rights");
  expect((await lastErasure(book))?.counts).toMatchObject({
    history_entries: 1,
    attachments: 1,
    messages: 1,
  });
});

test("tables that only grow still refuse everybody else", async () => {
  await aFullBook();
  for (const name of ["history_entries", "history_answers", "result_choices", "card_checks"]) {
    await expect(owner.unsafe(`delete from app.${name}`), name).rejects.toThrow(/append-only/);
    await expect(
      owner.begin(async (tx) => {
        await tx`select set_config('book.erasing', '1', true)`;
        await tx.unsafe(`delete from app.${name}`);
      }),
    ).rejects.toThrow(/append-only/);
    await expect(owner.unsafe(`truncate app.${name}`), name).rejects.toThrow(/append-only/);
  }
  await expect(reach.app.$client`delete from app.messages`).rejects.toThrow(/permission denied/);
});

test("every table that tells about a person is either deleted on request or kept for a reason", async () => {
  const rows = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'citizen_id'
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and not c.relname = any (app.erasable())`;
  // A new table is named in app.erasable() by a migration, or here with the reason why it stays.
  expect(rows.map(({ name }) => name).filter((name) => !keptTables.includes(name))).toEqual([]);
});

/** Kept: logs, proofs, cases with the doses they are about, payments, visits and doses with what a facility plans by them, and what is worked out of the warehouse anew; who may act for whom, and what was asked for an hour; what lets a person in; attachments and copies, whose bytes and keys go. */
const keptTables = [
  "access_log",
  "access_log_heads",
  "appointments",
  "attachment_keys",
  "attachments",
  "bank_lines",
  "booking_log",
  "call_log",
  "call_seats",
  "consent_acts",
  "conversation_lines",
  "conversation_reads",
  "conversations",
  "correction_events",
  "corrections",
  "declared_doses",
  "deposit_uses",
  "desk_doses",
  "desk_openings",
  "due_people",
  "due_standings",
  "erasures",
  "export_pieces",
  "exports",
  "fee_notes",
  "helper_asks",
  "helper_cards",
  "helper_sessions",
  "identities",
  "incident_people",
  "offers",
  "open_codes",
  "opening_doubts",
  "opening_reviews",
  "payment_attempts",
  "payment_differences",
  "payment_log",
  "person_finds",
  "refunds",
  "relation_log",
  "relations",
  "reminder_choices",
  "rights_request_log",
  "rights_requests",
  "teleconsult_answers",
  "teleconsult_cases",
  "teleconsult_red_flags",
  "teleconsult_referrals",
  "teleconsult_reports",
  "teleconsult_shares",
  "teleconsult_steps",
  "vaccination_log",
  "vaccination_people",
  "video_calls",
  "waits",
];
