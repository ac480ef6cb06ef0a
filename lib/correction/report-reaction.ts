import { sql } from "drizzle-orm";
import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { listFacilities } from "#lib/facility/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { findDose } from "#lib/vaccination/index.ts";
import { ownerOf } from "./declare-dose.ts";
import { type ReactionInput, signsIn } from "./inputs.ts";
import { type ReactionSign, reactionSigns } from "./reaction-signs.data.ts";
import { stoodOf } from "./read-target.ts";

/** Whether signs of that kind are a matter for 115. */
export const areDangerous = (signs: readonly ReactionSign[]): boolean =>
  signs.some((sign) => (reactionSigns.danger as readonly string[]).includes(sign));

/**
 * Báo phản ứng sau tiêm: a case of its own for the station that gave the dose, to be answered within a day. Sent twice it is one;
 * of a dose there is one open case, which more is added to. Throws Refused: `signs`, `too-many`, `open <case id>`.
 */
export async function reportReaction(
  ctx: Context,
  input: ReactionInput,
): Promise<{ caseId: string; danger: boolean }> {
  const signs = signsIn(input);
  if (signs.length === 0 || (signs.every((one) => one === "other") && input.words === ""))
    throw new Refused("signs");
  const book = await openBookInHand(ctx, "corrections");
  const dose = await findDose(book, input.doseId);
  if (!dose || dose.standing === "withdrawn") throw new NotFound();
  const facilities = await listFacilities(ctx.app);
  const gave = [dose.placeCode, ...dose.sources.map(({ facilityCode }) => facilityCode)].find((code) =>
    facilities.some(({ facilityCode }) => facilityCode === code),
  );
  const owner = gave ?? (await ownerOf(ctx, book, undefined));
  const { vneid, warehouse } = await whoseBook(book);
  const { name, birthDate, sex } = vneid ?? warehouse;
  const danger = areDangerous(signs);
  const vaccine = dose.product ?? dose.antigens.join(", ");
  const { givenOn, lot, doseNumber, place: givenPlace } = dose;
  const stood = stoodOf(vaccine, {
    vaccine,
    givenOn,
    doseNumber,
    lot,
    givenPlace,
    signs: signs.join(" "),
    began: input.began,
  });
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ answer: string; case_id: string | null }>(sql`
      select answer, case_id from app.report_reaction(${input.caseId}::uuid, ${owner}, ${`reaction::${dose.doseId}:`}, ${givenOn}::date,
        ${JSON.stringify(stood)}::text::jsonb, ${danger}, ${input.words}, ${JSON.stringify({ name, birthDate, sex })}::text::jsonb)`),
  );
  if (row?.answer === "open") throw new Refused(`open ${row.case_id}`);
  if (row?.answer !== "sent") throw new Refused("too-many");
  return { caseId: input.caseId, danger };
}
