import { expect, test } from "vitest";
import { isForeign, ofTheBook } from "./foreign.ts";

const answer = (headers: Record<string, string>, type: Response["type"] = "basic") => ({
  type,
  headers: new Headers(headers),
});

test("a page that a network puts in the book's place is known by what it lacks", () => {
  const html = { "content-type": "text/html; charset=utf-8" };
  expect(isForeign(answer(html))).toBe(true);
  expect(isForeign(answer({ ...html, "content-security-policy": "default-src *" }))).toBe(true);
  expect(
    isForeign(answer({ ...html, "content-security-policy": "default-src 'none'; frame-ancestors 'none'" })),
  ).toBe(false);
  expect(isForeign(answer({ "content-type": "application/pdf" }))).toBe(false);
  expect(isForeign(answer({}, "opaqueredirect"))).toBe(false);
});

test("what such a network answers is kept in nobody's place", async () => {
  const answer = (type: string) =>
    Object.defineProperty(new Response("", { headers: { "content-type": type } }), "type", {
      value: "basic",
    });
  const keys = answer("application/json");
  expect(await ofTheBook.fetchDidSucceed({ response: keys })).toBe(keys);
  await expect(ofTheBook.fetchDidSucceed({ response: answer("text/html") })).rejects.toThrow(
    "not of the book",
  );
});
