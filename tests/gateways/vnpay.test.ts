import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  payAddress,
  queryPayment,
  type ReadNotice,
  type Reception,
  readNotice,
  refundPayment,
  replyTo,
  requestNumber,
} from "#lib/gateways/vnpay/index.ts";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { simulatedVnpay } from "#tests/support/vnpay.ts";

const heard: ReadNotice[] = [];
let receptions: Reception[] = [];
const vnpay = simulatedVnpay((query) => {
  const read = readNotice(vnpay.terminal(), query);
  heard.push(read);
  return replyTo(read.kind === "genuine" ? (receptions.shift() ?? "recorded") : "bad-signature");
});
beforeAll(() => vnpay.start());
afterAll(() => vnpay.stop());
beforeEach(() => {
  heard.length = 0;
  receptions = [];
});
afterEach(() => vnpay.play("normal", { fiveMinutesMs: 100 }));

const createdAt = () => new Date(Math.floor(Date.now() / 1000) * 1000);
const ourAddress = "127.0.0.1";
function order(amountVnd = 150_000n) {
  const at = createdAt();
  return {
    reference: `T${requestNumber("Q").slice(1, 25)}`,
    amountVnd,
    about: "Viện phí HD 0001",
    createdAt: at,
    expiresAt: new Date(at.getTime() + 15 * 60_000),
    payerAddress: "127.0.0.1",
    returnUrl: "http://localhost:3000/api/vnpay/return",
    language: "vi" as const,
  };
}
async function paid(form: Record<string, string> = {}) {
  const asked = order();
  const back = await vnpay.pay(payAddress(vnpay.terminal(), asked), form);
  return { asked, back: readNotice(vnpay.terminal(), new URL(back).search.slice(1)) };
}
const ask = (asked: { reference: string; createdAt: Date }, waitMs?: number) =>
  queryPayment(vnpay.terminal(), { ...asked, now: new Date(), ourAddress }, waitMs);
/** VNPay answers once in five minutes, which are 100 ms here. */
const patiently = (asked: { reference: string; createdAt: Date }) =>
  vi.waitFor(
    async () => {
      const answer = await ask(asked);
      if (answer.kind === "nothing" && answer.because === "too-soon") throw new Error("too soon");
      return answer;
    },
    { timeout: 10_000, interval: 120 },
  );
const giveBack = (asked: ReturnType<typeof order>, amountVnd: bigint, waitMs?: number) =>
  refundPayment(
    vnpay.terminal(),
    {
      requestId: requestNumber("R"),
      kind: amountVnd === asked.amountVnd ? "full" : "partial",
      reference: asked.reference,
      amountVnd,
      transactionNo: null,
      createdAt: asked.createdAt,
      now: new Date(),
      askedBy: "Kế toán",
      about: "Hoàn viện phí",
      ourAddress,
    },
    waitMs,
  );

describe("paying", () => {
  test("a payment is told by IPN, by the return and when asked, all alike", async () => {
    const { asked, back } = await paid();
    await vi.waitFor(() => expect(heard).toHaveLength(1), 10_000);
    for (const read of [back, heard[0]])
      expect(read).toMatchObject({
        kind: "genuine",
        notice: { outcome: "paid", amountVnd: 150_000n, reference: asked.reference, bankCode: "NCB" },
      });
    expect(await patiently(asked)).toMatchObject({ kind: "told", outcome: "paid", amountVnd: 150_000n });
  });

  test.each([
    [{ ending: "cancelled" }, "cancelled"],
    [{ ending: "timeout" }, "expired"],
    [{ otp: "000000" }, "wrong-otp"],
    [{ card: "9704195798459170488" }, "no-funds"],
    [{ card: "9704193370791314" }, "card-locked"],
  ])("%j ends as %s", async (form, reason) => {
    const { back } = await paid(form);
    expect(back).toMatchObject({ notice: { outcome: "declined", reason } });
  });

  test("VNPay's door refuses what is not signed, not of this terminal, too small or too late", async () => {
    const good = payAddress(vnpay.terminal(), order());
    const code = async (address: string) =>
      new URL(await vnpay.pay(address), vnpay.url()).searchParams.get("code");
    expect(await code(good.replace("vnp_Amount=15000000", "vnp_Amount=1500000"))).toBe("70");
    expect(await code(payAddress({ ...vnpay.terminal(), code: "OTHER" }, order()))).toBe("72");
    expect(await code(payAddress(vnpay.terminal(), order(4_999n)))).toBe("32");
    const early = new Date(Date.now() - 3_600_000);
    const late = { ...order(), createdAt: early, expiresAt: new Date(early.getTime() + 900_000) };
    expect(await code(payAddress(vnpay.terminal(), late))).toBe("15");
  });

  test("it calls until it is heard, ten times at most", async () => {
    await vnpay.play("normal", { fiveMinutesMs: 20 });
    receptions = ["failed", "failed", "recorded-before"];
    const { asked } = await paid();
    await vi.waitFor(
      async () => expect((await vnpay.told(asked.reference))?.notices).toHaveLength(3),
      10_000,
    );
    receptions = Array.from({ length: 12 }, () => "failed");
    const deaf = await paid();
    await vi.waitFor(
      async () => expect((await vnpay.told(deaf.asked.reference))?.notices).toHaveLength(10),
      5_000,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await vnpay.told(deaf.asked.reference))?.notices).toHaveLength(10);
  });
});

describe("scenarios of a notice", () => {
  test.each([
    ["ipn-lost", 0, undefined],
    ["ipn-before-return", 1, { notice: { outcome: "paid" } }],
    ["wrong-amount", 1, { notice: { outcome: "paid", amountVnd: 149_000n } }],
    ["suspected", 1, { notice: { outcome: "unclear", reason: "suspected" } }],
    ["declined", 1, { notice: { outcome: "declined", reason: "no-funds" } }],
  ])("%s", async (scenario, notices, told) => {
    await vnpay.play(scenario);
    await paid();
    if (scenario === "ipn-before-return") expect(heard).toHaveLength(1);
    if (notices) await vi.waitFor(() => expect(heard).toHaveLength(notices), 10_000);
    else await new Promise((resolve) => setTimeout(resolve, 300));
    expect(heard).toHaveLength(notices);
    if (told) expect(heard[0]).toMatchObject(told);
  });

  test("bad-signature is never believed; paid-twice brings two numbers; ipn-late comes late", async () => {
    await vnpay.play("bad-signature", { fiveMinutesMs: 60_000 });
    await paid();
    await vi.waitFor(() => expect(heard.map(({ kind }) => kind)).toEqual(["bad-signature"]), 10_000);
    heard.length = 0;
    await vnpay.play("paid-twice");
    await paid();
    await vi.waitFor(() => expect(heard).toHaveLength(2), 10_000);
    const numbers = heard.map((read) => (read.kind === "genuine" ? read.notice.transactionNo : null));
    expect(new Set(numbers).size).toBe(2);
    heard.length = 0;
    await vnpay.play("ipn-late", { fiveMinutesMs: 500 });
    await paid();
    expect(heard).toHaveLength(0);
    await vi.waitFor(() => expect(heard).toHaveLength(1), 10_000);
  });
});

describe("asking", () => {
  test("once in five minutes, whatever for", async () => {
    const { asked } = await paid();
    await patiently(asked);
    await vnpay.play("normal", { fiveMinutesMs: 60_000 });
    expect(await ask({ ...asked, reference: "UNKNOWN0001" })).toEqual({
      kind: "nothing",
      because: "too-soon",
    });
    await vnpay.play("normal", { fiveMinutesMs: 100 });
    expect(await patiently({ ...asked, reference: "UNKNOWN0001" })).toEqual({
      kind: "nothing",
      because: "not-found",
    });
    // The date of the payment's own address is needed, to the second.
    const second = new Date(asked.createdAt.getTime() + 1_000);
    expect(await patiently({ ...asked, createdAt: second })).toMatchObject({ because: "not-found" });
  });

  test("a payment that nobody has finished is unfinished", async () => {
    const asked = order();
    await fetch(payAddress(vnpay.terminal(), asked));
    expect(await patiently(asked)).toMatchObject({ outcome: "unfinished", status: "unfinished" });
  });

  test.each([
    ["unsigned-answer", "unsigned"],
    ["other-payment", "other-payment"],
  ])("%s is no information", async (scenario, because) => {
    const { asked } = await paid();
    await vnpay.play(scenario);
    expect(await patiently(asked)).toEqual({ kind: "nothing", because });
  });

  test.each(["down", "huge", "slow"])("%s is no answer", async (scenario) => {
    const { asked } = await paid();
    await vnpay.play(scenario, { ms: 2_000 });
    await expect(ask(asked, 300)).rejects.toBeInstanceOf(GatewayUnavailable);
    expect(await giveBack(asked, asked.amountVnd, 300)).toEqual({
      kind: "unknown",
      because: "no-answer",
      code: "",
    });
  });

  test("a secret that is not ours is refused there, and proves nothing here", async () => {
    const { asked } = await paid();
    const stranger = { ...vnpay.terminal(), secrets: ["another secret"] as const };
    expect(await queryPayment(stranger, { ...asked, now: new Date(), ourAddress })).toEqual({
      kind: "nothing",
      because: "unsigned",
    });
  });
});

describe("giving back", () => {
  test("whole, once; and querydr tells of the refund, not of the payment", async () => {
    const { asked } = await paid();
    expect(await giveBack(asked, 150_000n)).toEqual({
      kind: "accepted",
      stage: "in-process",
      transactionNo: expect.stringMatching(/^\d+$/),
    });
    expect(await giveBack(asked, 1_000n)).toEqual({ kind: "rejected", because: "over-amount" });
    expect(await patiently(asked)).toMatchObject({ outcome: "refund", amountVnd: 150_000n });
    await vi.waitFor(
      // On its way to the bank, or there already where the computer is slow.
      async () =>
        expect(await patiently(asked)).toMatchObject({
          status: expect.stringMatching(/^(refund-sent|done)$/),
        }),
      5_000,
    );
  });

  test("in parts, never more than was paid, and never whole after a part", async () => {
    const { asked } = await paid();
    await vnpay.play("normal", { fiveMinutesMs: 60_000 });
    expect(await giveBack(asked, 50_000n)).toMatchObject({ kind: "accepted" });
    expect(await giveBack(asked, 50_000n)).toEqual({ kind: "unknown", because: "too-soon", code: "94" });
    expect(await giveBack(asked, 150_000n)).toEqual({ kind: "rejected", because: "no-full-after-partial" });
    expect(await giveBack(asked, 100_001n)).toEqual({ kind: "rejected", because: "over-amount" });
  });

  test("what was never paid is not given back; what happened unseen is unknown", async () => {
    const declined = await paid({ ending: "cancelled" });
    expect(await giveBack(declined.asked, 150_000n)).toEqual({ kind: "rejected", because: "not-paid" });
    const { asked } = await paid();
    await vnpay.play("refund-unknown");
    expect(await giveBack(asked, 150_000n)).toEqual({ kind: "unknown", because: "unsigned", code: "99" });
    expect((await vnpay.told(asked.reference))?.refunds).toHaveLength(1);
    const refused = await paid();
    await vnpay.play("refund-refused");
    expect(await giveBack(refused.asked, 150_000n)).toEqual({ kind: "rejected", because: "refused-by-bank" });
  });
});
