import { expect, test } from "vitest";
import { receiveClaimFile, remarkPrivateEncounters } from "#lib/warehouse/index.ts";
import {
  envelope,
  type Fields,
  hoso,
  medicineOf,
  type Part,
  somebody,
  summaryFor,
  visit,
} from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";
import { partOf } from "#tests/support/papers.ts";

const ingest = connectionOf("ingest");
const send = (parts: Part[], madeOn = "20260513") =>
  receiveClaimFile(ingest, { name: "test.xml", bytes: envelope([hoso(parts)], { madeOn }) });

/** Why the visit is private, and what its lines say of themselves. */
async function privacyOf(summary: Fields) {
  const [row] = await ingest<{ because: string[]; lines: boolean[] | null }[]>`
    select to_json(e.private_because) as because,
      (select json_agg(distinct l.private) from (
        select citizen_id, encounter_id, private from warehouse.conditions
        union all select citizen_id, encounter_id, private from warehouse.medicines
        union all select citizen_id, encounter_id, private from warehouse.services
        union all select citizen_id, encounter_id, private from warehouse.results
        union all select citizen_id, encounter_id, private from warehouse.notes
        union all select citizen_id, encounter_id, private from warehouse.papers) l
        where (l.citizen_id, l.encounter_id) = (e.citizen_id, e.encounter_id)) as lines
    from warehouse.encounters e where e.encounter_ref = ${summary.MA_LK ?? ""}`;
  return row;
}
const closed = (...because: string[]) => ({ because, lines: [true] });
const notClosed = { because: [], lines: [false] };

const service = (summary: Fields, TEN_DICH_VU: string): Part => ({
  kind: "XML3",
  row: "CHI_TIET_DVKT",
  rows: [{ MA_LK: summary.MA_LK ?? "", STT: "1", MA_DICH_VU: "MAU", TEN_DICH_VU, MA_NHOM: "13" }],
});
const all = (summary: Fields) => [
  ...visit(summary),
  service(summary, "Khám bệnh"),
  ...["XML4", "XML5", "XML7"].map((kind) => partOf(kind, summary)),
];

test("an ordinary visit is not private, and none of its lines is", async () => {
  const summary = summaryFor(somebody());
  await send(all(summary));
  expect(await privacyOf(summary)).toEqual(notClosed);
});

test.each([
  ["its main diagnosis", { MA_BENH_CHINH: "B24" }, "hiv"],
  ["an accompanying one", { MA_BENH_KT: "I10;F32.1" }, "mental"],
  ["the words of the diagnosis", { CHAN_DOAN_RV: "Nhiễm HIV giai đoạn I" }, "hiv"],
])("private for %s, with every line", async (_, over, reason) => {
  const summary = summaryFor(somebody(), over);
  await send(all(summary));
  expect(await privacyOf(summary)).toEqual(closed(reason));
});

test("private for a medicine, a service, a result, a paper", async () => {
  const parts: [string, (summary: Fields) => Part[]][] = [
    ["substance", (s) => visit(s, [medicineOf(s.MA_LK ?? "", { TEN_THUOC: "Methadone hydroclorid" })])],
    ["abortion", (s) => [...visit(s), service(s, "Phá thai bằng thuốc")]],
    ["hiv", (s) => [...visit(s), partOf("XML4", s, { TEN_CHI_SO: "Anti-HIV" })]],
    ["hiv", (s) => [...visit(s), partOf("XML6", s)]],
    ["tb-care", (s) => [...visit(s), partOf("XML15", s)]],
  ];
  for (const [reason, of] of parts) {
    const summary = summaryFor(somebody());
    await send(of(summary));
    expect(await privacyOf(summary), reason).toEqual(closed(reason));
  }
});

test("parts sent alone close the whole visit, and open it again when they take the reason away", async () => {
  const summary = summaryFor(somebody());
  await send(all(summary));
  const result = (name: string) => [partOf("XML4", summary, { TEN_CHI_SO: name })];
  await send(result("HIV Ab"), "20260514");
  expect(await privacyOf(summary)).toEqual(closed("hiv"));
  await send(result("Glucose"), "20260515");
  expect(await privacyOf(summary)).toEqual(notClosed);
});

test("parts that wait for their claim are judged with it", async () => {
  const summary = summaryFor(somebody());
  await send([partOf("XML6", summary)], "20260514");
  await send(visit(summary));
  expect(await privacyOf(summary)).toEqual(closed("hiv"));
});

test("another list marks every visit anew, in batches, once, and leaves its trace", async () => {
  const [open, secret] = [summaryFor(somebody()), summaryFor(somebody(), { MA_BENH_CHINH: "A51.0" })];
  await send(all(open));
  await send(all(secret));
  const refs = [open.MA_LK ?? "", secret.MA_LK ?? ""];
  // As an older list would have left them: one not decided on, one taken for open.
  await ingest`update warehouse.encounters set private_because = '{undecided}' where encounter_ref = ${refs[0] ?? ""}`;
  await ingest`update warehouse.encounters set private_because = '{}' where encounter_ref = ${refs[1] ?? ""}`;
  await ingest`update warehouse.privacy_markings set ended_at = null, after_citizen = null, after_encounter = null`;
  // Beside other tests that file, it may have to be called again; theirs are marked too, and they may be thousands.
  await expect
    .poll(
      async () => {
        await remarkPrivateEncounters(ingest, 300);
        return (await ingest`select 1 from warehouse.privacy_markings where ended_at is null`).length;
      },
      { timeout: 15_000 },
    )
    .toBe(0);
  expect(await privacyOf(open)).toEqual(notClosed);
  expect(await privacyOf(secret)).toEqual(closed("sexual-infection"));
  expect(await remarkPrivateEncounters(ingest)).toBe(0);
  const traces = await ingest`
    select 1 from warehouse.filings where what = 'remarked' and claim_ref in ${ingest(refs)}`;
  expect(traces).toHaveLength(2);
});
