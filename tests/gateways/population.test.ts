import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { askWhomTheyRepresent } from "#lib/gateways/population/index.ts";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { isThere } from "#lib/platform/http.ts";
import { population } from "#tests/support/population.ts";

const simulated = population();
beforeAll(() => simulated.start());
afterAll(() => simulated.stop());
afterEach(() => simulated.play("normal"));

const mother = "051188000008";
const ask = (personalId = mother, waitMs?: number) =>
  askWhomTheyRepresent(simulated.url(), personalId, waitMs);

test("it tells whom a person represents, and as what", async () => {
  expect(await ask()).toEqual([
    {
      personalId: "051224000021",
      name: "Lê Minh Khôi",
      birthDate: "2024-03-12",
      sex: "male",
      role: "mother",
      standing: "holds",
      because: null,
    },
    expect.objectContaining({ name: "Lê Đỗ An Nhiên", sex: "female", role: "mother" }),
  ]);
  expect(await ask("051086000009")).toMatchObject([{ role: "father" }, { role: "father" }]);
  expect(await ask("051200000003")).toMatchObject([{ role: "adult-guardian", birthDate: "1970-07-15" }]);
  expect(await ask("051075000001")).toEqual([]);
});

test("a dispute, a court's order and an unknown number are told as such, about whom they are played", async () => {
  await simulated.play("disagreement", { of: mother });
  expect(await ask()).toMatchObject([{ standing: "disputed" }, { standing: "disputed" }]);
  expect(await ask("051086000009")).toMatchObject([{ standing: "holds" }, { standing: "holds" }]);
  await simulated.play("court-order");
  expect(await ask()).toMatchObject([
    { standing: "ended", because: "court-order" },
    { standing: "ended", because: "court-order" },
  ]);
  await simulated.play("unknown");
  expect(await ask()).toBeNull();
});

test.each(["unavailable", "garbage"])("%s is no answer, never an empty family", async (scenario) => {
  await simulated.play(scenario);
  await expect(ask()).rejects.toBeInstanceOf(GatewayUnavailable);
});

test("slow is no answer once the wait is over, and nobody there is seen from afar", async () => {
  await simulated.play("slow", { ms: 2_000 });
  await expect(ask(mother, 200)).rejects.toBeInstanceOf(GatewayUnavailable);
  await expect(askWhomTheyRepresent("http://127.0.0.1:9", mother)).rejects.toBeInstanceOf(GatewayUnavailable);
  expect(await isThere(simulated.url())).toBe(true);
  await simulated.play("unavailable");
  expect(await isThere(simulated.url())).toBe(false);
});
