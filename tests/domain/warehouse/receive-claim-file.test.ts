import { describe, expect, test } from "vitest";
import { receiveClaimFile } from "#lib/warehouse/index.ts";
import {
  aClaimRef,
  checkInOf,
  envelope,
  type Fields,
  fileOf,
  hoso,
  medicineOf,
  type Packing,
  personalIdFor,
  sampleClaim,
  somebody,
  summaryFor,
  visit,
} from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";

const ingest = connectionOf("ingest");
const send = (bytes: Buffer, name = "test.xml") => receiveClaimFile(ingest, { name, bytes });
const counts = ({
  dossiers,
  accepted,
  replaced,
  unchanged,
  quarantined,
}: Awaited<ReturnType<typeof send>>) => ({
  dossiers,
  accepted,
  replaced,
  unchanged,
  quarantined,
});
const one = (what: "accepted" | "replaced" | "unchanged" | "quarantined") => ({
  ...{ dossiers: 1, accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 },
  [what]: 1,
});

const bookOf = (personalId: string) => ingest`
  select e.encounter_ref, e.final_diagnosis, e.format, e.made_on::text, e.encounter_id, e.facility_code
  from warehouse.identifiers i join warehouse.encounters e using (citizen_id)
  where i.kind = 'personal-id' and i.value = ${personalId} order by e.arrived_at, e.encounter_ref`;
const traceOf = async (claimRef: string) =>
  (await ingest`select what from warehouse.filings where claim_ref = ${claimRef} order by filing_id`).map(
    (row) => row.what,
  );

describe("the sample claims", () => {
  const who = somebody({ id: personalIdFor("1975", "male") });
  const other = somebody({ id: personalIdFor("1958") });
  const ref = aClaimRef();
  const oldRef = aClaimRef();
  const others = aClaimRef();
  const names: Record<string, string> = {
    "051075000001": who.id,
    DN4515100000001: who.card,
    "051158000002": other.id,
    HT3515100000002: other.card,
    "510002026031000001": ref,
    "510002021060100001": oldRef,
    "510012026040200001": others,
  };

  test("are filed without a problem", async () => {
    const stay = await send(sampleClaim("A_noitru_viemphoi_GIAMDINHHS.xml", names));
    const station = await send(sampleClaim("B_tramyte_chuyentuyen_GIAMDINHHS.xml", names));
    const checkIn = await send(sampleClaim("D_checkin_XML0.xml", names));
    const old = await send(sampleClaim("E_qd4210_GIAMDINHHS.xml", names));
    expect([stay, station, checkIn, old].map((report) => report.problems)).toEqual([[], [], [], []]);
    expect([stay.format, station.format, checkIn.format, old.format]).toEqual([
      "3176",
      "3176",
      "checkin",
      "4210",
    ]);
    expect([stay, station, checkIn, old].map(counts)).toEqual([
      one("accepted"),
      one("accepted"),
      one("unchanged"),
      one("accepted"),
    ]);
    expect((await bookOf(who.id)).map((row) => row.encounter_ref)).toEqual([oldRef, ref]);
  });

  test("keep every line and amount as sent", async () => {
    const [stay] = await ingest`
      select e.*, to_char(e.arrived_at at time zone 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI') as arrived,
        e.next_visit_on::text as next, e.department_codes::text as departments
      from warehouse.encounters e where encounter_ref = ${ref}`;
    expect(stay).toMatchObject({
      arrived: "202603100810",
      total_vnd: "863730.00",
      copayment_vnd: "172206.00",
      self_pay_vnd: "2700.00",
      treatment_days: 4,
      weight_kg: "61.00",
      next: "{2026-03-27}",
      departments: "{K03}",
      made_on: expect.anything(),
    });
    const lines = await ingest`
      select 'medicine' as kind, m.line, m.name, m.total_vnd from warehouse.medicines m join warehouse.encounters e
        using (citizen_id, encounter_id) where encounter_ref = ${ref}
      union all select s.kind, s.line, s.name, s.total_vnd from warehouse.services s join warehouse.encounters e
        using (citizen_id, encounter_id) where encounter_ref = ${ref} order by 1, 2`;
    expect(lines.length).toBe(9);
    expect(lines.map((row) => row.kind).sort()).toEqual([
      ...["medicine", "medicine", "medicine"],
      ...["service", "service", "service", "service", "service", "supply"],
    ]);
    const conditions = await ingest`
      select role, code from warehouse.conditions join warehouse.encounters e using (citizen_id, encounter_id)
      where encounter_ref = ${ref} order by line`;
    expect(conditions.map((row) => [row.role, row.code])).toEqual([
      ["main", "J18.9"],
      ["accompanying", "I10"],
    ]);
    const [old] =
      await ingest`select total_vnd, insured_total_vnd, care_kind from warehouse.encounters where encounter_ref = ${oldRef}`;
    expect(old).toMatchObject({ total_vnd: null, insured_total_vnd: "76500.00", care_kind: "01" });
  });
});

describe("the same claim again", () => {
  test("in the same bytes is unchanged, and says so each time", async () => {
    const summary = summaryFor(somebody());
    const bytes = fileOf(summary);
    expect(counts(await send(bytes))).toEqual(one("accepted"));
    expect(counts(await send(bytes))).toEqual(one("unchanged"));
    expect(await traceOf(summary.MA_LK ?? "")).toEqual(["accepted", "unchanged"]);
  });

  test.each<Packing>(["lines", "plain", "cdata"])(
    "sent as %s, in another order and with other blanks, is unchanged",
    async (packing) => {
      const summary = summaryFor(somebody(), { MA_TAI_NAN: "" });
      await send(fileOf(summary));
      const { MA_TAI_NAN: _, ...fewer } = summary;
      const turned: Fields = Object.fromEntries(Object.entries({ ...fewer, LY_DO_VV: "  Ho \n" }).reverse());
      const parts = visit(turned).reverse();
      const again = await send(envelope([hoso(parts, packing)]));
      expect(counts(again)).toEqual(one("unchanged"));
    },
  );

  test("in UTF-16, with prefixes and an unknown part, is the same claim", async () => {
    const summary = summaryFor(somebody());
    await send(fileOf(summary));
    const text = fileOf(summary).toString().replace('encoding="utf-8"', 'encoding="utf-16"');
    const prefixed = text
      .replace(/<(\/?)([A-Z])/g, "<$1k:$2")
      .replace(/<k:GIAMDINHHS>/, '<k:GIAMDINHHS xmlns:k="urn:k">');
    expect(counts(await send(Buffer.from(`\uFEFF${prefixed}`, "utf16le")))).toEqual(one("unchanged"));
    const odd = hoso([...visit(summary), { kind: "XML17", row: "X", rows: [{ Y: "1" }] }]);
    const report = await send(envelope([odd]));
    expect(report.problems).toMatchObject([{ level: "warning", code: "unknown-part", part: "XML17" }]);
    const aside = await ingest`
      select kinds::text, original from warehouse.parts_aside where claim_ref = ${summary.MA_LK ?? ""}`;
    expect(aside.map((row) => [row.kinds, row.original.toString()])).toEqual([["{XML17}", odd]]);
  });
});

describe("versions", () => {
  const versions = (who = somebody()) => {
    const summary = summaryFor(who);
    const first = fileOf({ ...summary, CHAN_DOAN_RV: "bản một" }, { madeOn: "20260513" });
    const second = fileOf({ ...summary, CHAN_DOAN_RV: "bản hai" }, { madeOn: "20260520" });
    return { who, first, second, ref: summary.MA_LK ?? "" };
  };

  test("the later NGAYLAP replaces the earlier and keeps its place", async () => {
    const { who, first, second } = versions();
    await send(first);
    const [before] = await bookOf(who.id);
    expect(counts(await send(second))).toEqual(one("replaced"));
    const after = await bookOf(who.id);
    expect(after).toMatchObject([
      { final_diagnosis: "bản hai", encounter_id: before?.encounter_id, made_on: "2026-05-20" },
    ]);
  });

  test("the earlier one arriving late is kept as older and changes nothing", async () => {
    const { who, first, second, ref } = versions();
    await send(second);
    expect(counts(await send(first))).toEqual(one("unchanged"));
    expect(await bookOf(who.id)).toMatchObject([{ final_diagnosis: "bản hai" }]);
    expect(await traceOf(ref)).toEqual(["accepted", "older"]);
  });

  test("the same content under a later day holds against what lies between", async () => {
    const summary = summaryFor(somebody());
    await send(fileOf(summary, { madeOn: "20260513" }));
    expect(counts(await send(fileOf(summary, { madeOn: "20260525" })))).toEqual(one("unchanged"));
    const between = fileOf({ ...summary, CHAN_DOAN_RV: "khác" }, { madeOn: "20260520" });
    expect(counts(await send(between))).toEqual(one("unchanged"));
  });

  test("on one day, set NGAY_TTOAN beats empty whichever comes first", async () => {
    for (const order of [0, 1]) {
      const who = somebody();
      const summary = summaryFor(who);
      const files = [
        fileOf({ ...summary, CHAN_DOAN_RV: "chưa trả", NGAY_TTOAN: "" }),
        fileOf({ ...summary, CHAN_DOAN_RV: "đã trả" }),
      ];
      for (const bytes of order ? files.reverse() : files) await send(bytes);
      expect(await bookOf(who.id)).toMatchObject([{ final_diagnosis: "đã trả" }]);
    }
  });

  test("a version that names somebody else leaves the first book and enters the second, card and all", async () => {
    const wrong = somebody();
    const right = somebody();
    const ref = aClaimRef();
    await send(fileOf(summaryFor(wrong, { MA_LK: ref }), { madeOn: "20260513" }));
    await send(fileOf(summaryFor(right, { MA_LK: ref }), { madeOn: "20260514" }));
    expect(await bookOf(wrong.id)).toEqual([]);
    expect(await bookOf(right.id)).toMatchObject([{ encounter_ref: ref }]);
    const cards =
      await ingest`select card_number from warehouse.insurance_cards where card_number in (${wrong.card}, ${right.card})`;
    expect(cards).toMatchObject([{ card_number: right.card }]);
  });

  test("another facility's claim of the same text is another claim", async () => {
    const who = somebody();
    const ref = aClaimRef();
    await send(fileOf(summaryFor(who, { MA_LK: ref })));
    const elsewhere = summaryFor(who, {
      MA_LK: ref,
      MA_CSKCB: "51000",
      NGAY_VAO: "202605130800",
      NGAY_RA: "202605130900",
    });
    expect(counts(await send(fileOf(elsewhere, { facility: "51000" })))).toEqual(one("accepted"));
    expect((await bookOf(who.id)).map((row) => row.facility_code)).toEqual(["51001", "51000"]);
  });

  test("four senders of one claim at once end in one visit", async () => {
    const { who, first, second, ref } = versions();
    const reports = await Promise.all([first, second, first, second].map((bytes) => send(bytes)));
    expect(reports.map((report) => report.quarantined)).toEqual([0, 0, 0, 0]);
    expect(reports.reduce((all, report) => all + report.accepted, 0)).toBe(1);
    expect(await bookOf(who.id)).toMatchObject([{ final_diagnosis: "bản hai" }]);
    expect((await traceOf(ref)).length).toBe(4);
    const people = await ingest`select 1 from warehouse.citizens where name = ${who.name}`;
    expect(people.length).toBe(1);
  });
});

describe("check-in", () => {
  test("alone it opens a visit that its claim replaces", async () => {
    const who = somebody();
    const summary = summaryFor(who);
    expect(counts(await send(checkInOf(summary)))).toEqual(one("accepted"));
    expect(await bookOf(who.id)).toMatchObject([{ format: "checkin", final_diagnosis: null }]);
    expect(counts(await send(fileOf(summary)))).toEqual(one("replaced"));
    expect(await bookOf(who.id)).toMatchObject([{ format: "3176", final_diagnosis: "Viêm mũi họng cấp" }]);
  });

  test("after the claim it changes nothing", async () => {
    const who = somebody();
    const summary = summaryFor(who);
    await send(fileOf(summary));
    expect(counts(await send(checkInOf(summary)))).toEqual(one("unchanged"));
    expect(await bookOf(who.id)).toMatchObject([{ format: "3176" }]);
  });

  test("the one that tells of the admission stands, in either order", async () => {
    for (const order of [0, 1]) {
      const who = somebody();
      const summary = summaryFor(who);
      const admitted = checkInOf(summary, { NGAY_VAO_NOI_TRU: "202605120900", LY_DO_VNT: "Theo dõi" });
      const files = [checkInOf(summary), admitted];
      for (const bytes of order ? files.reverse() : files) await send(bytes);
      const [row] =
        await ingest`select admitted_at from warehouse.encounters where encounter_ref = ${summary.MA_LK ?? ""}`;
      expect(row?.admitted_at).toEqual(new Date("2026-05-12T09:00:00+07:00"));
    }
  });
});

test("a claim with several medicines keeps their order, and a file with several dossiers its people apart", async () => {
  const [first, second] = [somebody(), somebody()];
  const summary = summaryFor(first);
  const ref = summary.MA_LK ?? "";
  const drugs = [
    medicineOf(ref, { STT: "2", TEN_THUOC: "hai" }),
    medicineOf(ref, { STT: "1", TEN_THUOC: "một" }),
  ];
  const sums = { T_THUOC: "5760", T_TONGCHI_BV: "5760", T_TONGCHI_BH: "5760", T_BHTT: "5760" };
  const dossiers = [hoso(visit({ ...summary, ...sums }, drugs)), hoso(visit(summaryFor(second)))];
  const report = await send(envelope(dossiers));
  expect(report).toMatchObject({ dossiers: 2, accepted: 2, problems: [] });
  const lines = await ingest`
    select m.name from warehouse.medicines m join warehouse.encounters e using (citizen_id, encounter_id)
    where e.encounter_ref = ${ref} order by line`;
  expect(lines.map((row) => row.name)).toEqual(["một", "hai"]);
});

test("a file that says it was made in the future does not stand for ever", async () => {
  const summary = summaryFor(somebody());
  const ahead = await send(fileOf({ ...summary, CHAN_DOAN_RV: "nhầm ngày" }, { madeOn: "20990101" }));
  expect(ahead).toMatchObject({ accepted: 1 });
  expect(ahead.problems).toContainEqual(expect.objectContaining({ level: "warning", field: "NGAYLAP" }));
  expect(await send(fileOf({ ...summary, CHAN_DOAN_RV: "đã sửa" }))).toMatchObject({ replaced: 1 });
});
