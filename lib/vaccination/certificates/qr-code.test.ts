import jsqr from "jsqr";
import { expect, test } from "vitest";
import { picture } from "#tests/support/qr-picture.ts";
import { qrOf } from "./qr-code.ts";

const digits = (length: number) => Array.from({ length }, (_, i) => (i * 7 + (i % 13)) % 10).join("");

test.each([2, 40, 300, 1200, 2390, 5000])("a text and %d digits after it are read again", (length) => {
  const drawn = qrOf("shc:/", digits(length));
  const { data, width } = picture(drawn);
  const read = jsqr(data, width, width);
  expect(read?.data).toBe(`shc:/${digits(length)}`);
});

test("a card of 1,195 letters needs no more than version 22, as the specification counts", () => {
  expect(qrOf("shc:/", digits(2 * 1195)).size).toBe(22 * 4 + 17);
  expect(() => qrOf("shc:/", digits(9000))).toThrow(RangeError);
});
