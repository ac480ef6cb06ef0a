import { createHmac, timingSafeEqual } from "node:crypto";

/** Names and values as they are sent. */
export type Fields = Readonly<Record<string, string>>;

const HASH = "vnp_SecureHash";
const unsigned: readonly string[] = [HASH, "vnp_SecureHashType"];

/**
 * The text that a query string is signed by, which is the query string itself: the names that begin with vnp_, sorted by
 * their bytes, without empty values, encoded as a form does (a space is a plus).
 */
export function signedQuery(fields: Fields): string {
  const names = Object.keys(fields).filter(
    (name) => name.startsWith("vnp_") && !unsigned.includes(name) && fields[name] !== "",
  );
  return new URLSearchParams(names.sort().map((name) => [name, fields[name] ?? ""])).toString();
}

/** The text that a question or an answer of the transaction address is signed by: values in their order, not encoded. */
export function signedLine(fields: Fields, order: readonly string[]): string {
  return order.map((name) => fields[name] ?? "").join("|");
}

/** HMAC-SHA512, lower-case hex. */
export function sign(secret: string, text: string): string {
  return createHmac("sha512", secret).update(text, "utf8").digest("hex");
}

/** Whether one of our secrets made this hash, in constant time. Upper-case hex is accepted, as VNPay's own samples do. */
export function isSigned(secrets: readonly string[], text: string, hash: string | undefined): boolean {
  if (!/^[0-9a-f]{128}$/i.test(hash ?? "")) return false;
  const given = Buffer.from(hash ?? "", "hex");
  // Every secret is tried: how long it takes does not tell which one it was.
  return secrets
    .map((secret) => timingSafeEqual(Buffer.from(sign(secret, text), "hex"), given))
    .includes(true);
}
