import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import {
  type FileReport,
  receiveClaimFile,
  receiveClaimFiles,
  releaseHeldDossiers,
} from "#lib/warehouse/index.ts";
import {
  aClaimRef,
  envelope,
  fileOf,
  hoso,
  type Somebody,
  sampleClaim,
  somebody,
  summaryFor,
  visit,
} from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";

const ingest = connectionOf("ingest");
const send = (bytes: Buffer) => receiveClaimFile(ingest, { name: "test.xml", bytes });
const refsOf = async (personalId: string) =>
  (
    await ingest`
      select e.encounter_ref from warehouse.identifiers i join warehouse.encounters e using (citizen_id)
      where i.kind = 'personal-id' and i.value = ${personalId} order by e.arrived_at, 1`
  ).map((row) => row.encounter_ref);
const citizenOf = async (personalId: string) => {
  const [row] = await ingest`
    select c.* from warehouse.identifiers i join warehouse.citizens c using (citizen_id)
    where i.kind = 'personal-id' and i.value = ${personalId}`;
  return row;
};
/** A visit of 2021 in the form of QĐ 4210, which knows no personal id. */
const oldVisit = (who: Somebody, ref = aClaimRef()) =>
  sampleClaim("E_qd4210_GIAMDINHHS.xml", {
    "510002021060100001": ref,
    DN4515100000001: who.card,
    "NGUYỄN VĂN MẪU": who.name,
    "19750510": who.birth.slice(0, 8),
  });

test("the first claim of a personal id registers its citizen, with both numbers", async () => {
  const who = somebody();
  await send(fileOf(summaryFor(who, { NHOM_MAU: "O+" })));
  const citizen = await citizenOf(who.id);
  expect(citizen).toMatchObject({
    name: who.name,
    birth_date: "1962-03-14",
    sex: "female",
    ward_code: "21085",
    blood_group: "O+",
    details_from: "51001",
    details_as_of: new Date("2026-05-12T08:00:00+07:00"),
  });
  const numbers =
    await ingest`select kind, value from warehouse.identifiers where citizen_id = ${citizen?.citizen_id} order by kind`;
  expect(numbers.map((row) => row.value)).toEqual([who.id, who.card.slice(-10)]);
});

test("another name or another birth date is filed; both together are held and named", async () => {
  const who = somebody({ name: "Đặng Thị Ánh" });
  await send(fileOf(summaryFor(who)));
  const spelt = summaryFor({ ...who, name: " DANG  THI ANH " }, { NGAY_SINH: "19621231" });
  const married = summaryFor(who, { HO_TEN: "HOÀNG THỊ KHÁC", NGAY_SINH: "196203000000" });
  const stranger = summaryFor(who, { HO_TEN: "VÕ THỊ LẠ", NGAY_SINH: "19700101" });
  expect((await send(fileOf(summaryFor(who)))).accepted).toBe(1);
  expect((await send(fileOf(spelt))).accepted).toBe(1);
  expect((await send(fileOf(married))).accepted).toBe(1);
  const held = await send(fileOf(stranger));
  expect(held).toMatchObject({ quarantined: 1, accepted: 0 });
  expect(held.problems).toMatchObject([
    { level: "error", code: "identity-mismatch", field: "HO_TEN", dossier: stranger.MA_LK },
    { level: "error", code: "identity-mismatch", field: "NGAY_SINH" },
    { level: "warning", code: "id-digits-differ", field: "SO_CCCD" },
  ]);
  const [row] =
    await ingest`select reason, original, released_at from warehouse.quarantine where claim_ref = ${stranger.MA_LK ?? ""}`;
  expect(row).toMatchObject({ reason: "identity-mismatch", released_at: null });
  expect(row?.original.toString()).toBe(hoso(visit(stranger)));
});

test("claims that each differ in one field never turn a person into another", async () => {
  const who = somebody({ name: "Đặng Thị Ánh" });
  const blood = { NHOM_MAU: "O+", DIEN_THOAI: "0900000001" };
  await send(fileOf(summaryFor(who, { ...blood, NGAY_VAO: "202601050800" })));
  const before = await citizenOf(who.id);
  const other = { NHOM_MAU: "AB-", DIEN_THOAI: "0999999999", DIA_CHI: "Nơi khác", GIOI_TINH: "1" };
  const born = await send(fileOf(summaryFor(who, { ...other, NGAY_SINH: "19701231" })));
  const named = await send(fileOf(summaryFor(who, { ...other, HO_TEN: "VÕ VĂN LẠ" })));
  for (const [report, field] of [
    [born, "NGAY_SINH"],
    [named, "HO_TEN"],
  ] as const) {
    expect(report).toMatchObject({ accepted: 1, quarantined: 0 });
    expect(report.problems).toContainEqual(
      expect.objectContaining({ level: "warning", code: "details-differ", field }),
    );
  }
  const both = summaryFor(who, { ...other, HO_TEN: "VÕ VĂN LẠ", NGAY_SINH: "19701231" });
  expect(await send(fileOf(both))).toMatchObject({ accepted: 0, quarantined: 1 });
  expect(await citizenOf(who.id)).toEqual(before);
  expect(await send(fileOf(summaryFor(who)))).toMatchObject({ accepted: 1 });
});

test("a later visit's details replace an earlier one's, in either order, and gaps stay filled", async () => {
  for (const order of [0, 1]) {
    const who = somebody();
    const early = summaryFor(who, { NGAY_VAO: "202601050800", DIEN_THOAI: "0900000001", DIA_CHI: "Nhà cũ" });
    const late = summaryFor(who, { NGAY_VAO: "202604050800", DIA_CHI: "Nhà mới", NGAY_SINH: "196200000000" });
    for (const summary of order ? [late, early] : [early, late]) await send(fileOf(summary));
    expect(await citizenOf(who.id)).toMatchObject({
      address: "Nhà mới",
      phone: "0900000001",
      birth_date: "1962-03-14",
    });
  }
});

test("what a sign-in said gives way to what a claim says", async () => {
  const who = somebody();
  const web = connectionOf("webWarehouse");
  await web`select warehouse.register_citizen(${who.id}, ${who.name}, '1962-03-04', 'female')`;
  expect((await send(fileOf(summaryFor(who)))).accepted).toBe(1);
  expect(await citizenOf(who.id)).toMatchObject({ birth_date: "1962-03-14", details_from: "51001" });
});

test("without a personal id, card, name and birth date must point to one person; else it waits for them", async () => {
  const who = somebody();
  const ref = aClaimRef();
  const held = await send(oldVisit(who, ref));
  expect(held).toMatchObject({ format: "4210", quarantined: 1 });
  expect(held.problems).toMatchObject([{ level: "error", code: "needs-matching", dossier: ref }]);
  expect((await send(oldVisit(who, ref))).quarantined).toBe(1);

  const known = summaryFor(who);
  await send(fileOf(known));
  expect(await releaseHeldDossiers(ingest, new Date())).toBeGreaterThanOrEqual(1);
  expect(await refsOf(who.id)).toEqual([ref, known.MA_LK]);
  const trace = await ingest`select what from warehouse.filings where claim_ref = ${ref} order by filing_id`;
  expect(trace.map((row) => row.what)).toEqual(["quarantined", "quarantined", "accepted", "released"]);
  expect((await send(oldVisit(who, ref))).unchanged).toBe(1);
});

test("two people of one name and birth date: the card tells them apart, and one card of both holds the visit", async () => {
  const first = somebody();
  const second = somebody({ name: first.name });
  await send(fileOf(summaryFor(first)));
  await send(fileOf(summaryFor(second)));
  const ref = aClaimRef();
  expect((await send(oldVisit(second, ref))).accepted).toBe(1);
  expect(await refsOf(second.id)).toContain(ref);
  expect(await refsOf(first.id)).not.toContain(ref);

  await send(fileOf(summaryFor({ ...first, card: second.card })));
  const unclear = await send(oldVisit(second));
  expect(unclear).toMatchObject({ quarantined: 1, problems: [{ code: "needs-matching" }] });
  expect(unclear.problems[0]?.message).toContain("2 người");
});

test("a version that corrects a held one takes its place", async () => {
  const summary = summaryFor(somebody());
  const { HO_TEN: _, ...nameless } = summary;
  const held = await send(fileOf(nameless, { madeOn: "20260513" }));
  expect(held).toMatchObject({
    quarantined: 1,
    problems: [{ level: "error", code: "missing", field: "HO_TEN" }],
  });
  expect((await send(fileOf(summary, { madeOn: "20260513" }))).accepted).toBe(1);
  const open =
    await ingest`select 1 from warehouse.quarantine where claim_ref = ${summary.MA_LK ?? ""} and released_at is null`;
  expect(open.length).toBe(0);
});

test("one bad dossier does not hold the good ones beside it", async () => {
  const good = summaryFor(somebody());
  const { MA_LK: _, ...bad } = summaryFor(somebody());
  const report = await send(
    envelope([hoso([{ kind: "XML1", row: "TONG_HOP", rows: [bad] }]), hoso(visit(good))]),
  );
  expect(report).toMatchObject({ dossiers: 2, accepted: 1, quarantined: 1 });
  expect(report.problems.find((problem) => problem.level === "error")).toMatchObject({
    dossier: "#1",
    field: "MA_LK",
  });
});

test("a visit stopped half-way is completed by sending it again", async () => {
  // More than are filed at once.
  const people = Array.from({ length: 1800 }, () => somebody());
  const bytes = envelope(people.map((who) => hoso(visit(summaryFor(who)))));
  const { openIngest } = await import("#lib/warehouse/index.ts");
  const dying = openIngest(process.env.INGEST_URL ?? "");
  const sending = receiveClaimFile(dying, { name: "half.xml", bytes });
  const fate = sending.then(
    () => "finished",
    () => "broken",
  );
  const isFiled = async (who: Somebody | undefined) => (await refsOf(who?.id ?? "")).length > 0;
  while (!(await isFiled(people[0])));
  await dying.end({ timeout: 0 });
  expect(await fate).toBe("broken");
  const again = await send(bytes);
  expect(again).toMatchObject({ dossiers: 1800, quarantined: 0, replaced: 0 });
  expect(again.accepted).toBeGreaterThan(0);
  expect(again.unchanged).toBeGreaterThan(0);
  for (const who of [people[0], people.at(-1)]) expect(await refsOf(who?.id ?? "")).toHaveLength(1);
});

/** A mother, and the dossier of her newborn, which goes under her name and number. */
function birth(over: Record<string, string> = {}) {
  const mother = somebody({ birth: "199503140000", id: `05119500${randomInt(1000, 9999)}` });
  const noCard = { MA_THE_BHYT: "", MA_DKBD: "", GT_THE_TU: "", GT_THE_DEN: "" };
  return { mother, born: summaryFor(mother, { NGAY_SINH: "202605101530", ...noCard, ...over }) };
}
const newbornsOf = (parentId: string) => ingest`
  select i.value, c.birth_date, c.sex, c.citizen_id,
    (select count(*)::int from warehouse.encounters e where e.citizen_id = c.citizen_id) as visits
  from warehouse.identifiers i join warehouse.citizens c using (citizen_id)
  where i.kind = 'newborn' and i.value like ${`${parentId} %`} order by i.value`;

const waiting = {
  quarantined: 1,
  problems: expect.arrayContaining([expect.objectContaining({ level: "error", code: "needs-matching" })]),
};

test("a newborn under its mother's name and number has a book of its own, whichever comes first", async () => {
  for (const order of [0, 1]) {
    const { mother, born } = birth();
    const files = [fileOf(summaryFor(mother)), fileOf(born), fileOf({ ...born, MA_LK: aClaimRef() })];
    for (const bytes of order ? files.reverse() : files)
      expect(await send(bytes)).toMatchObject({ accepted: 1 });
    expect(await refsOf(mother.id)).toHaveLength(1);
    expect(await citizenOf(mother.id)).toMatchObject({ birth_date: "1995-03-14" });
    expect(await newbornsOf(mother.id)).toMatchObject([
      { value: `${mother.id} 202605101530`, birth_date: "2026-05-10", visits: 2 },
    ]);
  }
});

test("twins are told apart by the minute; of one minute, by sex or card, and then they wait for a person", async () => {
  const { mother, born } = birth({ GIOI_TINH: "1" });
  const twin = { ...born, MA_LK: aClaimRef(), NGAY_SINH: "202605101536" };
  for (const one of [born, twin]) expect(await send(fileOf(one))).toMatchObject({ accepted: 1 });
  expect(await newbornsOf(mother.id)).toMatchObject([{ visits: 1 }, { visits: 1 }]);
  const sister = { ...born, MA_LK: aClaimRef(), GIOI_TINH: "2" };
  expect(await send(fileOf(sister))).toMatchObject(waiting);
  const card = {
    MA_THE_BHYT: "TE1510000000011",
    MA_DKBD: "51001",
    GT_THE_TU: "20260510",
    GT_THE_DEN: "20320930",
  };
  expect(await send(fileOf({ ...born, ...card, MA_LK: aClaimRef() }))).toMatchObject({ accepted: 1 });
  const other = { ...born, ...card, MA_LK: aClaimRef(), MA_THE_BHYT: "TE1510000000012" };
  expect(await send(fileOf(other))).toMatchObject({ quarantined: 1 });
});

test("a newborn whose minute of birth was not filled in waits for a person", async () => {
  const { mother, born } = birth({ NGAY_SINH: "202605100000" });
  expect(await send(fileOf(born))).toMatchObject(waiting);
  expect(await newbornsOf(mother.id)).toEqual([]);
});

test("a value that the tables refuse holds its own dossier, not those filed with it", async () => {
  const people = Array.from({ length: 5 }, () => somebody());
  // Too long for the index of cards, and of letters that cannot be packed.
  const long = Array.from({ length: 400 }, () => Math.random().toString(36).slice(2)).join("");
  const summaries = people.map((who, i) => summaryFor(who, i === 3 ? { MA_THE_BHYT: long } : {}));
  const report = await send(envelope(summaries.map((summary) => hoso(visit(summary)))));
  expect(report).toMatchObject({ dossiers: 5, accepted: 4, quarantined: 1 });
  expect(report.problems.filter(({ level }) => level === "error")).toMatchObject([
    { dossier: summaries[3]?.MA_LK, code: "cannot-be-stored" },
  ]);
  for (const [i, who] of people.entries()) expect(await refsOf(who.id)).toHaveLength(i === 3 ? 0 : 1);
});

test("claims of one person and of one claim in one file are filed one after the other", async () => {
  const who = somebody();
  const first = summaryFor(who, { CHAN_DOAN_RV: "một", NGAY_TTOAN: "" });
  const again = { ...first, CHAN_DOAN_RV: "hai", NGAY_TTOAN: "202605120850" };
  const other = summaryFor(who, { NGAY_VAO: "202604120800", NGAY_RA: "202604120900" });
  const report = await send(envelope([first, other, again, first].map((summary) => hoso(visit(summary)))));
  expect(report).toMatchObject({ dossiers: 4, accepted: 2, replaced: 1, unchanged: 1 });
  expect(await refsOf(who.id)).toHaveLength(2);
  const people = await ingest`select 1 from warehouse.citizens where name = ${who.name}`;
  expect(people).toHaveLength(1);
});

test("files that come together are filed in their order, and each has its own report and traces", async () => {
  const people = Array.from({ length: 30 }, () => somebody());
  const [first = somebody()] = people;
  const claim = summaryFor(first, { NGAY_TTOAN: "" });
  const long = Array.from({ length: 400 }, () => Math.random().toString(36).slice(2)).join("");
  const batch = crypto.randomUUID();
  const files = [
    [claim, summaryFor(somebody())],
    ...people.map((who) => [summaryFor(who)]),
    [{ ...claim, CHAN_DOAN_RV: "hai", NGAY_TTOAN: "202605120850" }],
    [summaryFor(somebody()), summaryFor(somebody(), { MA_THE_BHYT: long })],
    [claim],
  ].map((summaries, i) => ({
    name: `${batch} ${i}`,
    bytes: envelope(summaries.map((summary) => hoso(visit(summary)))),
  }));
  const given = [...files, { name: "none.xml", bytes: Buffer.from("<html/>") }];
  const reports: FileReport[] = [];
  for await (const report of receiveClaimFiles(ingest, given)) reports.push(report);
  expect(reports.map(({ file }) => file)).toEqual(given.map(({ name }) => name));
  expect(reports[0]).toMatchObject({ dossiers: 2, accepted: 2 });
  for (const report of reports.slice(1, 31)) expect(report).toMatchObject({ dossiers: 1, accepted: 1 });
  expect(reports.slice(31)).toMatchObject([
    { accepted: 0, replaced: 1 },
    { accepted: 1, quarantined: 1 },
    { unchanged: 1 },
    { dossiers: 0, problems: [{ code: "unreadable" }] },
  ]);
  const traces = await ingest`
    select f.name, string_agg(t.what, ' ' order by t.what) as what from warehouse.received_files f
    join warehouse.filings t using (file_id) where f.name like ${`${batch} %`} and f.filed_at is not null group by 1`;
  const told = new Map(traces.map(({ name, what }) => [name, what]));
  expect(files.map(({ name }) => told.get(name))).toEqual([
    ...["accepted accepted", ...people.map(() => "accepted")],
    ...["replaced", "accepted quarantined", "older"],
  ]);
  expect(await refsOf(first.id)).toHaveLength(2);
});

test("a visit that changes books leaves a line in both", async () => {
  const [wrong, right] = [somebody(), somebody()];
  const ref = aClaimRef();
  await send(fileOf(summaryFor(wrong, { MA_LK: ref }), { madeOn: "20260513" }));
  await send(fileOf(summaryFor(right, { MA_LK: ref }), { madeOn: "20260514" }));
  const lines = async (who: Somebody) =>
    ingest`
      select m.direction, m.facility_code, m.arrived_at from warehouse.identifiers i join warehouse.moves m using (citizen_id)
      where i.kind = 'personal-id' and i.value = ${who.id}`;
  const line = { facility_code: "51001", arrived_at: new Date("2026-05-12T08:00:00+07:00") };
  expect(await lines(wrong)).toEqual([{ direction: "left", ...line }]);
  expect(await lines(right)).toEqual([{ direction: "entered", ...line }]);
  const trace =
    await ingest`select what, citizen_id from warehouse.filings where claim_ref = ${ref} order by filing_id`;
  expect(trace.map((row) => row.what)).toEqual(["accepted", "left", "replaced"]);
  expect(trace[1]?.citizen_id).toBe(trace[0]?.citizen_id);
});
