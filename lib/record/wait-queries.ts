import { desc, eq } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { openedResults, resultChoices } from "./reader-tables.ts";
import { notWaiting, resultKinds, type Waiting, waitChoices } from "./wait-rules.ts";

/** Xem ngay hay đợi bác sĩ: what this reader chose last for each kind of result, and what they opened all the same. */
export async function findWaiting(book: Book): Promise<Waiting> {
  const [chosen, opened] = await book.readApp((tx) =>
    Promise.all([
      tx
        .selectDistinctOn([resultChoices.kind], { kind: resultChoices.kind, choice: resultChoices.choice })
        .from(resultChoices)
        .where(eq(resultChoices.citizenId, book.citizenId))
        .orderBy(resultChoices.kind, desc(resultChoices.at)),
      tx
        .select({ encounterId: openedResults.encounterId })
        .from(openedResults)
        .where(eq(openedResults.citizenId, book.citizenId)),
    ]),
  );
  const choices = { ...notWaiting.choices };
  for (const kind of resultKinds) {
    const said = chosen.find((one) => one.kind === kind)?.choice;
    choices[kind] = waitChoices.find((one) => one === said) ?? choices[kind];
  }
  return { choices, opened: opened.map((one) => one.encounterId) };
}
