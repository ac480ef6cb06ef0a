import { parseArgs } from "node:util";
import { type LogFault, type LogReport, verifyLog } from "#lib/consent/index.ts";
import { connect } from "#lib/platform/db.ts";
import { KnownError } from "#lib/platform/errors.ts";
import { openBook, readSurroundings } from "./start/book.ts";
import { say } from "./start/say.ts";

const USAGE = `npm run verify-log [-- --json]
  Đi hết nhật ký truy cập và so với những gì đã ký, đang giữ ngoài cơ sở dữ liệu.
  --json  in ra mỗi điều sai một dòng JSON, rồi một dòng tổng kết
  Mã thoát: 0 nguyên vẹn, 3 có chỗ sai, 1 không kiểm tra được.`;

const chainWords: Record<string, string> = {
  "row-changed": "nội dung dòng này đã bị sửa",
  "row-missing-before": "ngay trước dòng này có dòng bị xóa, thêm hoặc đổi chỗ",
  "signed-row-missing": "dòng này đã được ký nhưng không còn",
  "signed-row-differs": "chuỗi đến dòng này khác với lúc đã ký",
  "signed-count-differs": "số dòng đến đây khác với lúc đã ký",
  "dated-before-signed": "dòng này được thêm sau nhưng ghi giờ cũ hơn",
  "head-differs": "đầu chuỗi trong cơ sở dữ liệu không phải dòng cuối",
};
const statementWords: Record<string, string> = {
  "not-a-statement": "không đọc được",
  "bad-signature": "chữ ký sai",
  "out-of-order": "không nối tiếp bản trước",
  "heads-missing": "thiếu tệp đầu chuỗi",
  "heads-changed": "tệp đầu chuỗi đã bị sửa",
  "root-differs": "gốc không khớp với các đầu chuỗi đã ký",
  "statements-cut": "tệp các bản ký đã bị cắt bớt",
};

function inWords(fault: LogFault): string {
  if (!("citizenId" in fault)) {
    const at = fault.at ? ` (${fault.at})` : "";
    return `Bản ký ở dòng ${fault.line}${at}: ${statementWords[fault.kind]}.`;
  }
  const { after, before } = fault;
  const when = after ? ` Xảy ra sau ${after}${before ? `, trước ${before}` : ""}.` : "";
  return `Chuỗi của ${fault.citizenId}, dòng ${fault.logId}: ${chainWords[fault.kind]}.${when}`;
}

function sumUp(report: LogReport): string {
  const { chains, rows, statements, faults, vouchedUntil, unsignedRows, unsignedChains } = report;
  const window = vouchedUntil
    ? `Từ ${vouchedUntil} đến nay chưa có bản ký: không bảo đảm được ${unsignedRows} dòng mới nhất của ${unsignedChains} chuỗi, và những dòng có thể đã mất trong khoảng đó.`
    : "Chưa có bản ký nào: chỉ bảo đảm được các dòng còn lại nối với nhau.";
  return `${chains} chuỗi, ${rows} dòng, ${statements} bản ký: ${faults === 0 ? "nguyên vẹn" : `${faults} chỗ sai`}. ${window}`;
}

async function main(): Promise<number> {
  let json: boolean;
  try {
    json = parseArgs({ options: { json: { type: "boolean" } } }).values.json ?? false;
  } catch {
    say(USAGE);
    return 1;
  }
  const env = readSurroundings();
  const book = await openBook(env);
  const owner = connect(book.ownerUrl, { max: 1 });
  try {
    const report = await verifyLog(owner, { dataDir: env.DATA_DIR, keysDir: env.KEYS_DIR }, (fault) => {
      if (json) process.stdout.write(`${JSON.stringify(fault)}\n`);
      else say(inWords(fault));
    });
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else say(sumUp(report));
    return report.whole ? 0 : 3;
  } finally {
    await owner.$client.end({ timeout: 5 });
    await book.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const known =
    error instanceof KnownError || (error instanceof Error && error.message.startsWith("KEYS_DIR"));
  say(`Không kiểm tra được: ${known || error instanceof Error ? (error as Error).message : String(error)}`);
  process.exitCode = 1;
}
