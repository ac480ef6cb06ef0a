/** Transfers through NAPAS 247 stay under 500 million đồng. */
export const MOST_BY_TRANSFER_VND = 499_999_999n;

/** What a VietQR fills in: a transfer to an account, of a whole sum, with a content that names it. */
export type Transfer = { bankBin: string; accountNumber: string; amountVnd: bigint; content: string };

/** One field: its number, the length of its value in two digits, the value. */
function field(id: string, value: string): string {
  if (value.length === 0 || value.length > 99) throw new RangeError("a field that VietQR cannot carry");
  return `${id}${String(value.length).padStart(2, "0")}${value}`;
}

/** CRC-16/CCITT-FALSE: polynomial 1021, begun with FFFF, neither turned round nor inverted; four large hex digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, "utf8")) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

/**
 * The text of a dynamic VietQR (EMVCo merchant-presented, NAPAS 247 to an account, GUID A000000727). Throws RangeError for
 * what a bank's app could misread: a bank, account or content of another shape, or a sum that cannot be transferred.
 */
export function vietQr({ bankBin, accountNumber, amountVnd, content }: Transfer): string {
  if (!/^\d{6}$/.test(bankBin)) throw new RangeError("not a bank");
  if (!/^[0-9A-Z]{4,19}$/.test(accountNumber)) throw new RangeError("not an account");
  if (amountVnd <= 0n || amountVnd > MOST_BY_TRANSFER_VND) throw new RangeError("not a sum to transfer");
  // Letters with marks break scanners; banks cut or change whatever is longer or stranger.
  if (!/^[A-Z0-9][A-Z0-9 ]{0,24}$/.test(content)) throw new RangeError("not a content");
  const bank = field("00", bankBin) + field("01", accountNumber);
  const account = field("00", "A000000727") + field("01", bank) + field("02", "QRIBFTTA");
  const text = [
    field("00", "01"),
    field("01", "12"),
    field("38", account),
    field("53", "704"),
    field("54", String(amountVnd)),
    field("58", "VN"),
    field("62", field("08", content)),
    "6304",
  ].join("");
  return text + crc16(text);
}

const CODE = /VP[2-9A-HJ-NP-Z]{12}/y;

/**
 * The codes that may stand in the content of a bank's line. Banks write it in other letters, cut blanks out or put them in,
 * and set their own words beside it without a space: every place is tried, and the database knows which is one.
 */
export function transferCodesIn(content: string): string[] {
  const text = content.toUpperCase().replace(/[^0-9A-Z]/g, "");
  const codes = new Set<string>();
  for (let at = text.indexOf("VP"); at !== -1 && codes.size < 20; at = text.indexOf("VP", at + 1)) {
    CODE.lastIndex = at;
    const found = CODE.exec(text)?.[0];
    if (found) codes.add(found);
  }
  return [...codes];
}
