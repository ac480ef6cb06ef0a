import { expect, test } from "vitest";
import { writeEncounter } from "#lib/record/index.ts";
import { envelope, hoso, somebody, summaryFor, visit } from "#tests/support/claims.ts";
import { type Batch, batchesOf } from "./batches-of-file.ts";
import { type ClaimSource, sourceOf } from "./claim-source.ts";
import { Unreadable } from "./formats/unreadable.ts";
import { batchesInThread } from "./read-in-thread.ts";

const clock = () => new Date("2026-06-01T08:00:00Z");
const dossiers = Array.from({ length: 700 }, () => hoso(visit(summaryFor(somebody()))));
const again = hoso(visit(summaryFor(somebody(), { MA_LK: "TWICE" })));
const whole = envelope([...dossiers, again, again]);

async function all(
  read: typeof batchesOf,
  source: ClaimSource,
  o: { progress?: (bytes: number) => void } = {},
) {
  const batches: Batch[] = [];
  for await (const batch of read(source, { clock, ...o })) batches.push(batch);
  // Classes do not come over; what they say does. A claim written for its tables is compared as it would be written here.
  return batches.map(({ broken, dossiers, ...batch }) => ({
    ...batch,
    dossiers: dossiers.map(({ claim, original, ...dossier }) => ({
      ...{ ...dossier, original },
      claim: claim && { ...claim, written: claim.written ?? writeEncounter(claim) },
    })),
    broken: broken && [broken.code, broken.message],
  }));
}

test("a thread reads what would be read in place, in the same batches", async () => {
  const [inPlace, inThread] = [
    await all(batchesOf, sourceOf({ name: "a.xml", bytes: whole })),
    await all(batchesInThread, sourceOf({ name: "a.xml", bytes: whole })),
  ];
  expect(inPlace.length).toBeGreaterThan(1);
  expect(inThread).toEqual(inPlace);
}, 60_000);

test.each([
  ["cut in the middle", sourceOf({ name: "a.xml", bytes: whole.subarray(0, whole.length / 2) })],
  ["no claims at all", sourceOf({ name: "a.xml", bytes: Buffer.from("<html><body/></html>") })],
  ["empty", sourceOf({ name: "a.xml", bytes: Buffer.alloc(0) })],
  [
    "an archive that breaks off",
    {
      name: "a.zip/a.xml",
      async *read() {
        yield whole.subarray(0, 300_000);
        throw new Unreadable("broken-archive");
      },
    },
  ],
])("where a file breaks is told alike: %s", async (_, source) => {
  const inThread = await all(batchesInThread, source);
  expect(inThread.at(-1)?.broken).not.toBeNull();
  expect(inThread).toEqual(await all(batchesOf, source));
});

test("a fault of the disk, and whoever stops the reading, end it with their own error", async () => {
  const source: ClaimSource = {
    name: "a.xml",
    async *read() {
      yield whole.subarray(0, 300_000);
      throw new Error("the disk is gone");
    },
  };
  await expect(all(batchesInThread, source)).rejects.toThrow("the disk is gone");
  const stop = () => {
    throw new Error("stopped");
  };
  await expect(
    all(batchesInThread, sourceOf({ name: "a.xml", bytes: whole }), { progress: stop }),
  ).rejects.toThrow("stopped");
});

test("files are read side by side, and one that is given up does not hold the others", async () => {
  const given = batchesInThread(sourceOf({ name: "a.xml", bytes: whole }), { clock });
  expect((await given.next()).value?.dossiers.length).toBeGreaterThan(0);
  await given.return();
  const counts = await Promise.all(
    [1, 2, 3].map(async (n) => {
      const bytes = envelope(dossiers.slice(0, 100 * n));
      return (await all(batchesInThread, sourceOf({ name: `${n}.xml`, bytes }))).flatMap((b) => b.dossiers)
        .length;
    }),
  );
  expect(counts).toEqual([100, 200, 300]);
});
