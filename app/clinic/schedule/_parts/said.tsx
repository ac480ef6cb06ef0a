import { getTranslations } from "next-intl/server";
import { Callout } from "#components/ui/callout.tsx";
import type { Params } from "../../../_entry/page.tsx";

const fine = ["saved", "moved", "movedLeft", "one", "cancelled"];

/** What the last form led to: `said` of the address, with how many were moved and how many are left. */
export async function Said({ search }: { search: Params }) {
  const t = await getTranslations("schedule.said");
  const word = search.said ?? (search.wrong === "fields" ? undefined : search.wrong);
  if (!word) return null;
  const key = t.has(word as "saved") ? (word as "moved") : "other";
  const count = (text: string | undefined) => (text && /^\d{1,4}$/.test(text) ? Number(text) : 0);
  const good = fine.includes(word);
  return (
    <div role={good ? "status" : "alert"} id="said" className="pb-6">
      <Callout
        kind={good ? "note" : "warn"}
        level={2}
        title={t(key as "movedLeft", { count: count(search.count), left: count(search.left) })}
      />
    </div>
  );
}
