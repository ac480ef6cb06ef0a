import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import {
  bringVaccine,
  cancelVaccination,
  closeVaccinations,
  endWatch,
  findVaccinationSession,
  inviteToVaccination,
  listAttendees,
  listDoses,
  listInvitations,
  listSessionDoses,
  listVaccinationSessions,
  openVaccination,
  planVaccination,
  receiveAtVaccination,
  receiveByNumber,
  receiveUnnumbered,
  recordDose,
  screenAttendee,
  sessionDesk,
  undoDose,
  vaccinationDesk,
  workDue,
} from "#lib/vaccination/index.ts";
import { BringVaccineInput, RecordDoseInput, UnnumberedInput } from "#lib/vaccination/inputs.ts";
import { fileDeskDoses } from "#lib/warehouse/index.ts";
import { signedIn } from "#tests/support/guarded-books.ts";

import { type Station, vaccinationDesks } from "#tests/support/vaccination-desk.ts";

const {
  childOf,
  dayFrom,
  dose,
  ingest,
  list,
  lot,
  makeReady,
  makeStation,
  monthsAgo,
  owner,
  plan,
  reach,
  refusal,
  sessionWith,
  stockOf,
  today,
  versionOf,
  warehouse,
  work,
  close,
} = vaccinationDesks();
afterAll(close);

let station: Station;
beforeAll(async () => {
  station = await makeStation();
});

describe("a session", () => {
  test("goes from the plan to the dose in the book, each step once, with its trace", async () => {
    const child = await childOf(station.ward, monthsAgo(3));
    const wish = plan();
    await Promise.all([planVaccination(station.ctx, wish), planVaccination(station.ctx, wish)]);
    const { sessionId } = wish;
    const stock = lot(sessionId);
    await bringVaccine(station.ctx, stock);
    await bringVaccine(station.ctx, lot(sessionId, { brought: "12" }));
    expect(await stockOf(station.ctx, sessionId)).toEqual([[12, 12]]);
    expect(await inviteToVaccination(station.ctx, { sessionId, people: [child.citizenId] })).toMatchObject({
      invited: 1,
    });
    expect(await inviteToVaccination(station.ctx, { sessionId, people: [child.citizenId] })).toMatchObject({
      invited: 0,
    });
    expect(await listInvitations(await child.book())).toMatchObject([{ sessionId, place: "Trạm Y tế thử" }]);
    const desk = await openVaccination(station.ctx, sessionId);
    expect(await listAttendees(desk, sessionId)).toMatchObject([
      { status: "invited", isRead: false, waitsForCall: false },
    ]);
    const at = { sessionId, citizenId: child.citizenId, stockId: stock.stockId };
    expect(await refusal(recordDose(station.ctx, dose(at)))).toBe("not-there");
    await receiveAtVaccination(station.ctx, at);
    await receiveAtVaccination(station.ctx, at);
    expect(await refusal(recordDose(station.ctx, dose(at)))).toBe("not-screened");
    const version = await versionOf(at);
    expect(
      await refusal(screenAttendee(station.ctx, { ...at, version, screening: "put-off", note: "" })),
    ).toBe("reason");
    await screenAttendee(station.ctx, { ...at, version, screening: "fit", note: "" });
    expect(await refusal(screenAttendee(station.ctx, { ...at, version, screening: "fit", note: "" }))).toBe(
      "changed",
    );
    const one = dose(at);
    await recordDose(station.ctx, one);
    await recordDose(station.ctx, one);
    expect(await refusal(recordDose(station.ctx, dose(at)))).toBe("already");
    expect(await stockOf(station.ctx, sessionId)).toEqual([[12, 11]]);
    expect(await listDoses(await child.book())).toMatchObject([
      {
        doseId: one.doseId,
        product: "DPT-VGB-Hib",
        vaccineCode: "198",
        lot: "P26011",
        site: "đùi trái",
        givenOn: today,
        standing: "recorded",
      },
    ]);
    expect(await refusal(endWatch(station.ctx, { ...at, outcome: "well", note: "" }))).toBe("too-early");
    const [person] = await listAttendees(await openVaccination(station.ctx, sessionId), sessionId);
    const [given] = await listSessionDoses(await openVaccination(station.ctx, sessionId), sessionId);
    expect(person?.watchedUntil?.getTime()).toBe((given?.givenAt?.getTime() ?? 0) + 30 * 60_000);
    await endWatch(station.ctx, { ...at, outcome: "left-early", note: "Gia đình về trước" });
    const steps =
      await owner`select what from app.vaccination_log where citizen_id = ${child.citizenId} order by log_id`;
    expect(steps.map(({ what }) => what)).toEqual([
      "invited",
      "came",
      "screened",
      "dose-recorded",
      "watch-ended",
    ]);
    const told =
      await owner`select kind from app.messages where citizen_id = ${child.citizenId} order by message_id`;
    expect(told.map(({ kind }) => kind)).toEqual(["session-invited", "dose-recorded"]);
    expect(await refusal(cancelVaccination(station.ctx, { sessionId, because: "Trời bão" }))).toBe(
      "doses-given",
    );
    // Taken back: withdrawn in the book, the lot has it again, and the right line can be written.
    expect(await refusal(undoDose(station.ctx, { ...at, doseId: one.doseId, because: "" }))).toBe("reason");
    await undoDose(station.ctx, { ...at, doseId: one.doseId, because: "Ghi nhầm người" });
    await undoDose(station.ctx, { ...at, doseId: one.doseId, because: "Ghi nhầm người" });
    expect(await stockOf(station.ctx, sessionId)).toEqual([[12, 12]]);
    expect(await listDoses(await child.book())).toMatchObject([{ standing: "withdrawn" }]);
    expect(await refusal(recordDose(station.ctx, one))).toBe("undone");
    await recordDose(station.ctx, dose(at));
    await fileDeskDoses(reach.appOwner, ingest);
    const filed =
      await warehouse`select standing from warehouse.doses where citizen_id = ${child.citizenId} order by standing`;
    expect(filed.map(({ standing }) => standing)).toEqual(["recorded", "withdrawn"]);
  });

  test("fifty at once never take a dose that is not there, and two write one vaccine of one child once", async () => {
    const { sessionId, stockId } = await sessionWith(station, "7");
    const children = await Promise.all(Array.from({ length: 10 }, () => childOf(station.ward, monthsAgo(3))));
    for (const { citizenId } of children) await makeReady(station.ctx, { sessionId, citizenId });
    const tries = Array.from({ length: 50 }, (_, i) => {
      const citizenId = children[i % children.length]?.citizenId ?? "";
      return refusal(recordDose(station.ctx, dose({ sessionId, citizenId, stockId })));
    });
    const answers = Map.groupBy(await Promise.all(tries), (one) => one);
    expect(answers.get("done")).toHaveLength(7);
    expect((answers.get("already")?.length ?? 0) + (answers.get("none-left")?.length ?? 0)).toBe(43);
    expect(await stockOf(station.ctx, sessionId)).toEqual([[7, 0]]);
    const counted =
      await owner`select citizen_id from app.desk_doses where session_id = ${sessionId} and undone_at is null`;
    expect(new Set(counted.map(({ citizen_id }) => citizen_id)).size).toBe(7);
  });

  test("refuses what cannot be, and says what", async () => {
    const { ctx } = station;
    expect(await refusal(planVaccination(ctx, plan({ day: dayFrom(-1) })))).toBe("past-day");
    expect(await refusal(planVaccination(ctx, plan({ day: dayFrom(900) })))).toBe("far-day");
    expect(await refusal(planVaccination(ctx, plan({ from: 600, until: 600 })))).toBe("times");
    const { sessionId, stockId } = await sessionWith(station, "3");
    expect(await refusal(bringVaccine(ctx, lot(sessionId, { vaccine: "Vắc xin lạ" })))).toBe(
      "unknown-vaccine",
    );
    expect(await refusal(bringVaccine(ctx, lot(sessionId, { expires: dayFrom(-1), lot: "X1" })))).toBe(
      "expired",
    );
    for (const bad of ["!!", "ABC", "1".repeat(31), "A1;drop"])
      expect(
        BringVaccineInput.safeParse({ ...lot(sessionId), lot: bad, expires: "31/12/2027", brought: "3" })
          .success,
        bad,
      ).toBe(false);
    const child = await childOf(station.ward, monthsAgo(3));
    const at = { sessionId, citizenId: child.citizenId, stockId };
    await makeReady(ctx, at);
    const late = new Date(Date.now() + 7 * 3_600_000 + 5 * 60_000).toISOString().slice(11, 16);
    if (late > "00:05") expect(await refusal(recordDose(ctx, dose(at, { at: late })))).toBe("future");
    expect(await refusal(recordDose(ctx, dose({ ...at, stockId: randomUUID() })))).toBe("stock");
    expect(RecordDoseInput.safeParse({ ...dose(at), number: "21", at: "" }).success).toBe(false);
    await owner`update app.vaccination_people set born = ${dayFrom(1)} where session_id = ${sessionId} and citizen_id = ${child.citizenId}`;
    expect(await refusal(recordDose(ctx, dose(at)))).toBe("before-birth");
    expect(await stockOf(ctx, sessionId)).toEqual([[3, 3]]);
    await expect(
      owner`update app.vaccination_stock set remaining = -1 where stock_id = ${stockId}`,
    ).rejects.toThrow(/remaining/);
    const tomorrow = await planVaccination(ctx, plan({ day: dayFrom(1) }));
    expect(await refusal(receiveAtVaccination(ctx, { ...at, sessionId: tomorrow }))).toBe("too-soon");
    const other = await makeStation();
    const wrong = await Promise.all(
      [
        receiveAtVaccination(other.ctx, at),
        recordDose(other.ctx, dose(at)),
        inviteToVaccination(other.ctx, { sessionId, people: [child.citizenId] }),
        openVaccination(other.ctx, sessionId),
        cancelVaccination(other.ctx, { sessionId, because: "Không phải của mình" }),
      ].map(refusal),
    );
    expect(wrong).not.toContain("done");
    const theirs = await sessionDesk(other.ctx, sessionId);
    expect(await findVaccinationSession(theirs, sessionId)).toBeNull();
    expect(await listAttendees(theirs, sessionId)).toEqual([]);
    // Whoever lives elsewhere is not invited, and is received only when found by their number.
    const stranger = await childOf(other.ward, monthsAgo(3));
    expect(await inviteToVaccination(ctx, { sessionId, people: [stranger.citizenId] })).toMatchObject({
      invited: 0,
    });
    expect(await refusal(receiveAtVaccination(ctx, { sessionId, citizenId: stranger.citizenId }))).not.toBe(
      "done",
    );
    expect(await receiveByNumber(ctx, { sessionId, sought: stranger.personalId })).toEqual({
      sessionId,
      citizenId: stranger.citizenId,
    });
    const book = await openBook(ctx, stranger.citizenId, "vaccinate", "vaccination");
    expect(await listDoses(book)).toEqual([]);
    // Invited, and moved to another ward since.
    const moved = await childOf(station.ward, monthsAgo(3));
    expect(await inviteToVaccination(ctx, { sessionId, people: [moved.citizenId] })).toMatchObject({
      invited: 1,
    });
    await owner`update app.due_people set ward_code = '99999' where citizen_id = ${moved.citizenId}`;
    for (const _ of [1, 2])
      expect(await refusal(receiveAtVaccination(ctx, { sessionId, citizenId: moved.citizenId }))).toBe(
        "done",
      );
  });

  test("a child without a number is vaccinated, its dose waits, and is in its book when that is known", async () => {
    const { sessionId, stockId } = await sessionWith(station);
    const parent = await signedIn(reach);
    const born = dayFrom(-3);
    const child = UnnumberedInput.parse({
      ...{ sessionId, personId: randomUUID(), name: "Lê Sơ Sinh", born, time: "5:20", sex: "female" },
      parent: parent.personalId,
    });
    await receiveUnnumbered(station.ctx, child);
    await receiveUnnumbered(station.ctx, child);
    const nobodys = UnnumberedInput.parse({
      ...child,
      personId: randomUUID(),
      name: "Bé Chưa Rõ",
      born,
      time: "",
      parent: "",
    });
    await receiveUnnumbered(station.ctx, nobodys);
    const doses: string[] = [];
    for (const { personId } of [child, nobodys]) {
      const at = { sessionId, citizenId: personId };
      await screenAttendee(station.ctx, { ...at, version: await versionOf(at), screening: "fit", note: "" });
      const one = dose({ ...at, stockId });
      await recordDose(station.ctx, one);
      doses.push(one.doseId);
    }
    await fileDeskDoses(reach.appOwner, ingest);
    const rows = await owner`
      select name, filing, is_known from app.desk_doses where session_id = ${sessionId} order by name desc`;
    expect(rows).toEqual([
      { name: "Lê Sơ Sinh", filing: "filed", is_known: true },
      { name: "Bé Chưa Rõ", filing: "held", is_known: false },
    ]);
    const [held] =
      await warehouse`select reason from warehouse.quarantine where claim_ref = ${doses[1] ?? ""} and released_at is null`;
    expect(held).toEqual({ reason: "needs-matching" });
    const [book] = await warehouse`select citizen_id from warehouse.doses where dose_id = ${doses[0] ?? ""}`;
    const [newborn] =
      await warehouse`select citizen_id from warehouse.identifiers where kind = 'newborn' and value like ${`${parent.personalId} %`}`;
    expect(book?.citizen_id).toBe(newborn?.citizen_id);
    const people = await listAttendees(await openVaccination(station.ctx, sessionId), sessionId);
    expect(people.find(({ name }) => name === "Lê Sơ Sinh")).toMatchObject({
      isKnown: true,
      citizenId: newborn?.citizen_id,
    });
    // Written twice by two clerks: the second does not hold up what was written after it, of whichever station.
    const again = { sessionId, citizenId: randomUUID() };
    await receiveUnnumbered(station.ctx, { ...child, personId: again.citizenId });
    await screenAttendee(station.ctx, {
      ...again,
      version: await versionOf(again),
      screening: "fit",
      note: "",
    });
    await recordDose(station.ctx, dose({ ...again, stockId }));
    await fileDeskDoses(reach.appOwner, ingest);
    const [waiting] =
      await owner`select count(*)::int as n from app.desk_doses where session_id = ${sessionId} and filed_version < version`;
    expect(waiting).toEqual({ n: 0 });
  });

  test("who was invited and did not come missed it once the day is over; who cannot read is put on the call list", async () => {
    const own = await makeStation();
    const child = await childOf(own.ward, monthsAgo(3));
    const [unread] = await warehouse<{ citizen_id: string }[]>`
      insert into warehouse.citizens (name, birth_date, sex, ward_code, phone, details_from, details_as_of)
      values ('Bé Không Ai Đọc', ${monthsAgo(5)}, 'male', ${own.ward}, '0900000009', '51000', now()) returning citizen_id`;
    const silent = unread?.citizen_id ?? "";
    await workDue(work, [silent], today);
    const sessionId = await planVaccination(own.ctx, plan());
    await inviteToVaccination(own.ctx, { sessionId, people: [child.citizenId, silent] });
    const roster = await listAttendees(await openVaccination(own.ctx, sessionId), sessionId);
    expect(roster.map(({ name, waitsForCall }) => [name, waitsForCall]).sort()).toEqual([
      ["Bé Không Ai Đọc", true],
      ["Lê Minh Thử", false],
    ]);
    const [call] = await owner`select station_code, phone from app.calls where citizen_id = ${silent}`;
    expect(call).toEqual({ station_code: own.facilityCode, phone: "0900000009" });
    await closeVaccinations(reach.appOwner, new Date());
    expect((await list(own.ctx, { kind: "missed" })).total).toBe(0);
    await owner`update app.vaccination_sessions set day = ${dayFrom(-1)} where session_id = ${sessionId}`;
    await Promise.all([
      closeVaccinations(reach.appOwner, new Date()),
      closeVaccinations(reach.appOwner, new Date()),
    ]);
    await closeVaccinations(reach.appOwner, new Date());
    const missed = await list(own.ctx, { kind: "missed" });
    expect(missed.people.map(({ missed }) => missed)).toEqual([1, 1]);
    expect(
      (await listVaccinationSessions(await vaccinationDesk(own.ctx), today, "over")).map(
        ({ closedAt }) => closedAt !== null,
      ),
    ).toEqual([true]);
    // A cancelled one tells whoever was invited, and is missed by nobody.
    const next = await planVaccination(own.ctx, plan({ day: dayFrom(2) }));
    await inviteToVaccination(own.ctx, { sessionId: next, people: [child.citizenId] });
    await cancelVaccination(own.ctx, { sessionId: next, because: "Chưa có vắc xin" });
    expect(await listInvitations(await child.book())).toMatchObject([{ isCancelled: true }]);
    const told =
      await owner`select kind from app.messages where citizen_id = ${child.citizenId} order by message_id`;
    expect(told.map(({ kind }) => kind)).toEqual(["session-invited", "session-invited", "session-cancelled"]);
  });
});
