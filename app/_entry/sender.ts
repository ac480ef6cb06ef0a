import { admitSender, mayAsk, maySend, mayTryKeys, type Sender } from "#lib/facility/index.ts";
import { addressFrom } from "#lib/identity/realms.ts";
import { type Databases, reach } from "#lib/platform/context.ts";
import { NotAllowed, NotFound, Refused } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";

/** What a machine is told when it does not get what it asked for: the status, and a sentence for the clerk behind it. */
const sentences = {
  "no-key": [401, "Thiếu khóa gửi hồ sơ, hoặc khóa sai hay đã bị thu hồi. Hãy hỏi Sở Y tế."],
  "other-facility": [
    403,
    "Tệp có hồ sơ của cơ sở khác. Khóa này chỉ gửi được hồ sơ của cơ sở mình. Không hồ sơ nào trong tệp được nhập.",
  ],
  "not-found": [404, "Cơ sở này chưa gửi tệp nào mang mã này."],
  "too-large": [413, "Tệp lớn hơn 100 MB. Hãy chia thành nhiều tệp."],
  "not-claims": [415, "Nội dung không phải XML, gzip hay zip."],
  "not-doses": [415, "Nội dung không phải gói FHIR (JSON), tệp CSV mũi tiêm, gzip hay zip."],
  "too-many": [429, "Gửi quá nhiều trong một phút. Hãy đợi rồi gửi tiếp."],
  "inbox-full": [503, "Còn quá nhiều tệp của cơ sở chờ nhập. Tệp này chưa được nhận; hãy gửi lại sau."],
  "not-json": [400, "Nội dung không phải JSON."],
  "not-a-note": [422, "Phiếu thu phí chưa đúng. Xem `fields` để biết chỗ cần sửa."],
  "person-unknown": [422, "Số định danh này chưa có sổ sức khỏe. Hãy thu tại quầy."],
  "person-differs": [422, "Họ tên hoặc ngày sinh không khớp với số định danh. Hãy kiểm tra lại."],
  "visit-unknown": [422, "Không có lịch hẹn đang chờ nào của người này mang mã đó. Hãy kiểm tra mã phiếu."],
  "note-differs": [
    409,
    "Số phiếu này đã gửi với nội dung khác. Phiếu cũ giữ nguyên. Hãy rút phiếu cũ và gửi số mới.",
  ],
  "note-paid": [409, "Phiếu này đã được thanh toán, không rút được. Hãy hoàn tiền tại bàn viện phí."],
  "note-being-paid": [409, "Người dân đang thanh toán phiếu này. Hãy thử lại sau ít phút."],
  "note-void": [409, "Phiếu này đã được rút, không có hóa đơn."],
  "note-unknown": [404, "Cơ sở này chưa gửi phiếu nào mang số này."],
  "not-a-booking": [422, "Lịch hẹn chưa đúng. Xem `fields` để biết chỗ cần sửa."],
  "not-a-question": [422, "Câu hỏi chưa đúng. Xem `fields` để biết chỗ cần sửa."],
  "booking-too-large": [413, "Lịch hẹn lớn hơn 20 KB."],
  "number-reused": [409, "Số này đã dùng cho lịch hẹn của người khác hoặc dịch vụ khác. Hãy dùng số mới."],
  "slot-closed": [409, "Khung giờ này không còn nhận đặt. Hãy hỏi lại giờ trống."],
  "slot-full": [409, "Khung giờ này vừa hết chỗ. Hãy hỏi lại giờ trống."],
  "service-unknown": [422, "Khoa của khung giờ này không có dịch vụ đó."],
  "booked-already": [409, "Người này đã có lịch hẹn vào giờ đó, hoặc trong ngày ở khoa đó."],
  "appointment-unknown": [404, "Cơ sở này không có lịch hẹn nào mang mã này."],
  "too-soon": [409, "Chưa đến ngày hoặc chưa hết giờ của lịch hẹn này."],
  "appointment-over": [409, "Lịch hẹn này đã bắt đầu, đã xong hoặc đã hủy."],
  "not-a-statement": [422, "Sao kê chưa đúng. Xem `fields` để biết chỗ cần sửa."],
  "statement-too-large": [413, "Sao kê lớn hơn 300 KB. Hãy chia thành nhiều lần."],
  "note-too-large": [413, "Phiếu lớn hơn 300 KB."],
  unavailable: [503, "Kho dữ liệu đang không trả lời. Tệp chưa chắc đã được nhận; hãy gửi lại sau."],
} as const satisfies Record<string, readonly [number, string]>;
export type Refusal = keyof typeof sentences;

/** When to try again after a fault of ours, in seconds. */
const LATER = 30;

/** An answer for a machine; nobody on the way keeps it. */
export function reply(status: number, content: object, headers: Record<string, string> = {}): Response {
  return Response.json(content, { status, headers: { "cache-control": "no-store", ...headers } });
}

/** Says no, and how it could become yes. */
export function refuse(refusal: Refusal, more: object = {}): Response {
  const [status, message] = sentences[refusal];
  const headers: Record<string, string> = {};
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="warehouse"';
  if (status === 429) headers["retry-after"] = String(60 - (Math.floor(Date.now() / 1000) % 60));
  if (status === 503) headers["retry-after"] = String(LATER);
  return reply(status, { error: refusal, message, ...more }, headers);
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof NotAllowed) return "no-key";
  if (error instanceof NotFound) return "not-found";
  if (error instanceof Refused && error.reason in sentences) return error.reason as Refusal;
  return null;
}

/** Writes down what a machine tried; `who` stands for it as a session's token would. */
export async function noteSenderRefusal(app: Databases["app"], kind: string, aim: string): Promise<void> {
  await app.$client`select app.note_refusal('', ${kind}, ${aim})`;
}

type Given = Databases & { sender: Sender };

/**
 * A request of a facility's system: its key first, then how often it calls, then the work. Whatever goes wrong with the
 * databases is a 503, never a success.
 */
export async function answerSender(
  request: Request,
  what: "file" | "question" | "fee-note" | "bank-statement" | "booking",
  work: (given: Given) => Promise<Response>,
): Promise<Response> {
  const databases = reach();
  const { app } = databases;
  try {
    const key = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
    const sender = await admitSender(app, key);
    if (!sender) {
      const address = addressFrom(request.headers.get("x-forwarded-for"));
      if (!(await mayTryKeys(app, address))) return refuse("too-many");
      await noteSenderRefusal(app, "sender-refused", what);
      return refuse("no-key");
    }
    const may = what === "question" ? mayAsk : maySend;
    if (!(await may(app, sender))) return refuse("too-many");
    return await work({ ...databases, sender });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return refuse(refusal);
    log("sender.failed", { what, error: summaryOf(error) });
    return refuse("unavailable");
  }
}
