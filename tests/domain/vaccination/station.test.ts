import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { findDose, listDoses, workDue } from "#lib/vaccination/index.ts";
import { fileDeskDoses } from "#lib/warehouse/index.ts";
import { connectionOf } from "#tests/support/database.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());
const owner = reach.appOwner.$client;
const [ingest, warehouse] = [connectionOf("ingest"), connectionOf("warehouseOwner")];
const work = { app: reach.appOwner, ingest };
const today = dayOf(new Date());

/** The day that many months ago; never one that its month does not have. */
function monthsAgo(months: number): string {
  const [year = 0, month = 0] = today.split("-").map(Number);
  const at = new Date(Date.UTC(year, month - 1 - months, 5));
  return at.toISOString().slice(0, 10);
}

/** Somebody with a book, of that age, in a ward of their own. */
async function somebody(born: string, ward: string | null = null) {
  const who = await signedIn(reach, { name: "Lê Thị Bàn" });
  await warehouse`
    update warehouse.citizens set birth_date = ${born}, ward_code = ${ward} where citizen_id = ${who.citizenId}`;
  const book = () => openBook(who.ctx, who.citizenId, "own-reading", "vaccination");
  return { ...who, book };
}

/** A dose as a desk would write it; answers its id. */
async function writeDose(
  citizenId: string,
  o: { born: string; code?: string; antigens?: string; on?: string },
) {
  const doseId = randomUUID();
  await owner`
    insert into app.desk_doses (citizen_id, dose_id, is_known, name, born, sex, facility_code, product, vaccine_code, antigens, lot,
      given_on, given_by, standing, written_by, written_by_name)
    values (${citizenId}, ${doseId}, true, 'Lê Thị Bàn', ${o.born}, 'female', 'T1', 'BCG', ${o.code ?? "19"},
      ${o.antigens ?? "{TB}"}::text[], 'B2401', ${o.on ?? today}, 'YS. Thử', 'recorded', gen_random_uuid(), 'YS. Thử')`;
  return doseId;
}
const filedOf = (citizenId: string) =>
  warehouse`select dose_id, standing, lot from warehouse.doses where citizen_id = ${citizenId}`;
type Standing = {
  row: string;
  standing: string;
  earliest: string;
  late: string | null;
  until: string | null;
};
const standingsOf = (citizenId: string) => owner<Standing[]>`
  select rule || ' ' || dose as row, standing, earliest_on::text as earliest, past_due_on::text as late, limit_on::text as until
  from app.due_standings where citizen_id = ${citizenId} order by recommended_on, rule`;

describe("a dose written at a desk", () => {
  test("is in the book at once, and once when it is filed; taken back it is shown as withdrawn", async () => {
    const who = await somebody(monthsAgo(1));
    const doseId = await writeDose(who.citizenId, { born: monthsAgo(1) });
    const shown = async () =>
      (await listDoses(await who.book())).map((one) => [one.doseId, one.standing, one.sources.length]);
    expect(await shown()).toEqual([[doseId, "recorded", 1]]);
    expect(await filedOf(who.citizenId)).toEqual([]);
    await Promise.all([fileDeskDoses(reach.appOwner, ingest), fileDeskDoses(reach.appOwner, ingest)]);
    await fileDeskDoses(reach.appOwner, ingest);
    expect(await filedOf(who.citizenId)).toMatchObject([
      { dose_id: doseId, standing: "recorded", lot: "B2401" },
    ]);
    expect(await shown()).toEqual([[doseId, "recorded", 1]]);
    expect(await findDose(await who.book(), doseId)).toMatchObject({
      doseId,
      product: "BCG",
      placeCode: "T1",
    });
    const traces = await warehouse`select what from warehouse.filings where claim_ref = ${doseId}`;
    expect(traces).toContainEqual({ what: "accepted" });
    await owner`
      update app.desk_doses set undone_at = clock_timestamp(), undone_by_name = 'YS. Thử', undone_because = 'Ghi nhầm người', version = 2
      where dose_id = ${doseId}`;
    expect(await shown()).toEqual([[doseId, "withdrawn", 1]]);
    await fileDeskDoses(reach.appOwner, ingest);
    expect(await filedOf(who.citizenId)).toMatchObject([{ standing: "withdrawn" }]);
    expect(await shown()).toEqual([[doseId, "withdrawn", 1]]);
    const stranger = await somebody(monthsAgo(1));
    expect(await listDoses(await stranger.book())).toEqual([]);
  });
});

describe("due standings", () => {
  test("tell each row that somebody needs with its days, follow what a desk wrote, and forget who has grown", async () => {
    const born = monthsAgo(3);
    const who = await somebody(born, "21085");
    await workDue(work, [who.citizenId], today);
    await workDue(work, [who.citizenId], today);
    const before = await standingsOf(who.citizenId);
    expect(before.find(({ row }) => row === "PENTA 1")).toMatchObject({ standing: "due" });
    expect(before.find(({ row }) => row === "ROTA_VN 1")?.until?.slice(0, 7)).toBe(monthsAgo(-3).slice(0, 7));
    expect(before.find(({ row }) => row === "BCG 1")?.late).toBe(`${monthsAgo(2).slice(0, 8)}04`);
    await writeDose(who.citizenId, { born });
    await workDue(work, [who.citizenId], today);
    expect((await standingsOf(who.citizenId)).some(({ row }) => row === "BCG 1")).toBe(false);
    const [person] =
      await owner`select given, last_given_on::text from app.due_people where citizen_id = ${who.citizenId}`;
    expect(person).toEqual({ given: 1, last_given_on: today });
    const seen = await (await who.book()).readApp((tx) =>
      tx.execute("select count(*)::int as n from app.due_standings"),
    );
    expect(seen[0]).toEqual({ n: before.length - 1 });
    await warehouse`update warehouse.citizens set birth_date = '1990-01-01' where citizen_id = ${who.citizenId}`;
    await workDue(work, [who.citizenId], today);
    expect(await standingsOf(who.citizenId)).toEqual([]);
  });
});
