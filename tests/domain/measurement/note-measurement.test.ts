import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { openBook, openBookInHand } from "#lib/consent/index.ts";
import {
  findMeasurement,
  latestMeasurements,
  listMeasurements,
  noteMeasurement,
  takeBackMeasurement,
} from "#lib/measurement/index.ts";
import { MeasurementInput } from "#lib/measurement/inputs.ts";
import { NotAllowed, NotFound, Refused } from "#lib/platform/errors.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { aChild, holding, represents, trusts } from "#tests/support/relatives.ts";

const reach = reachOf();
afterAll(() => reach.close());

const pressure = (o: Record<string, string> = {}) =>
  MeasurementInput.parse({
    ...{ measurementId: randomUUID(), kind: "blood-pressure", systolic: "128", diastolic: "82", pulse: "71" },
    ...o,
  });
const ownBook = (who: { ctx: Parameters<typeof openBook>[0]; citizenId: string }) =>
  openBook(who.ctx, who.citizenId, "own-reading", "measurements");

test("what is sent twice is once; mended it stands in the place of the other; taken back it is shown no more", async () => {
  const who = await signedIn(reach);
  const first = pressure({ note: "  sau khi\n ngủ dậy ", at: "2026-11-20T07:30" });
  await Promise.all([noteMeasurement(who.ctx, first), noteMeasurement(who.ctx, first)]);
  const book = await ownBook(who);
  const kind = "blood-pressure";
  expect(await listMeasurements(book, { kind, most: 9 })).toEqual([
    {
      measurementId: first.measurementId,
      numbers: { kind, systolic: 128, diastolic: 82, pulse: 71 },
      at: new Date("2026-11-20T00:30:00Z"),
      note: "sau khi ngủ dậy",
      toldBy: "owner",
    },
  ]);
  const mended = pressure({ systolic: "138", insteadOf: first.measurementId });
  await noteMeasurement(who.ctx, mended);
  await noteMeasurement(who.ctx, mended);
  expect(await findMeasurement(book, first.measurementId)).toBeNull();
  await expect(noteMeasurement(who.ctx, pressure({ insteadOf: first.measurementId }))).rejects.toEqual(
    new Refused("gone"),
  );
  await noteMeasurement(
    who.ctx,
    MeasurementInput.parse({ ...sugar, measurementId: randomUUID(), value: "6,5" }),
  );
  expect(await latestMeasurements(book)).toMatchObject([
    { kind, count: 1, latest: { numbers: { systolic: 138 } } },
    { kind: "blood-sugar", count: 1, latest: { numbers: { value: 6.5, unit: "mmol/L", meal: "fasting" } } },
  ]);
  await takeBackMeasurement(who.ctx, { measurementId: mended.measurementId });
  await takeBackMeasurement(who.ctx, { measurementId: mended.measurementId });
  expect(await listMeasurements(book, { kind, most: 9 })).toEqual([]);
  const traces = await reach.appOwner.$client<{ part: string }[]>`
    select distinct l.part from app.measurements m join app.access_log l on l.log_id = m.opened_as where m.citizen_id = ${who.citizenId}`;
  expect(traces.map(({ part }) => part)).toEqual(["measurements"]);
});

const sugar = { kind: "blood-sugar", unit: "mmol/L", meal: "fasting" };

test("a slip of the finger and a time that cannot be are given back, never kept", async () => {
  const who = await signedIn(reach);
  for (const [wrong, reason] of [
    [{ systolic: "1200", diastolic: "80" }, "systolic"],
    [{ systolic: "80", diastolic: "120" }, "swapped"],
    [{ pulse: "7" }, "pulse"],
    [{ at: "2099-01-01T07:30" }, "at"],
    [{ at: "1989-12-31T07:30" }, "at"],
    [{ note: "x".repeat(201) }, "note"],
  ] as const)
    await expect(noteMeasurement(who.ctx, pressure(wrong))).rejects.toEqual(new Refused(reason));
  expect(await latestMeasurements(await ownBook(who))).toEqual([]);
  // The database holds to the same bounds.
  const book = await ownBook(who);
  await expect(
    book.actOnApp((tx) =>
      tx.execute(
        `select app.note_measurement(gen_random_uuid(), '{"kind":"temperature","value":50,"unit":"°C"}', now(), null)`,
      ),
    ),
  ).rejects.toThrow();
});

test("a mother writes in her child's book; a stranger and whoever has no such scope are refused", async () => {
  const [mother, stranger] = [await signedIn(reach), await signedIn(reach)];
  const child = await aChild(reach, "2020-02-10");
  await represents(reach, mother, child, "2020-02-10");
  const ctx = holding(mother, child.citizenId, "representative");
  const said = MeasurementInput.parse({ measurementId: randomUUID(), kind: "temperature", value: "38,2" });
  await noteMeasurement(ctx, said);
  const [one] = await listMeasurements(await openBookInHand(ctx, "measurements"), {
    kind: "temperature",
    most: 1,
  });
  expect(one).toMatchObject({ numbers: { value: 38.2, unit: "°C" }, toldBy: "family" });
  await expect(
    takeBackMeasurement(stranger.ctx, { measurementId: said.measurementId }),
  ).rejects.toBeInstanceOf(NotFound);
  await trusts(mother, stranger, ["booking"]);
  await expect(noteMeasurement(holding(stranger, mother.citizenId, "trusted"), pressure())).rejects.toSatisfy(
    (error) => error instanceof NotFound || error instanceof NotAllowed,
  );
  expect(await reach.app.$client`select 1 from app.measurements`).toHaveLength(0);
});

test("in a full book one more is refused, and a wrong one is mended all the same", async () => {
  const who = await signedIn(reach);
  const wrong = pressure();
  await noteMeasurement(who.ctx, wrong);
  await reach.appOwner.$client`
    insert into app.measurements (citizen_id, measurement_id, kind, systolic, diastolic, pulse, unit, measured_at, noted_at, actor_kind, actor_id, opened_as)
    select citizen_id, gen_random_uuid(), kind, systolic, diastolic, pulse, unit, measured_at, noted_at - interval '2 days', actor_kind, actor_id, opened_as
    from app.measurements, generate_series(2, 5000) where measurement_id = ${wrong.measurementId}`;
  await expect(noteMeasurement(who.ctx, pressure())).rejects.toEqual(new Refused("too-many"));
  await noteMeasurement(who.ctx, pressure({ insteadOf: wrong.measurementId }));
  await expect(noteMeasurement(who.ctx, pressure({ insteadOf: wrong.measurementId }))).rejects.toEqual(
    new Refused("gone"),
  );
});
