import { expect, test } from "vitest";
import { invitationFor } from "./when.ts";

const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1";
const android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36";

test("an iPhone is told the way of its own menu, another waits for its browser's offer, and a no is kept", () => {
  expect(invitationFor(undefined, iphone)).toBe("iphone");
  expect(invitationFor(undefined, android)).toBe("offer");
  expect(invitationFor("anything", android)).toBe("offer");
  for (const phone of [iphone, android]) expect(invitationFor("no", phone)).toBeNull();
});
