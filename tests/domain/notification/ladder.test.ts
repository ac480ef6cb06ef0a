import { spawn } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { smsText } from "#components/notification/sms-words.ts";
import { climbLadder, deliverMessage, type PersonToCall } from "#lib/notification/index.ts";
import { connect } from "#lib/platform/db.ts";
import { urlOf } from "#tests/support/database.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { aStation, confirmedPhone, ladderTurn, tell } from "#tests/support/messages.ts";
import { smsNetwork } from "#tests/support/sms-network.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 6 });
const network = smsNetwork();
let endTurn: () => Promise<void>;
beforeAll(async () => {
  await network.start();
  endTurn = await ladderTurn();
}, 120_000);
afterAll(async () => {
  await endTurn();
  network.stop();
  await Promise.all([reach.close(), worker.$client.end()]);
});
afterEach(() => network.play("normal"));

const nobody: PersonToCall = {
  name: "Người Cần Gọi",
  birthDate: "1949-05-20",
  wardCode: null,
  phone: null,
  stations: [],
};
/** Climbs until nothing is due any more at that time; the book of a test may hold others' messages. */
const climbAt = async (now: Date, who: PersonToCall = nobody) => {
  for (let due = true; due; ) {
    await climbLadder(worker, async () => who, now);
    [{ due }] = await reach.appOwner.$client<[{ due: boolean }]>`
      select exists (select from app.messages where due_at <= ${now.toISOString()}::timestamptz) as due`;
  }
};
const deliverAt = async (now: Date) => {
  for (let waiting = true; waiting; ) waiting = await deliverMessage(worker, network.url(), smsText, now);
};
const deliveriesOf = (citizenId: string) => reach.appOwner.$client<
  { state: string; attempts: number; next_at: Date; delivery_id: string }[]
>`
  select state, attempts, next_at, delivery_id from app.deliveries where citizen_id = ${citizenId} order by planned_at`;
const callsOf = (citizenId: string) => reach.appOwner.$client<
  { station_code: string | null; phone: string | null; outcome: string | null }[]
>`
  select station_code, phone, outcome from app.calls where citizen_id = ${citizenId} order by opened_at`;

/** 10:00 in Bình Sơn, some days from now: nobody's quiet hours. */
const noon = (days: number) => {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return new Date(`${day}T03:00:00Z`);
};
const hours = (from: Date, count: number) => new Date(from.getTime() + count * 3_600_000);

let person: Awaited<ReturnType<typeof signedIn>>;
beforeEach(async () => {
  person = await signedIn(reach, { name: "Phạm Thị Đợi Tin" });
});

describe("an SMS", () => {
  test("about what is urgent goes out at once; it says that a message waits, and nothing of what it tells", async () => {
    const number = await confirmedPhone(reach, person.citizenId);
    await tell(reach, person.citizenId, "book-opened-emergency", {
      facility: "Bệnh viện Tâm thần",
      name: "BS. Vinh",
    });
    const night = new Date(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T18:30:00Z`);
    await climbAt(night);
    await deliverAt(night);
    await deliverAt(hours(night, 1));
    const sent = await network.sentTo(number);
    expect(sent.map(({ text }) => text)).toEqual([
      "Sổ sức khỏe Bình Sơn: bạn có tin nhắn gấp về an toàn của sổ. Mở sổ để đọc.",
    ]);
    expect(await deliveriesOf(person.citizenId)).toMatchObject([{ state: "sent", attempts: 1 }]);
  });

  test("about what can wait follows a day unread, outside quiet hours, one a day", async () => {
    const number = await confirmedPhone(reach, person.citizenId, "en");
    await tell(reach, person.citizenId, "request-answered");
    await tell(reach, person.citizenId, "correction-answered");
    await climbAt(hours(new Date(), 23));
    expect(await deliveriesOf(person.citizenId)).toEqual([]);
    const night = new Date(`${new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)}T16:00:00Z`);
    await climbAt(night);
    await deliverAt(night);
    expect(await network.sentTo(number)).toEqual([]);
    const morning = new Date(night.getTime() + 8 * 3_600_000);
    await deliverAt(morning);
    expect((await network.sentTo(number)).map(({ text }) => text)).toEqual([
      "Binh Son Health Book: you have a new message about your rights. Open the book to read it.",
    ]);
    await climbAt(hours(night, 25));
    expect(await deliveriesOf(person.citizenId)).toHaveLength(2);
  });

  test("is not sent about what was read, nor where no number is confirmed, nor about a silent group", async () => {
    await tell(reach, person.citizenId, "request-answered");
    await climbAt(noon(2));
    expect(await deliveriesOf(person.citizenId)).toEqual([]);
    const number = await confirmedPhone(reach, person.citizenId);
    await reach.appOwner.$client`
      insert into app.message_settings (citizen_id, silent, quiet_from, quiet_to, opened_as) values (${person.citizenId}, '{rights}', 0, 0, 0)`;
    await tell(reach, person.citizenId, "request-answered");
    await climbAt(noon(3));
    expect(await deliveriesOf(person.citizenId)).toEqual([]);
    const read = await tell(reach, person.citizenId, "security-incident");
    await climbAt(noon(3));
    await reach.appOwner
      .$client`update app.messages set read_at = now() where citizen_id = ${person.citizenId} and message_id = ${read}`;
    await deliverAt(noon(3));
    expect(await deliveriesOf(person.citizenId)).toMatchObject([{ state: "not-needed" }]);
    expect(await network.sentTo(number)).toEqual([]);
  });

  test("is sent once by four workers at a time", async () => {
    const number = await confirmedPhone(reach, person.citizenId);
    for (let i = 0; i < 5; i += 1)
      await tell(reach, person.citizenId, "security-incident", { on: "2026-11-27" });
    const at = noon(1);
    await Promise.all([climbAt(at), climbAt(at), climbAt(at), climbAt(at)]);
    await climbAt(at);
    expect(await deliveriesOf(person.citizenId)).toHaveLength(5);
    await Promise.all([deliverAt(at), deliverAt(at), deliverAt(at), deliverAt(at)]);
    expect(await network.sentTo(number)).toHaveLength(5);
    const rows = await deliveriesOf(person.citizenId);
    expect(rows.every(({ state, attempts }) => state === "sent" && attempts === 1)).toBe(true);
  });

  test("whose sender is killed before it could note the end is asked about again, and goes out once", async () => {
    const number = await confirmedPhone(reach, person.citizenId);
    await tell(reach, person.citizenId, "security-incident");
    const at = noon(1);
    await climbAt(at);
    await network.play("slow", 20_000);
    const env = {
      ...process.env,
      WORKER_URL: urlOf("worker"),
      SMS_ADDRESS: network.url(),
      AT: at.toISOString(),
    };
    const child = spawn(process.execPath, ["--conditions=react-server", "tests/support/deliver-once.ts"], {
      env,
      stdio: "ignore",
    });
    await vi.waitFor(async () => expect(await network.sentTo(number)).toHaveLength(1), { timeout: 60_000 });
    child.kill("SIGKILL");
    await network.play("normal");
    await deliverAt(at);
    expect(await deliveriesOf(person.citizenId)).toMatchObject([{ state: "waiting", attempts: 1 }]);
    await deliverAt(new Date(at.getTime() + 3 * 60_000));
    expect(await deliveriesOf(person.citizenId)).toMatchObject([{ state: "sent", attempts: 2 }]);
    expect(await network.sentTo(number)).toHaveLength(1);
  }, 90_000);

  test("without an answer is asked about after growing pauses, and given up after a day or so", async () => {
    const number = await confirmedPhone(reach, person.citizenId);
    await tell(reach, person.citizenId, "security-incident");
    let at = noon(1);
    await climbAt(at);
    await network.play("down");
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      await deliverMessage(worker, network.url(), smsText, at);
      const [row] = await deliveriesOf(person.citizenId);
      if (row?.state !== "waiting") break;
      waits.push(new Date(row.next_at).getTime() - at.getTime());
      at = new Date(row.next_at);
    }
    expect(waits.length).toBeGreaterThan(8);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(await deliveriesOf(person.citizenId)).toMatchObject([{ state: "given-up" }]);
    expect(await network.sentTo(number)).toEqual([]);
  });

  test("to a number that the network refuses is the last one there", async () => {
    await confirmedPhone(reach, person.citizenId);
    await tell(reach, person.citizenId, "security-incident");
    await climbAt(noon(1));
    await network.play("refused");
    await deliverAt(noon(1));
    expect(await deliveriesOf(person.citizenId)).toMatchObject([{ state: "refused" }]);
    const [phone] = await reach.appOwner
      .$client`select doubted_because from app.phones where citizen_id = ${person.citizenId}`;
    expect(phone?.doubted_because).toBe("refused");
    await tell(reach, person.citizenId, "security-incident");
    await climbAt(noon(1));
    expect(await deliveriesOf(person.citizenId)).toHaveLength(1);
  });
});

describe("the call list", () => {
  test("has whoever did not read what is urgent for a day: one line, at the station where their card is registered", async () => {
    const station = await aStation(reach);
    const who = { ...nobody, phone: "0905 111 222", stations: ["00000", station.code] };
    await tell(reach, person.citizenId, "book-opened-emergency");
    await tell(reach, person.citizenId, "security-incident");
    await climbAt(hours(new Date(), 20), who);
    expect(await callsOf(person.citizenId)).toEqual([]);
    await Promise.all([climbAt(noon(2), who), climbAt(noon(2), who)]);
    expect(await callsOf(person.citizenId)).toMatchObject([
      { station_code: station.code, phone: "0905 111 222" },
    ]);
    const [line] = await reach.appOwner
      .$client`select person_name, birth_year, phone_confirmed from app.calls where citizen_id = ${person.citizenId}`;
    expect(line).toMatchObject({
      person_name: "Phạm Thị Đợi Tin",
      birth_year: "1949",
      phone_confirmed: false,
    });
  });

  test("is the one of the ward where no card names a station, and the authority's where nothing does", async () => {
    const station = await aStation(reach);
    const number = await confirmedPhone(reach, person.citizenId);
    await tell(reach, person.citizenId, "security-incident");
    await climbAt(noon(2), { ...nobody, wardCode: station.wardCode, phone: "0905111222" });
    expect(await callsOf(person.citizenId)).toMatchObject([{ station_code: station.code, phone: number }]);
    const other = await signedIn(reach);
    await tell(reach, other.citizenId, "security-incident");
    await climbAt(noon(2));
    expect(await callsOf(other.citizenId)).toMatchObject([{ station_code: null, phone: null }]);
  });

  test("never has what was read, what is gentle, or what asks for no call", async () => {
    const read = await tell(reach, person.citizenId, "security-incident");
    await tell(reach, person.citizenId, "export-ready");
    await tell(reach, person.citizenId, "sign-in-new-device");
    await reach.appOwner
      .$client`update app.messages set read_at = now() where citizen_id = ${person.citizenId} and message_id = ${read}`;
    await climbAt(noon(20));
    expect(await callsOf(person.citizenId)).toEqual([]);
    const left = await reach.appOwner
      .$client`select from app.messages where citizen_id = ${person.citizenId} and due_at is not null`;
    expect(left).toHaveLength(0);
  });

  test("is asked for again when the worker died before the line stood", async () => {
    await tell(reach, person.citizenId, "security-incident");
    const dies = async () => Promise.reject(new Error("killed"));
    await expect(climbLadder(worker, dies, noon(2))).rejects.toThrow("killed");
    expect(await callsOf(person.citizenId)).toEqual([]);
    await climbAt(hours(noon(2), 1));
    expect(await callsOf(person.citizenId)).toHaveLength(1);
  });
});

test("nobody but the worker climbs or sends", async () => {
  for (const sql of [reach.app.$client]) {
    await expect(sql`select * from app.claim_delivery(now())`).rejects.toMatchObject({ code: "42501" });
    await expect(sql`select * from app.climb_ladder(now(), '{}', 1)`).rejects.toMatchObject({
      code: "42501",
    });
  }
  await expect(worker.$client`select * from app.messages`).rejects.toMatchObject({ code: "42501" });
  await expect(worker.$client`select * from app.phones`).rejects.toMatchObject({ code: "42501" });
});
