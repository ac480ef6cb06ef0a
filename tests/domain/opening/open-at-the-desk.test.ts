import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findOpening, listOpenings, openBook } from "../../../lib/consent/index.ts";
import { declareHistory, listHistory } from "../../../lib/history/index.ts";
import { listMeasurements, noteMeasurement } from "../../../lib/measurement/index.ts";
import { MeasurementInput } from "../../../lib/measurement/inputs.ts";
import {
  closeDeskOpening,
  deskWith,
  endOpening,
  findOpenCode,
  findPerson,
  judgeHistory,
  listLivingDeskOpenings,
  listOpenAtDesk,
  makeOpenCode,
  openByCode,
  openEmergency,
  openingsAtDesk,
  personAtDesk,
  wipeOpenCodes,
  withdrawOpenCode,
} from "../../../lib/opening/index.ts";
import { type ShownPart, shownParts } from "../../../lib/opening/rules.ts";
import { connect } from "../../../lib/platform/db.ts";
import { NotFound, Refused } from "../../../lib/platform/errors.ts";
import { findEncounter, listClosedEncounters, listEncounters } from "../../../lib/record/index.ts";
import { urlOf } from "../../support/database.ts";
import { fileVisit, reachOf, signedIn, staffSignedIn } from "../../support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());

type Person = Awaited<ReturnType<typeof signedIn>>;
type Staff = Awaited<ReturnType<typeof staffSignedIn>>;
const facilityCode = "51000";
const refused = (reason: string) => expect.objectContaining({ reason });

beforeAll(async () => {
  await reach.appOwner.$client`
    insert into app.facilities (facility_code, name) values ('51000', 'TTYT Bình Sơn'), ('51001', 'Trạm Bình Minh') on conflict do nothing`;
});

/** A code of this person for the facility, with its digits and what the QR says. */
async function codeOf(
  who: Person,
  o: { parts?: ShownPart[]; facility?: string; privateIds?: string[] } = {},
) {
  const codeId = crypto.randomUUID();
  const input = {
    ...{ codeId, facility: o.facility ?? facilityCode, parts: o.parts ?? [...shownParts] },
    private: o.privateIds ? ("yes" as const) : ("no" as const),
  };
  await makeOpenCode(who.ctx, input, o.privateIds ?? []);
  const found = await findOpenCode(
    await openBook(who.ctx, who.citizenId, "own-reading", "open-codes"),
    codeId,
  );
  return { codeId, code: found?.code ?? "", qr: `SSKBS1:${found?.token}` };
}
const reason = "examination" as const;
const openFor = async (staff: Staff, who: Person, o: Parameters<typeof codeOf>[1] = {}) => {
  const { code } = await codeOf(who, o);
  const findId = await findPerson(staff.ctx, { sought: who.personalId });
  await openByCode(staff.ctx, { findId, code, reason });
  return findId;
};
const mine = (who: Person, part: "access-log" | "open-codes" | "history" = "access-log") =>
  openBook(who.ctx, who.citizenId, "own-reading", part);
const messagesOf = (who: Person, kind: string) => reach.appOwner.$client<
  { values: Record<string, string> }[]
>`
  select "values" from app.messages where citizen_id = ${who.citizenId} and kind = ${kind}`;

describe("a person is found at a facility's desk", () => {
  test("by number, card or QR: name, year of birth and the end of the card, with lines in the desk's log", async () => {
    const [who, staff] = await Promise.all([
      signedIn(reach, { name: "Nguyễn Thị Tìm" }),
      staffSignedIn(reach, { facilityCode }),
    ]);
    await reach.ingest.$client`
      insert into warehouse.identifiers (kind, value, citizen_id, seen_from)
      values ('social-insurance', ${who.personalId.slice(2)}, ${who.citizenId}, '51000')`;
    const { qr } = await codeOf(who);
    for (const sought of [who.personalId, `DN451${who.personalId.slice(2)}`, qr, `${who.personalId}|x|y`]) {
      const { desk, citizenId } = await deskWith(staff.ctx, await findPerson(staff.ctx, { sought }));
      expect(citizenId).toBe(who.citizenId);
      expect(await personAtDesk(desk, citizenId)).toEqual({
        name: "Nguyễn Thị Tìm",
        birthYear: "1990",
        cardEnd: null,
      });
    }
    const log = await reach.appOwner.$client<{ part: string }[]>`
      select distinct part from app.desk_log where staff_id = ${staff.staffId} order by part`;
    expect(log.map(({ part }) => part)).toEqual(["person", "person-search"]);
    // Finding opens nothing.
    await expect(openBook(staff.ctx, who.citizenId, "care", "medicines")).rejects.toBeInstanceOf(NotFound);
    await expect(openBook(staff.ctx, who.citizenId, "emergency", "medicines")).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  test("nobody, nonsense and too often are refused; a colleague's finding leads nowhere; the authority finds nobody", async () => {
    const [who, staff, colleague, officer] = await Promise.all([
      signedIn(reach),
      staffSignedIn(reach, { facilityCode }),
      staffSignedIn(reach, { facilityCode }),
      staffSignedIn(reach),
    ]);
    await expect(findPerson(staff.ctx, { sought: "099999999999" })).rejects.toEqual(refused("nobody"));
    await expect(findPerson(staff.ctx, { sought: "Hoa" })).rejects.toEqual(refused("not-a-number"));
    await expect(findPerson(staff.ctx, { sought: `SSKBS1:${"0".repeat(40)}` })).rejects.toEqual(
      refused("qr-over"),
    );
    const findId = await findPerson(staff.ctx, { sought: who.personalId });
    await expect(deskWith(colleague.ctx, findId)).rejects.toBeInstanceOf(NotFound);
    await expect(
      openEmergency(colleague.ctx, { findId, reason: "ngất xỉu ở nhà", hours: 4 }),
    ).rejects.toBeInstanceOf(NotFound);
    await expect(findPerson(officer.ctx, { sought: who.personalId })).rejects.toEqual(refused("nobody"));
    await expect(findPerson(who.ctx, { sought: who.personalId })).rejects.toThrow();
    await reach.appOwner.$client`
      update app.attempts set count = 60 where key_hash = app.hash_of(${`find-person ${staff.staffId}`})`;
    await expect(findPerson(staff.ctx, { sought: who.personalId })).rejects.toEqual(
      refused("too-many-finds"),
    );
  });
});

describe("a book opens by the person's code", () => {
  test("for the staff of the facility, the parts that were chosen, until the person ends it; a page still open gets nothing", async () => {
    const [who, staff, nurse, stranger] = await Promise.all([
      signedIn(reach),
      staffSignedIn(reach, { facilityCode, name: "BS. Thử" }),
      staffSignedIn(reach, { facilityCode }),
      staffSignedIn(reach, { facilityCode: "51001", role: "station" }),
    ]);
    const visit = await fileVisit(reach, who.citizenId);
    const findId = await openFor(staff, who, { parts: ["visits", "history"] });
    const book = await openBook(staff.ctx, who.citizenId, "care", "encounters");
    expect((await listEncounters(book, { most: 10 })).map(({ encounterId }) => encounterId)).toEqual([visit]);
    await openBook(nurse.ctx, who.citizenId, "care", "encounter");
    for (const part of ["medicines", "identity", "access-log", "open-codes", "private-encounter"] as const)
      await expect(openBook(staff.ctx, who.citizenId, "care", part)).rejects.toBeInstanceOf(NotFound);
    await expect(openBook(stranger.ctx, who.citizenId, "care", "encounters")).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(openBook(staff.ctx, who.citizenId, "emergency", "encounters")).rejects.toBeInstanceOf(
      NotFound,
    );
    // Codes and doubts are the person's own business, also under the grant of a visit.
    expect(await findOpenCode(book, crypto.randomUUID())).toBeNull();
    expect(await listLivingDeskOpenings(book, new Date())).toEqual([]);
    const people = await (async () => {
      const { openDesk } = await import("../../../lib/consent/index.ts");
      return listOpenAtDesk(await openDesk(staff.ctx, "find-person", "people"));
    })();
    expect(people.map((one) => one.findId)).toContain(findId);

    const [seen] = await listOpenings(await mine(who), { since: new Date(0), most: 10, by: "others" });
    expect(seen).toMatchObject({
      actorName: "Cán Bộ Thử",
      actorPlace: "TTYT Bình Sơn",
      purpose: "care",
      own: false,
    });
    expect(seen?.basis).toMatch(/^visit:/);
    expect(await messagesOf(who, "book-opened-first")).toEqual([{ values: expect.anything() }]);

    const [living] = await listLivingDeskOpenings(await mine(who, "open-codes"), new Date());
    await endOpening(who.ctx, { openingId: living?.openingId ?? "" });
    await endOpening(who.ctx, { openingId: living?.openingId ?? "" });
    for (const one of [staff, nurse])
      await expect(openBook(one.ctx, who.citizenId, "care", "encounters")).rejects.toBeInstanceOf(NotFound);
    // The row that was opened before gives no grant any more either.
    await expect(
      reach.app.$client`select app.grant_for(${staff.token}, ${who.citizenId}, ${book.logId})`,
    ).rejects.toMatchObject({ code: "42501" });
    const { desk, citizenId } = await deskWith(staff.ctx, findId);
    expect(await openingsAtDesk(desk, citizenId)).toEqual([
      expect.objectContaining({ endedBy: "citizen", staffName: "BS. Thử" }),
    ]);
  });

  test("the desk ends it too, and time does; nobody else's desk", async () => {
    const [who, staff, stranger] = await Promise.all([
      signedIn(reach),
      staffSignedIn(reach, { facilityCode }),
      staffSignedIn(reach, { facilityCode: "51001" }),
    ]);
    const findId = await openFor(staff, who);
    const { openingId = "" } =
      (await listLivingDeskOpenings(await mine(who, "open-codes"), new Date()))[0] ?? {};
    const theirs = await findPerson(stranger.ctx, { sought: who.personalId });
    await closeDeskOpening(stranger.ctx, { findId: theirs, openingId });
    await openBook(staff.ctx, who.citizenId, "care", "history");
    await closeDeskOpening(staff.ctx, { findId, openingId });
    await expect(openBook(staff.ctx, who.citizenId, "care", "history")).rejects.toBeInstanceOf(NotFound);
    await openFor(staff, who);
    await reach.appOwner.$client`
      update app.desk_openings set ends_at = clock_timestamp() where citizen_id = ${who.citizenId} and ended_at is null`;
    await expect(openBook(staff.ctx, who.citizenId, "care", "history")).rejects.toBeInstanceOf(NotFound);
  });

  test("a code is good once, at one facility, for some minutes and five tries", async () => {
    const [who, staff, colleague, stranger] = await Promise.all([
      signedIn(reach),
      staffSignedIn(reach, { facilityCode }),
      staffSignedIn(reach, { facilityCode }),
      staffSignedIn(reach, { facilityCode: "51001" }),
    ]);
    const [at, there] = await Promise.all(
      [staff, stranger].map(({ ctx }) => findPerson(ctx, { sought: who.personalId })),
    );
    const attempt = (one: Staff, findId: string | undefined, code: string) =>
      openByCode(one.ctx, { findId: findId ?? "", code, reason });
    await expect(attempt(staff, at, "12345678")).rejects.toEqual(refused("wrong-code"));
    const first = await codeOf(who);
    await expect(attempt(stranger, there, first.code)).rejects.toEqual(refused("other-facility"));
    await expect(findPerson(stranger.ctx, { sought: first.qr })).rejects.toEqual(refused("qr-over"));
    const wrong = first.code === "00000000" ? "11111111" : "00000000";
    await expect(attempt(staff, at, wrong)).rejects.toEqual(refused("wrong-code"));
    // By ten hands at once it still opens once; sent again by the one who used it, it is done.
    const hands = await Promise.allSettled(
      Array.from({ length: 10 }, async (_, n) => {
        const one = n % 2 === 0 ? staff : colleague;
        const findId = await findPerson(one.ctx, { sought: who.personalId });
        return attempt(one, findId, `${first.code.slice(0, 4)} ${first.code.slice(4)}`);
      }),
    );
    expect(hands.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(await listLivingDeskOpenings(await mine(who, "open-codes"), new Date())).toHaveLength(1);

    const guessed = await codeOf(who);
    for (let n = 0; n < 5; n += 1)
      await expect(attempt(staff, at, guessed.code === wrong ? "22222222" : wrong)).rejects.toEqual(
        refused("wrong-code"),
      );
    await expect(attempt(staff, at, guessed.code)).rejects.toEqual(refused("wrong-code"));

    const late = await codeOf(who);
    await reach.appOwner.$client`
      update app.open_codes set expires_at = clock_timestamp() where citizen_id = ${who.citizenId} and code_id = ${late.codeId}`;
    await expect(attempt(staff, at, late.code)).rejects.toEqual(refused("code-expired"));

    const taken = await codeOf(who);
    await withdrawOpenCode(who.ctx, { codeId: taken.codeId });
    await expect(attempt(staff, at, taken.code)).rejects.toEqual(refused("wrong-code"));
    const replaced = await codeOf(who);
    const last = await codeOf(who);
    if (replaced.code !== last.code)
      await expect(attempt(staff, at, replaced.code)).rejects.toEqual(refused("wrong-code"));

    const scanned = await findPerson(staff.ctx, { sought: last.qr });
    await openByCode(staff.ctx, { findId: scanned, code: "", reason });
    await expect(openByCode(colleague.ctx, { findId: scanned, code: "", reason })).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(attempt(staff, at, "")).rejects.toEqual(refused("wrong-code"));
    await reach.appOwner.$client`
      update app.attempts set count = 30 where key_hash = app.hash_of(${`open-code ${staff.staffId}`})`;
    await expect(attempt(staff, at, last.code)).rejects.toEqual(refused("too-many-tries"));
  });

  test("a request is the person's own: nobody makes, withdraws or ends another's, and over, its digits are wiped", async () => {
    const [who, other, staff] = await Promise.all([
      signedIn(reach),
      signedIn(reach),
      staffSignedIn(reach, { facilityCode }),
    ]);
    const { codeId } = await codeOf(who);
    await withdrawOpenCode(other.ctx, { codeId });
    expect((await findOpenCode(await mine(who, "open-codes"), codeId))?.withdrawnAt).toBeNull();
    expect(await findOpenCode(await mine(other, "open-codes"), codeId)).toBeNull();
    await expect(codeOf(who, { facility: "00000" })).rejects.toThrow();
    await expect(
      reach.app.$client`select app.make_open_code(gen_random_uuid(), '51000', '{history}', '{}', 'x', 10)`,
    ).rejects.toMatchObject({ code: "42501" });
    await openFor(staff, who);
    const { openingId = "" } =
      (await listLivingDeskOpenings(await mine(who, "open-codes"), new Date()))[0] ?? {};
    await endOpening(other.ctx, { openingId });
    await openBook(staff.ctx, who.citizenId, "care", "history");
    await reach.appOwner.$client`
      update app.open_codes set made_at = now() - interval '3 hours', expires_at = now() - interval '2 hours' where citizen_id = ${who.citizenId}`;
    const worker = connect(urlOf("worker"), { max: 1 });
    await wipeOpenCodes(worker);
    await worker.$client.end();
    const [kept] = await reach.appOwner.$client`
      select count(code)::int as codes, count(*)::int as all from app.open_codes where citizen_id = ${who.citizenId}`;
    expect(kept).toEqual({ codes: 0, all: 2 });
  });

  test("private visits stay closed, unless the person chose to show them", async () => {
    const [who, staff] = await Promise.all([signedIn(reach), staffSignedIn(reach, { facilityCode })]);
    const visit = await fileVisit(reach, who.citizenId, { privateBecause: ["code"] });
    await openFor(staff, who);
    const plain = await openBook(staff.ctx, who.citizenId, "care", "encounter");
    expect(await findEncounter(plain, visit)).toBeNull();
    await expect(openBook(staff.ctx, who.citizenId, "care", "private-encounter")).rejects.toBeInstanceOf(
      NotFound,
    );
    await openFor(staff, who, { privateIds: [visit] });
    const shown = await openBook(staff.ctx, who.citizenId, "care", "private-encounter");
    expect((await findEncounter(shown, visit))?.encounter.encounterId).toBe(visit);
    expect(await listClosedEncounters(shown, { most: 9 })).toEqual([]);
    const again = await openBook(staff.ctx, who.citizenId, "care", "encounter");
    expect(await findEncounter(again, visit)).toBeNull();
  });
});

describe("in an emergency", () => {
  test("the book opens for whoever gave the reason, the person is told, and may end it", async () => {
    const [who, staff, colleague] = await Promise.all([
      signedIn(reach),
      staffSignedIn(reach, { facilityCode, name: "BS. Cấp Cứu" }),
      staffSignedIn(reach, { facilityCode }),
    ]);
    const visit = await fileVisit(reach, who.citizenId, { privateBecause: ["code"] });
    const findId = await findPerson(staff.ctx, { sought: who.personalId });
    const input = { findId, reason: "Ngất, không hỏi được", hours: 24 };
    await expect(openEmergency(staff.ctx, { ...input, reason: "ngất" })).rejects.toEqual(
      refused("reason-needed"),
    );
    await expect(openEmergency(staff.ctx, { ...input, hours: 25 })).rejects.toEqual(refused("reason-needed"));
    await Promise.all([openEmergency(staff.ctx, input), openEmergency(staff.ctx, input)]);
    const book = await openBook(staff.ctx, who.citizenId, "emergency", "encounter");
    expect(await findEncounter(book, visit)).toBeNull();
    await expect(openBook(staff.ctx, who.citizenId, "care", "encounter")).rejects.toBeInstanceOf(NotFound);
    await expect(openBook(staff.ctx, who.citizenId, "emergency", "private-encounter")).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(openBook(colleague.ctx, who.citizenId, "emergency", "encounter")).rejects.toBeInstanceOf(
      NotFound,
    );
    expect(await messagesOf(who, "book-opened-emergency")).toEqual([
      { values: { facility: facilityCode, name: "BS. Cấp Cứu" } },
    ]);
    const [living] = await listLivingDeskOpenings(await mine(who, "open-codes"), new Date());
    const [row] = await listOpenings(await mine(who), { since: new Date(0), most: 5, by: "emergency" });
    expect(row?.basis).toBe(`emergency:${living?.openingId}`);
    expect((await findOpening(await mine(who), row?.logId ?? 0))?.part).toBe("encounter");
    await endOpening(who.ctx, { openingId: living?.openingId ?? "" });
    await expect(openBook(staff.ctx, who.citizenId, "emergency", "encounter")).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(
      reach.appOwner.$client`
        insert into app.desk_openings (citizen_id, kind, facility_code, staff_id, staff_name, reason, parts, ends_at, desk_log_id)
        values (${who.citizenId}, 'emergency', '51000', ${staff.staffId}, 'x', 'lý do', '{}', now() + interval '25 hours', 1)`,
    ).rejects.toMatchObject({ code: "23514" });
  });
});

describe("a facility judges what a person told of their health", () => {
  test("confirmed or seen otherwise, by whom and when; the person's next telling is their own again", async () => {
    const [who, staff, other] = await Promise.all([
      signedIn(reach),
      staffSignedIn(reach, { facilityCode, name: "BS. Xác Nhận" }),
      staffSignedIn(reach, { facilityCode: "51001" }),
    ]);
    const entryId = crypto.randomUUID();
    const tell = async (what: string) => {
      const book = await mine(who, "history");
      const { sql } = await import("drizzle-orm");
      const answers = JSON.stringify({ kind: "food", what, reaction: "", since: "" });
      await book.actOnApp((tx) =>
        tx.execute(sql`select app.keep_history_draft(${entryId}::uuid, 'allergy', ${answers}::text::jsonb)`),
      );
      await declareHistory(who.ctx, { entryId, topic: "allergy" });
    };
    await tell("tôm");
    const findId = await openFor(staff, who);
    const judge = (more: object) =>
      judgeHistory(staff.ctx, { findId, entryId, version: 1, act: "confirmed", note: "", ...more });
    await expect(judge({ act: "disputed" })).rejects.toEqual(refused("note-needed"));
    await judge({});
    await judge({});
    const entry = async () => (await listHistory(await mine(who, "history"))).entries[0];
    expect(await entry()).toMatchObject({
      standing: "facility-confirmed",
      confirmedBy: facilityCode,
      judgeName: "BS. Xác Nhận",
    });
    await expect(judge({ act: "disputed", note: "Đã thử lại, không dị ứng" })).rejects.toEqual(
      refused("changed"),
    );
    await judge({ version: 2, act: "disputed", note: "Đã thử lại, không dị ứng" });
    expect(await entry()).toMatchObject({
      standing: "self-declared",
      act: "disputed",
      note: "Đã thử lại, không dị ứng",
    });
    await tell("cua");
    expect(await entry()).toMatchObject({ standing: "self-declared", act: "changed", confirmedBy: null });
    // Not from another part, not in an emergency, not elsewhere.
    const theirs = await findPerson(other.ctx, { sought: who.personalId });
    await expect(
      judgeHistory(other.ctx, { findId: theirs, entryId, version: 4, act: "confirmed", note: "" }),
    ).rejects.toBeInstanceOf(NotFound);
    const { sql } = await import("drizzle-orm");
    const medicines = await openBook(staff.ctx, who.citizenId, "care", "medicines");
    await expect(
      medicines.actOnApp((tx) =>
        tx.execute(sql`select app.judge_history(${entryId}::uuid, 4, 'confirmed', '')`),
      ),
    ).rejects.toThrow();
    await expect(
      (await mine(who, "history")).actOnApp((tx) =>
        tx.execute(sql`select app.judge_history(${entryId}::uuid, 4, 'confirmed', '')`),
      ),
    ).rejects.toThrow();
    expect(new Refused("x").reason).toBe("x");
  });
});

test("what somebody measured at home is read at a desk only where they chose it, and in no emergency", async () => {
  const [who, staff, night] = await Promise.all([
    signedIn(reach),
    staffSignedIn(reach, { facilityCode }),
    staffSignedIn(reach, { facilityCode }),
  ]);
  const measured = { measurementId: crypto.randomUUID(), kind: "weight", value: "54,5" };
  await noteMeasurement(who.ctx, MeasurementInput.parse(measured));
  await openFor(staff, who, { parts: ["history"] });
  await expect(openBook(staff.ctx, who.citizenId, "care", "measurements")).rejects.toBeInstanceOf(NotFound);
  await openFor(staff, who, { parts: ["measurements"] });
  const book = await openBook(staff.ctx, who.citizenId, "care", "measurements");
  expect(await listMeasurements(book, { kind: "weight", most: 9 })).toHaveLength(1);
  const findId = await findPerson(night.ctx, { sought: who.personalId });
  await openEmergency(night.ctx, { findId, reason: "ngất xỉu ở nhà", hours: 4 });
  await openBook(night.ctx, who.citizenId, "emergency", "history");
  await expect(openBook(night.ctx, who.citizenId, "emergency", "measurements")).rejects.toBeInstanceOf(
    NotFound,
  );
});
