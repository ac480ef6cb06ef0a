import { expect, test } from "vitest";
import { receiveClaimFile } from "#lib/warehouse/index.ts";
import {
  envelope,
  type Fields,
  hoso,
  type Part,
  somebody,
  summaryFor,
  visit,
} from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";
import { partOf } from "#tests/support/papers.ts";

const ingest = connectionOf("ingest");
const send = (bytes: Buffer) => receiveClaimFile(ingest, { name: "test.xml", bytes });
const file = (parts: Part[], madeOn: string) => envelope([hoso(parts)], { madeOn });
const glucose = (summary: Fields, GIA_TRI: string) => partOf("XML4", summary, { GIA_TRI });

async function bookOf(summary: Fields) {
  const [row] = await ingest`
    select e.final_diagnosis as diagnosis, e.citizen_id as citizen,
      (select string_agg(value_text, ';' order by line) from warehouse.results r
        where (r.citizen_id, r.encounter_id) = (e.citizen_id, e.encounter_id)) as results,
      (select string_agg(kind || ' ' || number, ';' order by kind, line) from warehouse.papers p
        where (p.citizen_id, p.encounter_id) = (e.citizen_id, e.encounter_id)) as papers,
      (select count(*)::int from warehouse.medicines m
        where (m.citizen_id, m.encounter_id) = (e.citizen_id, e.encounter_id)) as medicines
    from warehouse.encounters e where e.encounter_ref = ${summary.MA_LK ?? ""}`;
  return row;
}
const traceOf = async (summary: Fields) =>
  (
    await ingest`select what from warehouse.filings where claim_ref = ${summary.MA_LK ?? ""} order by filing_id`
  ).map((row) => row.what);

test("parts without their summary replace those parts only", async () => {
  const summary = summaryFor(somebody());
  await send(file([...visit(summary), glucose(summary, "5"), partOf("XML7", summary)], "20260513"));
  const again = file([glucose(summary, "6"), partOf("XML14", summary)], "20260514");
  expect(await send(again)).toMatchObject({ dossiers: 1, replaced: 1, format: "3176" });
  const after = { results: "6", papers: "discharge-paper 26.1;follow-up HK1", medicines: 1 };
  expect(await bookOf(summary)).toMatchObject(after);
  expect(await send(again)).toMatchObject({ unchanged: 1 });
  expect(await bookOf(summary)).toMatchObject(after);
  expect(await traceOf(summary)).toEqual(["accepted", "replaced", "unchanged"]);
});

test("made before the claim that stands they change nothing", async () => {
  const summary = summaryFor(somebody());
  await send(file([...visit(summary), glucose(summary, "5")], "20260513"));
  expect(await send(file([glucose(summary, "4")], "20260512"))).toMatchObject({ unchanged: 1 });
  expect(await bookOf(summary)).toMatchObject({ results: "5" });
  expect(await traceOf(summary)).toEqual(["accepted", "older"]);
});

test("before their claim they are held, and enter with it", async () => {
  const summary = summaryFor(somebody());
  const early = await send(file([glucose(summary, "6")], "20260514"));
  expect(early).toMatchObject({ quarantined: 1, problems: [{ level: "error", code: "no-summary" }] });
  await send(file(visit(summary), "20260513"));
  expect(await bookOf(summary)).toMatchObject({ results: "6" });
  const open = await ingest`
    select 1 from warehouse.quarantine where claim_ref = ${summary.MA_LK ?? ""} and released_at is null`;
  expect(open).toEqual([]);
  expect(await traceOf(summary)).toContain("released");
});

test("claims and supplements in any order end in the same book", async () => {
  const ends: unknown[] = [];
  const orders = [
    [0, 1, 2, 3, 4],
    [4, 3, 2, 1, 0],
    [2, 0, 4, 1, 3],
    [3, 1, 4, 0, 2],
    [1, 4, 2, 0, 3],
  ];
  for (const order of orders) {
    const summary = summaryFor(somebody());
    const first = [...visit({ ...summary, CHAN_DOAN_RV: "một" }), glucose(summary, "1")];
    const files = [
      file(first, "20260513"),
      file([glucose(summary, "2"), partOf("XML7", summary)], "20260514"),
      file([...visit({ ...summary, CHAN_DOAN_RV: "hai" }), glucose(summary, "3")], "20260515"),
      file([partOf("XML14", summary), glucose(summary, "4")], "20260515"),
      file([glucose(summary, "5")], "20260516"),
    ];
    for (const place of order) await send(files[place] ?? Buffer.of());
    const { citizen: _, ...end } = (await bookOf(summary)) ?? {};
    ends.push(end);
  }
  expect(ends[0]).toEqual({ diagnosis: "hai", results: "5", papers: "follow-up HK1", medicines: 1 });
  for (const end of ends) expect(end).toEqual(ends[0]);
});

test("the claim's own content under a later day takes its parts back, in either order", async () => {
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
  ]) {
    const summary = summaryFor(somebody());
    const whole = [...visit(summary), glucose(summary, "1")];
    const files = [
      file(whole, "20260513"),
      file([glucose(summary, "2")], "20260514"),
      file(whole, "20260515"),
    ];
    for (const place of order) await send(files[place] ?? Buffer.of());
    expect(await bookOf(summary)).toMatchObject({ results: "1" });
  }
});

test("a paper of somebody else is held, not put into the book", async () => {
  const summary = summaryFor(somebody());
  await send(file(visit(summary), "20260513"));
  const other = partOf("XML14", summary, { HO_TEN: "NGƯỜI KHÁC HẲN", NGAY_SINH: "198001010000" });
  const report = await send(file([other], "20260514"));
  expect(report).toMatchObject({ quarantined: 1 });
  expect(report.problems.map((problem) => problem.code)).toContain("identity-mismatch");
  expect(await bookOf(summary)).toMatchObject({ papers: null });
});

test("a version that names somebody else takes the supplements along", async () => {
  const [wrong, right] = [somebody(), somebody()];
  const summary = summaryFor(wrong);
  const corrected = { ...summaryFor(right), MA_LK: summary.MA_LK ?? "" };
  await send(file(visit(summary), "20260513"));
  await send(file([glucose(summary, "7")], "20260516"));
  const before = await bookOf(summary);
  await send(file(visit(corrected), "20260515"));
  const after = await bookOf(summary);
  expect(after).toMatchObject({ results: "7" });
  expect(after?.citizen).not.toBe(before?.citizen);
});

test("four senders of one supplement at once end in one book", async () => {
  const summary = summaryFor(somebody());
  await send(file(visit(summary), "20260513"));
  const files = ["1", "2", "1", "2"].map((value) => file([glucose(summary, value)], "20260514"));
  const reports = await Promise.all(files.map(send));
  expect(reports.map((report) => report.quarantined)).toEqual([0, 0, 0, 0]);
  expect((await bookOf(summary))?.results).toMatch(/^[12]$/);
});
