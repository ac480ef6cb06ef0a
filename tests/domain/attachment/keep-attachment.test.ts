import { randomBytes, randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { keepAttachment, readAttachment, readUpload, shredAttachment } from "#lib/attachment/index.ts";
import { MOST_BYTES } from "#lib/attachment/rules.ts";
import { openBook } from "#lib/consent/index.ts";
import { Refused } from "#lib/platform/errors.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { bombPng, pdfWith, photoWithPlace, testKeys } from "#tests/support/photos.ts";

const reach = reachOf();
afterAll(() => reach.close());

type Who = Awaited<ReturnType<typeof signedIn>>;
const bookOf = (who: Who) => openBook(who.ctx, who.citizenId, "own-reading", "history");
const keep = async (who: Who, bytes: Buffer, attachmentId: string = randomUUID()) =>
  keepAttachment(await bookOf(who), { attachmentId, bytes }, testKeys);
const read = async (who: Who, id: string) => readAttachment(await bookOf(who), id, testKeys);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "taken",
    (error: unknown) => (error instanceof Refused ? error.reason : String(error)),
  );

test("a photo is kept without where it was taken, closed in the database, and read by its owner alone", async () => {
  const [who, stranger] = [await signedIn(reach), await signedIn(reach)];
  const photo = Buffer.concat([await photoWithPlace(), Buffer.from("<script>behind the end</script>")]);
  expect(photo.includes("Phone-Of-Mine")).toBe(true);
  const { attachmentId, kind } = await keep(who, photo);
  expect(kind).toBe("image/jpeg");
  const kept = await read(who, attachmentId);
  const { exif, width, height } = await sharp(kept?.bytes).metadata();
  expect([exif, width, height]).toEqual([undefined, 120, 80]);
  expect(kept?.bytes.includes("script") || kept?.bytes.includes("Phone-Of-Mine")).toBe(false);
  const [row] = await reach.appOwner.$client<{ sealed: Buffer; part: string }[]>`
    select a.sealed, l.part from app.attachments a join app.access_log l on l.log_id = a.opened_as
    where a.citizen_id = ${who.citizenId}`;
  expect(row?.part).toBe("history");
  expect(row?.sealed.subarray(12, 15)).not.toEqual(kept?.bytes.subarray(0, 3));
  expect(await read(stranger, attachmentId)).toBeNull();
  expect(await shredAttachment(await bookOf(stranger), attachmentId)).toBe(false);
  expect(await read(who, attachmentId)).not.toBeNull();
});

test("sent twice it is kept once; shredded, its key and bytes are gone and the row says when", async () => {
  const who = await signedIn(reach);
  const id = randomUUID();
  const photo = await photoWithPlace();
  await Promise.all([keep(who, photo, id), keep(who, photo, id)]);
  expect(await shredAttachment(await bookOf(who), id)).toBe(true);
  expect(await shredAttachment(await bookOf(who), id)).toBe(true);
  expect(await read(who, id)).toBeNull();
  const rows = await reach.appOwner.$client`
    select a.sealed, a.shredded_at is not null as gone, a.shredded_as is not null as traced, k.wrapped
    from app.attachments a left join app.attachment_keys k using (citizen_id, attachment_id) where a.citizen_id = ${who.citizenId}`;
  expect(rows).toEqual([{ sealed: null, gone: true, traced: true, wrapped: null }]);
});

test("bytes that were changed or put in another's place do not open", async () => {
  const [one, other] = [await signedIn(reach), await signedIn(reach)];
  const photo = await photoWithPlace();
  const [a, b] = [await keep(one, photo), await keep(other, photo)];
  await reach.appOwner.$client`
    update app.attachments set sealed = (select sealed from app.attachments where attachment_id = ${a.attachmentId})
    where attachment_id = ${b.attachmentId}`;
  await expect(read(other, b.attachmentId)).rejects.toThrow();
});

describe("what is no photo of a paper is refused, whatever it is called", () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ["nothing", () => Buffer.alloc(0), "photo-none"],
    ["a drawing with a script", () => svg, "photo-svg"],
    ["a page", () => Buffer.from("<!doctype html><script>1</script>"), "photo-kind"],
    ["HEIC", () => Buffer.from("\0\0\0\u0018ftypheic\0\0\0\0"), "photo-heic"],
    ["GIF", () => Buffer.from("GIF89a…"), "photo-kind"],
    ["400 million pixels in 200 bytes", () => bombPng(20_000), "photo-too-many-pixels"],
    ["half a photo", async () => (await photoWithPlace()).subarray(0, 200), "photo-unreadable"],
    ["a head without a photo", () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), "photo-unreadable"],
    [
      "too many bytes",
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(MOST_BYTES)]),
      "photo-too-large",
    ],
    [
      "a PDF that runs a script",
      () => pdfWith("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
      "pdf-active",
    ],
    ["the same, spelled otherwise", () => pdfWith("/OpenAction << /S /J#61vaScript >>"), "pdf-active"],
    ["the same, packed", () => pdfWith("/S /Launch", true), "pdf-active"],
    ["a PDF with a file inside", () => pdfWith("/Names << /EmbeddedFiles 9 0 R >>"), "pdf-active"],
    [
      "a PDF that is something else too",
      () => Buffer.concat([pdfWith(), Buffer.from("PK\u0003\u0004")]),
      "photo-unreadable",
    ],
  ])("%s", async (_, bytes, reason) => {
    const who = await signedIn(reach);
    expect(await refusal(Promise.resolve(bytes()).then((sent) => keep(who, sent)))).toBe(reason);
  });

  test("a plain PDF is kept as it came", async () => {
    const who = await signedIn(reach);
    const { attachmentId } = await keep(who, pdfWith("/Lang (vi)", true));
    expect(await read(who, attachmentId)).toEqual({
      kind: "application/pdf",
      bytes: pdfWith("/Lang (vi)", true),
    });
  });
});

test("a person keeps no more than their share of a day", async () => {
  const who = await signedIn(reach);
  await reach.appOwner.$client`
    insert into app.attachments (citizen_id, attachment_id, kind, shredded_at)
    select ${who.citizenId}, gen_random_uuid(), 'image/jpeg', now() from generate_series(1, 40)`;
  expect(await refusal(keep(who, await photoWithPlace()))).toBe("too-many-photos");
});

test("a large upload is refused before it is in memory, whether it says its length or not", async () => {
  const boundary = "b";
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n`,
  );
  let brought = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (brought === 0) controller.enqueue(head);
      brought += 1_000_000;
      if (brought > 50_000_000) controller.close();
      else controller.enqueue(randomBytes(1_000_000));
    },
  });
  const send = (more: object, headers: Record<string, string> = {}) =>
    new Request("http://book/", {
      method: "POST",
      headers: { "content-type": `multipart/form-data; boundary=${boundary}`, ...headers },
      ...more,
    } as RequestInit);
  expect(await refusal(readUpload(send({ body, duplex: "half" })))).toBe("photo-too-large");
  expect(brought).toBeLessThan(25_000_000);
  const small = Buffer.concat([head, Buffer.from(`hi\r\n--${boundary}--\r\n`)]);
  expect(await refusal(readUpload(send({ body: small }, { "content-length": "50000000" })))).toBe(
    "photo-too-large",
  );
  const form = await readUpload(send({ body: small }));
  expect(await (form.get("photo") as File).text()).toBe("hi");
  expect(await refusal(readUpload(new Request("http://book/", { method: "POST", body: "x" })))).toBe(
    "photo-none",
  );
});
