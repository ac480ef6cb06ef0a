import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import {
  dropShared,
  keepAttachment,
  keepShared,
  listShared,
  readAttachment,
  readShared,
  sweepShared,
  useShared,
} from "#lib/attachment/index.ts";
import { MOST_SHARED, SHARED_HOURS } from "#lib/attachment/rules.ts";
import { openBook, openBookInHand } from "#lib/consent/index.ts";
import { connect } from "#lib/platform/db.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { urlOf } from "#tests/support/database.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { pdfWith, photoWithPlace, testKeys } from "#tests/support/photos.ts";
import { aChild, holding, represents } from "#tests/support/relatives.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});
const owner = reach.appOwner.$client;

const bookOf = async (who: Awaited<ReturnType<typeof signedIn>>) =>
  openBook(who.ctx, who.citizenId, "own-reading", "documents");
async function shared(bytes?: Buffer) {
  const own = await bookOf(await signedIn(reach));
  const sharedId = randomUUID();
  await keepShared(own, { sharedId, bytes: bytes ?? (await photoWithPlace()) }, testKeys);
  return { own, sharedId };
}
const bytesLeft = async (id: string) => {
  const rows = await owner`
    select 1 from app.attachments a join app.attachment_keys using (citizen_id, attachment_id)
    where a.attachment_id = ${id} and a.sealed is not null`;
  return rows.length;
};

test("a shared photo waits, closed and without where it was taken, for its owner alone", async () => {
  const { own, sharedId } = await shared();
  const stranger = await bookOf(await signedIn(reach));
  expect(await listShared(own)).toMatchObject([{ sharedId, kind: "image/jpeg" }]);
  expect((await sharp((await readShared(own, sharedId, testKeys))?.bytes).metadata()).exif).toBeUndefined();
  expect(await listShared(stranger)).toEqual([]);
  expect(await readShared(stranger, sharedId, testKeys)).toBeNull();
  const use = { attachmentId: randomUUID(), book: async () => stranger, attach: async () => undefined };
  await expect(useShared(stranger, sharedId, use, testKeys)).rejects.toThrow(NotFound);
  await dropShared(stranger, sharedId);
  expect(await bytesLeft(sharedId)).toBe(1);
  await expect(reach.app.$client`delete from app.shared_files`).rejects.toThrow(/permission denied/);
});

test("what is used goes where it belongs, and waits no more; what fails goes on waiting", async () => {
  const { own, sharedId } = await shared(pdfWith());
  const attachmentId = randomUUID();
  const use = (attach: (bytes: Buffer) => Promise<void>, id = attachmentId) =>
    useShared(own, sharedId, { attachmentId: id, book: async () => own, attach }, testKeys);
  await expect(use(() => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
  let times = 0;
  const attach = async (bytes: Buffer) => {
    times += 1;
    await keepAttachment(own, { attachmentId, bytes }, testKeys);
  };
  await use(attach);
  // The button pressed again says what the first press did.
  await use(attach);
  expect(times).toBe(1);
  await expect(use(attach, randomUUID())).rejects.toThrow(NotFound);
  expect([await bytesLeft(sharedId), await bytesLeft(attachmentId)]).toEqual([0, 1]);
  // What a case holds is dropped by no address that names it.
  await dropShared(own, attachmentId);
  expect((await readAttachment(own, attachmentId, testKeys))?.bytes).toEqual(pdfWith());
});

test("a few wait at most, nothing that acts is taken, and dropped is shredded", async () => {
  const { own, sharedId } = await shared();
  const one = async (bytes: Buffer) => keepShared(own, { sharedId: randomUUID(), bytes }, testKeys);
  await expect(one(pdfWith("/S /Launch", true))).rejects.toThrow("pdf-active");
  await expect(one(Buffer.from("<!doctype html>"))).rejects.toThrow("photo-kind");
  for (let more = 1; more < MOST_SHARED; more++) await one(pdfWith());
  await expect(one(pdfWith())).rejects.toThrow("too-many-shared");
  await dropShared(own, sharedId);
  await dropShared(own, sharedId);
  expect(await bytesLeft(sharedId)).toBe(0);
  await one(pdfWith());
});

test("what nobody came back to is shredded, and nothing younger", async () => {
  const [old, young] = [await shared(pdfWith()), await shared(pdfWith())];
  await owner`
    update app.shared_files set shared_at = shared_at - make_interval(hours => ${SHARED_HOURS}, mins => 1)
    where attachment_id = ${old.sharedId}`;
  expect(await sweepShared(worker, new Date())).toBeGreaterThanOrEqual(1);
  expect([await bytesLeft(old.sharedId), await bytesLeft(young.sharedId)]).toEqual([0, 1]);
  expect(await listShared(old.own)).toEqual([]);
});

test("who acts for somebody drops nothing that waits in that book", async () => {
  const mother = await signedIn(reach);
  const child = await aChild(reach, "2020-02-10");
  await represents(reach, mother, child, "2020-02-10");
  const book = await openBookInHand(holding(mother, child.citizenId, "representative"), "history");
  await expect(
    book.actOnApp((tx) => tx.execute("select app.drop_shared_file(gen_random_uuid())")),
  ).rejects.toMatchObject({ cause: { code: "42501" } });
});
