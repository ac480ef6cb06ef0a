import { createECDH, ECDH } from "node:crypto";
import { expect, test } from "vitest";
import { isPushKey } from "./key.ts";

const point = () => createECDH("prime256v1").generateKeys();

test("a point of the curve is a key of a browser", () => {
  expect(isPushKey(point())).toBe(true);
});

test.each([
  ["65 bytes that lie on no curve", Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)])],
  [
    "the same point, packed",
    Buffer.from(ECDH.convertKey(point(), "prime256v1", undefined, undefined, "compressed")),
  ],
  ["a point of another curve", createECDH("secp256k1").generateKeys()],
  ["half a key", point().subarray(0, 33)],
  ["nothing", Buffer.alloc(0)],
])("%s is none", (_, bytes) => {
  expect(isPushKey(bytes)).toBe(false);
});
