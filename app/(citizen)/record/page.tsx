import { getTranslations } from "next-intl/server";
import { citizenPage } from "../../_entry/page.tsx";
import { askedOf, timelineOf } from "./_parts/read-timeline.ts";
import { Timeline } from "./_parts/timeline.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("record"))("listTitle") };
}

/** Lần khám: every visit of the book, latest first, by year. */
export default citizenPage(
  () => "/record",
  async ({ ctx, ownerName, search }) => {
    const asked = askedOf(search);
    const timeline = await timelineOf(ctx, asked);
    return <Timeline {...timeline} asked={asked} later={asked.after !== undefined} name={ownerName} />;
  },
  "record",
);
