import { randomInt, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { openBook } from "#lib/consent/index.ts";
import { sendSms } from "#lib/gateways/sms/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";
import { GatewayUnavailable, NotFound, Refused } from "#lib/platform/errors.ts";
import type { CodeInput, NoInput, PhoneInput } from "./inputs.ts";
import { CODE_MINUTES, mobileNumber } from "./rules.ts";

/** What the SMS with a code says, in the reader's language. */
export type CodeText = (o: { code: string; minutes: number }) => string;

const ownBook = (ctx: Context) => openBook(ctx, ctx.actor.id, "own-reading", "messages");

/**
 * Khai số điện thoại: sends a code to a number. The number is used for nothing until the code comes back; the one before
 * it goes on until then. Throws Refused (`not-a-number`, `too-many-codes`, `number-refused`), GatewayUnavailable.
 */
export async function sendPhoneCode(
  ctx: Context,
  input: PhoneInput,
  text: CodeText,
  address = webEnv().smsUrl,
): Promise<void> {
  const number = mobileNumber(input.number);
  if (number === null) throw new Refused("not-a-number");
  if (address === null) throw new GatewayUnavailable("sms");
  const key = randomUUID();
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const book = await ownBook(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ refusal: string | null }>(
      sql`select app.declare_phone(${number}, ${key}::uuid, ${code}, ${CODE_MINUTES}::int) as refusal`,
    ),
  );
  if (row?.refusal) throw new Refused(row.refusal);
  const outcome = await sendSms(address, { key, to: number, text: text({ code, minutes: CODE_MINUTES }) });
  if (outcome === "refused") throw new Refused("number-refused");
}

/** Xác nhận số: the code came back, so that the number is its owner's. Throws Refused (`code-wrong`, `code-ended`). */
export async function confirmPhone(ctx: Context, { code }: CodeInput, language: string): Promise<void> {
  const plain = code.replace(/\D/g, "");
  if (plain.length !== 6) throw new Refused("code-short");
  const book = await ownBook(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ refusal: string | null }>(sql`select app.confirm_phone(${plain}, ${language}) as refusal`),
  );
  if (row?.refusal) throw new Refused(row.refusal);
}

/** Bỏ số điện thoại: no SMS comes any more. */
export async function forgetPhone(ctx: Context, _: NoInput): Promise<void> {
  const book = await ownBook(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(sql`select app.forget_phone() as done`),
  );
  if (!row?.done) throw new NotFound();
}
