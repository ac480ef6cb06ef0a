import { describe, expect, test } from "vitest";
import { isMended, targetKey, targetRef } from "./target-rules.ts";

const encounterId = "0b4c4a52-6a0e-4f0e-9d59-3a8f1c2d4e5f";

test("a line is named in an address and found again; anything else names none", () => {
  const ref = { kind: "medicine", encounterId, line: "12" } as const;
  expect(targetRef(targetKey(ref))).toEqual(ref);
  expect(targetRef("identity.-.details")).toEqual({ kind: "identity", encounterId: null, line: "details" });
  for (const odd of [
    "",
    "constructor.-.1",
    "medicine.x.1",
    `medicine.${encounterId}.1'--`,
    "medicine",
    undefined,
  ])
    expect(targetRef(odd)).toBeNull();
});

describe("a later version mends what was asked, or does not", () => {
  const medicine = (name: string, dose: string, quantity = "10") => ({
    title: name,
    fields: { name, dose, quantity },
  });
  const stood = medicine("Amlodipin", "Sáng 1 viên");
  test.each([
    ["the same lines in another order", "wrong-dose", [medicine("Vitamin C", "x"), stood], false],
    ["other spaces and letters", "wrong-dose", [medicine("AMLODIPIN", " sáng  1 viên ")], false],
    [
      "another quantity, when the dose was wrong",
      "wrong-dose",
      [medicine("Amlodipin", "Sáng 1 viên", "20")],
      false,
    ],
    ["anything, when anything was wrong", "other", [medicine("Amlodipin", "Sáng 1 viên", "20")], true],
    ["another dose", "wrong-dose", [medicine("Amlodipin", "Tối 1 viên")], true],
    ["the medicine is gone", "not-given", [medicine("Vitamin C", "x")], true],
    ["the medicine stays beside others", "not-given", [medicine("Vitamin C", "x"), stood], false],
    ["the whole visit is gone", "not-mine", [], true],
  ])("%s", (_, reason, now, mended) => {
    expect(isMended("medicine", reason, stood, now).mended).toBe(mended);
  });

  test("the line that stands there now is told beside the old one", () => {
    const now = medicine("Amlodipin", "Tối 1 viên");
    expect(isMended("medicine", "wrong-dose", stood, [now])).toEqual({ mended: true, line: now });
    expect(isMended("medicine", "not-given", stood, [])).toEqual({ mended: true, line: null });
  });
});
