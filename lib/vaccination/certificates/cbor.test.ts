import { describe, expect, test } from "vitest";
import { encodeBase45 } from "#tests/support/certificates.ts";
import { decodeBase45 } from "./base45.ts";
import { decodeCbor, Tagged } from "./cbor.ts";

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe("RFC 8949, appendix A", () => {
  test.each([
    ["00", 0],
    ["1818", 24],
    ["1903e8", 1000],
    ["1a000f4240", 1_000_000],
    ["1b000000e8d4a51000", 1_000_000_000_000],
    ["3903e7", -1000],
    ["f90000", 0],
    ["f93c00", 1],
    ["f93e00", 1.5],
    ["f97bff", 65504],
    ["f90001", 2 ** -24],
    ["f9c400", -4],
    ["fa47c35000", 100_000],
    ["fb3ff199999999999a", 1.1],
    ["f97c00", Number.POSITIVE_INFINITY],
    ["f4", false],
    ["f5", true],
    ["f6", null],
    ["f7", undefined],
    ["6161", "a"],
    ["62c3bc", "ü"],
    ["64f0908591", "𐅑"],
    ["83010203", [1, 2, 3]],
    ["8301820203820405", [1, [2, 3], [4, 5]]],
    ["9fff", []],
    ["9f018202039f0405ffff", [1, [2, 3], [4, 5]]],
    [
      "a26161016162820203",
      new Map<string, unknown>([
        ["a", 1],
        ["b", [2, 3]],
      ]),
    ],
    [
      "bf6346756ef563416d7421ff",
      new Map<string, unknown>([
        ["Fun", true],
        ["Amt", -2],
      ]),
    ],
    ["7f657374726561646d696e67ff", "streaming"],
    ["5f42010243030405ff", bytes("0102030405")],
    ["c11a514b67b0", new Tagged(1, 1_363_896_240)],
  ])("%s", (hex, value) => {
    expect(decodeCbor(bytes(hex))).toEqual(value);
  });

  test.each([
    "",
    "18",
    "1c",
    "61",
    "81",
    "a1",
    "a101",
    "ff",
    "81ff",
    "bf01ff",
    "7f4161ff",
    "f8ff",
    "0000",
    "5f6161ff",
    "9f",
    "fe",
    "3bffffffffffffffff",
  ])("“%s” is refused", (hex) => {
    expect(() => decodeCbor(bytes(hex))).toThrow("malformed");
  });
});

describe("RFC 9285", () => {
  test.each([
    ["BB8", "AB"],
    ["%69 VD92EX0", "Hello!!"],
    ["UJCLQE7W581", "base-45"],
    ["QED8WEX0", "ietf!"],
    ["", ""],
  ])("“%s” is “%s”", (text, plain) => {
    expect(new TextDecoder().decode(decodeBase45(text))).toBe(plain);
    expect(encodeBase45(new TextEncoder().encode(plain))).toBe(text);
  });

  test.each(["GGX", "ZZZ", ":::", "A", "AAAA", "aa", "=A", "A\n", "::"])("“%s” is refused", (text) => {
    expect(() => decodeBase45(text)).toThrow("malformed");
  });
});
