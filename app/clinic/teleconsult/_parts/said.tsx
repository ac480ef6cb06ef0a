import { getTranslations } from "next-intl/server";
import { Callout } from "#components/ui/callout.tsx";
import type { Params } from "../../../_entry/page.tsx";

const dones = ["claimed", "answered", "refused", "referred", "released", "saved"] as const;
const faults = [
  "taken",
  "licence",
  "gone",
  "too-many",
  "ended",
  "not-asked",
  "closed",
  "lower",
  "code",
  "clock",
  "fields",
] as const;

/** What the last form led to. */
export async function Said({ search }: { search: Params }) {
  const t = await getTranslations("teleconsultDesk");
  const done = dones.find((one) => one === search.said);
  if (!done && !search.fault) return null;
  const fault = faults.find((one) => one === search.fault) ?? "failed";
  return (
    <div role={done ? "status" : "alert"} className="max-w-column pb-6">
      <Callout
        kind={done ? "note" : "warn"}
        level={2}
        title={done ? t(`said.${done}`) : t(`faults.${fault}`)}
      />
    </div>
  );
}
