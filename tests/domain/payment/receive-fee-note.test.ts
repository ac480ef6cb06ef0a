import { afterAll, describe, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { revokeFacilityKey } from "#lib/facility/index.ts";
import {
  findFeeNote,
  listFacilityNotes,
  listFeeNotes,
  receiveFeeNote,
  voidFeeNote,
} from "#lib/payment/index.ts";
import { FeeNote, FeeNoteMessage } from "#lib/payment/inputs.ts";
import { NotAllowed, Refused } from "#lib/platform/errors.ts";
import { aDebt, aFacility, feeDesk, hear, noteFor, noticeOf, ownFees } from "../../support/fee-notes.ts";
import { reachOf, signedIn, staffSignedIn } from "../../support/guarded-books.ts";
import { staffAt } from "../../support/officers.ts";
import { trusts } from "../../support/relatives.ts";

const reach = reachOf();
afterAll(() => reach.close());

describe("a fee note from a facility", () => {
  test("stands in the book of the person it names, once however often it is sent", async () => {
    const { sender, facilityCode } = await aFacility(reach);
    const payer = await signedIn(reach);
    const note = noteFor(payer);
    const all = await Promise.all(Array.from({ length: 6 }, () => receiveFeeNote(reach, sender, note)));
    expect(all.map(({ outcome }) => outcome).sort()).toEqual(["received", ...Array(5).fill("unchanged")]);
    // The same words in another order are the same note.
    const turned = Object.fromEntries(Object.entries(note).reverse()) as typeof note;
    expect(await receiveFeeNote(reach, sender, turned)).toEqual({ outcome: "unchanged", status: "open" });

    const [kept, ...more] = await listFeeNotes(await ownFees(payer));
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ facilityCode, amountVnd: 150_000n, status: "open", lines: note.lines });
    const [logged] = await reach.appOwner.$client<{ what: string; actor_kind: string }[]>`
      select what, actor_kind from app.payment_log where citizen_id = ${payer.citizenId}`;
    expect(logged).toEqual({ what: "received", actor_kind: "facility" });
  });

  test("with the same number and other words is refused, and nothing is overwritten", async () => {
    const debt = await aDebt(reach);
    const other = { ...debt.note, issuedOn: "2026-11-21" };
    await expect(receiveFeeNote(reach, debt.facility.sender, other)).rejects.toEqual(
      new Refused("note-differs"),
    );
    // Another facility may use the same number.
    const { sender } = await aFacility(reach);
    expect(await receiveFeeNote(reach, sender, other)).toMatchObject({ outcome: "received" });
    expect((await findFeeNote(await ownFees(debt.payer), debt.noteId))?.note.issuedOn).toBe("2026-11-20");
  });

  test("for nobody we know, or for somebody of another name, is refused", async () => {
    const { sender } = await aFacility(reach);
    const payer = await signedIn(reach);
    const refusal = async (changes: object) =>
      receiveFeeNote(reach, sender, noteFor(payer, { ...changes })).catch((error: Refused) => error.reason);
    expect(await refusal({ personalId: "051299999999" })).toBe("person-unknown");
    expect(await refusal({ name: "Người Khác" })).toBe("person-differs");
    expect(await refusal({ birthDate: "1990-02-02" })).toBe("person-differs");
    expect(await refusal({ name: "NGUOI THU NGHIEM", birthDate: "1990" })).toMatchObject({
      outcome: "received",
    });
  });

  test("of 0 đồng is paid by insurance and owed by nobody", async () => {
    const debt = await aDebt(reach, 0);
    expect((await findFeeNote(await ownFees(debt.payer), debt.noteId))?.note.status).toBe("insured");
    await expect(debt.begin()).rejects.toEqual(new Refused("not-open"));
  });

  test("needs a living key: a revoked one, a made-up grant and none at all send nothing", async () => {
    const { sender, facilityCode } = await aFacility(reach);
    const payer = await signedIn(reach);
    const officer = await staffAt(reach, "authority");
    const send = (grant: string) =>
      receiveFeeNote(reach, { ...sender, grant: async () => grant }, noteFor(payer));
    for (const grant of [
      "",
      "1|sender|9999999999|1|claims|51000.00",
      (await sender.grant()).replace(facilityCode, "51000"),
    ])
      await expect(send(grant)).rejects.toThrow();
    await revokeFacilityKey(officer, { facilityCode, keyId: sender.keyId });
    const later = { ...sender, grant: async () => Promise.reject(new NotAllowed()) };
    await expect(receiveFeeNote(reach, later, noteFor(payer))).rejects.toBeInstanceOf(NotAllowed);
    expect(await listFeeNotes(await ownFees(payer))).toEqual([]);
  });

  test("is taken back while nobody pays it, and not after", async () => {
    const free = await aDebt(reach);
    const takeBack = (debt: typeof free) =>
      voidFeeNote(reach, debt.facility.sender, {
        noteNumber: debt.note.noteNumber,
        void: { reason: "Ghi nhầm" },
      });
    expect(await takeBack(free)).toEqual({ outcome: "voided", status: "void" });
    expect(await takeBack(free)).toEqual({ outcome: "unchanged", status: "void" });
    await expect(free.begin()).rejects.toEqual(new Refused("not-open"));
    const busy = await aDebt(reach);
    const { reference } = await busy.begin();
    await expect(takeBack(busy)).rejects.toEqual(new Refused("note-being-paid"));
    await hear(reach, busy, noticeOf(busy, reference));
    await expect(takeBack(busy)).rejects.toEqual(new Refused("note-paid"));
    const stranger = await aFacility(reach);
    await expect(takeBack({ ...free, facility: stranger })).rejects.toEqual(new Refused("note-unknown"));
  });
});

describe("who reads a fee note", () => {
  test("its owner and its facility's desk; no stranger, no other facility, nobody without a grant", async () => {
    const debt = await aDebt(reach);
    const stranger = await signedIn(reach);
    expect(await findFeeNote(await ownFees(stranger), debt.noteId)).toBeNull();
    expect(
      (await listFacilityNotes(await feeDesk(await debt.facility.clerk()))).map(({ noteId }) => noteId),
    ).toEqual([debt.noteId]);
    const elsewhere = await aFacility(reach);
    expect(await listFacilityNotes(await feeDesk(await elsewhere.clerk()))).toEqual([]);
    const { ctx: authority } = await staffSignedIn(reach);
    expect(await listFacilityNotes(await feeDesk(authority))).not.toEqual([]);
    for (const table of ["fee_notes", "payment_attempts", "refunds", "payment_log", "payment_differences"])
      expect(await reach.app.$client`select * from app.${reach.app.$client(table)}`).toEqual([]);
    for (const table of ["payment_inbox", "ledger_entries", "ledger_postings", "query_turns"])
      await expect(reach.app.$client`select * from app.${reach.app.$client(table)}`).rejects.toThrow(
        /permission/,
      );
  });

  test("a relation that reaches the record does not reach the fees, unless it may pay too", async () => {
    const debt = await aDebt(reach);
    const [reads, pays] = [await signedIn(reach), await signedIn(reach)];
    await trusts(debt.payer, reads, ["record"]);
    await trusts(debt.payer, pays, ["record", "payment"]);
    const notes = async (who: typeof reads) =>
      listFeeNotes(await openBook(who.ctx, debt.payer.citizenId, "for-family", "encounters"));
    expect(await notes(reads)).toEqual([]);
    expect(await notes(pays)).toHaveLength(1);
  });
});

describe("what a facility may send", () => {
  const good = () => noteFor({ personalId: "051290000001", ctx: { actor: { name: "A B" } } } as never);
  test.each([
    [{ amountVnd: 149_999 }, "amountVnd"],
    [{ amountVnd: 150_000.5 }, "amountVnd"],
    [{ amountVnd: 1_000_000_000, lines: [] }, "amountVnd"],
    [{ lines: [] }, "lines"],
    [{ noteNumber: "a b" }, "noteNumber"],
    [{ personalId: "123" }, "personalId"],
    [{ issuedOn: "2026-02-30" }, "issuedOn"],
    [{ kind: "gift" }, "kind"],
    [{ more: 1 }, ""],
  ])("%j is refused by its field", (changes, field) => {
    const read = FeeNote.safeParse({ ...good(), ...changes });
    expect(read.success).toBe(false);
    expect(read.error?.issues.map(({ path }) => path[0] ?? "")).toContain(field);
  });

  test("a good note and the taking back of one are told apart", () => {
    expect(FeeNoteMessage.parse(good())).toHaveProperty("lines");
    expect(FeeNoteMessage.parse({ noteNumber: "A1", void: { reason: "x" } })).toHaveProperty("void");
  });
});
