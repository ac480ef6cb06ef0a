import { getTranslations } from "next-intl/server";
import { openBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { readCompleteness } from "#lib/record/index.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { CompletenessPage } from "./_parts/completeness.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("completeness"))("title") };
}

/** Sổ còn thiếu lần khám nào? */
export default citizenPage(
  () => "/record/completeness",
  async ({ ctx, search }) => {
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "completeness");
    const names = await facilityNames(ctx.app);
    const found = await readCompleteness(book, names, ctx.today);
    return <CompletenessPage {...found} names={names} search={search} />;
  },
);
