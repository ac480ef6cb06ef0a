import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { pack, unpack } from "./packed.ts";

function formOf(typed: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) form.append(name, value);
  return form;
}

test("what was typed comes back to whoever typed it, and to nobody else", () => {
  const kept = pack(["note", "name"], formOf({ note: "đau bụng", name: "Hoa", other: "x" }), "hers");
  expect(unpack(kept, "hers")).toEqual({ note: "đau bụng", name: "Hoa" });
  expect(unpack(kept, "his")).toEqual({});
});

test("what names nobody, and what cannot be read, is nothing", () => {
  const older = deflateRawSync(JSON.stringify({ note: "đau bụng" })).toString("base64url");
  for (const kept of [older, "", "not packed"]) expect(unpack(kept, "hers")).toEqual({});
});

test("long words lose their end, and it stays a cookie", () => {
  const long = Array.from({ length: 4_000 }, (_, at) =>
    String.fromCharCode(0x4e00 + ((at * 7919) % 9000)),
  ).join("");
  const kept = pack(["note"], formOf({ note: long }), "hers");
  expect(kept.length).toBeLessThanOrEqual(3_700);
  const { note = "" } = unpack(kept, "hers");
  expect(note.length).toBeGreaterThan(300);
  expect(long.startsWith(note)).toBe(true);
});
