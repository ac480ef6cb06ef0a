import { describe, expect, test } from "vitest";
import { kindOfBody, patience } from "./inbox-rules.ts";

describe("what a body is, by its first bytes", () => {
  test.each([
    ["a claim file", Buffer.from('<?xml version="1.0"?><GIAMDINHHS>'), "xml"],
    ["behind a mark and blanks", Buffer.from("\uFEFF \r\n<GIAMDINHHS>"), "xml"],
    ["in UTF-16", Buffer.from("\uFEFF<GIAMDINHHS>", "utf16le"), "xml"],
    ["in UTF-16 the other way, without a mark", Buffer.from("<GIAMDINHHS>", "utf16le").swap16(), "xml"],
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0]), "gzip"],
    ["zip", Buffer.from("PK\x03\x04"), "zip"],
    ["a form with a file in it", Buffer.from("--boundary\r\nContent-Disposition: form-data"), null],
    ["JSON", Buffer.from('{"a":1}'), null],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47]), null],
    ["zeros", Buffer.alloc(100), null],
    ["nothing", Buffer.alloc(0), null],
  ])("%s", (_, bytes, kind) => expect(kindOfBody(bytes)).toBe(kind));
});

test("filing that does not end is tried again later and later, and at least every ten minutes", () => {
  expect([0, 1, 2, 3, 4, 5, 50].map(patience)).toEqual([2, 8, 32, 128, 512, 600, 600]);
});
