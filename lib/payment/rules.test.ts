import { expect, test } from "vitest";
import { noteStanding, sumOfLines } from "./rules.ts";

const now = new Date("2026-11-26T09:00:00Z");
const later = new Date("2026-11-26T09:10:00Z");
const sooner = new Date("2026-11-26T08:50:00Z");
const open = { status: "open", amountVnd: 150_000n };

test.each([
  [open, [], false, "open"],
  [{ ...open, amountVnd: 4_999n }, [], false, "desk"],
  [open, [{ status: "pending", expiresAt: later }], false, "going-on"],
  [open, [{ status: "pending", expiresAt: later }], true, "waiting"],
  [open, [{ status: "pending", expiresAt: sooner }], false, "waiting"],
  [open, [{ status: "failed", expiresAt: sooner }], true, "open"],
  [
    open,
    [
      { status: "pending", expiresAt: later },
      { status: "review", expiresAt: sooner },
    ],
    false,
    "review",
  ],
  [{ ...open, status: "paid" }, [{ status: "settled", expiresAt: later }], true, "paid"],
  [{ status: "insured", amountVnd: 0n }, [], false, "insured"],
] as const)("note %# is %3$s", (note, attempts, cameBack, expected) => {
  expect(noteStanding(note, attempts, now, cameBack)).toBe(expected);
});

test("lines sum to what each side pays", () => {
  const line = { quantity: 2, unitPriceVnd: 100, insurancePaysVnd: 160, copaymentVnd: 40, selfPayVnd: 0 };
  expect(sumOfLines([line, { ...line, insurancePaysVnd: 0, copaymentVnd: 0, selfPayVnd: 200 }])).toEqual({
    total: 400,
    insurance: 160,
    copayment: 40,
    selfPay: 200,
  });
});
