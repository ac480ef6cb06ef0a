import { describe, expect, test } from "vitest";
import * as yauzl from "yauzl";
import { csvCell } from "#lib/platform/spreadsheet.ts";
import type { NoteLine } from "./desk-queries.ts";
import { accountCsv, accountRows, accountWorkbook } from "./export-notes.ts";

const note = {
  noteNumber: '=HYPERLINK("http://x")',
  kind: "settlement",
  issuedOn: "2026-11-26",
  encounterRef: "+1+1",
  amountVnd: 150_000n,
  setOffVnd: 100_000n,
  status: "open",
  channel: null,
  reference: null,
  transactionNo: null,
  bankCode: "@SUM(A1)",
  paidAt: null,
  refundedVnd: 0n,
  claimAmountVnd: "150000.50",
  claimPaidAt: new Date("2026-11-26T02:31:00Z"),
} as unknown as NoteLine;

function sheetOf(bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return reject(error);
      zip.on("entry", (entry) => {
        if (!/sheet1\.xml$/.test(entry.fileName)) return zip.readEntry();
        zip.openReadStream(entry, async (fault, stream) => {
          if (fault || !stream) return reject(fault);
          let text = "";
          for await (const chunk of stream.setEncoding("utf8")) text += chunk;
          resolve(text);
        });
      });
      zip.on("end", () => reject(new Error("no sheet")));
      zip.readEntry();
    });
  });
}

describe("the accountant's table", () => {
  test("says what is left to pay, and times of Vietnam", () => {
    const [, row] = accountRows([note]);
    expect(row?.slice(4, 7)).toEqual([150_000, 100_000, 50_000]);
    expect(row?.slice(-2)).toEqual([150_000.5, "2026-11-26 09:31:00"]);
  });

  test("CSV reckons nothing: what begins like a formula is text", () => {
    expect(csvCell("=1+1")).toBe("'=1+1");
    expect(csvCell("\t=1")).toBe("'\t=1");
    expect(csvCell('-2,"x"')).toBe('"\'-2,""x"""');
    expect(csvCell(-5)).toBe("-5");
    const lines = accountCsv([note]).split("\r\n");
    expect(lines[0]?.startsWith("\uFEFFso_phieu,")).toBe(true);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  test("Excel holds texts and numbers, and no formula", async () => {
    const sheet = await sheetOf(await accountWorkbook([note]));
    expect(sheet).not.toContain("<f>");
    expect(sheet).toContain("150000");
    expect((await accountWorkbook([])).byteLength).toBeGreaterThan(500);
  });
});
