import { describe, expect, test } from "vitest";
import { readReport, reportHeadings } from "./report.ts";

const read = (...lines: string[]) => readReport("SHOP0001", Buffer.from(lines.join("\r\n")));
const heading = reportHeadings.join(",");
const row = "SHOP0001,BS0000000001,15000000,14000001,01,00,20261126093000";

describe("VNPay's file of a day", () => {
  test("in any order, with more columns, other separators, quotes and the mark of UTF-8", () => {
    const turned = [...reportHeadings].reverse().join(";");
    const cells = row.split(",").reverse().join(";");
    const expected = {
      reference: "BS0000000001",
      kind: "payment",
      amountVnd: 150_000n,
      transactionNo: "14000001",
      status: "done",
      at: new Date("2026-11-26T09:30:00+07:00"),
    };
    expect(read(heading, row, "")).toEqual({ rows: [expected] });
    expect(read(`\uFEFF${turned};more`, `${cells};"a;b"`)).toEqual({ rows: [expected] });
    expect(read(heading, row.replace("SHOP0001", "OTHER001"))).toEqual({ rows: [] });
    expect(read(heading, row.replace(",01,00,", ",03,06,"))).toMatchObject({
      rows: [{ kind: "refund", status: "refund-sent" }],
    });
  });

  test.each([
    ["no-heading", 1, "a,b", row],
    ["bad-line", 2, heading, row.replace("15000000", "150000,00")],
    ["bad-line", 3, heading, row, row.replace("BS0000000001", "x y")],
    ["bad-line", 2, heading, row.replace(",01,", ",09,")],
  ])("%s at line %i: nothing of it is taken", (fault, line, ...lines: string[]) => {
    expect(read(...lines)).toEqual({ fault, line });
  });

  test("too large is not read", () => {
    expect(readReport("SHOP0001", new Uint8Array(20_000_001))).toEqual({ fault: "too-large", line: 0 });
  });
});
