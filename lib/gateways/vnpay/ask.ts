import { randomBytes } from "node:crypto";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { type Fields, isSigned, sign, signedLine } from "./signature.ts";
import type { Terminal } from "./terminal.ts";
import { AnswerFields } from "./wire.ts";

const LARGEST_ANSWER = 65_536;

/** A number of a question that is never used twice: 32 characters are the most. */
export const requestNumber = (kind: "Q" | "R") => `${kind}${randomBytes(15).toString("hex")}`;

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) throw new Error("the answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** An answer, and whether VNPay signed it. */
export type Answer = { fields: Fields; signed: boolean };

/** Sends one signed question and reads its answer. Throws GatewayUnavailable, nothing else. */
export async function ask(
  terminal: Terminal,
  question: Fields,
  signedBy: { question: readonly string[]; answer: readonly string[] },
  waitMs: number,
): Promise<Answer> {
  try {
    const vnp_SecureHash = sign(terminal.secrets[0], signedLine(question, signedBy.question));
    const response = await fetch(terminal.apiUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...question, vnp_SecureHash }),
      signal: AbortSignal.timeout(waitMs),
      cache: "no-store",
      redirect: "error",
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const fields = AnswerFields.parse(JSON.parse(await textOf(response)));
    const text = signedLine(fields, signedBy.answer);
    return { fields, signed: isSigned(terminal.secrets, text, fields.vnp_SecureHash) };
  } catch (error) {
    throw new GatewayUnavailable("vnpay", error);
  }
}
