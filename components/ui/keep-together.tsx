import { Fragment, type ReactNode } from "react";

/** Words of two syllables that titles are made of, and names of places. */
const words = `
  bác sĩ, y tế, bệnh viện, bảo hiểm, viện phí, ngân hàng, thanh toán, tiêm chủng, chứng nhận,
  cấp cứu, kết quả, tiền sử, dị ứng, xét nghiệm, huyết áp, sức khỏe, đơn thuốc, giấy tờ, hồ sơ,
  thông tin, dữ liệu, yêu cầu, câu hỏi, trả lời, tin nhắn, gia đình, người dân, người nhà, cơ sở,
  nơi khám, lịch khám, lần khám, mũi tiêm, điện thoại, màn hình, Bình Sơn, Bình Minh, Bình Chương,
  Vạn Tường, Đông Sơn, Quảng Ngãi`
  .trim()
  .split(/,\s*/);
const pattern = new RegExp(`(^|[^\\p{L}])(${words.join("|")})(?=[^\\p{L}]|$)`, "giu");

/** The two syllables of one word never part where a title breaks: bác sĩ, Bình Sơn, y tế. */
export function keepTogether(title: ReactNode): ReactNode {
  if (typeof title !== "string") return title;
  // A text, the sign before the word, the word, and so on; the last text has no word after it.
  const parts = title.split(pattern);
  if (parts.length === 1) return title;
  return parts.map((text, at) =>
    at % 3 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text keep their order
      <Fragment key={at}>
        {`${text}${parts[at + 1] ?? ""}`}
        {parts[at + 2] ? <span className="whitespace-nowrap">{parts[at + 2]}</span> : null}
      </Fragment>
    ) : null,
  );
}
