import { getTranslations } from "next-intl/server";
import { Callout } from "#components/ui/callout.tsx";

const good = ["invited", "accepted", "declined", "revoked", "objected", "kept"] as const;
const bad = ["over", "failed", "by-law"] as const;

/** What the last form led to. */
export async function Said({ done }: { done: string | undefined }) {
  const t = await getTranslations("family");
  const isGood = good.find((one) => one === done);
  const isBad = bad.find((one) => one === done);
  const word = isGood ?? isBad;
  if (!word) return null;
  return (
    <div role={isGood ? "status" : "alert"} className="pb-6">
      <Callout kind={isGood ? "note" : "warn"} level={2} title={t(`done.${word}`)} />
    </div>
  );
}
