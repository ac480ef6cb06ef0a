import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook, openBookInHand } from "#lib/consent/index.ts";
import { listMessages } from "#lib/notification/index.ts";
import { connect } from "#lib/platform/db.ts";
import { Refused } from "#lib/platform/errors.ts";
import { dueOf, endPregnancy, readForDue, remindOfDoses, tellPregnancy } from "#lib/vaccination/index.ts";
import { PregnancyInput } from "#lib/vaccination/inputs.ts";
import { isPregnant, pregnancyUntil } from "#lib/vaccination/rules.ts";
import { urlOf } from "#tests/support/database.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { aChild, holding, represents, trusts } from "#tests/support/relatives.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
const owner = reach.appOwner.$client;
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});

const daysFrom = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const dueIn = (day: string) => {
  const [year = "", month = "", of = ""] = day.split("-");
  return PregnancyInput.parse({ "due.day": of, "due.month": month, "due.year": year });
};

describe("a pregnancy", () => {
  test("is told by herself, calls for tetanus doses, ends by itself or when she says so", async () => {
    const who = await signedIn(reach);
    const book = () => openBook(who.ctx, who.citizenId, "own-reading", "vaccination");
    const person = { birthDate: "1990-01-02", sex: "female", wardCode: "21085" };
    const names = async (today: string) => {
      const list = await dueOf(person, await readForDue(await book()), today);
      return list?.due.map(({ group }) => group) ?? [];
    };
    const { today } = who.ctx;
    expect(await names(today)).toEqual([]);
    for (const wrong of [dueIn(daysFrom(today, 300)), dueIn(daysFrom(today, -30)), PregnancyInput.parse({})])
      await expect(tellPregnancy(who.ctx, wrong)).rejects.toBeInstanceOf(Refused);
    const due = daysFrom(today, 120);
    await tellPregnancy(who.ctx, dueIn(due));
    await tellPregnancy(who.ctx, dueIn(due));
    expect(await names(today)).toEqual(["TT_PREG_0"]);
    const { pregnancy } = await readForDue(await book());
    expect(pregnancy && pregnancyUntil(pregnancy)).toBe(daysFrom(due, 14));
    expect([isPregnant(pregnancy, daysFrom(due, 14)), isPregnant(pregnancy, daysFrom(due, 15))]).toEqual([
      true,
      false,
    ]);
    expect(await names(daysFrom(due, 15))).toEqual([]);
    await endPregnancy(who.ctx);
    expect(await names(today)).toEqual([]);
    await tellPregnancy(who.ctx, PregnancyInput.parse({ unknown: "yes" }));
    expect(await names(today)).toEqual(["TT_PREG_0"]);
    const [trace] = await owner`
      select l.part from app.pregnancies p join app.access_log l on l.log_id = p.opened_as where p.citizen_id = ${who.citizenId}`;
    expect(trace?.part).toBe("vaccination");
  });

  test("is hers alone: not for whom she trusts with her book, nor for a stranger", async () => {
    const [who, trusted] = [await signedIn(reach), await signedIn(reach, { name: "Người Nhà" })];
    await tellPregnancy(who.ctx, dueIn(daysFrom(who.ctx.today, 100)));
    await trusts(who, trusted, ["record"]);
    const book = await openBookInHand(holding(trusted, who.citizenId, "trusted"), "vaccination");
    expect((await readForDue(book)).pregnancy).toBeNull();
    expect(await reach.app.$client`select 1 from app.pregnancies`).toHaveLength(0);
  });
});

describe("a reminder of a dose that is due", () => {
  const born = "2026-08-20";
  const now = new Date("2026-11-20T03:00:00Z");
  const today = "2026-11-20";
  const mothers = new Map<string, Awaited<ReturnType<typeof signedIn>>>();
  let child: Awaited<ReturnType<typeof aChild>>;
  const stand = (citizenId: string, rule: string, on: string, standing = "due") => owner`
    insert into app.due_standings (citizen_id, rule, dose, standing, earliest_on, recommended_on, is_sure)
    values (${citizenId}, ${rule}, 1, ${standing}, ${on}, ${on}, true)`;
  async function aDueChild(on = "2026-11-20") {
    const mother = await signedIn(reach);
    const made = await aChild(reach, born);
    await represents(reach, mother, made, born);
    await owner`insert into app.due_people (citizen_id, name, birth_date, sex, given, worked_on)
      values (${made.citizenId}, 'Bé', ${born}, 'female', 1, ${today})`;
    await stand(made.citizenId, "PENTA", on);
    mothers.set(made.citizenId, mother);
    return made;
  }
  const told = async (citizenId: string) => {
    const rows = await owner<{ kind: string }[]>`
      select kind from app.messages where citizen_id = ${citizenId} and kind like 'dose-due%' order by message_id`;
    return rows.map(({ kind }) => kind);
  };
  beforeAll(async () => {
    child = await aDueChild();
  });

  test("is told once for all of a day and step, to the child's book and to her mother, in general words", async () => {
    await stand(child.citizenId, "OPV", today);
    await remindOfDoses(worker, now);
    await remindOfDoses(worker, now);
    expect(await told(child.citizenId)).toEqual(["dose-due"]);
    const mother = mothers.get(child.citizenId);
    const inbox = mother ? await openBook(mother.ctx, mother.citizenId, "own-reading", "messages") : null;
    const messages = inbox ? await listMessages(inbox, { most: 9 }) : [];
    expect(messages).toMatchObject([{ kind: "dose-due", values: { on: today } }]);
    expect(JSON.stringify(messages)).not.toContain("PENTA");
    await remindOfDoses(worker, new Date(now.getTime() + 13 * 86_400_000));
    expect(await told(child.citizenId)).toEqual(["dose-due"]);
    await remindOfDoses(worker, new Date(now.getTime() + 15 * 86_400_000));
    expect(await told(child.citizenId)).toEqual(["dose-due", "dose-due-again"]);
  });

  test("is quiet of what came due long ago, of what waits for a station, and while it is being worked out", async () => {
    const [old, waits, stale] = [await aDueChild("2026-10-01"), await aDueChild(), await aDueChild()];
    await owner`insert into app.declared_doses (citizen_id, dose_id, standing, antigens)
      values (${waits.citizenId}, gen_random_uuid(), 'waiting', '{}')`;
    await owner`update app.due_people set stale_at = now() where citizen_id = ${stale.citizenId}`;
    await remindOfDoses(worker, now);
    expect(await Promise.all([old, waits, stale].map((one) => told(one.citizenId)))).toEqual([[], [], []]);
    await owner`update app.declared_doses set standing = 'refused' where citizen_id = ${waits.citizenId}`;
    await owner`update app.due_people set stale_at = null where citizen_id = ${stale.citizenId}`;
    await remindOfDoses(worker, now);
    expect(await Promise.all([waits, stale].map((one) => told(one.citizenId)))).toEqual([
      ["dose-due"],
      ["dose-due"],
    ]);
  });
});
