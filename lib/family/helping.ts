import { randomInt, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { sendSms } from "#lib/gateways/sms/index.ts";
import { differences } from "#lib/identity/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";
import { GatewayUnavailable, NotFound, Refused } from "#lib/platform/errors.ts";
import { familyDesk, nameFrom, numberFrom, personAt } from "./at-station.ts";
import { codeOfCard, HELP_CODE_MINUTES } from "./card-rules.ts";
import type { BeginHelpingInput, HelpByCardInput, HelpByCodeInput } from "./inputs.ts";

/** What the SMS says that asks somebody whether they want this help, in their language. */
export type HelpText = (o: { language: string; code: string; helper: string; minutes: number }) => string;

async function askBySms(
  ctx: Context,
  o: { helpId: string; citizenId: string; name: string; number: string },
  text: HelpText,
  address: string | null,
): Promise<void> {
  if (address === null) throw new GatewayUnavailable("sms");
  const [key, code] = [randomUUID(), String(randomInt(1_000_000)).padStart(6, "0")];
  const desk = await familyDesk(ctx, o.number);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null; to_number: string; language: string }>(
      sql`select why, to_number, language from app.ask_helping(${ctx.actor.token}, ${o.helpId}::uuid, ${o.citizenId}::uuid,
        ${o.name}, ${key}::uuid, ${code}, ${HELP_CODE_MINUTES}::int)`,
    ),
  );
  if (!row || row.why) throw new Refused(row?.why ?? "failed");
  const said = text({ language: row.language, code, helper: ctx.actor.name, minutes: HELP_CODE_MINUTES });
  if ((await sendSms(address, { key, to: row.to_number, text: said })) === "refused")
    throw new Refused("no-phone");
}

/**
 * Bắt đầu giúp: takes somebody's book into this session's hand for half an hour, on their word; or sends a code to the phone
 * that they confirmed, and opens nothing before it comes back. Answers which. Throws Refused, GatewayUnavailable.
 */
export async function beginHelping(
  ctx: Context,
  input: BeginHelpingInput,
  text: HelpText,
  address = webEnv().smsUrl,
): Promise<"began" | "asked"> {
  const number = numberFrom(input.personalId, "personal-id");
  const way = input.way;
  if (way !== "in-person" && way !== "sms") throw new Refused("way");
  const reason = nameFrom(input.reason);
  if (way === "in-person" && reason.length < 3) throw new Refused("reason");
  const { desk, person } = await personAt(ctx, number);
  if (!person) throw new Refused("unknown");
  if (differences(person, { name: nameFrom(input.name), birthDate: person.birthDate }).length > 0)
    throw new Refused("name-differs");
  const whom = { helpId: input.helpId, citizenId: person.citizenId, name: person.name };
  if (way === "sms") {
    await askBySms(ctx, { ...whom, number }, text, address);
    return "asked";
  }
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.begin_helping(${ctx.actor.token}, ${whom.helpId}::uuid, ${whom.citizenId}::uuid, ${whom.name}, ${reason}) as why`,
    ),
  );
  if (row?.why) throw new Refused(row.why);
  return "began";
}

/** Whose code this session waits for, and the last figures of the phone it went to; null when for none. */
export async function findHelpAsked(ctx: Context): Promise<{ name: string; numberEnd: string } | null> {
  const desk = await familyDesk(ctx);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ citizen_name: string; number_end: string }>(
      sql`select citizen_name, number_end from app.helping_asked(${ctx.actor.token})`,
    ),
  );
  return row ? { name: row.citizen_name, numberEnd: row.number_end } : null;
}

/** The person read their code out: begins to help. Throws Refused `code-short`, `code-wrong`, `code-ended`, `too-many`. */
export async function helpByCode(ctx: Context, { code }: HelpByCodeInput): Promise<void> {
  const plain = code.replace(/\D/g, "");
  if (plain.length !== 6) throw new Refused("code-short");
  const desk = await familyDesk(ctx);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(sql`select app.help_by_code(${ctx.actor.token}, ${plain}) as why`),
  );
  if (row?.why) throw new Refused(row.why);
}

/** The person handed over their card: begins to help. Throws Refused `card-unreadable`, `card-unknown`, `card-ended`, `too-many`. */
export async function helpByCard(ctx: Context, { helpId, card }: HelpByCardInput): Promise<void> {
  const code = codeOfCard(card);
  if (code === null) throw new Refused("card-unreadable");
  const desk = await familyDesk(ctx);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.help_by_card(${ctx.actor.token}, ${helpId}::uuid, ${code}) as why`,
    ),
  );
  if (row?.why) throw new Refused(row.why);
}

/** Kết thúc: nothing of that book opens any more. */
export async function endHelping(ctx: Context): Promise<void> {
  const [row] = await ctx.app.$client<
    { done: boolean }[]
  >`select app.end_helping(${ctx.actor.token}) as done`;
  if (!row?.done) throw new NotFound();
}
