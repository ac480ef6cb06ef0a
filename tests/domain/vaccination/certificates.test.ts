import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { listOpenings, openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { connect } from "#lib/platform/db.ts";
import { NotFound, SignedOut } from "#lib/platform/errors.ts";
import {
  cardRevocations,
  findCertificate,
  issueCertificate,
  listCertificates,
  ownTrust,
  publicCardKeys,
  revokeCertificate,
  revokeOverturned,
  type Signing,
} from "#lib/vaccination/index.ts";
import { readContent, readTrust, standingOf, verifyCertificate } from "#lib/vaccination/rules.ts";
import { aCertificateKey } from "#tests/support/certificate-keys.ts";
import { connectionOf, urlOf } from "#tests/support/database.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { aChild, holding, represents, trusts } from "#tests/support/relatives.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 2 });
afterAll(() => Promise.all([reach.close(), worker.$client.end({ timeout: 5 })]));
const owner = reach.appOwner.$client;

const first = aCertificateKey(1);
const signing: Signing = { keys: [first], issuer: "https://so.example.vn" };

type Given = { code?: string; antigens?: string; on?: string; lot?: string | null; standing?: string };
async function give(citizenId: string, o: Given = {}): Promise<string> {
  const doseId = randomUUID();
  const { code = "05", antigens = "{Measles}", on = "2025-03-04", lot = "LO-7", standing = "recorded" } = o;
  await reach.ingest.$client`
    insert into warehouse.doses (citizen_id, dose_id, facility_code, dose_ref, vaccine_code, antigens, lot, given_on, place, place_code,
      standing, format, file_id, received_at)
    values (${citizenId}, ${doseId}, '51085', ${doseId}, ${code}, ${antigens}, ${lot}, ${on}, 'Trạm Y tế thử', '51085', ${standing},
      'csv', gen_random_uuid(), now())`;
  return doseId;
}

const bookOf = (ctx: Context, citizenId: string) =>
  openBook(ctx, citizenId, ctx.inHand.purpose, "certificates");
async function issue(ctx: Context, about = "history", by = signing) {
  const certificateId = randomUUID();
  await issueCertificate(ctx, by, { certificateId, about });
  const one = await findCertificate(await bookOf(ctx, ctx.inHand.citizenId), certificateId);
  if (!one) throw new Error("it was signed, and is not there");
  return one;
}
async function verdictOn(texts: readonly string[], by = signing) {
  const trust = await readTrust(await ownTrust(reach.app, by));
  const [text = ""] = texts;
  return verifyCertificate(text, trust, new Date());
}

describe("a certificate", () => {
  test("of the whole history, of one disease and of COVID-19 is signed, proves itself and is kept with its trace", async () => {
    const { ctx, citizenId } = await signedIn(reach, { name: "Nguyễn Thị Ánh" });
    await give(citizenId);
    await give(citizenId, { code: "04", antigens: "{Measles,Rubella}", on: "2025-09-01" });
    await give(citizenId, { code: "208", antigens: "{COVID-19}", on: "2021-07-15" });
    const [history, measles, covid] = [
      await issue(ctx),
      await issue(ctx, "Measles"),
      await issue(ctx, "COVID-19"),
    ];
    expect([history.kind, measles.kind, covid.kind]).toEqual(["health-card", "proof", "dcc"]);
    const said = await Promise.all(
      [history, measles, covid].map(async ({ texts }) => {
        const verdict = await verdictOn(texts);
        expect(verdict).toMatchObject({ valid: true, signer: "DEMO Nơi cấp thử" });
        const { people, doses } = readContent(verdict.content);
        expect(people).toEqual([{ name: "Nguyễn Thị Ánh", birthDate: "1990-01-02" }]);
        return doses.map(({ on }) => on);
      }),
    );
    expect(said).toEqual([
      ["2021-07-15", "2025-03-04", "2025-09-01"],
      ["2025-03-04", "2025-09-01"],
      ["2021-07-15"],
    ]);
    const book = await bookOf(ctx, citizenId);
    expect(await listCertificates(book)).toHaveLength(3);
    const openings = await listOpenings(book, { since: new Date(0), most: 20 });
    const rows = await owner<
      { opened_as: string }[]
    >`select opened_as from app.certificates where citizen_id = ${citizenId}`;
    const own = openings.find(({ part }) => part === "certificates");
    expect(rows.map((row) => Number(row.opened_as))).toEqual(Array(3).fill(own?.logId));
  });

  test("tells only what was recorded when it was given, and is refused where there is nothing of that", async () => {
    const { ctx, citizenId } = await signedIn(reach);
    await expect(issue(ctx)).rejects.toMatchObject({ reason: "no-dose" });
    await give(citizenId, { standing: "reported" });
    await give(citizenId, { standing: "withdrawn", on: "2025-05-05" });
    await expect(issue(ctx)).rejects.toMatchObject({ reason: "no-dose" });
    await give(citizenId, { code: "213", antigens: "{COVID-19}", on: "2021-07-15" });
    expect(readContent((await verdictOn((await issue(ctx)).texts)).content).doses).toHaveLength(1);
    await expect(issue(ctx, "Measles")).rejects.toMatchObject({ reason: "no-dose" });
    await expect(issue(ctx, "COVID-19")).rejects.toMatchObject({ reason: "product-unknown" });
    await expect(
      issue(ctx, "history", { ...signing, keys: [{ ...first, secret: null }] }),
    ).rejects.toMatchObject({
      reason: "no-key",
    });
  });

  test("the same form twice signs once, and nobody has more than fits a day", async () => {
    const { ctx, citizenId } = await signedIn(reach);
    await give(citizenId);
    const certificateId = randomUUID();
    for (let i = 0; i < 2; i += 1) await issueCertificate(ctx, signing, { certificateId, about: "history" });
    for (let i = 0; i < 19; i += 1) await issue(ctx, "Measles");
    await expect(issue(ctx)).rejects.toMatchObject({ reason: "too-many-certificates" });
    expect(await listCertificates(await bookOf(ctx, citizenId))).toHaveLength(20);
  });
});

describe("taking back", () => {
  test("its person takes it back: every form is revoked for whoever checks, and the counter of the list grows", async () => {
    const { ctx, citizenId } = await signedIn(reach);
    await give(citizenId);
    const by: Signing = { ...signing, keys: [aCertificateKey(1)] };
    const [card, proof, other] = [
      await issue(ctx, "history", by),
      await issue(ctx, "Measles", by),
      await issue(ctx, "Measles", by),
    ];
    expect(await publicCardKeys(reach.app, by.keys)).toMatchObject([{ kid: card.kid, crlVersion: 1 }]);
    for (const { certificateId } of [card, card, proof]) await revokeCertificate(ctx, { certificateId });
    expect((await verdictOn(card.texts, by)).reason).toBe("revoked");
    expect((await verdictOn(proof.texts, by)).reason).toBe("revoked");
    expect((await verdictOn(other.texts, by)).reason).toBe("ok");
    const list = await cardRevocations(reach.app, by.keys, card.kid);
    expect(list).toMatchObject({ kid: card.kid, method: "rid", ctr: 2 });
    expect(list?.rids).toHaveLength(1);
    expect(list?.rids[0]).toMatch(/^[\w-]{1,24}$/);
    expect(await publicCardKeys(reach.app, by.keys)).toMatchObject([{ crlVersion: 2 }]);
    expect(await cardRevocations(reach.app, by.keys, "another")).toBeNull();
    const now = await findCertificate(await bookOf(ctx, citizenId), card.certificateId);
    expect(now && standingOf(now, [card.kid], new Date())).toBe("revoked");
    const [row] =
      await owner`select revoked_as, revoked_because from app.certificates where certificate_id = ${card.certificateId}`;
    expect(row).toMatchObject({ revoked_because: "asked", revoked_as: expect.anything() });
  });

  test("a dose that was mended or withdrawn takes back what tells of it: at the next signing, or by the worker, which tells", async () => {
    const { ctx, citizenId } = await signedIn(reach);
    const [stays, goes] = [await give(citizenId), await give(citizenId, { on: "2025-09-01", lot: null })];
    const [old, aside] = [await issue(ctx), await issue(ctx, "Measles")];
    const ingest = connectionOf("ingest");
    await revokeOverturned(worker, ingest);
    expect((await verdictOn(old.texts)).reason).toBe("ok");
    await reach.warehouseOwner
      .$client`update warehouse.doses set lot = 'LO-8' where citizen_id = ${citizenId} and dose_id = ${stays}`;
    const next = await issue(ctx);
    for (const { texts } of [old, aside]) expect((await verdictOn(texts)).reason).toBe("revoked");
    expect((await verdictOn(next.texts)).reason).toBe("ok");
    await reach.warehouseOwner
      .$client`update warehouse.doses set standing = 'withdrawn' where citizen_id = ${citizenId} and dose_id = ${goes}`;
    while ((await revokeOverturned(worker, ingest)) > 0);
    expect((await verdictOn(next.texts)).reason).toBe("revoked");
    const told =
      await owner`select link from app.messages where citizen_id = ${citizenId} and kind = 'certificate-revoked'`;
    expect(told).toMatchObject([{ link: "/vaccination/certificates" }]);
  });

  test("what a desk wrote is signed at once and stands while it is on its way; what a station mended stands no more", async () => {
    const { ctx, citizenId } = await signedIn(reach);
    const doseId = randomUUID();
    await owner`
      insert into app.desk_doses (citizen_id, dose_id, is_known, name, born, sex, facility_code, vaccine_code, antigens, lot, given_on,
        standing, written_by, written_by_name)
      values (${citizenId}, ${doseId}, true, 'x', '1990-01-02', 'female', '51085', '05', '{Measles}', 'LO-1', '2025-03-04', 'recorded',
        gen_random_uuid(), 'Cán bộ thử')`;
    const ingest = connectionOf("ingest");
    const written = await issue(ctx);
    await revokeOverturned(worker, ingest);
    expect((await verdictOn(written.texts)).reason).toBe("ok");
    await owner`update app.desk_doses set undone_at = now(), undone_by_name = 'x', undone_because = 'Ghi nhầm người', version = version + 1
      where citizen_id = ${citizenId}`;
    await revokeOverturned(worker, ingest);
    expect((await verdictOn(written.texts)).reason).toBe("revoked");
    const wrong = await give(citizenId);
    const sent = await issue(ctx);
    await owner`
      insert into app.declared_doses (citizen_id, dose_id, instead_of, standing, vaccine_code, antigens, given_on, confirmed_at, confirmed_by_name)
      values (${citizenId}, gen_random_uuid(), ${wrong}, 'confirmed', '04', '{Measles,Rubella}', '2025-03-04', now(), 'Trạm')`;
    await revokeOverturned(worker, ingest);
    expect((await verdictOn(sent.texts)).reason).toBe("revoked");
    await expect(issue(ctx)).rejects.toMatchObject({ reason: "no-dose" });
  });

  test("what a person has the book delete is taken back, and a row is never changed otherwise", async () => {
    const { ctx, citizenId } = await signedIn(reach);
    await give(citizenId);
    const one = await issue(ctx);
    await expect(
      owner`update app.certificates set about = 'history', texts = '{x}' where certificate_id = ${one.certificateId}`,
    ).rejects.toMatchObject({ code: "42501" });
    await owner`delete from app.certificates where citizen_id = ${citizenId}`;
    expect((await verdictOn(one.texts)).reason).toBe("revoked");
    await expect(owner`delete from app.certificate_revocations`).rejects.toMatchObject({ code: "42501" });
    await expect(owner`update app.certificate_revocations set kid = 'x'`).rejects.toMatchObject({
      code: "42501",
    });
  });
});

test("a new key signs, a former one proves and takes back, and what a lost one signed asks to be made anew", async () => {
  const { ctx, citizenId } = await signedIn(reach);
  await give(citizenId);
  const old = await issue(ctx);
  const second = aCertificateKey(2);
  const rotated: Signing = { ...signing, keys: [{ ...first, secret: null }, second] };
  const fresh = await issue(ctx, "history", rotated);
  expect(fresh.kid).not.toBe(old.kid);
  for (const { texts } of [old, fresh]) expect((await verdictOn(texts, rotated)).reason).toBe("ok");
  expect((await publicCardKeys(reach.app, rotated.keys)).map(({ kid }) => kid)).toEqual([fresh.kid, old.kid]);
  await revokeCertificate(ctx, { certificateId: old.certificateId });
  expect((await verdictOn(old.texts, rotated)).reason).toBe("revoked");
  const lost: Signing = { ...signing, keys: [second] };
  expect((await verdictOn(old.texts, lost)).reason).toBe("untrusted-issuer");
  expect(standingOf({ ...old, revokedAt: null }, [fresh.kid], new Date())).toBe("key-gone");
});

describe("whose it is", () => {
  test("a stranger sees, makes and takes back nothing", async () => {
    const [a, b] = [await signedIn(reach), await signedIn(reach)];
    await give(a.citizenId);
    const one = await issue(a.ctx);
    const theirs = await bookOf(b.ctx, b.citizenId);
    expect(await listCertificates(theirs)).toEqual([]);
    expect(await findCertificate(theirs, one.certificateId)).toBeNull();
    await expect(revokeCertificate(b.ctx, one)).rejects.toBeInstanceOf(NotFound);
    await expect(issue(holding(b, a.citizenId, "trusted"))).rejects.toBeInstanceOf(NotFound);
    const nobody = { ...a.ctx, actor: { ...a.ctx.actor, token: "x".repeat(43) } };
    await expect(issue(nobody)).rejects.toBeInstanceOf(SignedOut);
    for (const statement of [
      "select app.revoke_certificate(gen_random_uuid(), 'asked')",
      "select * from app.living_certificates(gen_random_uuid(), 1)",
      "insert into app.certificate_revocations (kid, kind, mark) values ('x', 'card', 'y')",
    ])
      await expect(reach.app.$client.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
    expect(await reach.app.$client`select 1 from app.certificates`).toEqual([]);
  });

  test("a mother proves for her child, one who is trusted with the record too, one who may only book does not", async () => {
    const [mother, friend, booker] = [await signedIn(reach), await signedIn(reach), await signedIn(reach)];
    const child = await aChild(reach, "2024-05-06");
    await represents(reach, mother, child, "2024-05-06");
    await give(child.citizenId);
    const one = await issue(holding(mother, child.citizenId, "representative"));
    expect(readContent((await verdictOn(one.texts)).content).people).toEqual([
      { name: "Bé Thử Nghiệm", birthDate: "2024-05-06" },
    ]);
    await give(mother.citizenId);
    await trusts(mother, friend, ["record"]);
    await trusts(mother, booker, ["booking"]);
    await issue(holding(friend, mother.citizenId, "trusted"));
    await expect(issue(holding(booker, mother.citizenId, "trusted"))).rejects.toBeInstanceOf(NotFound);
  });
});
