import { and, eq, sql } from "drizzle-orm";
import { noteRefusal, openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import type { ChooseResultsInput, OpenResultsInput } from "./inputs.ts";
import { encounters } from "./tables.ts";
import { resultKinds } from "./wait-rules.ts";

/** Chọn xem ngay hay đợi bác sĩ, for each kind of result. The same choice again changes nothing; every change stays. */
export async function chooseResults(ctx: Context, input: ChooseResultsInput): Promise<void> {
  const book = await openBookInHand(ctx, "results");
  await book.actOnApp(async (tx) => {
    for (const kind of resultKinds) await tx.execute(sql`select app.choose_results(${kind}, ${input[kind]})`);
  });
}

/** Mở kết quả đang đợi: the results of one visit of the caller's own book, though they had chosen to wait. */
export async function openHeldResults(ctx: Context, { encounterId }: OpenResultsInput): Promise<void> {
  const book = await openBookInHand(ctx, "results");
  const [own] = await book.readWarehouse((tx) =>
    tx
      .select({ encounterId: encounters.encounterId })
      .from(encounters)
      .where(and(eq(encounters.citizenId, book.citizenId), eq(encounters.encounterId, encounterId))),
  );
  if (!own) {
    await noteRefusal(ctx, "not-in-this-book", `results of encounter ${encounterId}`);
    throw new NotFound();
  }
  await book.actOnApp((tx) => tx.execute(sql`select app.open_held_results(${encounterId}::uuid)`));
}
