import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aDebt, aFacility, noteFor, noticeOf, standing } from "../../support/fee-notes.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { actAsWebProcess, VNPAY } from "../../support/web-environment.ts";

const reach = reachOf();
let feeNotes: (request: Request) => Promise<Response>;
let statements: (request: Request) => Promise<Response>;
let ipn: (request: Request) => Promise<Response>;

beforeAll(async () => {
  actAsWebProcess();
  feeNotes = (await import("../../../app/api/fee-notes/route.ts")).POST;
  statements = (await import("../../../app/api/bank-statements/route.ts")).POST;
  ipn = (await import("../../../app/api/vnpay/ipn/route.ts")).GET;
});
afterAll(() => reach.close());

const send = async (key: string, body: string) => {
  const headers = key ? { authorization: `Bearer ${key}` } : undefined;
  const answer = await feeNotes(
    new Request("https://so.example.vn/api/fee-notes", { method: "POST", headers, body }),
  );
  return { ...(await answer.json()), status: answer.status };
};

describe("POST /api/fee-notes", () => {
  test("takes a note once, says what is wrong field by field, and lets a facility take it back", async () => {
    const { key } = await aFacility(reach);
    const payer = await signedIn(reach);
    const note = noteFor(payer);
    const { noteNumber } = note;
    expect(await send(key, JSON.stringify(note))).toMatchObject({ noteNumber, outcome: "received" });
    expect(await send(key, JSON.stringify(note))).toMatchObject({ noteNumber, outcome: "unchanged" });
    expect(await send(key, JSON.stringify({ ...note, kind: "deposit" }))).toMatchObject({
      status: 409,
      error: "note-differs",
    });
    expect(await send(key, "{")).toMatchObject({ status: 400, error: "not-json" });
    expect(await send(key, JSON.stringify({ ...note, amountVnd: 1.5, kind: "x" }))).toMatchObject({
      status: 422,
      error: "not-a-note",
      fields: expect.arrayContaining([
        { field: "amountVnd", message: expect.any(String) },
        { field: "kind", message: expect.any(String) },
      ]),
    });
    expect(await send(key, JSON.stringify({ ...note, more: "x".repeat(300_000) }))).toMatchObject({
      status: 413,
    });
    expect(await send(key, JSON.stringify({ ...note, noteNumber: "B2", name: "Ai Khác" }))).toMatchObject({
      status: 422,
      error: "person-differs",
    });
    const takenBack = JSON.stringify({ noteNumber, void: { reason: "Ghi nhầm" } });
    expect(await send(key, takenBack)).toMatchObject({ noteNumber, outcome: "voided" });
    expect(await send(key, JSON.stringify({ noteNumber: "NONE", void: { reason: "x" } }))).toMatchObject({
      status: 404,
      error: "note-unknown",
    });
  });

  test("refuses whoever has no key", async () => {
    expect(await send("", "{}")).toMatchObject({ status: 401 });
    expect(await send("bskey_nothing", "{}")).toMatchObject({ status: 401 });
  });
});

describe("POST /api/bank-statements", () => {
  test("answers line by line, and says what is wrong field by field", async () => {
    const { key } = await aFacility(reach);
    const post = async (body: unknown, by = key) => {
      const answer = await statements(
        new Request("https://so.example.vn/api/bank-statements", {
          method: "POST",
          headers: { authorization: `Bearer ${by}` },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
      );
      return { ...(await answer.json()), status: answer.status };
    };
    const line = { lineId: "FT1", at: "2026-11-26T09:31:00+07:00", amountVnd: 1, content: "tien dien" };
    expect(await post({ account: "0011001234567", lines: [line] })).toEqual({
      status: 200,
      lines: [{ lineId: "FT1", outcome: "not-ours" }],
    });
    expect(await post({ account: "0011001234567", lines: [{ ...line, amountVnd: -1 }] })).toMatchObject({
      status: 422,
      error: "not-a-statement",
      fields: [{ field: "lines.0.amountVnd", message: expect.any(String) }],
    });
    expect(await post("{")).toMatchObject({ status: 400 });
    expect(await post("x".repeat(300_001))).toMatchObject({ status: 413, error: "statement-too-large" });
    expect(await post({}, "bskey_nothing")).toMatchObject({ status: 401 });
  });
});

describe("GET /api/vnpay/ipn", () => {
  test("answers 200 in VNPay's words, whatever came, also signed with a former secret", async () => {
    const debt = await aDebt(reach);
    Object.assign(debt.terminal, { code: VNPAY.code, secrets: [VNPAY.secret] });
    const { reference } = await debt.begin();
    const call = async (query: string) => {
      const answer = await ipn(new Request(`https://so.example.vn/api/vnpay/ipn?${query}`));
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      return (await answer.json()).RspCode;
    };
    expect(await call("")).toBe("97");
    expect(await call(noticeOf(debt, "NOBODY0001"))).toBe("01");
    const notice = noticeOf(debt, reference);
    expect([await call(notice), await call(notice)]).toEqual(["00", "02"]);
    expect(await standing(reach, debt)).toMatchObject({ note: "paid", balanced: true });
  });
});
