import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { dayOf } from "#lib/platform/clock.ts";
import { receiveClaimFile } from "#lib/warehouse/index.ts";
import { envelope, fileOf, hoso, somebody, summaryFor, visit } from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";

const ingest = connectionOf("ingest");
const owner = connectionOf("warehouseOwner");
const aFacility = () => `T${randomInt(1000, 9999)}`;
const send = (bytes: Buffer, name = "test.xml") => receiveClaimFile(ingest, { name, bytes });
const monthsOf = (code: string) =>
  owner`select month::text, dossiers, correct, complete, clean, timed, within_day, by_fifth
    from warehouse.facility_months where facility_code = ${code} order by month`;
const filesOf = (code: string) =>
  owner`select name, accepted, replaced, unchanged, quarantined, warnings, broken, filed_at is not null as filed
    from warehouse.received_files where facility_code = ${code} order by received_at`;

const aVisitIn = (code: string, over: Record<string, string> = {}) =>
  summaryFor(somebody(), { MA_CSKCB: code, ...over });

test("a filed file keeps its counts, its facility's freshness and its figures, by month of visit", async () => {
  const code = aFacility();
  const good = aVisitIn(code);
  const without = aVisitIn(code, { LY_DO_VV: "" });
  const wrong = aVisitIn(code, { MA_BENH_CHINH: "J0099" });
  const june = { NGAY_VAO: "202606120800", NGAY_RA: "202606120845", NGAY_TTOAN: "202606120850" };
  const held = aVisitIn(code, { ...june, SO_CCCD: "", MA_THE_BHYT: "" });
  await send(
    envelope(
      [good, without, wrong, held].map((one) => hoso(visit(one))),
      { facility: code },
    ),
  );
  expect(await filesOf(code)).toMatchObject([
    { accepted: 3, replaced: 0, unchanged: 0, quarantined: 1, broken: null, filed: true },
  ]);
  // Sent half a year later: neither within a day nor by the 5th.
  const late = { within_day: 0, by_fifth: 0 };
  expect(await monthsOf(code)).toMatchObject([
    { month: "2026-05-01", dossiers: 3, correct: 2, complete: 2, clean: 3, timed: 3, ...late },
    { month: "2026-06-01", dossiers: 1, clean: 0, timed: 1, ...late },
  ]);
  const [fresh] = await connectionOf("webWarehouse")`
    select last_received_at > now() - interval '1 minute' as fresh from warehouse.freshness() where facility_code = ${code}`;
  expect(fresh?.fresh).toBe(true);
});

test("a file of which nothing can be read is shown with its sentence, and makes nobody fresh", async () => {
  const code = aFacility();
  const cut = fileOf(aVisitIn(code), { facility: code }).subarray(0, 1500);
  for (const _ of ["first", "again"]) expect(await send(cut)).toMatchObject({ format: null, dossiers: 0 });
  expect(await filesOf(code)).toMatchObject([
    { accepted: 0, quarantined: 0, filed: true, broken: expect.stringContaining("bị cắt ngang") },
  ]);
  const fresh = await owner`select 1 from warehouse.facility_freshness where facility_code = ${code}`;
  expect(fresh).toHaveLength(0);
});

test("the same bytes again, or by four at once, are counted once; another version is counted for itself", async () => {
  const code = aFacility();
  const summary = aVisitIn(code);
  const bytes = fileOf(summary, { facility: code });
  await Promise.all([send(bytes), send(bytes), send(bytes), send(bytes)]);
  await send(bytes);
  expect(await filesOf(code)).toHaveLength(1);
  expect(await monthsOf(code)).toMatchObject([{ dossiers: 1 }]);
  // The same dossier in another envelope was known already.
  await send(fileOf(summary, { facility: code, madeOn: "20260514" }));
  expect(await monthsOf(code)).toMatchObject([{ dossiers: 1 }]);
  await send(fileOf({ ...summary, CHAN_DOAN_RV: "khác" }, { facility: code, madeOn: "20260515" }));
  expect(await monthsOf(code)).toMatchObject([{ dossiers: 2 }]);
});

test("a file that a stop left half filed is counted whole when it is sent again", async () => {
  const code = aFacility();
  const both = [aVisitIn(code), aVisitIn(code)];
  const bytes = envelope(
    both.map((one) => hoso(visit(one))),
    { facility: code },
  );
  await send(bytes);
  await owner`delete from warehouse.facility_months where facility_code = ${code}`;
  await owner`update warehouse.received_files set filed_at = null where facility_code = ${code}`;
  await send(bytes);
  expect(await monthsOf(code)).toMatchObject([{ dossiers: 2 }]);
});

test("a file that breaks off says so, and what stood before is counted", async () => {
  const code = aFacility();
  const bytes = envelope([hoso(visit(aVisitIn(code))), "<HOSO><broken"], { facility: code });
  await send(bytes);
  const [file] = await filesOf(code);
  expect(file).toMatchObject({ accepted: 1, filed: true });
  expect(file?.broken).toMatch(/\p{L}/u);
});

test("a visit in a year to come has no month of its own", async () => {
  const code = aFacility();
  await send(fileOf(aVisitIn(code, { NGAY_VAO: "209901010800" }), { facility: code }));
  const months = await monthsOf(code);
  expect(months).toHaveLength(1);
  expect(months[0]?.month.slice(0, 7)).toBe(dayOf(new Date()).slice(0, 7));
});
