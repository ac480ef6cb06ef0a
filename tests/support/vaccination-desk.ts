import { randomInt, randomUUID } from "node:crypto";
import { openBook } from "#lib/consent/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  bringVaccine,
  listStock,
  openDueList,
  planVaccination,
  receiveAtVaccination,
  screenAttendee,
  sessionDesk,
  vaccinationDesk,
  workDue,
} from "#lib/vaccination/index.ts";
import { BringVaccineInput, DueListInput, RecordDoseInput } from "#lib/vaccination/inputs.ts";
import { connectionOf } from "./database.ts";
import { reachOf, signedIn, staffSignedIn } from "./guarded-books.ts";

export type Station = { facilityCode: string; ward: string; ctx: Context };

/** What tests of stations share, on connections of their own: wards, children, sessions and what is written in them. */
export function vaccinationDesks() {
  const reach = reachOf();
  const owner = reach.appOwner.$client;
  const [ingest, warehouse] = [connectionOf("ingest"), connectionOf("warehouseOwner")];
  const work = { app: reach.appOwner, ingest };
  const today = dayOf(new Date());

  const dayFrom = (days: number) =>
    new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  /** The fifth of the month that many months ago. */
  const monthsAgo = (months: number) => {
    const [year = 0, month = 0] = today.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1 - months, 5)).toISOString().slice(0, 10);
  };
  const refusal = (task: Promise<unknown>) =>
    task.then(
      () => "done",
      (error) => error.reason ?? error.code ?? error.name ?? String(error),
    );

  /** A station of the test's own, in a ward of its own. */
  async function makeStation(): Promise<Station> {
    const facilityCode = `T${String(randomInt(10_000)).padStart(4, "0")}`;
    const ward = `9${String(randomInt(10_000)).padStart(4, "0")}`;
    await owner`
    insert into app.facilities (facility_code, name, ward_code, level) values (${facilityCode}, 'Trạm Y tế thử', ${ward}, 'initial')
    on conflict (facility_code) do update set ward_code = excluded.ward_code`;
    const { ctx } = await staffSignedIn(reach, { facilityCode, role: "station", name: "YS. Võ Thị Trạm" });
    return { facilityCode, ward, ctx };
  }

  /** A child of a ward, whom the schedule was asked about; signed in, so that its log can be read. */
  async function childOf(ward: string, born: string, o: { name?: string; phone?: string } = {}) {
    const who = await signedIn(reach, { name: o.name ?? "Lê Minh Thử" });
    await warehouse`
    update warehouse.citizens set birth_date = ${born}, ward_code = ${ward}, phone = ${o.phone ?? null} where citizen_id = ${who.citizenId}`;
    await workDue(work, [who.citizenId], today);
    const book = (part: "vaccination" | "access-log" = "vaccination") =>
      openBook(who.ctx, who.citizenId, "own-reading", part);
    return { ...who, book };
  }

  const plan = (over: Partial<Parameters<typeof planVaccination>[1]> = {}) => ({
    ...{ sessionId: randomUUID(), day: today, from: 0, until: 1440, place: "Trạm Y tế thử" },
    ...over,
  });
  const lot = (sessionId: string, over: Record<string, string> = {}) =>
    BringVaccineInput.parse({
      ...{
        sessionId,
        stockId: randomUUID(),
        vaccine: "DPT-VGB-Hib",
        lot: "P26011",
        expires: dayFrom(200),
        brought: "10",
      },
      ...over,
    });
  const dose = (
    at: { sessionId: string; citizenId: string; stockId: string },
    over: Record<string, string> = {},
  ) =>
    RecordDoseInput.parse({
      doseId: randomUUID(),
      number: "1",
      site: "đùi trái",
      givenBy: "YS. Võ Thị Trạm",
      at: "",
      ...at,
      ...over,
    });

  /** A session of today with a lot. */
  async function sessionWith(station: Station, brought = "10") {
    const sessionId = await planVaccination(station.ctx, plan());
    const stock = lot(sessionId, { brought });
    await bringVaccine(station.ctx, stock);
    return { sessionId, stockId: stock.stockId };
  }
  async function makeReady(ctx: Context, at: { sessionId: string; citizenId: string }) {
    await receiveAtVaccination(ctx, at);
    await screenAttendee(ctx, { ...at, version: await versionOf(at), screening: "fit", note: "" });
  }
  const versionOf = async ({ sessionId, citizenId }: { sessionId: string; citizenId: string }) =>
    Number(
      (
        await owner`select version from app.vaccination_people where session_id = ${sessionId} and citizen_id = ${citizenId}`
      )[0]?.version,
    );
  const stockOf = async (ctx: Context, sessionId: string) =>
    (await listStock(await sessionDesk(ctx, sessionId), sessionId)).map(({ brought, remaining }) => [
      brought,
      remaining,
    ]);
  const list = async (
    ctx: Context,
    query: Record<string, unknown> = {},
    form: "screen" | "file" = "screen",
  ) => openDueList(await vaccinationDesk(ctx), DueListInput.parse(query), form);
  const close = () => reach.close();
  return {
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
  };
}
