import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBookInHand, openDesk } from "#lib/consent/index.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import {
  answerReport,
  caseForCitizen,
  countAdults,
  countReports,
  endRemoteCondition,
  enterRemoteCondition,
  findReport,
  listAllRemoteConditions,
  listFigures,
  listReferralFigures,
  listRemoteConditions,
  listReports,
  reportConsultation,
} from "#lib/teleconsult/index.ts";
import { EndConditionInput, RemoteConditionInput } from "#lib/teleconsult/inputs.ts";
import { periodOf } from "#lib/teleconsult/rules.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { staffAt } from "#tests/support/officers.ts";
import { ask, makeAnswering } from "#tests/support/teleconsult.ts";

const reach = reachOf();
const owner = reach.appOwner.$client;
afterAll(() => reach.close());

const march = Date.parse("2026-03-10T08:00:00+07:00");
const after = (minutes: number) => new Date(march + minutes * 60_000).toISOString();

type Given = {
  status?: string;
  citizen?: string;
  born?: string | null;
  askedBy?: string;
  readIn?: number;
  endedIn?: number;
  promisedIn?: number;
  sent?: string;
  outcome?: string;
  helpful?: string;
  rounds?: number;
};

/** A case as the days left it, in the facility of this test. */
async function aCase(facilityCode: string, o: Given): Promise<{ citizenId: string; caseId: string }> {
  const [citizenId, caseId] = [o.citizen ?? randomUUID(), randomUUID()];
  const status = o.status ?? "answered";
  const sent = o.sent ?? after(0);
  const at = (minutes: number | undefined) =>
    minutes === undefined ? null : new Date(Date.parse(sent) + minutes * 60_000).toISOString();
  await owner`insert into app.teleconsult_cases (citizen_id, case_id, code, citizen_name, citizen_born, asked_by, facility_code, level, way, status,
      trouble, severity, sent_at, promised_at, first_claimed_at, claimed_by, claimed_by_name, claimed_at, answered_at, outcome, ended_at, rounds, helpful)
    values (${citizenId}, ${caseId}, ${randomUUID()}, 'Người Thử', ${o.born === undefined ? "1980-05-01" : o.born}, ${o.askedBy ?? citizenId}, ${facilityCode}, 'basic', 'written',
      ${status}, 'Đau lưng.', 'mild', ${sent}, ${at(o.promisedIn ?? 240)}, ${at(o.readIn)}, null, null, null,
      ${status === "answered" ? at(o.endedIn) : null}, ${o.rounds === 2 ? null : (o.outcome ?? null)}, ${at(o.endedIn)}, ${o.rounds ?? 1}, ${o.helpful ?? null})`;
  return { citizenId, caseId };
}
const aStep = (one: { citizenId: string; caseId: string }, no: number, what: string, details: object = {}) =>
  owner`insert into app.teleconsult_steps (citizen_id, case_id, step_no, what, actor_kind, details)
    values (${one.citizenId}, ${one.caseId}, ${no}, ${what}, ${what === "asked" ? "citizen" : "system"}, ${JSON.stringify(details)}::text::jsonb)`;

const period = periodOf({ from: "2026-03", until: "2026-04" }, "2026-11-26");
const figuresDesk = (ctx: Awaited<ReturnType<typeof staffAt>>) =>
  openDesk(ctx, "follow-teleconsults", "teleconsult-figures");
const nobodys = (work: Promise<unknown>) => expect(work).rejects.toThrow();

let officer: Awaited<ReturnType<typeof staffAt>>;
let facilityCode: string;
beforeAll(async () => {
  officer = await staffAt(reach, "authority");
  const [here, below] = await Promise.all([
    makeAnswering(reach, { level: "basic" }),
    makeAnswering(reach, { level: "initial" }),
  ]);
  facilityCode = here.facilityCode;
  const [twice, mother] = [randomUUID(), randomUUID()];
  const own = (o: Given) => aCase(facilityCode, o);
  await own({ citizen: twice, readIn: 10, endedIn: 60, outcome: "advice", helpful: "yes" });
  const slow = await own({ citizen: twice, readIn: 20, endedIn: 300, outcome: "visit", helpful: "no" });
  await owner`insert into app.teleconsult_reports (citizen_id, case_id, facility_code, words, answer_by, answer, answered_at)
    values (${slow.citizenId}, ${slow.caseId}, ${facilityCode}, 'Trả lời muộn.', '2026-03-20', 'Đã nhắc cơ sở.', ${after(9000)})`;
  await own({ status: "sent" });
  // A child's, asked by its mother; answered in time, and asked again since.
  const again = await own({
    status: "sent",
    born: "2020-01-01",
    askedBy: mother,
    readIn: 20,
    promisedIn: 5_000_000,
    rounds: 2,
  });
  await aStep(again, 1, "asked", { way: "written" });
  await aStep(again, 2, "received", { promisedAt: after(240) });
  await owner`insert into app.teleconsult_answers (citizen_id, case_id, answer_no, outcome, summary, lines, facility_code, staff_id, staff_name, signed_at, signature, encounter_id, filed_at, next_file_at)
    values (${again.citizenId}, ${again.caseId}, 1, 'emergency', 'Cần đi cấp cứu.', '{}', ${facilityCode}, ${randomUUID()}, 'BS. Thử', ${after(120)}, 'x', ${randomUUID()}, now(), null)`;
  const refused = await own({ status: "refused", citizen: randomUUID(), readIn: 30, endedIn: 100 });
  for (let no = 1; no <= 5; no++)
    await owner`insert into app.teleconsult_referrals (citizen_id, case_id, referral_no, at, from_facility, to_facility, hand_over, staff_id, staff_name)
      values (${refused.citizenId}, ${refused.caseId}, ${no}, ${after(50)}, ${below.facilityCode}, ${facilityCode}, 'Nhờ xem giúp.', ${randomUUID()}, 'YS. Thử')`;
  await own({ status: "cancelled", citizen: refused.citizenId, endedIn: 30 });
  const late = await own({ born: "1949", readIn: 40, endedIn: 200, outcome: "advice" });
  await aStep(late, 1, "late", { promisedAt: after(100) });
  const april = "2026-03-31T17:00:00Z";
  await own({ sent: april, readIn: 5, endedIn: 9, outcome: "advice" });
  await own({ sent: april, status: "sent", born: null });
});

describe("the figures of consultations", () => {
  test("count cases, users, times, promises and outcomes as they were; under five nothing is told", async () => {
    const rows = await listFigures(await figuresDesk(officer), { period, facilityCode, cells: true });
    const of = (code: string | null, month: string | null) =>
      rows.find((row) => row.facilityCode === code && row.month === month);
    expect(of(facilityCode, "2026-03")).toEqual({
      facilityCode,
      month: "2026-03",
      few: false,
      cases: 7,
      users: 5,
      waiting: 1,
      answered: 4,
      refused: 1,
      cancelled: 1,
      advice: 2,
      visits: 1,
      emergencies: 1,
      readMiddle: 20,
      readMost: 40,
      answerMiddle: 120,
      answerMost: 300,
      promises: 6,
      kept: 3,
      referred: 1,
      seconds: 1,
      helpful: 1,
      partly: 0,
      unhelpful: 1,
      reports: 1,
    });
    // The first minute of April in Bình Sơn is not March.
    expect(of(facilityCode, "2026-04")).toMatchObject({
      few: true,
      cases: null,
      users: null,
      answered: null,
    });
    expect(of(null, null)).toMatchObject({ few: false, cases: 9, users: 6, kept: 4, promises: 8 });
    expect(rows).toHaveLength(6);
    const bare = await listFigures(await figuresDesk(officer), { period, facilityCode });
    expect(bare).toHaveLength(4);
  });

  test("count referrals by level, and adults of the registry", async () => {
    const desk = await figuresDesk(officer);
    expect(await listReferralFigures(desk, { period, facilityCode })).toEqual([
      { from: "initial", to: "basic", referrals: 5 },
    ]);
    for (const born of ["1801-05-31", "1801-06-02", "1801", "1800"])
      await reach.warehouseOwner
        .$client`insert into warehouse.citizens (name, birth_date, sex, details_from, details_as_of) values ('Người Xưa Thử', ${born}, 'female', 'test', now())`;
    expect(await countAdults(desk, "1819-06-01")).toBe(2);
  });

  test("are of an empty time nothing, and are told to no clinic, no stranger, and under no other opening", async () => {
    const empty = periodOf({ from: "2025-01", until: "2025-01" }, "2026-11-26");
    expect(
      await listFigures(await figuresDesk(officer), { period: empty, facilityCode: "NONE" }),
    ).toMatchObject([{ facilityCode: null, month: null, few: false, cases: 0, readMiddle: null }]);
    const clinic = await figuresDesk(await staffAt(reach, "clinic"));
    await nobodys(listFigures(clinic, { period, facilityCode }));
    await nobodys(listReferralFigures(clinic, { period, facilityCode }));
    await nobodys(countAdults(clinic, "2026-11-26"));
    await nobodys(countReports(clinic));
    const other = await openDesk(officer, "follow-warehouse", "warehouse");
    await nobodys(listFigures(other, { period, facilityCode }));
    await nobodys(countAdults(other, "2026-11-26"));
    const { ctx } = await signedIn(reach);
    await expect(figuresDesk(ctx)).rejects.toThrow();
    const bare = reach.app.execute("select app.teleconsult_figures('2026-03-01', '2026-03-31', null, false)");
    await nobodys(Promise.resolve(bare));
  });

  test("leave their trace at the desk", async () => {
    const [row] =
      await owner`select role, part, purpose from app.desk_log where staff_id = ${officer.actor.id}
      and part = 'teleconsult-figures'`;
    expect(row).toMatchObject({ role: "authority", purpose: "follow-teleconsults" });
  });
});

describe("a report", () => {
  const reportDesk = (ctx: typeof officer, caseId: string) =>
    openDesk(ctx, "follow-teleconsults", "teleconsult-report", caseId);

  test("waits with its day, shows the frame and no clinical word, and is answered to the person once", async () => {
    const who = await signedIn(reach);
    const clinic = await makeAnswering(reach);
    const { caseId } = await ask(who.ctx, { ...clinic, trouble: "Ngứa khắp người từ hôm qua." });
    await reportConsultation(who.ctx, { caseId, words: "Bác sĩ chưa gọi như đã hẹn." });

    const list = await openDesk(officer, "follow-teleconsults", "teleconsult-reports");
    const before = await countReports(list);
    const lineOf = async (open: boolean) =>
      (await listReports(list, { open, most: 200, skip: 0 })).find((one) => one.caseId === caseId);
    expect(await lineOf(true)).toMatchObject({ facilityCode: clinic.facilityCode, answeredAt: null });
    expect(before.open).toBeGreaterThan(0);

    const desk = await reportDesk(officer, caseId);
    const found = await findReport(desk, caseId);
    expect(found).toMatchObject({ words: "Bác sĩ chưa gọi như đã hẹn.", status: "sent", answer: null });
    expect(found?.steps.map(({ what }) => what)).toEqual(["asked", "shared", "received", "reported"]);
    expect(JSON.stringify(found)).not.toMatch(/Ngứa|Người Thử Nghiệm|bụng trên/);

    await answerReport(officer, { caseId, answer: "Đã nhắc trạm gọi lại trong hôm nay." });
    await answerReport(officer, { caseId, answer: "Đã nhắc trạm gọi lại trong hôm nay." });
    const other = answerReport(officer, { caseId, answer: "Một câu khác." });
    await expect(other).rejects.toThrow(Refused);
    expect(await lineOf(true)).toBeUndefined();
    expect(await lineOf(false)).toMatchObject({ officerName: "Cán Bộ Thử" });

    const seen = await caseForCitizen(await openBookInHand(who.ctx, "teleconsult"), caseId);
    expect(seen?.report).toMatchObject({ answer: "Đã nhắc trạm gọi lại trong hôm nay." });
    expect(seen?.steps.at(-1)).toMatchObject({ what: "report-answered", actorKind: "staff" });
    const told = await owner`select kind from app.messages where citizen_id = ${who.citizenId}
      and kind = 'teleconsult-report-answered'`;
    expect(told).toHaveLength(1);
    const traces =
      await owner`select 1 from app.desk_log where staff_id = ${officer.actor.id} and about = ${caseId}`;
    expect(traces).toHaveLength(1);
  });

  test("is closed to clinics, under the opening of another one, and where there is none", async () => {
    const who = await signedIn(reach);
    const clinic = await makeAnswering(reach);
    const { caseId } = await ask(who.ctx, clinic);
    await reportConsultation(who.ctx, { caseId, words: "Chưa ai trả lời." });
    const doctor = await staffSignedIn(reach, clinic);
    await nobodys(findReport(await reportDesk(doctor.ctx, caseId), caseId));
    await nobodys(answerReport(doctor.ctx, { caseId, answer: "Không có gì." }));
    const list = await openDesk(doctor.ctx, "follow-teleconsults", "teleconsult-reports");
    await nobodys(listReports(list, { open: true, most: 10, skip: 0 }));
    const another = randomUUID();
    await nobodys(findReport(await reportDesk(officer, another), caseId));
    expect(await findReport(await reportDesk(officer, another), another)).toBeNull();
    await expect(answerReport(officer, { caseId: another, answer: "Không có." })).rejects.toThrow(NotFound);
    await nobodys(answerReport(who.ctx, { caseId, answer: "Tự trả lời." }));
  });
});

describe("the list of what may be treated from afar", () => {
  const line = (more: object = {}) =>
    RemoteConditionInput.parse({
      code: "z99.7",
      name: "Dòng thử",
      source: "Văn bản thử, điều 1",
      validFrom: "1/2/2001",
      validUntil: "",
      ...more,
    });
  const lines = async () => (await listAllRemoteConditions(reach)).filter(({ code }) => code === "Z99.7");

  test("is entered with its document and days, ended, and never holds twice", async () => {
    await enterRemoteCondition(officer, line());
    await enterRemoteCondition(officer, line({ name: "Dòng thử, sửa tên" }));
    expect(await lines()).toMatchObject([
      { name: "Dòng thử, sửa tên", validFrom: "2001-02-01", validUntil: null, enteredByName: "Cán Bộ Thử" },
    ]);
    const reasonOf = (work: Promise<unknown>) =>
      work.then(
        () => "done",
        (error: Refused) => error.reason,
      );
    expect(await reasonOf(enterRemoteCondition(officer, line({ validFrom: "1/1/2002" })))).toBe("overlaps");
    const end = (validUntil: string, code = "Z99.7") =>
      endRemoteCondition(officer, EndConditionInput.parse({ code, validFrom: "2001-02-01", validUntil }));
    expect(await reasonOf(end("31/1/2001"))).toBe("days");
    await end("31/12/2001");
    await end("31/12/2001");
    await expect(end("31/12/2001", "Z99.8")).rejects.toThrow(NotFound);
    await enterRemoteCondition(officer, line({ validFrom: "1/1/2002", validUntil: "31/12/2002" }));
    expect((await lines()).map(({ validUntil }) => validUntil)).toEqual(["2002-12-31", "2001-12-31"]);
    const holding = async (day: string) =>
      (await listRemoteConditions(reach, day)).filter(({ code }) => code === "Z99.7").length;
    expect([await holding("2001-06-01"), await holding("2002-06-01"), await holding("2003-01-01")]).toEqual([
      1, 1, 0,
    ]);
    const log =
      await owner`select what from app.teleconsult_term_log where actor_id = ${officer.actor.id} order by log_id`;
    expect(log.map(({ what }) => what)).toEqual([
      "remote-condition",
      "remote-condition",
      "remote-condition-ended",
      "remote-condition-ended",
      "remote-condition",
    ]);
  });

  test("is the authority's alone", async () => {
    const clinic = await staffAt(reach, "clinic");
    await nobodys(enterRemoteCondition(clinic, line({ code: "Z98.1" })));
    await nobodys(
      endRemoteCondition(
        clinic,
        EndConditionInput.parse({ code: "Z99.7", validFrom: "2001-02-01", validUntil: "1/3/2001" }),
      ),
    );
    expect((await listAllRemoteConditions(reach)).filter(({ code }) => code === "Z98.1")).toEqual([]);
  });
});
