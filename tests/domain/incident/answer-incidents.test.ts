import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openBook, openDesk } from "#lib/consent/index.ts";
import {
  closeIncident,
  countAffected,
  findIncident,
  findOwnIncident,
  listAffected,
  listIncidents,
  registerIncident,
  reportIncident,
  tellAffected,
} from "#lib/incident/index.ts";
import { listMessages } from "#lib/notification/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { aStation } from "#tests/support/messages.ts";

const reach = reachOf();
afterAll(() => reach.close());

let officer: Context;
let station: { code: string };
let nurse: Awaited<ReturnType<typeof staffSignedIn>>;
let hers: Awaited<ReturnType<typeof signedIn>>;
let incidentId: string;

const minutes = (count: number) => new Date(Date.now() + count * 60_000);
/** An opening of hers by a member of staff, as the log keeps it. */
const opened = (staffId: string, at: Date, citizenId = hers.citizenId) => reach.appOwner.$client`
  insert into app.access_log (citizen_id, at, actor_kind, actor_id, actor_name, purpose, part, basis)
  values (${citizenId}, ${at.toISOString()}::timestamptz, 'staff', ${staffId}, 'Cán Bộ Thử', 'care', 'encounters', 'test')`;
const enter = (o: Partial<Parameters<typeof registerIncident>[1]> = {}) =>
  registerIncident(officer, {
    ...{
      incidentId,
      known: minutes(-1),
      what: "Một tài khoản bị lộ mật khẩu",
      from: minutes(-60),
      to: minutes(0),
    },
    ...{ scope: "facility" as const, about: station.code },
    ...o,
  });
const deskOf = (ctx = officer) => openDesk(ctx, "answer-incidents", "incidents", incidentId);
const read = async () => findIncident(await deskOf(), incidentId);
const messagesOf = async (one = hers) =>
  listMessages(await openBook(one.ctx, one.citizenId, "own-reading", "messages"), { most: 10 });

beforeEach(async () => {
  officer = (await staffSignedIn(reach, { name: "Cán Bộ Sở" })).ctx;
  station = await aStation(reach);
  nurse = await staffSignedIn(reach, { facilityCode: station.code });
  hers = await signedIn(reach);
  incidentId = randomUUID();
  await opened(nurse.staffId, minutes(-30));
});

test("an incident finds whose books the staff of a facility opened in its window, and nobody else", async () => {
  const outside = await signedIn(reach);
  await opened(nurse.staffId, minutes(-120), outside.citizenId);
  await opened(
    (await staffSignedIn(reach, { facilityCode: "51000" })).staffId,
    minutes(-30),
    outside.citizenId,
  );
  await enter();
  await enter();
  expect(await read()).toMatchObject({
    people: 1,
    untold: 1,
    registeredByName: "Cán Bộ Sở",
    about: station.code,
  });
  expect(await listAffected(await deskOf(), incidentId, 10)).toMatchObject([
    { name: "Người Thử Nghiệm", openings: 1, toldAt: null },
  ]);
  const lines = await listIncidents(await openDesk(officer, "answer-incidents", "incidents"), 200);
  expect(lines.map((line) => line.incidentId)).toContain(incidentId);
});

test("it may concern one member of staff, or everybody whose book was open", async () => {
  const [row] = await reach.appOwner.$client<
    { username: string }[]
  >`select username from app.staff where staff_id = ${nurse.staffId}`;
  await enter({ scope: "staff", about: row?.username ?? "" });
  expect(await read()).toMatchObject({ people: 1 });
  incidentId = randomUUID();
  await openBook(hers.ctx, hers.citizenId, "own-reading", "cover");
  await enter({ scope: "everybody", about: "", known: minutes(0), from: minutes(-2) });
  await countAffected(officer, { incidentId });
  const [own] = await reach.appOwner
    .$client`select openings from app.incident_people where citizen_id = ${hers.citizenId} and incident_id = ${incidentId}`;
  expect(own).toMatchObject({ openings: 1 });
});

test("those affected are told once, read what happened, and nobody else does", async () => {
  await enter();
  await expect(closeIncident(officer, { incidentId, done: "Đã đổi mật khẩu" })).rejects.toEqual(
    new Refused("untold"),
  );
  await Promise.all(
    [1, 2].map(() =>
      tellAffected(officer, { incidentId, words: "Một tài khoản bị lộ. Bạn xem ai đã mở sổ." }),
    ),
  );
  expect((await messagesOf()).map(({ kind, link }) => ({ kind, link }))).toEqual([
    { kind: "security-incident", link: `/messages/incidents/${incidentId}` },
  ]);
  const book = await openBook(hers.ctx, hers.citizenId, "own-reading", "messages");
  expect(await findOwnIncident(book, incidentId)).toMatchObject({
    words: "Một tài khoản bị lộ. Bạn xem ai đã mở sổ.",
    openings: 1,
  });
  const other = await signedIn(reach);
  expect(
    await findOwnIncident(await openBook(other.ctx, other.citizenId, "own-reading", "messages"), incidentId),
  ).toBeNull();
  await opened(nurse.staffId, minutes(-20), other.citizenId);
  await countAffected(officer, { incidentId });
  await tellAffected(officer, { incidentId, words: "other words" });
  expect(await messagesOf(other)).toHaveLength(1);
  expect(await messagesOf()).toHaveLength(1);
  expect(await read()).toMatchObject({ words: "Một tài khoản bị lộ. Bạn xem ai đã mở sổ.", untold: 0 });
});

test("the report and the end are kept, with who did each under which opening", async () => {
  await enter();
  await reportIncident(officer, { incidentId, at: minutes(0), ref: "A05-12" });
  await reportIncident(officer, { incidentId, at: minutes(0), ref: "again" });
  await tellAffected(officer, { incidentId, words: "x" });
  await closeIncident(officer, { incidentId, done: "Đã khóa tài khoản" });
  await closeIncident(officer, { incidentId, done: "again" });
  expect(await read()).toMatchObject({ reportedRef: "A05-12", done: "Đã khóa tài khoản" });
  await expect(countAffected(officer, { incidentId })).rejects.toEqual(new Refused("closed"));
  const log = await reach.appOwner.$client`
    select l.act, d.part, d.about from app.incident_log l join app.desk_log d on d.log_id = l.opened_as where l.incident_id = ${incidentId} order by l.log_id`;
  expect(log.map(({ act }) => act)).toEqual(["registered", "counted", "reported", "told", "closed"]);
  expect(log.every(({ part, about }) => part === "incidents" && about === incidentId)).toBe(true);
  await expect(
    reach.appOwner.$client`delete from app.incident_log where incident_id = ${incidentId}`,
  ).rejects.toMatchObject({ code: "42501" });
});

test("what cannot be is refused", async () => {
  await expect(enter({ known: minutes(60) })).rejects.toEqual(new Refused("in-the-future"));
  await expect(enter({ from: minutes(-600_000) })).rejects.toEqual(new Refused("window"));
  await expect(enter({ about: "00000" })).rejects.toEqual(new Refused("no-facility"));
  await expect(enter({ scope: "staff", about: "nobody.at.all" })).rejects.toEqual(new Refused("no-staff"));
});

test("nobody but the authority, and only at a desk opened for that incident", async () => {
  await enter();
  await expect(tellAffected(nurse.ctx, { incidentId, words: "x" })).rejects.toThrow();
  await expect(
    listAffected(await openDesk(officer, "answer-incidents", "incidents", randomUUID()), incidentId, 10),
  ).rejects.toThrow();
  await expect(
    findIncident(await openDesk(officer, "follow-warehouse", "warehouse"), incidentId),
  ).rejects.toThrow();
  await expect(closeIncident(hers.ctx, { incidentId, done: "x" })).rejects.toThrow();
  await expect(reach.app.$client`select from app.incidents`).rejects.toMatchObject({ code: "42501" });
  await expect(reach.app.$client`select from app.incident_people`).rejects.toMatchObject({ code: "42501" });
});
