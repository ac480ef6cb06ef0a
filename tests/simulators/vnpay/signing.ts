import { createHmac } from "node:crypto";

/*
 * Signing of its own, after VNPay's Java sample (Config.hashAllFields, java.net.URLEncoder), so that a fault of the book's
 * cannot pass on both sides. Nothing of lib/ is imported by a simulator.
 */

/** Names and values as they travel. */
export type Parameters = Record<string, string>;

/** java.net.URLEncoder with UTF-8: keeps letters, digits and . - * _, a blank is a plus. */
export function javaEncoded(text: string): string {
  let encoded = "";
  for (const byte of Buffer.from(text, "utf8")) {
    const letter = String.fromCharCode(byte);
    if (/[A-Za-z0-9.\-*_]/.test(letter)) encoded += letter;
    else if (letter === " ") encoded += "+";
    else encoded += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

const hmac = (secret: string, data: string) =>
  createHmac("sha512", Buffer.from(secret, "utf8")).update(Buffer.from(data, "utf8")).digest("hex");

/** The query of these parameters and its hash. */
export function signedQueryOf(parameters: Parameters, secret: string): { query: string; hash: string } {
  let query = "";
  for (const name of Object.keys(parameters).sort()) {
    const value = parameters[name];
    if (name === "vnp_SecureHash" || name === "vnp_SecureHashType" || !value) continue;
    query += `${query === "" ? "" : "&"}${javaEncoded(name)}=${javaEncoded(value)}`;
  }
  return { query, hash: hmac(secret, query) };
}

const pipes: Record<string, string> = {
  querydr: "RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo",
  refund:
    "RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo TransactionDate CreateBy CreateDate IpAddr OrderInfo",
  answer:
    "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo TransactionType TransactionStatus OrderInfo",
};

/** The hash of a question or answer of the transaction address: values with pipes between. */
export function pipeHash(
  parameters: Parameters,
  kind: "querydr" | "refund" | "answer",
  secret: string,
): string {
  const names = (pipes[kind] ?? "").split(" ");
  // What is answered to a question ends with two values about promotions.
  if (kind === "answer" && parameters.vnp_Command === "querydr")
    names.push("PromotionCode", "PromotionAmount");
  return hmac(secret, names.map((name) => parameters[`vnp_${name}`] ?? "").join("|"));
}
