import { describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { runAction } from "./action.ts";
import type { Context } from "./context.ts";
import { Conflict, GatewayUnavailable, NotAllowed, NotFound, Refused, SignedOut } from "./errors.ts";

const ctx = {} as Context;
const input = z.object({ a: z.string().min(1, "a.missing"), b: z.string().min(1, "b.missing") });
const form = (values: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries({ $ACTION_ID: "x", ...values })) data.set(name, value);
  return data;
};
const run = (verb: () => Promise<unknown>, values: Record<string, string> = { a: "1", b: "2" }) =>
  runAction(async () => ctx, input, verb, form(values));

describe("what becomes of a form", () => {
  test("every wrong field is named at once, and the verb is not asked", async () => {
    const verb = vi.fn();
    expect(await run(verb, { a: "", b: "" })).toEqual({
      kind: "invalid",
      fields: { a: "a.missing", b: "b.missing" },
    });
    expect(verb).not.toHaveBeenCalled();
  });

  test.each([
    [new Refused("slot-full"), "slot-full"],
    [new SignedOut(), "signed-out"],
    [new NotFound(), "not-found"],
    [new NotAllowed(), "not-allowed"],
    [new Conflict(), "conflict"],
    [new GatewayUnavailable("vneid"), "unavailable"],
  ])("%s is said in words", async (error, reason) => {
    expect(await run(() => Promise.reject(error))).toEqual({ kind: "refused", reason });
  });

  test("an unknown error is a reference on the screen and a line in the log", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const state = await run(() => Promise.reject(new Error("secret of a table")));
    expect(state).toEqual({ kind: "failed", reference: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(String(written.mock.calls[0]?.[0])).toContain(state.kind === "failed" ? state.reference : "");
    written.mockRestore();
  });

  test("a verb's answer comes back", async () => {
    expect(await run(async () => 7)).toEqual({ kind: "done", value: 7 });
  });
});
