import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { openBook, openBookInHand } from "#lib/consent/index.ts";
import { listGrowth, noteGrowth, takeBackGrowth } from "#lib/history/index.ts";
import { GrowthInput } from "#lib/history/inputs.ts";
import { NotAllowed, NotFound, Refused } from "#lib/platform/errors.ts";
import { listWeights } from "#lib/record/index.ts";
import { fileVisit, reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { aChild, holding, represents, trusts } from "#tests/support/relatives.ts";

const reach = reachOf();
afterAll(() => reach.close());

const born = "2026-02-10";
const measure = (o: Record<string, string> = {}) =>
  GrowthInput.parse({
    ...{
      pointId: randomUUID(),
      "on.day": "10",
      "on.month": "8",
      "on.year": "2026",
      weight: "7,9",
      height: "",
    },
    ...o,
  });

test("a mother notes what she measured of her child, once; it is taken back, and nobody else reads it", async () => {
  const [mother, stranger] = [await signedIn(reach), await signedIn(reach)];
  const child = await aChild(reach, born);
  await represents(reach, mother, child, born);
  const ctx = holding(mother, child.citizenId, "representative");
  const said = measure({ height: "68,5" });
  await noteGrowth(ctx, said);
  await noteGrowth(ctx, said);
  const book = () => openBookInHand(ctx, "history");
  expect(await listGrowth(await book())).toEqual([
    { id: said.pointId, on: "2026-08-10", weightKg: 7.9, heightCm: 68.5, facilityCode: null },
  ]);
  for (const [wrong, reason] of [
    [{ "on.year": "2025" }, "day"],
    [{ "on.year": "2099" }, "day"],
    [{ "on.day": "31", "on.month": "2" }, "day"],
    [{ weight: "790" }, "weight"],
    [{ height: "6,85" }, "height"],
    [{ weight: "" }, "nothing"],
  ] as const)
    await expect(noteGrowth(ctx, measure(wrong))).rejects.toEqual(new Refused(reason));
  await expect(takeBackGrowth(stranger.ctx, { pointId: said.pointId })).rejects.toBeInstanceOf(NotFound);
  const [trace] = await reach.appOwner.$client<{ part: string }[]>`
    select l.part from app.growth_points g join app.access_log l on l.log_id = g.opened_as where g.point_id = ${said.pointId}`;
  expect(trace?.part).toBe("history");
  await takeBackGrowth(ctx, { pointId: said.pointId });
  expect(await listGrowth(await book())).toEqual([]);
  expect(await reach.app.$client`select 1 from app.growth_points`).toHaveLength(0);
});

test("whoever may not write in a book notes nothing there; a visit's weight is read beside", async () => {
  const [owner, reader] = [await signedIn(reach), await signedIn(reach, { name: "Người Xem" })];
  await trusts(owner, reader, ["messages"]);
  await expect(noteGrowth(holding(reader, owner.citizenId, "trusted"), measure())).rejects.toSatisfy(
    (error) => error instanceof NotFound || error instanceof NotAllowed,
  );
  const [open, hidden] = [
    await fileVisit(reach, owner.citizenId),
    await fileVisit(reach, owner.citizenId, { privateBecause: ["hiv"] }),
  ];
  await reach.ingest.$client`
    update warehouse.encounters set weight_kg = 52.5 where citizen_id = ${owner.citizenId} and encounter_id in (${open}, ${hidden})`;
  const book = await openBook(owner.ctx, owner.citizenId, "own-reading", "history");
  expect(await listWeights(book)).toMatchObject([
    { encounterId: open, weightKg: 52.5, facilityCode: "51000" },
  ]);
});
