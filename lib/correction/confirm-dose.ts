import { sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import { type DeclareAnswers, readDoseNumber, readLot } from "#lib/vaccination/rules.ts";
import { act } from "./answer-case.ts";
import { vaccineOf } from "./declare-dose.ts";
import type { ConfirmDoseInput, NotGivenInput } from "./inputs.ts";
import { stoodOf } from "./read-target.ts";

/** The day of three numbers; only a whole day counts for the schedule. */
function wholeDay(input: ConfirmDoseInput): string {
  const day = [
    input["given.year"],
    input["given.month"].padStart(2, "0"),
    input["given.day"].padStart(2, "0"),
  ].join("-");
  const read = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(read.getTime()) || !read.toISOString().startsWith(day)) throw new Refused("dose");
  return day;
}

/**
 * Xác nhận mũi tiêm, sửa mũi tiêm: a clerk writes down the dose as the station's own papers or the person's have it. A missing
 * dose is confirmed by it; a wrong one gets it beside what was told, which stays. Throws Refused as every answer, and `dose`
 * for a vaccine that nobody knows, or a day before birth or to come.
 */
export async function confirmDose(
  ctx: Context,
  input: ConfirmDoseInput,
  nameOf: (answers: DeclareAnswers) => string,
): Promise<{ caseId: string }> {
  const { caseId, text, place } = input;
  const vaccine = await vaccineOf(input);
  const [lot, number] = [readLot(input.lot), readDoseNumber(input.doseNumber)];
  if (!vaccine || "fault" in lot || "fault" in number) throw new Refused("dose");
  const givenOn = wholeDay(input);
  const name = nameOf(input);
  const told = { vaccine: name, givenOn, doseNumber: number.number, lot: lot.lot, givenPlace: place };
  const dose = {
    ...{ vaccineCode: vaccine.code, antigens: vaccine.antigens, product: name, givenOn },
    ...{ lot: lot.lot || null, doseNumber: number.number, place: place || null, placeCode: null },
  };
  const inWords = `${name}, ${givenOn.split("-").reverse().join("/")}`;
  return act(
    ctx,
    caseId,
    sql`select app.confirm_dose(${caseId}::uuid, ${text}, ${inWords}, ${JSON.stringify(stoodOf(name, told))}::text::jsonb,
      ${JSON.stringify(dose)}::text::jsonb) as answer`,
  );
}

/** Không tiêm mũi này: what was told stays and counts for nothing. `mendedTo` are the words that stand beside it. */
export function sayNotGiven(
  ctx: Context,
  { caseId, text, mendedTo }: NotGivenInput,
): Promise<{ caseId: string }> {
  return act(
    ctx,
    caseId,
    sql`select app.confirm_dose(${caseId}::uuid, ${text}, ${mendedTo}, null, null) as answer`,
  );
}
