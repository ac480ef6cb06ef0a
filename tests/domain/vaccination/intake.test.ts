import { afterAll, describe, expect, test } from "vitest";
import { openBook, openDesk } from "#lib/consent/index.ts";
import { admitSender, issueFacilityKey, registerFacility } from "#lib/facility/index.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { findDose, listDoses } from "#lib/vaccination/index.ts";
import {
  confirmMatch,
  fileDecidedMatches,
  fileFromInbox,
  findAnswer,
  findDecisions,
  proposeMatch,
  receiveBody,
  receiveClaimFiles,
  releaseHeldDossiers,
  undoMatch,
} from "#lib/warehouse/index.ts";
import { fileOf, somebody, summaryFor } from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";
import { aChild, bundleOf, columns, csvOf, type DoseRow, doseOf, lineOf } from "#tests/support/doses.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { aFacilityCode, staffAt } from "#tests/support/officers.ts";
import { zipOf } from "#tests/support/zip.ts";

const reach = reachOf();
afterAll(() => reach.close());
const ingest = connectionOf("ingest");
const owner = connectionOf("warehouseOwner");

async function send(bytes: Buffer, name = "doses.csv") {
  const reports = [];
  for await (const report of receiveClaimFiles(ingest, { name, bytes })) reports.push(report);
  const [report] = reports;
  if (!report || reports.length > 1) throw new Error("one file gives one report");
  return report;
}
const rowsOf = (personalId = "") =>
  owner`select d.*, d.given_on::text as given_on from warehouse.doses d join warehouse.identifiers i using (citizen_id)
    where i.kind = 'personal-id' and i.value = ${personalId} order by d.given_on, d.facility_code`;
const heldOf = (ref = "") =>
  owner`select * from warehouse.quarantine where claim_ref = ${ref} order by held_at`;
const tracesOf = async (ref = "") =>
  (await owner`select what from warehouse.filings where claim_ref = ${ref} order by filing_id`).map(
    ({ what }) => what,
  );

describe("a file of doses", () => {
  test("is filed with all that it says, under the person's number, with its trace", async () => {
    const who = aChild();
    const row = doseOf(who, {
      mui_so: "1",
      vi_tri_tiem: "bắp tay trái",
      duong_tiem: "trong da",
      nguoi_tiem: "Nguyễn, Văn Mẫu",
      so_chung_tu: "GCN-7",
    });
    const report = await send(csvOf(row));
    expect(report).toMatchObject({ format: "csv", dossiers: 1, accepted: 1, problems: [] });
    expect(Object.keys(report)).toEqual(
      "file format dossiers accepted replaced unchanged quarantined problems ms".split(" "),
    );
    expect(await rowsOf(who.so_dinh_danh)).toMatchObject([
      {
        facility_code: "51085",
        dose_ref: row.ma_mui_tiem,
        product: "BCG",
        vaccine_code: "19",
        antigens: "{TB}",
        lot: "A24071",
        dose_number: 1,
        site: "bắp tay trái",
        route: "trong da",
        given_on: "2026-02-12",
        place: "Trạm Y tế mẫu",
        place_code: "51085",
        given_by: "Nguyễn, Văn Mẫu",
        document_ref: "GCN-7",
        standing: "recorded",
        made_at: new Date("2026-11-20T08:00:00+07:00"),
      },
    ]);
    expect(await tracesOf(row.ma_mui_tiem)).toEqual(["accepted"]);
  });

  test("sent again is unchanged, in either form; a later version stands, whatever the order", async () => {
    const who = aChild();
    const row = doseOf(who);
    expect(await send(csvOf(row))).toMatchObject({ accepted: 1 });
    expect(await send(csvOf(row))).toMatchObject({ unchanged: 1 });
    expect(await send(bundleOf(row), "doses.json")).toMatchObject({ format: "fhir", unchanged: 1 });
    const mended = { ...row, so_lo: "B9", ngay_lap: "2026-11-21 09:00" };
    expect(await send(bundleOf(mended), "doses.json")).toMatchObject({ replaced: 1 });
    expect(await send(csvOf(row))).toMatchObject({ unchanged: 1 });
    expect(await rowsOf(who.so_dinh_danh)).toMatchObject([{ lot: "B9" }]);
    expect(await send(csvOf({ ...mended, trang_thai: "2", ngay_lap: "2026-11-22 09:00" }))).toMatchObject({
      replaced: 1,
    });
    expect(await rowsOf(who.so_dinh_danh)).toMatchObject([{ standing: "withdrawn" }]);
    expect(await tracesOf(row.ma_mui_tiem)).toEqual(
      "accepted unchanged unchanged replaced older replaced".split(" "),
    );
  });

  test("twenty at once file it once", async () => {
    const who = aChild();
    const row = doseOf(who);
    const reports = await Promise.all(Array.from({ length: 12 }, () => send(csvOf(row))));
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1);
    expect(await rowsOf(who.so_dinh_danh)).toHaveLength(1);
  });

  test("that names somebody else later leaves the first book and enters the second", async () => {
    const [first, second] = [aChild(), aChild()];
    const row = doseOf(first);
    await send(csvOf(row));
    await send(csvOf({ ...row, ...second, ngay_lap: "2026-11-22" }));
    expect(await rowsOf(first.so_dinh_danh)).toHaveLength(0);
    expect(await rowsOf(second.so_dinh_danh)).toHaveLength(1);
    expect(await tracesOf(row.ma_mui_tiem)).toEqual(["accepted", "left", "replaced"]);
  });

  test("of an archive stands beside claims, and other files are passed over", async () => {
    const reports = [];
    const content = zipOf([
      { name: "a.csv", content: csvOf(doseOf(aChild())) },
      { name: "b.json", content: bundleOf(doseOf(aChild())) },
      { name: "c.xml", content: fileOf(summaryFor(somebody())) },
      { name: "d.txt", content: Buffer.from("x") },
    ]);
    for await (const report of receiveClaimFiles(ingest, { name: "all.zip", bytes: content }))
      reports.push(report);
    expect(reports.map(({ format, accepted }) => [format, accepted])).toEqual([
      ["csv", 1],
      ["fhir", 1],
      ["3176", 1],
      [null, 0],
    ]);
  });

  test.each<[string, Buffer, string]>([
    ["broken JSON", Buffer.from('{"resourceType":"Bundle","entry":[{'), "JSON bị hỏng"],
    ["another resource", Buffer.from('{"resourceType":"Patient"}'), "Không phải tệp mũi tiêm"],
    ["a bundle without doses", Buffer.from('{"resourceType":"Bundle","entry":[]}'), "không có mũi tiêm nào"],
    ["other columns", Buffer.from("ma_mui_tiem,b\r\n1,2"), "Không phải tệp mũi tiêm"],
    ["another encoding", Buffer.concat([csvOf(), Buffer.from([0xc3, 0x28])]), "UTF-8"],
  ])("%s cannot be read, and is said", async (_, bytes, words) => {
    const report = await send(bytes, "doses.any");
    expect(report).toMatchObject({ dossiers: 0, problems: [{ level: "error", code: "unreadable" }] });
    expect(report.problems[0]?.message).toContain(words);
  });
});

describe("what cannot be filed", () => {
  test.each<[string, DoseRow, string, string]>([
    ["a dose before birth", { ngay_tiem: "09/02/2026" }, "dose-before-birth", "ngay_tiem"],
    ["a dose in the future", { ngay_tiem: "01/01/2999" }, "future-date", "ngay_tiem"],
    ["no date", { ngay_tiem: "31/02/2026" }, "malformed", "ngay_tiem"],
    [
      "an unknown product",
      { ma_vac_xin: "VX-9", ten_vac_xin: "Vắc xin lạ" },
      "unknown-vaccine",
      "ma_vac_xin",
    ],
    ["code and name of two vaccines", { ten_vac_xin: "Sởi" }, "vaccine-differs", "ten_vac_xin"],
    ["a wrong lot", { so_lo: "không rõ" }, "malformed", "so_lo"],
    ["a wrong number", { mui_so: "mũi 1" }, "malformed", "mui_so"],
    ["no reference of a person", { so_dinh_danh: "" }, "needs-matching", "so_dinh_danh"],
    ["no name", { ho_ten: "" }, "missing", "ho_ten"],
    ["another facility's name for missing", { ma_cskcb: "" }, "missing", "ma_cskcb"],
    ["an unknown standing", { trang_thai: "7" }, "malformed", "trang_thai"],
  ])("%s is held byte for byte, with a clear problem", async (_, over, code, field) => {
    const row = doseOf(aChild(), over);
    const report = await send(csvOf(row));
    expect(report).toMatchObject({ accepted: 0, quarantined: 1 });
    const problem = report.problems.find(({ level }) => level === "error");
    expect(problem).toMatchObject({ dossier: row.ma_mui_tiem, code, field });
    expect(problem?.message.length).toBeGreaterThan(20);
    const [held] = await heldOf(row.ma_mui_tiem);
    expect(held?.kind).toBe("dose-csv");
    expect(held?.original.toString()).toBe(`${columns.join(",")}\r\n${lineOf(row)}`);
    expect(await tracesOf(row.ma_mui_tiem)).toEqual(["quarantined"]);
    // Sent again it is held once; mended it is filed, and what was held is done with.
    expect(await send(csvOf(row))).toMatchObject({ quarantined: 1 });
    expect(await heldOf(row.ma_mui_tiem)).toHaveLength(1);
  });

  test("of a bundle keeps its own letters, with the patient, and is filed when mended", async () => {
    const who = aChild();
    const row = doseOf(who, { so_lo: "??" });
    const bundle = bundleOf(row, doseOf(aChild()));
    expect(await send(bundle, "b.json")).toMatchObject({ accepted: 1, quarantined: 1 });
    const [held] = await heldOf(row.ma_mui_tiem);
    const kept: string = held?.original.toString();
    const { entry } = JSON.parse(kept);
    expect(
      entry.map(({ resource }: { resource: { resourceType: string } }) => resource.resourceType),
    ).toEqual(["Patient", "Immunization"]);
    for (const one of kept.slice(kept.indexOf("[") + 1, -2).split(/,(?=\{\s*"(?:fullUrl|resource)")/))
      expect(bundle.toString()).toContain(one);
    const mended = { ...row, so_lo: "C12", ngay_lap: "2026-11-24" };
    expect(await send(csvOf(mended))).toMatchObject({ accepted: 1 });
    expect((await heldOf(row.ma_mui_tiem))[0]?.released_at).not.toBeNull();
  });

  test("300 doses of one person are all held; one vaccine in three spellings is one vaccine", async () => {
    const who = aChild();
    const many = Array.from({ length: 300 }, () => doseOf(who));
    const report = await send(csvOf(...many));
    expect(report).toMatchObject({ dossiers: 300, quarantined: 300 });
    expect(new Set(report.problems.map(({ code }) => code))).toEqual(new Set(["too-many-doses"]));
    const spelt = ["Viêm gan B", "VIEM  GAN B", "viêm gan b".normalize("NFD")].map((ten_vac_xin, i) =>
      doseOf(who, { ma_vac_xin: "", ten_vac_xin, ngay_tiem: `1${i}/03/2026` }),
    );
    expect(await send(csvOf(...spelt))).toMatchObject({ accepted: 3 });
    expect((await rowsOf(who.so_dinh_danh)).map((row) => row.vaccine_code)).toEqual(["45", "45", "45"]);
  });

  test("another name and birth date under a known number are held; a row of another width too", async () => {
    const who = aChild();
    await send(csvOf(doseOf(who)));
    const other = doseOf({ ...aChild("2026-01-11"), so_dinh_danh: who.so_dinh_danh });
    expect((await send(csvOf(other))).problems.map(({ code }) => code)).toEqual([
      "identity-mismatch",
      "identity-mismatch",
    ]);
    const short = `${columns.join(";")}\n51085;MT-${who.so_dinh_danh};x`;
    expect(await send(Buffer.from(short))).toMatchObject({
      quarantined: 1,
      problems: [{ dossier: `MT-${who.so_dinh_danh}`, code: "malformed" }],
    });
  });

  test("a child without a number goes under its mother's while it is newborn; later it waits for its number", async () => {
    const mother = somebody();
    const born = { ...aChild("2026-11-02"), so_dinh_danh: "", so_dinh_danh_cha_me: mother.id };
    const minute = { ...born, ngay_sinh: "02/11/2026 03:15" };
    const first = doseOf(minute, { ngay_tiem: "02/11/2026" });
    expect(await send(csvOf(first))).toMatchObject({ accepted: 1 });
    expect(await rowsOf(mother.id)).toHaveLength(0);
    expect(await send(csvOf(doseOf(born, { ngay_tiem: "03/11/2026" })))).toMatchObject({ quarantined: 1 });
    const twin = { ...minute, gioi_tinh: "1", ho_ten: "LÊ SINH ĐÔI" };
    expect(await send(csvOf(doseOf(twin, { ngay_tiem: "02/11/2026" })))).toMatchObject({ quarantined: 1 });
  });

  test("waits for its citizen and enters by itself when the card, name and birth date become known", async () => {
    const card = `TE451${String(Date.now()).slice(-10)}`;
    const who = { ...aChild(), ma_the_bhyt: card };
    const row = doseOf({ ...who, so_dinh_danh: "" });
    expect(await send(csvOf(row))).toMatchObject({ quarantined: 1 });
    await send(csvOf(doseOf(who, { ma_vac_xin: "08", ten_vac_xin: "" })));
    await releaseHeldDossiers(ingest, new Date());
    expect(await rowsOf(who.so_dinh_danh)).toHaveLength(2);
    expect(await tracesOf(row.ma_mui_tiem)).toEqual(["quarantined", "accepted", "released"]);
  });
});

test("two officers say whose a held dose is, and undone it is held again", async () => {
  const [lan, minh] = [(await staffSignedIn(reach)).ctx, (await staffSignedIn(reach)).ctx];
  const who = aChild();
  await send(csvOf(doseOf(who)));
  const [own] = await rowsOf(who.so_dinh_danh);
  const row = doseOf({ ...who, so_dinh_danh: "" }, { ma_vac_xin: "08", ten_vac_xin: "" });
  await send(csvOf(row));
  const [held] = await heldOf(row.ma_mui_tiem);
  const heldId = held?.held_id;
  await proposeMatch(lan, { heldId, citizenId: own?.citizen_id, reason: "" });
  const desk = await openDesk(minh, "match-dossiers", "held-dossier", heldId);
  const matchId = (await findDecisions(desk, heldId)).standing?.matchId ?? 0;
  await confirmMatch(minh, { heldId, matchId });
  await fileDecidedMatches(ingest, new Date());
  await fileDecidedMatches(ingest, new Date());
  expect(await rowsOf(who.so_dinh_danh)).toHaveLength(2);
  await undoMatch(lan, { heldId, matchId, reason: "nhầm người" });
  await fileDecidedMatches(ingest, new Date());
  expect(await rowsOf(who.so_dinh_danh)).toHaveLength(1);
  expect((await heldOf(row.ma_mui_tiem))[0]?.released_at).toBeNull();
  expect(await tracesOf(row.ma_mui_tiem)).toEqual(["quarantined", "accepted", "released", "left"]);
});

describe("a book", () => {
  test("shows the dose of two sources once with both, a stranger is refused, and the reading leaves its trace", async () => {
    const who = await signedIn(reach);
    const person = {
      so_dinh_danh: who.personalId,
      ho_ten: "Người Thử Nghiệm",
      ngay_sinh: "02/01/1990",
      gioi_tinh: "2",
    };
    const station = doseOf(person, { ma_vac_xin: "198", ten_vac_xin: "", ngay_tiem: "12/06/2026" });
    const platform = doseOf(person, {
      ...{ ma_cskcb: "51999", ma_vac_xin: "102", ten_vac_xin: "DPT-VGB-Hib", ngay_tiem: "12/06/2026" },
      ...{ so_lo: "", nguon_ghi: "2" },
    });
    const nextDay = { ...platform, ma_mui_tiem: `${platform.ma_mui_tiem}-2`, ngay_tiem: "13/06/2026" };
    const drops = doseOf(person, { ma_vac_xin: "178", ten_vac_xin: "bOPV", ngay_tiem: "12/06/2026" });
    const injected = { ...drops, ma_cskcb: "51999", ma_vac_xin: "10", ten_vac_xin: "IPV" };
    expect(await send(csvOf(platform, station, nextDay, drops, injected))).toMatchObject({ accepted: 5 });
    const book = await openBook(who.ctx, who.citizenId, "own-reading", "vaccination");
    const doses = await listDoses(book);
    expect(
      doses.map(({ givenOn, vaccineCode, sources }) => [givenOn, vaccineCode, sources.length]).sort(),
    ).toEqual([
      ["2026-06-12", "10", 1],
      ["2026-06-12", "178", 1],
      ["2026-06-12", "198", 2],
      ["2026-06-13", "102", 1],
    ]);
    const joined = doses.find(({ sources }) => sources.length === 2);
    expect(joined).toMatchObject({ facilityCode: "51085", lot: "A24071", standing: "recorded" });
    const byOther = await findDose(book, joined?.sources[1]?.doseId ?? "");
    expect(byOther?.doseId).toBe(joined?.doseId);
    const traces = await reach.appOwner
      .$client`select part, actor_id from app.access_log where citizen_id = ${who.citizenId}`;
    expect(traces).toEqual([{ part: "vaccination", actor_id: who.citizenId }]);

    const stranger = await signedIn(reach);
    await expect(openBook(stranger.ctx, who.citizenId, "own-reading", "vaccination")).rejects.toThrow(
      NotFound,
    );
    const own = await openBook(stranger.ctx, stranger.citizenId, "own-reading", "vaccination");
    expect(await listDoses(own)).toEqual([]);
    expect(await findDose(own, joined?.doseId ?? "")).toBeNull();
    expect(await reach.warehouse.$client`select 1 from warehouse.doses`).toHaveLength(0);
  });
});

describe("the address for doses", () => {
  async function* once(bytes: Uint8Array) {
    yield bytes;
  }
  test("takes bundles, CSV and archives of its own facility, and answers the same bytes the same", async () => {
    const officer = await staffAt(reach, "authority");
    const facilityCode = aFacilityCode();
    await registerFacility(officer, { facilityCode, name: "Cơ sở thử", level: null, wardCode: null });
    const { key } = await issueFacilityKey(officer, { facilityCode });
    const sender = await admitSender(reach.app, key);
    if (!sender) throw new Error("not admitted");
    const post = (bytes: Buffer) => receiveBody(reach.warehouse, sender, once(bytes), "doses");
    const answered = async (requestId: string) => {
      for (let i = 0; i < 200; i += 1) {
        const answer = await findAnswer(reach.warehouse, sender, requestId);
        if (answer?.kind !== "waiting") return answer;
        if (!(await fileFromInbox(ingest, ingest))) await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return null;
    };
    const own = csvOf(doseOf(aChild(), { ma_cskcb: facilityCode }));
    const requestId = await post(own);
    expect(await answered(requestId)).toMatchObject({
      kind: "filed",
      files: [{ file: "doses.csv", format: "csv", accepted: 1 }],
    });
    expect(await post(own)).toBe(requestId);
    const zip = zipOf([{ name: "a.json", content: bundleOf(doseOf(aChild(), { ma_cskcb: facilityCode })) }]);
    expect(await answered(await post(zip))).toMatchObject({
      files: [{ file: "doses.zip/a.json", format: "fhir", accepted: 1 }],
    });
    const foreign = doseOf(aChild(), { ma_cskcb: "51777" });
    const both = bundleOf(doseOf(aChild(), { ma_cskcb: facilityCode }), foreign);
    expect(await answered(await post(both))).toEqual({ kind: "foreign", facilityCode: "51777" });
    expect(await tracesOf(foreign.ma_mui_tiem)).toEqual([]);
    await expect(post(Buffer.from("<GIAMDINHHS/>"))).rejects.toThrow(new Refused("not-doses"));
    await expect(receiveBody(reach.warehouse, sender, once(own))).rejects.toThrow(new Refused("not-claims"));
  });
});
