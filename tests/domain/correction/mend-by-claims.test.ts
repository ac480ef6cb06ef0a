import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { findCase, listLineMarks, mendByClaims } from "#lib/correction/index.ts";
import { connect } from "#lib/platform/db.ts";
import { reportVisit } from "#lib/record/index.ts";
import { receiveClaimFile } from "#lib/warehouse/index.ts";
import {
  aClaimRef,
  envelope,
  type Fields,
  hoso,
  medicineOf,
  somebody,
  summaryFor,
  visit,
} from "#tests/support/claims.ts";
import { connectionOf, urlOf } from "#tests/support/database.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { type Person, report } from "#tests/support/reported-lines.ts";

const reach = reachOf();
const ingest = connectionOf("ingest");
const worker = connect(urlOf("worker"), { max: 1 });
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});

const work = () => mendByClaims(worker, ingest);
const bookOf = ({ ctx, citizenId }: Person) => openBook(ctx, citizenId, "own-reading", "corrections");
const stateOf = async (who: Person, caseId: string) => (await findCase(await bookOf(who), caseId))?.state;
const told = async (who: Person) => {
  const [row] = await reach.appOwner.$client<{ n: number }[]>`
    select count(*)::int as n from app.messages where citizen_id = ${who.citizenId} and kind = 'correction-arrived'`;
  return row?.n;
};

/** Sends a version of somebody's visit, as its facility does, and answers its id in their book. */
async function send(who: Person, claimRef: string, over: Fields, medicine: Fields = {}, madeOn = "20260513") {
  const person = somebody({ name: "NGƯỜI THỬ NGHIỆM", birth: "199001020000", id: who.personalId });
  const summary = summaryFor(person, { MA_LK: claimRef, ...over });
  const file = envelope([hoso(visit(summary, [medicineOf(claimRef, medicine)]))], { madeOn });
  await receiveClaimFile(ingest, { name: `${claimRef}.xml`, bytes: file });
  const [row] = await ingest<{ encounter_id: string }[]>`
    select encounter_id from warehouse.encounters where citizen_id = ${who.citizenId} and encounter_ref = ${claimRef}`;
  return row?.encounter_id ?? "";
}

test("a claim that mends what was reported closes the case by itself, once, with the new line beside the old", async () => {
  const who = await signedIn(reach);
  const claimRef = aClaimRef();
  const encounterId = await send(who, claimRef, { MA_BENH_CHINH: "A15.0" });
  const disease = await report(who, { kind: "condition", encounterId, line: "1" }, { reason: "never-had" });
  const dose = await report(who, { kind: "medicine", encounterId, line: "1" }, { reason: "wrong-dose" });
  await work();
  expect((await stateOf(who, disease))?.closedAt).toBeNull();
  // Another version that changes neither what was reported nor what stands there under its name.
  await send(
    who,
    claimRef,
    { MA_BENH_CHINH: "A15.0", CHAN_DOAN_RV: "khác" },
    { SO_LUONG: "7.000" },
    "20260514",
  );
  await work();
  expect([(await stateOf(who, disease))?.closedAt, (await stateOf(who, dose))?.closedAt]).toEqual([
    null,
    null,
  ]);
  expect(await listLineMarks(await bookOf(who), encounterId)).toHaveLength(2);
  const again = await send(
    who,
    claimRef,
    { MA_BENH_CHINH: "J20" },
    { LIEU_DUNG: "1 viên/lần * 1 lần/ngày * 3 ngày" },
    "20260515",
  );
  expect(again).toBe(encounterId);
  await Promise.all([work(), work()]);
  expect(await stateOf(who, disease)).toMatchObject({
    closedBecause: "arrived",
    stood: { fields: { code: "A15.0" } },
    arrived: null,
  });
  expect(await stateOf(who, dose)).toMatchObject({
    closedBecause: "arrived",
    arrived: { fields: { dose: "1 viên/lần * 1 lần/ngày * 3 ngày" } },
  });
  expect(await told(who)).toBe(2);
  await work();
  expect(await told(who)).toBe(2);
});

test("a visit that leaves the book ends the case of whoever said it was not theirs, and the case stays", async () => {
  const [who, other] = [await signedIn(reach), await signedIn(reach)];
  const claimRef = aClaimRef();
  const encounterId = await send(who, claimRef, {});
  const caseId = await report(who, { kind: "visit", encounterId, line: "1" }, { reason: "not-mine" });
  await send(other, claimRef, {}, {}, "20260514");
  await work();
  expect(await stateOf(who, caseId)).toMatchObject({ closedBecause: "arrived", arrived: null });
});

test("a missing visit ends its case when it arrives, and no other visit does", async () => {
  const who = await signedIn(reach);
  const reportId = randomUUID();
  await reportVisit(who.ctx, {
    reportId,
    place: "Trạm y tế nào đó",
    "visited.day": "12",
    "visited.month": "5",
    "visited.year": "2026",
  });
  await send(who, aClaimRef(), { NGAY_VAO: "202605110800", NGAY_RA: "202605110845" });
  await work();
  expect((await stateOf(who, reportId))?.closedAt).toBeNull();
  await send(who, aClaimRef(), {});
  await work();
  expect(await stateOf(who, reportId)).toMatchObject({
    closedBecause: "arrived",
    arrived: { fields: { day: "2026-05-12" } },
  });
});

test("costs that a claim sends anew close their case, of which a line has one", async () => {
  const who = await signedIn(reach);
  const claimRef = aClaimRef();
  const encounterId = await send(who, claimRef, {});
  const cost = await report(who, { kind: "cost", encounterId, line: "1" }, { reason: "wrong-total" });
  // A line has one open case.
  await expect(
    report(who, { kind: "cost", encounterId, line: "1" }, { reason: "wrong-own" }),
  ).rejects.toMatchObject({ reason: `open ${cost}` });
  await work();
  expect((await stateOf(who, cost))?.closedAt).toBeNull();
  await send(who, claimRef, { T_TONGCHI_BV: "987654" }, {}, "20260514");
  await work();
  expect((await stateOf(who, cost))?.closedBecause).toBe("arrived");
});
