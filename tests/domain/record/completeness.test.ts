import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { openBook, openPrivateEncounter } from "#lib/consent/index.ts";
import { readCompleteness, reportVisit } from "#lib/record/index.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());
const sql = reach.ingest.$client;
const names = new Map([
  ["51000", "Trung tâm Y tế Bình Sơn"],
  ["51001", "Trạm Y tế Bình Minh"],
]);

type Who = Awaited<ReturnType<typeof signedIn>>;
type Over = { facility?: string; format?: string; because?: string[]; daysAgo: number };

/** A visit some days ago that ended and was received on its day. */
async function visitOf(who: Who, { facility = "51000", format = "3176", because = [], daysAgo }: Over) {
  const id = randomUUID();
  await sql`
    insert into warehouse.encounters (citizen_id, encounter_id, facility_code, encounter_ref, care_kind, arrived_at, ended_at,
      format, file_id, received_at, private_because)
    select ${who.citizenId}, ${id}, ${facility}, ${id}, '01', at, ${format === "checkin" ? null : sql`at`}, ${format},
      gen_random_uuid(), at, ${`{${because.join()}}`}
    from (select now() - make_interval(days => ${daysAgo}) as at) moment`;
  return id;
}

const order = (who: Who, id: string, code: string, o: { group?: string; isPrivate?: boolean } = {}) => sql`
  insert into warehouse.services (citizen_id, encounter_id, line, private, kind, code, name, cost_group)
  select ${who.citizenId}, ${id}, coalesce(max(line), 0) + 1, ${o.isPrivate ?? false}, 'service', ${code},
    ${`Xét nghiệm ${code}`}, ${o.group ?? "1"}
  from warehouse.services where citizen_id = ${who.citizenId} and encounter_id = ${id}`;

const paper = (
  who: Who,
  id: string,
  kind: string,
  o: { inDays?: number; to?: string; isPrivate?: boolean },
) => sql`
  insert into warehouse.papers (citizen_id, encounter_id, line, private, kind, follow_up_on, destination_facility)
  values (${who.citizenId}, ${id}, 1, ${o.isPrivate ?? false}, ${kind},
    ${o.inDays === undefined ? null : sql`current_date + ${o.inDays}::int`}, ${o.to ?? null})`;

async function read(who: Who) {
  const book = await openBook(who.ctx, who.citizenId, "own-reading", "completeness");
  return readCompleteness(book, { names, today: who.ctx.today, tellPrivate: true });
}
const seen = async (who: Who) =>
  (await read(who)).missing.map((one) => [one.kind, one.facilityCode, one.encounterId]);

test("the book says what ought to have come, with where and when, to its owner alone", async () => {
  const [who, stranger] = [await signedIn(reach), await signedIn(reach)];
  const referred = await visitOf(who, { facility: "51001", daysAgo: 90 });
  await paper(who, referred, "referral", { to: "51002" });
  const slip = await visitOf(who, { daysAgo: 60 });
  await paper(who, slip, "follow-up", { inDays: -20 });
  const tested = await visitOf(who, { facility: "51001", daysAgo: 50 });
  for (const code of ["A", "B", "C", "D"]) await order(who, tested, code, { group: "01" });
  await order(who, tested, "bed", { group: "15" });
  await sql`insert into warehouse.results (citizen_id, encounter_id, line, private, service_code, value_text)
    values (${who.citizenId}, ${tested}, 1, false, 'A', '5')`;
  // Sent on after a stay, and asked to come again without a slip.
  await sql`update warehouse.encounters set care_kind = '03', discharge_kind = '2' where encounter_id = ${slip}`;
  await sql`update warehouse.encounters set next_visit_on = array[current_date - 30] where encounter_id = ${tested}`;
  const checkin = await visitOf(who, { facility: "51003", format: "checkin", daysAgo: 10 });
  await visitOf(who, { facility: "51003", format: "checkin", daysAgo: 2 });
  expect(await seen(who)).toEqual([
    ["claim", "51003", checkin],
    ["follow-up", "51000", slip],
    ["follow-up", "51001", tested],
    ["results", "51001", tested],
    ["papers", "51000", slip],
    ["referral", "51002", referred],
  ]);
  const [, , asked, results, papers] = (await read(who)).missing;
  expect(asked).toMatchObject({ line: null });
  expect(papers).toMatchObject({ papers: ["record-summary", "referral"] });
  expect(results).toMatchObject({ number: 3, names: ["Xét nghiệm B", "Xét nghiệm C", "Xét nghiệm D"] });
  expect(await seen(stranger)).toEqual([]);
  // What comes late is missing no more.
  await sql`update warehouse.encounters set format = '3176', ended_at = arrived_at where encounter_id = ${checkin}`;
  await visitOf(who, { daysAgo: 19 });
  await sql`update warehouse.results set service_code = null where encounter_id = ${tested}`;
  await visitOf(who, { facility: "51002", daysAgo: 80 });
  await visitOf(who, { facility: "51001", daysAgo: 28 });
  for (const kind of ["record-summary", "referral"]) await paper(who, slip, kind, {});
  expect(await seen(who)).toEqual([]);
});

test("a private visit that is closed asks for nothing here, and counts as having come", async () => {
  const who = await signedIn(reach);
  const secret = await visitOf(who, { daysAgo: 40, because: ["hiv"] });
  await order(who, secret, "A", { isPrivate: true });
  await paper(who, secret, "follow-up", { inDays: -15, isPrivate: true });
  await visitOf(who, { format: "checkin", daysAgo: 40 });
  expect(await seen(who)).toEqual([]);
  await openPrivateEncounter(who.ctx, who.citizenId, secret);
  expect((await seen(who)).map(([kind]) => kind)).toEqual(["follow-up", "results"]);
});

test("of a facility that usually sends it is said in which months it sent nothing of anybody", async () => {
  const who = await signedIn(reach);
  const facility = `7${randomUUID().slice(0, 8)}`;
  await visitOf(who, { facility, daysAgo: 3 });
  const month = (ago: number) => sql`(date_trunc('month', now()) - make_interval(months => ${ago}))::date`;
  for (const ago of [0, 1, 2, 3, 5, 6, 7, 8, 9, 10])
    await sql`insert into warehouse.facility_months (facility_code, month, dossiers) values (${facility}, ${month(ago)}, 4)`;
  const [silent] = await sql<{ month: string }[]>`select to_char(${month(4)}, 'YYYY-MM') as month`;
  expect((await read(who)).senders).toMatchObject([
    { facilityCode: facility, silentMonths: [silent?.month] },
  ]);
});

test("a reported visit is answered by the claim that comes, by the place's name or its code; a closed one leads nowhere", async () => {
  const who = await signedIn(reach);
  const report = (place: string, daysAgo: number, facilityCode?: string) => {
    const at = new Date(who.ctx.now.getTime() - daysAgo * 86_400_000 + 7 * 3_600_000).toISOString();
    const [year = "", month = "", day = ""] = at.slice(0, 10).split("-");
    const visited = { "visited.day": day, "visited.month": month, "visited.year": year };
    return reportVisit(who.ctx, { reportId: randomUUID(), place, facilityCode, ...visited });
  };
  await visitOf(who, { facility: "51003", format: "checkin", daysAgo: 30 });
  await report("TTYT Bình Sơn", 20);
  await report("Phòng khám của bác Ba", 20);
  await report("Cơ sở mã 51003", 30, "51003");
  const before = await read(who);
  expect(before.reports.map((one) => one.answer)).toEqual([null, null, null]);
  expect(before.missing).toMatchObject([{ kind: "claim", facilityCode: "51003", reported: true }]);
  const came = await visitOf(who, { daysAgo: 18 });
  await visitOf(who, { facility: "51003", daysAgo: 30, because: ["hiv"] });
  const answers = Object.fromEntries((await read(who)).reports.map((one) => [one.place, one.answer]));
  expect(answers).toEqual({
    "TTYT Bình Sơn": { encounterId: came },
    "Phòng khám của bác Ba": null,
    "Cơ sở mã 51003": { encounterId: null },
  });
});
