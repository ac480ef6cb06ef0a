/** An SMS that went out. */
export type Sent = { key: string; to: string; text: string; at: string };

const MOST = 500;
const sent = new Map<string, Sent>();

/** Takes an SMS; false when its key was taken before: it goes out once. */
export function take(one: Sent): boolean {
  if (sent.has(one.key)) return false;
  sent.set(one.key, one);
  const [oldest] = sent.keys();
  if (sent.size > MOST && oldest) sent.delete(oldest);
  return true;
}

/** What went out, the latest first; to one number, or to all. */
export const listSent = (to: string | null): Sent[] =>
  [...sent.values()].filter((one) => to === null || one.to === to).reverse();

const escaped = (text: string) =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign,
  );

const time = new Intl.DateTimeFormat("vi-VN", {
  timeZone: "Asia/Ho_Chi_Minh",
  dateStyle: "short",
  timeStyle: "medium",
});

/** The telephones of the sample, for people to read. */
export function inboxPage(to: string | null): string {
  const rows = listSent(to).map(
    ({ to: number, text, at }) =>
      `<li><p><a href="/?to=${encodeURIComponent(number)}">${escaped(number)}</a> · ${time.format(new Date(at))}</p><p>${escaped(text)}</p></li>`,
  );
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Hộp SMS thử</title>
<style>body{font:17px/1.5 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:16px;color:#12201f}li{border-top:1px solid #cdd6d5;padding:12px 0;list-style:none}ul{padding:0}p{margin:0}li p:first-child{font-size:15px}a{color:#0a5866}</style>
<h1>Hộp SMS thử</h1>
<p>Đây là máy thử. Không SMS nào đến điện thoại thật.</p>
${to === null ? "" : `<p>Chỉ số ${escaped(to)}. <a href="/">Xem mọi số</a></p>`}
${rows.length > 0 ? `<ul>${rows.join("")}</ul>` : "<p>Chưa có SMS nào.</p>"}
</html>`;
}
