import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import yauzl from "yauzl";
import { keepAttachment } from "#lib/attachment/index.ts";
import { openBook, openPrivateEncounter } from "#lib/consent/index.ts";
import { noteAuthentication } from "#lib/identity/sessions.ts";
import { connect, type Database } from "#lib/platform/db.ts";
import {
  askExport,
  listExports,
  makeExport,
  makeExportLink,
  sweepExports,
  takeExport,
} from "#lib/rights/index.ts";
import { exportStanding } from "#lib/rights/rules.ts";
import { urlOf } from "#tests/support/database.ts";
import { fileVisit, reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { testKeys as attachmentKeys, photoWithPlace } from "#tests/support/photos.ts";
import { copyWords } from "../../../app/_jobs/copy-words.ts";

// The first copy loads what draws and packs.
vi.setConfig({ testTimeout: 60_000 });
const reach = reachOf();
let worker: Database;
let ingest: postgres.Sql;
type Who = Awaited<ReturnType<typeof signedIn>>;

beforeAll(() => {
  worker = connect(urlOf("worker"), { max: 2 });
  ingest = postgres(urlOf("ingest"), { max: 2, fetch_types: false });
});
afterAll(async () => {
  await Promise.all([reach.close(), worker.$client.end(), ingest.end()]);
});

const makeAll = async () => {
  while (await makeExport({ app: worker, ingest, attachmentKeys, words: copyWords }));
};
const bookOf = (who: Who) => openBook(who.ctx, who.citizenId, "own-reading", "export");
const latest = async (who: Who) => (await listExports(await bookOf(who)))[0];
const fresh = (who: Who) => noteAuthentication(reach.app, who.token, new Date());

/** A person with an ordinary visit, a private one, something told, and a photo. */
async function aFullBook() {
  const who = await signedIn(reach, { name: "Nguyễn Thị Ổ Bánh" });
  const visit = await fileVisit(reach, who.citizenId);
  const hidden = await fileVisit(reach, who.citizenId, { privateBecause: ["mental"] });
  await openPrivateEncounter(who.ctx, who.citizenId, hidden);
  const book = await openBook(who.ctx, who.citizenId, "own-reading", "history");
  await book.actOnApp(async (tx) => {
    await tx.execute(
      `select app.declare_history(gen_random_uuid(), 'allergy', '{"what":"tôm <b>&amp;</b>"}'::jsonb)`,
    );
    await tx.execute(`select app.note_seen('${hidden}'), app.note_seen('${visit}')`);
  });
  await reach.appOwner.$client`
    insert into app.push_subscriptions (citizen_id, endpoint, endpoint_hash, p256dh, auth, language, words, device_hash, session_hash, opened_as)
    values (${who.citizenId}, ${`https://push.test/${visit}`}, app.hash_of(${visit}), ${Buffer.alloc(65)}, ${Buffer.alloc(16)}, 'vi',
      'Chrome, Android', app.hash_of(${hidden}), app.hash_of(${who.token}), 1)`;
  await keepAttachment(
    book,
    { attachmentId: crypto.randomUUID(), bytes: await photoWithPlace() },
    attachmentKeys,
  );
  return { who, visit, hidden };
}

async function copyOf(who: Who, withPrivate: boolean): Promise<Map<string, Buffer>> {
  const exportId = crypto.randomUUID();
  await askExport(who.ctx, { exportId, language: "vi", ...(withPrivate ? { private: "yes" } : {}) });
  await makeAll();
  await fresh(who);
  const { link } = await makeExportLink(who.ctx, { exportId });
  const taken = await takeExport(who.ctx, { exportId, link }, attachmentKeys);
  const parts: Buffer[] = [];
  for await (const part of taken.content) parts.push(part);
  const zip = Buffer.concat(parts);
  expect(zip.length).toBe(taken.bytes);
  return filesOf(zip);
}

async function filesOf(zip: Buffer): Promise<Map<string, Buffer>> {
  const opened = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(zip, {
    lazyEntries: true,
  });
  const files = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    opened.on("entry", (entry: yauzl.Entry) => {
      opened.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          files.set(entry.fileName, Buffer.concat(parts));
          opened.readEntry();
        });
      });
    });
    opened.on("end", () => resolve());
    opened.on("error", reject);
    opened.readEntry();
  });
  return files;
}

test("a copy has the page, the PDF, the data and the photo, and no private visit that was not wanted", async () => {
  const { who, visit, hidden } = await aFullBook();
  const files = await copyOf(who, false);
  const names = [...files.keys()];
  expect(names).toEqual(expect.arrayContaining(["so-suc-khoe.html", "so-suc-khoe.pdf", "du-lieu.json"]));
  expect(names.filter((name) => /^giay-to\/.*\.jpg$/.test(name))).toHaveLength(1);
  const html = files.get("so-suc-khoe.html")?.toString() ?? "";
  expect(html).toContain("Nguyễn Thị Ổ Bánh");
  expect(html).toContain("tôm &#60;b&#62;");
  expect(html).toContain("Lượt khám riêng tư không có trong bản này.");
  expect(html).not.toMatch(/<script|<b>/);
  expect(files.get("so-suc-khoe.pdf")?.subarray(0, 5).toString()).toBe("%PDF-");
  expect(files.get("so-suc-khoe.pdf")?.length).toBeGreaterThan(5000);
  const text = files.get("du-lieu.json")?.toString() ?? "";
  const data = JSON.parse(text);
  expect(data.warehouse.encounters.map((row: { encounter_id: string }) => row.encounter_id)).toEqual([visit]);
  expect(data.privateVisitsLeftOut).toBe(1);
  expect(text).not.toContain(hidden);
  expect(text).not.toContain("private-encounter");
  // Nothing that opens something: hashes, keys, what is sealed.
  expect(text).not.toMatch(/"(token_hash|session_hash|hash|wrapped|sealed|link_hash|text_hash)"/);
  // A browser that takes messages is named, not where it takes them.
  expect(data.app.push_subscriptions).toMatchObject([{ words: "Chrome, Android" }]);
  expect(text).not.toContain("push.test");
  expect(html).toMatch(/Trình duyệt nhận tin.*Chrome, Android/s);
  expect(data.app.history_entries).toHaveLength(1);
  expect(data.app.access_log.length).toBeGreaterThan(1);
});

test("with private visits it has them, because the person said so", async () => {
  const { who, hidden } = await aFullBook();
  const files = await copyOf(who, true);
  expect(files.get("du-lieu.json")?.toString()).toContain(hidden);
  expect(files.get("so-suc-khoe.html")?.toString()).toContain("vì bạn đã chọn");
});

test("a copy is of one moment: what is written while it is made is not half in it", async () => {
  const { who } = await aFullBook();
  let writing = true;
  const busy = (async () => {
    while (writing) {
      const id = crypto.randomUUID();
      await reach.appOwner.$client.begin(async (tx) => {
        for (const kind of ["a", "b"])
          await tx`insert into app.reported_visits (citizen_id, report_id, place, visited_on)
            values (${who.citizenId}, gen_random_uuid(), ${`${kind} ${id}`}, '2020')`;
      });
    }
  })();
  const files = await copyOf(who, false);
  writing = false;
  await busy;
  const places: string[] = JSON.parse(files.get("du-lieu.json")?.toString() ?? "").app.reported_visits.map(
    (row: { place: string }) => row.place.slice(2),
  );
  const pairs = new Map<string, number>();
  for (const place of places) pairs.set(place, (pairs.get(place) ?? 0) + 1);
  expect([...pairs.values()].every((count) => count === 2)).toBe(true);
});

test("it leaves its trace, is told of, and is closed on the disk", async () => {
  const { who } = await aFullBook();
  await copyOf(who, true);
  const owner = reach.appOwner.$client;
  const [row] = await owner`
    select actor_kind, part from app.access_log where citizen_id = ${who.citizenId} and purpose = 'export-with-private'`;
  expect(row).toEqual({ actor_kind: "system", part: "whole-book" });
  const told =
    await owner`select link from app.messages where citizen_id = ${who.citizenId} and kind = 'export-ready'`;
  expect(told).toEqual([{ link: "/consent/export" }]);
  const [piece] = await owner<
    { sealed: Buffer }[]
  >`select sealed from app.export_pieces where citizen_id = ${who.citizenId}`;
  expect(piece?.sealed.includes("PK\u0003\u0004")).toBe(false);
});

test("without a fresh sign-in there is no link, a link serves once, and nobody else's", async () => {
  const [who, other] = [await signedIn(reach), await signedIn(reach)];
  const exportId = crypto.randomUUID();
  await askExport(who.ctx, { exportId, language: "en" });
  await askExport(who.ctx, { exportId, language: "en" });
  await expect(askExport(who.ctx, { exportId: crypto.randomUUID(), language: "en" })).rejects.toThrow(
    "being-made",
  );
  await makeAll();
  await expect(makeExportLink(who.ctx, { exportId })).rejects.toThrow("sign-in-again");
  await Promise.all([fresh(who), fresh(other)]);
  await expect(makeExportLink(other.ctx, { exportId })).rejects.toThrow("not-there");
  const { link } = await makeExportLink(who.ctx, { exportId });
  await expect(takeExport(other.ctx, { exportId, link }, attachmentKeys)).rejects.toThrow();
  const both = await Promise.allSettled([
    takeExport(who.ctx, { exportId, link }, attachmentKeys),
    takeExport(who.ctx, { exportId, link }, attachmentKeys),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const columns = reach.app.$client`select wrapped from app.exports`;
  await expect(columns).rejects.toThrow(/permission denied/);
});

test("a copy whose time is over is deleted, key and bytes", async () => {
  const who = await signedIn(reach);
  const exportId = crypto.randomUUID();
  await askExport(who.ctx, { exportId, language: "vi" });
  await makeAll();
  const owner = reach.appOwner.$client;
  await owner`update app.exports set expires_at = now() - interval '1 second' where export_id = ${exportId}`;
  expect(await sweepExports(worker)).toBeGreaterThan(0);
  const [left] = await owner`
    select wrapped, (select count(*)::int from app.export_pieces p where p.export_id = e.export_id) as pieces
    from app.exports e where export_id = ${exportId}`;
  expect(left).toEqual({ wrapped: null, pieces: 0 });
  const copy = await latest(who);
  expect(copy && exportStanding(copy, new Date())).toBe("gone");
  await fresh(who);
  await expect(makeExportLink(who.ctx, { exportId })).rejects.toThrow("not-there");
});

test("the worker reads a whole book under the grant of a logged try alone", async () => {
  await expect(worker.$client`select app.whole_book()`).rejects.toThrow(/no grant/);
  await expect(ingest`select warehouse.whole_book()`).rejects.toThrow(/no grant/);
  await expect(
    worker.$client`select app.export_grant(gen_random_uuid(), gen_random_uuid(), 1)`,
  ).rejects.toThrow(/no committed opening/);
  await expect(reach.app.$client`select app.whole_book()`).rejects.toThrow(/permission denied/);
});
