import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDesk } from "../../../lib/consent/index.ts";
import type { Context } from "../../../lib/platform/context.ts";
import { Conflict, NotAllowed, Refused } from "../../../lib/platform/errors.ts";
import {
  confirmMatch,
  fileDecidedMatches,
  findDecisions,
  findHeldDossier,
  listCandidates,
  listHeld,
  listProposals,
  originalOf,
  proposeMatch,
  receiveClaimFile,
  rejectMatch,
  releaseHeldDossiers,
  setAsideDossier,
  takeBackDossier,
  undoMatch,
} from "../../../lib/warehouse/index.ts";
import { fileOf, type Somebody, somebody, summaryFor } from "../../support/claims.ts";
import { connectionOf } from "../../support/database.ts";
import { reachOf, signedIn, staffSignedIn } from "../../support/guarded-books.ts";
import { dossierToMatch, type HeldForTest } from "../../support/held-dossiers.ts";

const reach = reachOf();
const ingest = connectionOf("ingest");
const owner = connectionOf("warehouseOwner");
let lan: Context;
let minh: Context;
let clinic: Context;
let otherClinic: Context;

beforeAll(async () => {
  lan = (await staffSignedIn(reach, { name: "Lan" })).ctx;
  minh = (await staffSignedIn(reach, { name: "Minh" })).ctx;
  clinic = (await staffSignedIn(reach, { facilityCode: "51001" })).ctx;
  otherClinic = (await staffSignedIn(reach, { facilityCode: "51000" })).ctx;
});
afterAll(() => reach.close());

const work = () => fileDecidedMatches(ingest, new Date());
const at = (ctx: Context, { heldId }: { heldId: string }) =>
  openDesk(ctx, "match-dossiers", "held-dossier", heldId);
const propose = (ctx: Context, { heldId, citizenId }: HeldForTest, reason = "") =>
  proposeMatch(ctx, { heldId, citizenId, reason });
const standing = async (held: HeldForTest) => {
  const { standing: match } = await findDecisions(await at(lan, held), held.heldId);
  return match?.matchId ?? 0;
};
const logOf = async ({ heldId }: { heldId: string }) =>
  (
    await owner<{ what: string; by_name: string }[]>`
      select what, by_name from warehouse.match_decisions where held_id = ${heldId} order by decision_id`
  ).map((row) => `${row.what} ${row.by_name}`);
const bookHas = async ({ citizenId, claimRef }: HeldForTest) => {
  const rows = await owner`
    select 1 from warehouse.encounters where citizen_id = ${citizenId} and encounter_ref = ${claimRef}`;
  return rows.length === 1;
};
const isHeld = async ({ heldId }: { heldId: string }) => {
  const rows =
    await owner`select 1 from warehouse.quarantine where held_id = ${heldId} and released_at is null`;
  return rows.length === 1;
};
const traceOf = async ({ claimRef }: { claimRef: string }) =>
  (
    await owner<{ what: string }[]>`
      select what from warehouse.filings where claim_ref = ${claimRef} order by filing_id`
  ).map((row) => row.what);
const confirmed = async (held: HeldForTest) => {
  await propose(lan, held);
  await confirmMatch(minh, { heldId: held.heldId, matchId: await standing(held) });
};

describe("a match that two officers decide", () => {
  test("shows who it may be, is proposed by one, confirmed by another, and filed by the worker once", async () => {
    const held = await dossierToMatch(ingest);
    const desk = await at(lan, held);
    expect(await listCandidates(desk, held.heldId)).toMatchObject([
      {
        ...{ citizenId: held.citizenId, name: held.who.name, birthDate: "1962-03-14" },
        ...{ sameName: true, sameBirthDate: true, sameNumber: false, sameCard: false },
        personalIdEnd: held.who.id.slice(-4),
      },
    ]);
    await propose(lan, held, "Cùng tên, ngày sinh và thôn");
    expect(await bookHas(held)).toBe(false);
    await work();
    expect(await bookHas(held)).toBe(false);
    const watching = await openDesk(minh, "follow-warehouse", "warehouse");
    const waiting = await listProposals(watching, 100);
    expect(waiting.find(({ heldId }) => heldId === held.heldId)).toMatchObject({ proposedByName: "Lan" });
    const toLookAt = await listHeld(watching, { kind: "to-match", facilityCode: "51001", most: 1000 });
    expect(toLookAt.map(({ heldId }) => heldId)).not.toContain(held.heldId);
    await confirmMatch(minh, { heldId: held.heldId, matchId: await standing(held) });
    await work();
    await work();
    expect(await bookHas(held)).toBe(true);
    expect(await isHeld(held)).toBe(false);
    expect(await traceOf(held)).toEqual(["quarantined", "accepted", "released"]);
    expect(await logOf(held)).toEqual(["proposed Lan", "confirmed Minh"]);
    const { standing: match, decisions } = await findDecisions(await at(lan, held), held.heldId);
    expect(match).toMatchObject({ outcome: "accepted", proposedByName: "Lan", confirmedByName: "Minh" });
    expect(decisions[0]).toMatchObject({ reason: "Cùng tên, ngày sinh và thôn" });
  });

  test("a known number under another name and birth date is decided the same way", async () => {
    const who = somebody();
    const first = summaryFor(who);
    await receiveClaimFile(ingest, { name: "a.xml", bytes: fileOf(first) });
    const wrong = summaryFor({ ...somebody({ id: who.id }), birth: "198001010000" });
    await receiveClaimFile(ingest, { name: "b.xml", bytes: fileOf(wrong) });
    const [row] = await owner<{ held_id: string; reason: string }[]>`
      select held_id, reason from warehouse.quarantine where claim_ref = ${wrong.MA_LK ?? ""}`;
    expect(row?.reason).toBe("identity-mismatch");
    const heldId = row?.held_id ?? "";
    const [one] = await listCandidates(await at(lan, { heldId }), heldId);
    expect(one).toMatchObject({ sameNumber: true, sameName: false, sameBirthDate: false });
    const held = { who, citizenId: one?.citizenId ?? "", heldId, claimRef: wrong.MA_LK ?? "" };
    await confirmed(held);
    await work();
    expect(await bookHas(held)).toBe(true);
  });

  test("the same officer cannot do both, by the page, the function or the table", async () => {
    const held = await dossierToMatch(ingest);
    await propose(lan, held);
    const matchId = await standing(held);
    await expect(confirmMatch(lan, { heldId: held.heldId, matchId })).rejects.toMatchObject({
      reason: "same-officer",
    });
    const byHand = owner`
      update warehouse.matches set confirmed_by = proposed_by, confirmed_by_name = 'x', confirmed_at = now()
      where match_id = ${matchId}`;
    await expect(byHand).rejects.toMatchObject({ code: "23514" });
    await work();
    expect(await bookHas(held)).toBe(false);
  });

  test("of two confirmers, and of two proposers, one is too late", async () => {
    const held = await dossierToMatch(ingest);
    const proposals = await Promise.allSettled([propose(lan, held), propose(minh, held)]);
    expect(proposals.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(proposals.find((one) => one.status === "rejected")).toMatchObject({
      reason: expect.any(Conflict),
    });
    const third = (await staffSignedIn(reach, { name: "Thảo" })).ctx;
    const fourth = (await staffSignedIn(reach, { name: "Hải" })).ctx;
    const matchId = await standing(held);
    const confirmations = await Promise.allSettled(
      [third, fourth].map((ctx) => confirmMatch(ctx, { heldId: held.heldId, matchId })),
    );
    expect(confirmations.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await Promise.all([work(), work(), work()]);
    expect((await traceOf(held)).filter((what) => what === "accepted")).toHaveLength(1);
    expect(await logOf(held)).toHaveLength(2);
  });

  test("is rejected by another or withdrawn by its officer, and can be proposed again", async () => {
    const held = await dossierToMatch(ingest);
    await propose(lan, held);
    await rejectMatch(minh, { heldId: held.heldId, matchId: await standing(held), reason: "Khác thôn" });
    await propose(minh, held);
    await rejectMatch(minh, { heldId: held.heldId, matchId: await standing(held), reason: "" });
    expect(await logOf(held)).toEqual(["proposed Lan", "rejected Minh", "proposed Minh", "withdrawn Minh"]);
    await work();
    expect(await bookHas(held)).toBe(false);
    await confirmed(held);
    await work();
    expect(await bookHas(held)).toBe(true);
  });

  test("only for somebody whom the dossier may be about", async () => {
    const held = await dossierToMatch(ingest);
    const stranger = await dossierToMatch(ingest);
    const wrong = proposeMatch(lan, { heldId: held.heldId, citizenId: stranger.citizenId, reason: "" });
    await expect(wrong).rejects.toBeInstanceOf(Refused);
    expect(await logOf(held)).toEqual([]);
  });
});

describe("a match that is undone", () => {
  test("leaves the book with a line, and the dossier is held again; nothing files it by itself", async () => {
    const held = await dossierToMatch(ingest);
    await confirmed(held);
    await work();
    const matchId = await standing(held);
    await undoMatch(lan, { heldId: held.heldId, matchId, reason: "Nhầm người cùng tên" });
    await Promise.all([work(), work()]);
    await releaseHeldDossiers(ingest, new Date());
    expect(await bookHas(held)).toBe(false);
    expect(await isHeld(held)).toBe(true);
    expect(await traceOf(held)).toEqual(["quarantined", "accepted", "released", "left"]);
    const left = await owner`
      select direction from warehouse.moves where citizen_id = ${held.citizenId} order by moved_at`;
    expect(left.map((row) => row.direction)).toEqual(["left"]);
    const told = await owner`select 1 from warehouse.told_details where citizen_id = ${held.citizenId}`;
    expect(told).toHaveLength(1);
    expect(await owner`select 1 from warehouse.claims where claim_ref = ${held.claimRef}`).toHaveLength(0);
    expect(await logOf(held)).toEqual(["proposed Lan", "confirmed Minh", "undone Lan"]);
    await confirmed(held);
    await work();
    expect(await bookHas(held)).toBe(true);
  });

  test("before the worker came, it is never filed", async () => {
    const held = await dossierToMatch(ingest);
    await confirmed(held);
    await undoMatch(minh, { heldId: held.heldId, matchId: await standing(held), reason: "Vội quá" });
    await work();
    expect(await bookHas(held)).toBe(false);
    expect(await isHeld(held)).toBe(true);
  });

  test("a later version that stands by then stays", async () => {
    const held = await dossierToMatch(ingest);
    await confirmed(held);
    await work();
    const corrected = summaryFor(held.who, { MA_LK: held.claimRef });
    await receiveClaimFile(ingest, { name: "c.xml", bytes: fileOf(corrected, { madeOn: "20260601" }) });
    await undoMatch(lan, { heldId: held.heldId, matchId: await standing(held), reason: "Muộn rồi" });
    await work();
    expect(await bookHas(held)).toBe(true);
    expect(await isHeld(held)).toBe(false);
  });

  /** Everything that the claim of a place fills, row by row. */
  const filledBy = async (claimRef: string) => {
    const tables = ["encounters", "conditions", "medicines", "results", "insurance_cards", "told_details"];
    const rows = tables.map(
      (table) => owner`
        select to_jsonb(t) as row from ${owner(`warehouse.${table}`)} t join warehouse.claims c using (citizen_id, encounter_id)
        where c.claim_ref = ${claimRef} order by to_jsonb(t)::text`,
    );
    const claim = owner`select to_jsonb(c) as row from warehouse.claims c where claim_ref = ${claimRef}`;
    return (await Promise.all([...rows, claim])).map((found) => found.map(({ row }) => row));
  };
  const send = (summary: Record<string, string>, madeOn: string) =>
    receiveClaimFile(ingest, { name: "d.xml", bytes: fileOf(summary, { madeOn }) });
  const nameless = { SO_CCCD: "", MA_THE_BHYT: "" };
  /** A version of a claim that names somebody else of the registry, without a number. */
  const versionFor = async (who: Somebody, claimRef: string, madeOn: string): Promise<HeldForTest> => {
    await send(summaryFor(who, { LY_DO_VV: "Lượt khác" }), "20260513");
    await send(summaryFor(who, { MA_LK: claimRef, ...nameless }), madeOn);
    const [held] = await owner<{ heldId: string }[]>`
      select held_id as "heldId" from warehouse.quarantine
      where claim_ref = ${claimRef} and released_at is null and name = ${who.name}`;
    const heldId = held?.heldId ?? "";
    const [one] = await listCandidates(await at(lan, { heldId }), heldId);
    return { who, citizenId: one?.citizenId ?? "", heldId, claimRef };
  };
  const undo = async (held: HeldForTest) => {
    await undoMatch(lan, { heldId: held.heldId, matchId: await standing(held), reason: "Nhầm người" });
    await Promise.all([work(), work()]);
  };
  const reasonOf = async (claimRef: string) => {
    const rows = await owner<{ reason: string }[]>`
      select reason from warehouse.encounters where encounter_ref = ${claimRef}`;
    return rows.map(({ reason }) => reason);
  };

  test("over an older version: that one stands again as it was, with a line in both books", async () => {
    const first = summaryFor(somebody(), { LY_DO_VV: "Bản đầu" });
    const claimRef = first.MA_LK ?? "";
    await send(first, "20260513");
    const before = await filledBy(claimRef);
    const held = await versionFor(somebody(), claimRef, "20260520");
    await confirmed(held);
    await work();
    expect(await bookHas(held)).toBe(true);
    expect(await filledBy(claimRef)).not.toEqual(before);
    await undo(held);
    expect(await filledBy(claimRef)).toEqual(before);
    expect(await isHeld(held)).toBe(true);
    expect((await traceOf(held)).slice(-2)).toEqual(["left", "replaced"]);
    const lines = await owner`
      select direction from warehouse.moves where encounter_id = ${before[0]?.[0]?.encounter_id} order by moved_at, direction`;
    expect(lines.map((row) => row.direction)).toEqual(["entered", "left", "entered", "left"]);
    await confirmed(held);
    await work();
    // What comes while it stands and is older is not forgotten, nor are parts sent for the claim.
    await send({ ...first, LY_DO_VV: "Bản giữa" }, "20260515");
    expect(await bookHas(held)).toBe(true);
    await undo(held);
    expect(await reasonOf(claimRef)).toEqual(["Bản giữa"]);
    expect(await send(first, "20260513")).toMatchObject({ unchanged: 1 });
  });

  test("of two decisions over one claim, in whatever order: what stood before both stands again", async () => {
    for (const inOrder of [true, false]) {
      const first = summaryFor(somebody(), { LY_DO_VV: "Bản đầu" });
      const claimRef = first.MA_LK ?? "";
      await send(first, "20260513");
      const before = await filledBy(claimRef);
      const earlier = await versionFor(somebody(), claimRef, "20260520");
      await confirmed(earlier);
      await work();
      const later = await versionFor(somebody(), claimRef, "20260521");
      await confirmed(later);
      await work();
      expect(await bookHas(later)).toBe(true);
      for (const held of inOrder ? [earlier, later] : [later, earlier]) await undo(held);
      expect(await filledBy(claimRef)).toEqual(before);
      expect([await isHeld(earlier), await isHeld(later)]).toEqual([true, true]);
    }
  });

  test("with a reason only", async () => {
    const held = await dossierToMatch(ingest);
    await confirmed(held);
    const matchId = await standing(held);
    await expect(undoMatch(lan, { heldId: held.heldId, matchId, reason: " " })).rejects.toBeInstanceOf(
      Refused,
    );
  });
});

describe("a dossier that is set aside", () => {
  test("leaves the open list with its reason, is kept, not tried again, and can be taken back", async () => {
    const held = await dossierToMatch(ingest);
    await setAsideDossier(lan, { heldId: held.heldId, reason: "Hồ sơ chạy thử của cơ sở" });
    const desk = await openDesk(lan, "follow-warehouse", "warehouse");
    const ids = async (kind: "open" | "aside") =>
      (await listHeld(desk, { kind, facilityCode: "51001", most: 1000 })).map(({ heldId }) => heldId);
    expect(await ids("open")).not.toContain(held.heldId);
    expect(await ids("aside")).toContain(held.heldId);
    expect(await findHeldDossier(await at(clinic, held), held.heldId)).toMatchObject({
      setAsideReason: "Hồ sơ chạy thử của cơ sở",
    });
    // What would let it in by itself does not: its number becomes known with the same card.
    await owner`
      update warehouse.quarantine set personal_id = ${held.who.id} where held_id = ${held.heldId}`;
    await releaseHeldDossiers(ingest, new Date());
    expect(await isHeld(held)).toBe(true);
    await expect(propose(lan, held)).rejects.toBeInstanceOf(Conflict);
    await takeBackDossier(minh, { heldId: held.heldId });
    expect(await ids("open")).toContain(held.heldId);
    expect(await logOf(held)).toEqual(["set-aside Lan", "taken-back Minh"]);
  });

  test("not without a reason, nor while a match stands", async () => {
    const held = await dossierToMatch(ingest);
    await expect(setAsideDossier(lan, { heldId: held.heldId, reason: "" })).rejects.toBeInstanceOf(Refused);
    await propose(lan, held);
    await expect(setAsideDossier(minh, { heldId: held.heldId, reason: "Không cần" })).rejects.toBeInstanceOf(
      Conflict,
    );
  });
});

describe("strangers", () => {
  test("a facility decides nothing, not even about what it sent, and sees no candidate", async () => {
    const held = await dossierToMatch(ingest);
    await expect(propose(clinic, held)).rejects.toBeInstanceOf(NotAllowed);
    const { heldId } = held;
    await expect(setAsideDossier(clinic, { heldId, reason: "Xóa đi" })).rejects.toBeInstanceOf(NotAllowed);
    await expect(listCandidates(await at(clinic, held), heldId)).rejects.toThrow();
    await propose(lan, held);
    const matchId = await standing(held);
    await expect(confirmMatch(clinic, { heldId, matchId })).rejects.toBeInstanceOf(NotAllowed);
    expect(await findDecisions(await at(clinic, held), heldId)).toEqual({
      ...{ standing: null, last: null, decisions: [] },
    });
    expect(await logOf(held)).toEqual(["proposed Lan"]);
  });

  test("another facility sees neither the dossier nor its original, a citizen no desk", async () => {
    const held = await dossierToMatch(ingest);
    const { heldId } = held;
    expect(await findHeldDossier(await at(clinic, held), heldId)).toMatchObject({ name: held.who.name });
    expect(await findHeldDossier(await at(otherClinic, held), heldId)).toBeNull();
    const original = async (ctx: Context) =>
      originalOf(await openDesk(ctx, "mend-dossiers", "held-original", heldId), heldId);
    expect((await original(clinic))?.original.toString()).toContain("<NOIDUNGFILE>");
    expect(await original(lan)).not.toBeNull();
    expect(await original(otherClinic)).toBeNull();
    const { ctx } = await signedIn(reach);
    await expect(propose(ctx, held)).rejects.toThrow();
  });

  test("a desk that was opened for one dossier, or for the list, shows no other's person", async () => {
    const [held, other] = [await dossierToMatch(ingest), await dossierToMatch(ingest)];
    expect(await findHeldDossier(await at(lan, held), other.heldId)).toBeNull();
    expect(await originalOf(await at(lan, held), held.heldId)).toBeNull();
    await expect(listCandidates(await at(lan, held), other.heldId)).rejects.toThrow();
    const list = await openDesk(lan, "follow-warehouse", "warehouse");
    expect(await findHeldDossier(list, held.heldId)).toBeNull();
    await expect(listCandidates(list, held.heldId)).rejects.toThrow();
  });

  test("opening a held dossier left a line that names it", async () => {
    const held = await dossierToMatch(ingest);
    await at(clinic, held);
    const rows = await reach.appOwner.$client`
      select part, facility_code from app.desk_log where about = ${held.heldId}`;
    expect(rows).toMatchObject([{ part: "held-dossier", facility_code: "51001" }]);
  });
});
