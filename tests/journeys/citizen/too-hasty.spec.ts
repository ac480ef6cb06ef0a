import { SIGN_IN_LIMITS } from "../../../lib/identity/rules.ts";
import { expectNotSignedIn } from "../support/answers.ts";
import { beginSignIn, beginSignIns } from "../support/haste.ts";
import { expectReadable } from "../support/reading.ts";
import { bookUrl, simulatorAddress } from "../support/surroundings.ts";
import { expect, test } from "../support/test.ts";

test("too many tries from one address are asked to wait, and nobody else is", async ({
  page,
  playwright,
}) => {
  const request = await playwright.request.newContext({ baseURL: bookUrl });
  const busy = (place: string) => place === `${bookUrl}/sign-in?error=busy`;

  // A minute may turn in between, so that a second round may be needed.
  let places: string[] = [];
  for (let round = 0; round < 3 && !places.some(busy); round += 1)
    places = places.concat(await beginSignIns(request, "192.0.2.7", SIGN_IN_LIMITS.startsPerMinute + 6));
  expect(places.filter(busy).length).toBeGreaterThan(0);
  expect(places.filter(busy).length).toBeLessThan(places.length);

  await page.goto(places.find(busy) ?? "");
  await expectNotSignedIn(page, "Có quá nhiều lần vào từ mạng này");
  await expectReadable(page);

  expect(await beginSignIn(request, "192.0.2.8")).toContain(`${simulatorAddress("vneid")}/auth?`);
  await request.dispose();
});
