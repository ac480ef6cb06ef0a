import { expect, test } from "vitest";
import type { Database } from "#lib/platform/db.ts";
import { together } from "./together.ts";

/** No database: the one who asks is all that is looked at. */
const nowhere = () => ({}) as Database;

/** Doubles what it is asked; throws for all as soon as one of them is odd. What it was asked is kept. */
function doubling(most: number) {
  const statements: number[][] = [];
  const ask = together<number, number>(most, async (_, all) => {
    statements.push([...all]);
    await new Promise((resolve) => setImmediate(resolve));
    if (all.some((one) => one % 2 === 1)) throw new Error(`odd: ${all.join()}`);
    return all.map((one) => one * 2);
  });
  return { ask, statements };
}

test("those of one moment are asked for together, at most so many, and each gets their own answer", async () => {
  const { ask, statements } = doubling(3);
  const app = nowhere();
  expect(await Promise.all([2, 4, 6, 8].map((one) => ask(app, one)))).toEqual([4, 8, 12, 16]);
  expect(statements).toEqual([[2, 4, 6], [8]]);
});

test("who comes while a statement runs goes with the next, after those before them", async () => {
  const { ask, statements } = doubling(10);
  const app = nowhere();
  const first = ask(app, 2);
  await new Promise((resolve) => setImmediate(resolve));
  const later = [ask(app, 4), ask(app, 6)];
  expect([await first, ...(await Promise.all(later))]).toEqual([4, 8, 12]);
  expect(statements).toEqual([[2], [4, 6]]);
  expect(await ask(app, 8)).toBe(16);
});

test("one that fails fails alone, and the others are answered", async () => {
  const { ask, statements } = doubling(10);
  const app = nowhere();
  const said = await Promise.allSettled([2, 3, 4].map((one) => ask(app, one)));
  expect(said.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason)))).toEqual([
    4,
    "Error: odd: 3",
    8,
  ]);
  expect(statements).toEqual([[2, 3, 4], [2], [3], [4]]);
});

test("who is answered nothing is told so; those beside them are not", async () => {
  const ask = together<number, number>(10, async (_, all) => all.map((one) => (one === 1 ? undefined : one)));
  const app = nowhere();
  const [none, some] = await Promise.allSettled([ask(app, 1), ask(app, 2)]);
  expect(none).toMatchObject({ status: "rejected" });
  expect(some).toMatchObject({ status: "fulfilled", value: 2 });
});

test("two databases do not wait for each other", async () => {
  const { ask, statements } = doubling(10);
  expect(await Promise.all([ask(nowhere(), 2), ask(nowhere(), 4)])).toEqual([4, 8]);
  expect(statements).toEqual([[2], [4]]);
});
